// SPDX-License-Identifier: Apache-2.0
#include "workflow/statistics.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/evaluation.h"
#include "workflow/markup.h"
#include "workflow/model.h"

enum {
    OUT_MAX = 4 * 1024 * 1024,
    PERIODS_MAX = 200,
    GROUPS_MAX = 2000, /* of one statistic */
    AMOUNTS_MAX = 8,
    HEADS = 5,
    PARTS = 3,
};

struct sum {
    int64_t count, total;
};

struct group {
    struct span value;
    int64_t count;
    struct sum amounts[AMOUNTS_MAX]; /* as the statistic names them */
};

struct viewing {
    struct arena *arena;
    const struct statistics_view *view;
    struct span periods[PERIODS_MAX];
    size_t period_count;
    struct span period; /* shown; "" all */
    bool unknown;
    struct text out;
    struct sheet *sheet;
    size_t sheet_room;
};

static struct span
attribute(const struct viewing *v, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(v->arena, node, name, ""));
}

static int64_t
number(const struct viewing *v, const xmlNode *node, const char *name)
{
    return strtoll(xml_attr_or(v->arena, node, name, "0"), NULL, 10);
}

static int
newest_first(const void *a, const void *b)
{
    return span_compare(*(const struct span *)b, *(const struct span *)a);
}

static void
gather_periods(struct viewing *v)
{
    for (xmlNode *node = xml_first(xmlDocGetRootElement(v->view->figures), "figure"); node != NULL;
         node = xml_next(node, "figure")) {
        struct span period = attribute(v, node, "period");
        size_t i = 0;

        while (i < v->period_count && !span_equal(v->periods[i], period))
            i++;
        if (i == v->period_count && period.len > 0 && v->period_count < PERIODS_MAX)
            v->periods[v->period_count++] = period;
    }
    if (v->period_count > 1)
        qsort(v->periods, v->period_count, sizeof v->periods[0], newest_first);
}

static bool
has_period(const struct viewing *v, struct span period)
{
    for (size_t i = 0; i < v->period_count; i++)
        if (span_equal(v->periods[i], period))
            return true;
    return false;
}

static bool
means_all(struct span folded)
{
    static const char *const words[] = {"tous", "toutes", "tout", "all", "everything"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_is(folded, words[i]))
            return true;
    return false;
}

/* What was asked for is a period or its beginning ("2025"); else today's, or the newest. */
static void
choose_period(struct viewing *v)
{
    struct span asked = utf8_fold(v->arena, span_trim(v->view->words));

    if (means_all(asked))
        return;
    for (size_t i = v->period_count; asked.len > 0 && i-- > 0;)
        if (span_starts(utf8_fold(v->arena, v->periods[i]), span_dup(v->arena, asked))) {
            v->period = v->periods[i];
            return;
        }
    v->unknown = asked.len > 0;
    if (has_period(v, v->view->current))
        v->period = v->view->current;
    else if (v->period_count > 0)
        v->period = v->periods[0];
}

static size_t
amount_of(const struct statistic *statistic, struct span column)
{
    for (size_t i = 0; i < statistic->amounts.count && i < AMOUNTS_MAX; i++)
        if (span_equal(statistic->amounts.at[i], column))
            return i;
    return AMOUNTS_MAX;
}

static struct group *
group_of(struct group *groups, size_t *count, struct span value)
{
    for (size_t i = 0; i < *count; i++)
        if (span_equal(groups[i].value, value))
            return &groups[i];
    if (*count == GROUPS_MAX)
        return NULL;
    groups[*count] = (struct group){.value = value};
    return &groups[(*count)++];
}

static int
by_count(const void *a, const void *b)
{
    const struct group *one = a, *other = b;

    if (one->count != other->count)
        return one->count < other->count ? 1 : -1;
    return span_compare(one->value, other->value);
}

