// SPDX-License-Identifier: Apache-2.0
/* export [WORD...] [-o FILE]: every field of the dossiers that the words pick (main/selection.h), a row
 * each: CSV, or a spreadsheet when FILE ends in .ods.  Columns are named by the ids of the form's fields;
 * the items of a group stand in one cell, "2026-04-06/2026-04-10; 2026-05-15/2026-05-15". */
#include <string.h>

#include "common/sheet.h"
#include "common/xml.h"
#include "control/selection.h"
#include "mail/ods.h"

enum {
    CSV_MAX = 512 * 1024 * 1024,
    ROW_ARENA_MAX = 64 * 1024 * 1024,
};

static const char *const heads[] = {"number",  "procedure", "state",    "owner",
                                    "created", "changed",   "revision", "waiting_for"};
enum { HEADS = sizeof heads / sizeof heads[0] };

struct exporting {
    struct command *command;
    const struct form *form;
    struct sheet sheet;
    size_t room; /* rows */
};

/* A group is one column, under its first field; its other fields have none. */
static bool
has_column(const struct form *form, size_t i)
{
    const struct field *field = &form->fields[i];

    return field->group.len == 0 || i == 0 || !span_equal(form->fields[i - 1].group, field->group) ||
           form->fields[i - 1].section != field->section;
}

static struct sheet_column
column_of(struct arena *arena, const struct field *field)
{
    struct sheet_column column = {field->id, SHEET_TEXT};

    if (field->group.len > 0)
        column.label = span_printf(arena, "%.*s.%.*s", SPAN_ARG(field->section->id), SPAN_ARG(field->group));
    else if (field->type == TYPE_DATE)
        column.type = SHEET_DATE;
    else if (field->type == TYPE_INTEGER || field->type == TYPE_DECIMAL || field->type == TYPE_HOURS ||
             field->type == TYPE_MONEY)
        column.type = SHEET_NUMBER;
    return column;
}

static void
make_columns(struct exporting *x)
{
    struct arena *arena = x->command->arena;

    x->sheet.columns = arena_array(arena, HEADS + x->form->field_count, sizeof *x->sheet.columns);
    for (size_t i = 0; i < HEADS; i++)
        x->sheet.columns[x->sheet.column_count++] = (struct sheet_column){
            span_of(heads[i]), strcmp(heads[i], "revision") == 0 ? SHEET_NUMBER : SHEET_TEXT};
    for (size_t i = 0; i < x->form->field_count; i++)
        if (has_column(x->form, i))
            x->sheet.columns[x->sheet.column_count++] = column_of(arena, &x->form->fields[i]);
}

static struct span
items_of(struct arena *arena, const xmlNode *section, const char *group)
{
    struct text out = text_new(arena, 64 * 1024);

    for (xmlNode *item = xml_first(section, group); item != NULL; item = xml_next(item, group)) {
        bool first = true;

        text_string(&out, out.len > 0 ? "; " : "");
        for (xmlNode *value = xml_first(item, NULL); value != NULL; value = xml_next(value, NULL)) {
            text_printf(&out, "%s%.*s", first ? "" : "/", SPAN_ARG(xml_text(arena, value)));
            first = false;
        }
    }
    return text_get(&out);
}

static struct span
value_of(struct arena *arena, const xmlNode *data, const struct field *field)
{
    const xmlNode *section = xml_first(data, span_dup(arena, field->section->id));

    if (field->group.len > 0)
        return items_of(arena, section, span_dup(arena, field->group));
    return xml_text(arena, xml_first(section, span_dup(arena, field->name)));
}

static struct span *
next_row(struct exporting *x)
{
    size_t columns = x->sheet.column_count;

    if (x->sheet.row_count == x->room) {
        struct span *more = arena_array(x->command->arena, (x->room * 2 + 64) * columns, sizeof *more);

        if (x->room > 0)
            memcpy(more, x->sheet.cells, x->room * columns * sizeof *more);
        x->sheet.cells = more;
        x->room = x->room * 2 + 64;
    }
    return &x->sheet.cells[x->sheet.row_count++ * columns];
}

static bool
add_row(struct exporting *x, struct arena *scratch, const struct selected *selected)
{
    struct arena *arena = x->command->arena;
    xmlDoc *dossier = xml_parse(scratch, selected->data, "dossier", XML_OWN_MAX, &x->command->err);
    const xmlNode *data;
    struct span *cells;

    if (dossier == NULL)
        return false;
    if (x->sheet.row_count == SHEET_ROWS_MAX)
        return error_set(&x->command->err, ERROR_TOO_BIG, "more than %d dossiers: export a year at a time",
                         SHEET_ROWS_MAX);
    data = xml_first(xmlDocGetRootElement(dossier), "data");
    cells = next_row(x);
    *cells++ = span_copy(arena, selected->number);
    *cells++ = span_copy(arena, selected->procedure);
    *cells++ = span_copy(arena, selected->state);
    *cells++ = span_copy(arena, selected->owner);
    *cells++ = span_copy(arena, selected->created);
    *cells++ = span_copy(arena, selected->changed);
    *cells++ = span_printf(arena, "%lld", (long long)selected->revision);
    *cells++ = span_copy(arena, selected->waiting);
    for (size_t i = 0; i < x->form->field_count; i++)
        if (has_column(x->form, i))
            *cells++ = span_copy(arena, value_of(scratch, data, &x->form->fields[i]));
    return true;
}

static bool
gather(struct exporting *x, struct selection *selection)
{
    struct span wanted = procedure_name(definition_procedure(selection->definition));
    struct selected selected;
    enum database_row row;
    bool good = true;

    do {
        struct arena *scratch = arena_open(ROW_ARENA_MAX);

        row = selection_next(selection, scratch, &selected);
        /* Another procedure has other fields. */
        if (row == ROW_FOUND && span_equal(selected.procedure, wanted))
            good = add_row(x, scratch, &selected);
        arena_close(&scratch);
    } while (row == ROW_FOUND && good);
    return good && row == ROW_NONE;
}

static bool
write_out(struct exporting *x)
{
    struct command *command = x->command;
    struct span bytes;

    if (command->output != NULL && span_ends(span_of(command->output), ".ods")) {
        if (!ods_write(command->arena, &x->sheet, &bytes, &command->err))
            return false;
    } else {
        bytes = sheet_csv(command->arena, &x->sheet, CSV_MAX);
        if (bytes.len == 0)
            return error_set(&command->err, ERROR_TOO_BIG, "more than %d bytes: export a year at a time",
                             CSV_MAX);
    }
    return command_write(command, bytes);
}

enum outcome
cmd_export(struct command *command)
{
    struct exporting x = {.command = command};
    struct selection selection;
    bool good = selection_open(&selection, command);

    if (good) {
        x.form = procedure_form(definition_procedure(selection.definition));
        x.sheet.name = span_copy(command->arena, procedure_name(definition_procedure(selection.definition)));
        make_columns(&x);
        good = gather(&x, &selection) && write_out(&x);
    }
    selection_close(&selection);
    return good ? OUTCOME_DONE : command_failed(command);
}
