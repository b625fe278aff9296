// SPDX-License-Identifier: Apache-2.0
#include "workflow/dashboard.h"

#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "workflow/listing.h"
#include "workflow/markup.h"

enum { STATES_MAX = 64, SHEET_WIRE_MAX = 16 * 1024 * 1024 };

static struct span
attribute(const struct run *run, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(run->arena, node, name, ""));
}

/* Without words, what the role usually wants to see; "tous" takes that off. */
static bool
takes(struct run *run, const struct dashboard *dashboard, const struct query *query, xmlNode *row)
{
    if (!query->all && query->filter_count == 0 && query->from == DAY_NONE && query->word_count == 0 &&
        dashboard->keep.compiled != NULL &&
        !evaluation_boolean_at(run->evaluation, dashboard->keep.compiled, row, NULL))
        return false;
    return query_takes(query, run->arena, run->definition, run->evaluation, row);
}

struct ordering {
    struct span key, number;
    struct seen_row row;
};

/* A row that has nothing to be sorted by comes last. */
static int
by_key(const void *a, const void *b)
{
    const struct ordering *one = a, *other = b;
    int order = span_compare(one->key, other->key);

    if ((one->key.len == 0) != (other->key.len == 0))
        return one->key.len == 0 ? 1 : -1;
    return order != 0 ? order : span_compare(one->number, other->number);
}

static void
sort_rows(struct run *run, const struct dashboard *dashboard, struct seen_row *rows, size_t count)
{
    struct ordering *order = arena_array(run->arena, count, sizeof *order);
    const char *column = span_dup(run->arena, dashboard->sort);

    for (size_t i = 0; i < count; i++)
        order[i] = (struct ordering){
            .key = *column == '\0' ? SPAN("") : xml_text(run->arena, xml_first(rows[i].row, column)),
            .number = attribute(run, rows[i].row, "number"),
            .row = rows[i]};
    if (count > 1)
        qsort(order, count, sizeof *order, by_key);
    for (size_t i = 0; i < count; i++)
        rows[i] = order[i].row;
}

size_t
dashboard_choose(struct run *run, const struct dashboard *dashboard, const struct query *query,
                 struct seen_row **rows)
{
    const xmlNode *root = xmlDocGetRootElement(run->situation->rows);
    size_t count = 0;

    *rows = arena_array(run->arena, xml_count(root, "as") + 1, sizeof **rows);
    for (xmlNode *as = xml_first(root, "as"); as != NULL; as = xml_next(as, "as")) {
        xmlNode *row = xml_first(as, "row");

        if (row != NULL && span_equal(attribute(run, as, "role"), dashboard->role->id) &&
            takes(run, dashboard, query, row))
            (*rows)[count++] = (struct seen_row){dashboard->role->id, row};
    }
    sort_rows(run, dashboard, *rows, count);
    return count;
}

static enum sheet_type
sheet_type_of(const char *type)
{
    if (strcmp(type, "date") == 0)
        return SHEET_DATE;
    return strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0 || strcmp(type, "hours") == 0 ||
                   strcmp(type, "money") == 0
               ? SHEET_NUMBER
               : SHEET_TEXT;
}

struct sheet
dashboard_sheet(struct arena *arena, const struct definition *definition, const struct seen_row *rows,
                size_t count, const char *lang)
{
    struct sheet sheet = {.name = SPAN(""), .column_count = definition->column_count, .row_count = count};

    sheet.columns = arena_array(arena, sheet.column_count, sizeof *sheet.columns);
    for (size_t i = 0; i < sheet.column_count; i++) {
        const struct column *column = &definition->columns[i];

        sheet.columns[i].label = strcmp(lang, "en") == 0 ? column->label.en : column->label.fr;
        sheet.columns[i].type = sheet_type_of(column->type);
    }
    sheet.cells = arena_array(arena, count * sheet.column_count, sizeof *sheet.cells);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sheet.column_count; j++)
            sheet.cells[i * sheet.column_count + j] =
                xml_text(arena, xml_first(rows[i].row, span_dup(arena, definition->columns[j].id)));
    return sheet;
}

static struct span
label_in(const struct label *label, struct span language)
{
    return span_is(language, "en") ? label->en : label->fr;
}

static void
put_query(struct run *run, struct text *out, const struct query *query, struct span language)
{
    text_string(out, "<query");
    markup_attribute(out, "all", query->all ? SPAN("yes") : SPAN("no"));
    if (query->from != DAY_NONE) {
        markup_attribute(out, "from", day_iso(run->arena, query->from));
        markup_attribute(out, "to", day_iso(run->arena, query->to));
    }
    text_byte(out, '>');
    for (size_t i = 0; i < query->filter_count; i++)
        markup_element(out, "filter", label_in(&query->filters[i]->label, language));
    for (size_t i = 0; i < query->word_count; i++)
        markup_element(out, "word", query->words[i]);
    text_string(out, "</query>");
}