static size_t
gather_groups(const struct viewing *v, const struct statistic *statistic, struct group *groups)
{
    size_t count = 0;

    for (xmlNode *node = xml_first(xmlDocGetRootElement(v->view->figures), "figure"); node != NULL;
         node = xml_next(node, "figure")) {
        struct group *group;
        size_t amount;

        if (!span_equal(attribute(v, node, "statistic"), statistic->id) ||
            (v->period.len > 0 && !span_equal(attribute(v, node, "period"), v->period)) ||
            (group = group_of(groups, &count, attribute(v, node, "value"))) == NULL)
            continue;
        if (attribute(v, node, "amount").len == 0) {
            group->count += number(v, node, "count");
            continue;
        }
        amount = amount_of(statistic, attribute(v, node, "amount"));
        if (amount == AMOUNTS_MAX)
            continue;
        group->amounts[amount].count += number(v, node, "count");
        group->amounts[amount].total += number(v, node, "total");
    }
    qsort(groups, count, sizeof *groups, by_count);
    return count;
}

static struct span
hundredths(const struct viewing *v, int64_t value)
{
    return span_printf(v->arena, "%" PRId64 ".%02d", value / 100, (int)(value % 100));
}

static struct span
label_of(const struct viewing *v, const struct label *label)
{
    return span_is(v->view->language, "en") ? label->en : label->fr;
}

static void
put_amounts(struct viewing *v, const struct statistic *statistic, const struct group *group)
{
    for (size_t i = 0; i < statistic->amounts.count && i < AMOUNTS_MAX; i++) {
        const struct column *column = definition_column(v->view->definition, statistic->amounts.at[i]);
        const struct sum *sum = &group->amounts[i];

        if (sum->count == 0 || column == NULL)
            continue;
        text_string(&v->out, "<amount");
        markup_attribute(&v->out, "column", column->id);
        markup_attribute(&v->out, "label", label_of(v, &column->label));
        markup_attribute(&v->out, "type", span_of(column->type));
        markup_attribute(&v->out, "total", hundredths(v, sum->total));
        markup_attribute(&v->out, "mean", hundredths(v, (sum->total + sum->count / 2) / sum->count));
        text_printf(&v->out, " count=\"%" PRId64 "\"/>", sum->count);
    }
}

static bool
is_summed(const struct definition *definition, struct span column)
{
    for (size_t i = 0; i < definition->statistic_count; i++)
        if (names_have(&definition->statistics[i].amounts, column))
            return true;
    return false;
}

/* The first of the three cells of a column that is summed. */
static size_t
place_of(const struct definition *definition, struct span column)
{
    size_t place = HEADS;

    for (size_t i = 0; i < definition->column_count && !span_equal(definition->columns[i].id, column); i++)
        place += is_summed(definition, definition->columns[i].id) ? PARTS : 0;
    return place;
}

static void
put_row(struct viewing *v, const struct statistic *statistic, const struct group *group, int64_t all)
{
    struct sheet *sheet = v->sheet;
    struct span *cells = &sheet->cells[sheet->row_count * sheet->column_count];

    if (sheet->row_count == v->sheet_room)
        return;
    sheet->row_count++;
    for (size_t i = 0; i < sheet->column_count; i++)
        cells[i] = SPAN("");
    cells[0] = v->period;
    cells[1] = label_of(v, &statistic->label);
    cells[2] = group->value;
    cells[3] = span_printf(v->arena, "%" PRId64, group->count);
    cells[4] = all == 0 ? SPAN("") : hundredths(v, (group->count * 10000 + all / 2) / all);
    for (size_t i = 0; i < statistic->amounts.count && i < AMOUNTS_MAX; i++) {
        const struct sum *sum = &group->amounts[i];
        size_t at = place_of(v->view->definition, statistic->amounts.at[i]);

        if (sum->count == 0)
            continue;
        cells[at] = span_printf(v->arena, "%" PRId64, sum->count);
        cells[at + 1] = hundredths(v, sum->total);
        cells[at + 2] = hundredths(v, (sum->total + sum->count / 2) / sum->count);
    }
}

static void
put_statistic(struct viewing *v, const struct statistic *statistic, int64_t *all)
{
    struct group *groups = arena_array(v->arena, GROUPS_MAX, sizeof *groups);
    size_t count = gather_groups(v, statistic, groups);

    *all = 0;
    for (size_t i = 0; i < count; i++)
        *all += groups[i].count;
    text_string(&v->out, "<statistic");
    markup_attribute(&v->out, "id", statistic->id);
    markup_attribute(&v->out, "label", label_of(v, &statistic->label));
    text_printf(&v->out, " count=\"%" PRId64 "\" values=\"%zu\">", *all, count);
    for (size_t i = 0; i < count; i++) {
        text_string(&v->out, "<group");
        markup_attribute(&v->out, "value", groups[i].value);
        text_printf(&v->out, " count=\"%" PRId64 "\" permille=\"%" PRId64 "\">", groups[i].count,
                    *all == 0 ? 0 : (groups[i].count * 1000 + *all / 2) / *all);
        put_amounts(v, statistic, &groups[i]);
        text_string(&v->out, "</group>");
        put_row(v, statistic, &groups[i], *all);
    }
    text_string(&v->out, "</statistic>");
}

/* Period, statistic, value, count, share; for each column that is summed anywhere: how many, in all, mean. */
static void
begin_sheet(struct viewing *v)
{
    static const char *const heads[HEADS][2] = {{"Période", "Period"}, {"Statistique", "Statistic"}, {"Valeur", "Value"},
                                           {"Nombre", "Number"}, {"Part (%)", "Share (%)"}};
    static const char *const parts[PARTS][2] = {{"nombre", "number"}, {"total", "total"}, {"moyenne", "mean"}};
    const struct definition *definition = v->view->definition;
    bool english = span_is(v->view->language, "en");
    struct sheet *sheet = v->sheet;

    sheet->columns = arena_array(v->arena, HEADS + PARTS * definition->column_count, sizeof *sheet->columns);
    for (size_t i = 0; i < HEADS; i++)
        sheet->columns[sheet->column_count++] =
            (struct sheet_column){span_of(heads[i][english]), i < 3 ? SHEET_TEXT : SHEET_NUMBER};
    for (size_t i = 0; i < definition->column_count; i++) {
        bool summed = is_summed(definition, definition->columns[i].id);

        for (size_t j = 0; summed && j < PARTS; j++)
            sheet->columns[sheet->column_count++] =
                (struct sheet_column){span_printf(v->arena, "%.*s (%s)",
                                                  SPAN_ARG(label_of(v, &definition->columns[i].label)), parts[j][english]),
                                      SHEET_NUMBER};
    }
    v->sheet_room = SHEET_ROWS_MAX / 10;
    sheet->cells = arena_array(v->arena, v->sheet_room * sheet->column_count, sizeof *sheet->cells);
}

static void
put_periods(struct viewing *v)
{
    for (size_t i = 0; i < v->period_count; i++) {
        text_string(&v->out, "<period");
        markup_attribute(&v->out, "id", v->periods[i]);
        text_string(&v->out, span_equal(v->periods[i], v->period) ? " shown=\"yes\"/>" : "/>");
    }
    if (v->unknown)
        text_string(&v->out, "<unknown/>");
}

struct span
statistics_today(struct arena *arena, const struct definition *definition, int64_t now)
{
    struct arena *scratch = arena_open((size_t)64 * 1024 * 1024); /* an evaluation must not outlive the definition */
    struct evaluation *evaluation =
        evaluation_open(scratch, definition->procedure, xml_new(scratch, "dossier"), NULL, now);
    struct span period = SPAN("");

    if (definition->statistics_current.compiled != NULL)
        period = span_copy(arena, evaluation_string(evaluation, definition->statistics_current.compiled, NULL));
    arena_close(&scratch);
    return period;
}

struct span
statistics_write(struct arena *arena, const struct statistics_view *view, struct sheet *sheet)
{
    struct viewing v = {.arena = arena, .view = view, .period = SPAN(""), .out = text_new(arena, OUT_MAX), .sheet = sheet};
    int64_t all;

    *sheet = (struct sheet){.name = SPAN("")};
    gather_periods(&v);
    choose_period(&v);
    begin_sheet(&v);
    text_string(&v.out, "<statistics");
    markup_attribute(&v.out, "period", v.period);
    text_byte(&v.out, '>');
    put_periods(&v);
    for (size_t i = 0; i < view->definition->statistic_count; i++)
        put_statistic(&v, &view->definition->statistics[i], &all);
    text_string(&v.out, "</statistics>");
    return v.out.overflow ? SPAN("<statistics/>") : text_get(&v.out);
}