static void
put_tallies(struct run *run, struct text *out, const struct seen_row *rows, size_t count)
{
    struct span states[STATES_MAX];
    size_t counts[STATES_MAX], known = 0;

    for (size_t i = 0; i < count; i++) {
        struct span state = attribute(run, rows[i].row, "state");
        size_t at = 0;

        while (at < known && !span_equal(states[at], state))
            at++;
        if (at == STATES_MAX)
            continue;
        if (at == known) {
            states[known] = state;
            counts[known++] = 0;
        }
        counts[at]++;
    }
    for (size_t i = 0; i < known; i++) {
        text_string(out, "<tally");
        markup_attribute(out, "state", states[i]);
        text_printf(out, " count=\"%zu\"/>", counts[i]);
    }
}

static void
put_columns(const struct run *run, struct text *out, const struct dashboard *dashboard, struct span language)
{
    for (size_t i = 0; i < dashboard->columns.count; i++) {
        const struct column *column = definition_column(run->definition, dashboard->columns.at[i]);

        text_string(out, "<column");
        markup_attribute(out, "id", column->id);
        markup_attribute(out, "type", span_of(column->type));
        text_byte(out, '>');
        markup_element(out, "label", label_in(&column->label, language));
        text_string(out, "</column>");
    }
}

void
dashboard_put_row(const struct run *run, struct text *out, xmlNode *row)
{
    static const char *const attributes[] = {"number", "owner", "state", "open", "since", "opened", "waiting"};

    text_string(out, "<row");
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        markup_attribute(out, attributes[i], attribute(run, row, attributes[i]));
    text_byte(out, '>');
    for (xmlNode *cell = xml_first(row, NULL); cell != NULL; cell = xml_next(cell, NULL))
        markup_element(out, xml_name(cell), xml_text(run->arena, cell));
    text_string(out, "</row>");
}

struct dashboarding {
    struct run *run;
    struct text out;
    struct span language;
    const struct query *query;
    struct sheet sheet;
};

static void
put_dashboard(struct dashboarding *d, const struct dashboard *dashboard)
{
    static const struct query usual = {.from = DAY_NONE, .to = DAY_NONE};
    struct run *run = d->run;
    struct seen_row *rows, *all;
    size_t total = dashboard_choose(run, dashboard, &usual, &all);
    size_t count = dashboard_choose(run, dashboard, d->query, &rows);
    size_t shown = count < dashboard->max ? count : dashboard->max;

    if (total == 0 && count == 0)
        return;
    text_string(&d->out, "<dashboard");
    markup_attribute(&d->out, "role", dashboard->role->id);
    markup_attribute(&d->out, "label", label_in(&dashboard->label, d->language));
    text_printf(&d->out, " total=\"%zu\" count=\"%zu\" shown=\"%zu\" sheets=\"%s\">", total, count, shown,
                dashboard->sheets ? "yes" : "no");
    put_tallies(run, &d->out, rows, count);
    put_columns(run, &d->out, dashboard, d->language);
    for (size_t i = 0; i < shown; i++)
        dashboard_put_row(run, &d->out, rows[i].row);
    text_string(&d->out, "</dashboard>");
    if (dashboard->sheets && count > 0 && d->sheet.row_count == 0)
        d->sheet = dashboard_sheet(run->arena, run->definition, rows, count,
                                   span_is(d->language, "en") ? "en" : "fr");
}

struct span
dashboard_write(struct run *run, struct span words, struct span language, struct span *sheet)
{
    int32_t today = day_of_instant(run->situation->now, run->situation->base_offset);
    struct query query = query_read(run->arena, run->definition, words, today);
    struct dashboarding d = {.run = run,
                             .out = text_new(run->arena, CONTEXT_MAX),
                             .language = language,
                             .query = &query};
    struct text wire = text_new(run->arena, SHEET_WIRE_MAX);

    text_string(&d.out, "<dashboards>");
    put_query(run, &d.out, &query, language);
    for (size_t i = 0; i < run->definition->dashboard_count && run->situation->rows != NULL; i++)
        put_dashboard(&d, &run->definition->dashboards[i]);
    text_string(&d.out, "</dashboards>");
    *sheet = SPAN("");
    if (d.sheet.row_count > 0) {
        d.sheet.name = span_printf(run->arena, "tableau-%.*s", SPAN_ARG(day_iso(run->arena, today)));
        sheet_put(&wire, &d.sheet);
        *sheet = wire.overflow ? SPAN("") : text_get(&wire);
    }
    evaluation_forget(run->evaluation);
    return d.out.overflow ? SPAN("<dashboards/>") : text_get(&d.out);
}
