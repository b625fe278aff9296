// SPDX-License-Identifier: Apache-2.0
/* open FILE.csv [--procedure P] [--dry-run]: a dossier for each row, as if its owner had mailed a form with
 * these values.  Each owner gets the mail that a form gets, and nothing goes on without their own answer.
 * Columns are field ids or labels that are no two fields'; the owner is the first address.  Who has an open
 * dossier of that procedure already is left alone, so that a file may be handed over twice. */
#include <inttypes.h>
#include <string.h>

#include "control/command.h"
#include "directory/csv.h"
#include "intake/drop.h"
#include "main/apply.h"
#include "os/clock.h"
#include "workflow/decide.h"

enum {
    FILE_MAX = 16 * 1024 * 1024,
    ROW_ARENA_MAX = 128 * 1024 * 1024,
    LINES_MAX = 256 * 1024, /* bytes of one row as a form */
};

struct opening {
    struct command *command;
    struct config config;
    struct database *database;
    struct applier applier;
    const struct definition *definition;
    const struct config_mailbox *mailbox;
    const struct field *columns[CSV_COLUMNS_MAX];
    size_t column_count, owner; /* owner: its column */
    int opened, left, refused;
    json_t *rows;
};

/* ---- the first line ---- */

static bool
read_columns(struct opening *o, const struct csv_row *head)
{
    struct command *command = o->command;

    o->owner = SIZE_MAX;
    for (size_t i = 0; i < head->count; i++) {
        o->columns[i] = form_field_by_label(
            command->arena, procedure_form(definition_procedure(o->definition)), NULL, head->values[i]);
        if (o->columns[i] == NULL)
            return error_set(
                &command->err, ERROR_BAD_INPUT,
                "column %zu: \"%.*s\" is no field of the form, or several; write its id, such as "
                "\"section.field\"",
                i + 1, SPAN_ARG(head->values[i]));
        if (o->owner == SIZE_MAX && o->columns[i]->type == TYPE_EMAIL)
            o->owner = i;
    }
    o->column_count = head->count;
    return o->owner != SIZE_MAX ||
           error_set(&command->err, ERROR_BAD_INPUT, "no column is an address: whose dossiers are they?");
}

/* ---- one row ---- */

static void
report(struct opening *o, uint32_t line, struct span owner, const char *what, struct span detail)
{
    if (o->command->json)
        json_array_append_new(o->rows,
                              json_pack("{s:i,s:o,s:s,s:o}", "line", (int)line, "owner", json_span(owner),
                                        "what", what, "detail", json_span(detail)));
    else
        printf("line %u: %.*s: %s %.*s\n", line, SPAN_ARG(owner), what, SPAN_ARG(detail));
}

static struct span
on_one_line(struct arena *arena, struct span value)
{
    char *copy = span_dup(arena, value);

    for (char *c = copy; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20)
            *c = ' ';
    return span_of(copy);
}

/* The row as the mail that its owner could have written. */
static const struct intent *
intent_of(const struct opening *o, struct arena *arena, const struct csv_row *row)
{
    struct intent_settings settings = {.mailbox = span_of(o->mailbox->address),
                                       .delimiter = o->config.delimiter[0],
                                       .forms = procedure_form(definition_procedure(o->definition)),
                                       .form_count = 1};
    struct text lines = text_new(arena, LINES_MAX);
    struct message message;

    text_printf(&lines,
                "From: <%.*s>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                "Content-Transfer-Encoding: 8bit\r\n\r\n",
                SPAN_ARG(row->values[o->owner]));
    for (size_t i = 0; i < row->count && i < o->column_count; i++)
        if (row->values[i].len > 0)
            text_printf(&lines, "%.*s : %.*s\r\n", SPAN_ARG(o->columns[i]->id),
                        SPAN_ARG(on_one_line(arena, row->values[i])));
    message = (struct message){.bytes = text_get(&lines)};
    return intent_read(arena, &message, &settings);
}

static bool
has_one(struct opening *o, struct arena *arena, struct span owner, bool *has)
{
    struct dossier_row row;
    size_t count;

    if (!dossiers_by_owner(o->database, arena, procedure_name(definition_procedure(o->definition)), owner,
                           &row, 1, &count, &o->command->err))
        return false;
    *has = count > 0;
    return true;
}

static bool
open_one(struct opening *o, struct arena *arena, const struct csv_row *row)
{
    struct command *command = o->command;
    const struct intent *intent = intent_of(o, arena, row);
    struct event event = {
        .kind = EVENT_OPERATOR, .intent = intent, .operator= span_of(command_operator(command))};
    struct applied applied;
    bool has;

    if (intent->kind != INTENT_FORM || intent->from.len == 0) {
        o->refused++;
        report(o, row->line, row->values[o->owner], "refused",
               SPAN("no address, or no value that can be read"));
        return true;
    }
    if (!has_one(o, arena, intent->from, &has))
        return false;
    if (has) {
        o->left++;
        report(o, row->line, intent->from, "left", SPAN("has an open dossier already"));
        return true;
    }
    if (!apply_event(&o->applier, o->database, arena, o->definition, NULL, o->mailbox, &event, clock_now(),
                     &applied, &command->err))
        return false;
    if (applied.dossier == 0)
        o->refused++;
    else
        o->opened++;
    report(o, row->line, intent->from, applied.dossier == 0 ? "refused" : "opened",
           applied.dossier == 0 ? SPAN("not an address that may open one") : applied.number);
    return true;
}

static bool
in_transaction(struct opening *o, const struct csv_row *row)
{
    struct arena *arena = arena_open(ROW_ARENA_MAX);
    struct error ignored;
    bool good = database_exec(o->database, "BEGIN IMMEDIATE", &o->command->err);

    if (good) {
        good = open_one(o, arena, row) &&
               database_exec(o->database, o->command->dry_run ? "ROLLBACK" : "COMMIT", &o->command->err);
        if (!good)
            (void)!database_exec(o->database, "ROLLBACK", &ignored);
    }
    arena_close(&arena);
    return good;
}

/* ---- all of them ---- */

static bool
open_rows(struct opening *o)
{
    struct command *command = o->command;
    struct csv_row *row = arena_alloc(command->arena, sizeof *row);
    struct span bytes;
    struct csv csv;

    if (!command_read(command, command->argv[0], FILE_MAX, &bytes) ||
        !csv_open(command->arena, bytes, &csv, &command->err))
        return false;
    if (!csv_next(command->arena, &csv, row, &command->err))
        return command->err.kind != ERROR_NONE ||
               error_set(&command->err, ERROR_BAD_INPUT, "%s: empty", command->argv[0]);
    if (!read_columns(o, row))
        return error_at(&command->err, "%s", command->argv[0]);
    while (csv_next(command->arena, &csv, row, &command->err))
        if (!in_transaction(o, row))
            return error_at(&command->err, "%s: line %u", command->argv[0], row->line);
    return command->err.kind == ERROR_NONE;
}

static bool
open_all(struct opening *o)
{
    struct command *command = o->command;

    if (!command_config(command, &o->config) ||
        !config_secret(command->arena, &o->config, &o->applier.key, &command->err))
        return false;
    o->mailbox = &o->config.mailboxes[0];
    for (size_t i = 0; i < o->config.mailbox_count && command->procedure != NULL; i++)
        if (strcmp(o->config.mailboxes[i].procedure, command->procedure) == 0)
            o->mailbox = &o->config.mailboxes[i];
    o->database = command_database(command, &o->config);
    o->applier.config = &o->config;
    o->applier.versions = versions_open();
    if (o->database == NULL)
        return false;
    o->definition =
        versions_newest(o->applier.versions, o->database, span_of(o->mailbox->procedure), &command->err);
    return o->definition != NULL;
}

enum outcome
cmd_open(struct command *command)
{
    struct opening o = {.command = command, .rows = json_array()};
    bool good;

    if (command->argc != 1)
        return command_usage(command, "open FILE.csv [--procedure P] [--dry-run] [--operator NAME]");
    good = open_all(&o) && open_rows(&o);
    if (good && command->json)
        command_print_json(json_pack("{s:i,s:i,s:i,s:O}", "opened", o.opened, "left", o.left, "refused",
                                     o.refused, "rows", o.rows));
    else if (good)
        printf("%d opened, %d left alone, %d refused%s\n", o.opened, o.left, o.refused,
               command->dry_run ? "; nothing was done" : "");
    if (good && !command->dry_run)
        drop_knock(o.config.spool);
    json_decref(o.rows);
    versions_close(&o.applier.versions);
    database_close(&o.database);
    if (!good)
        return command_failed(command);
    return o.refused > 0 ? OUTCOME_NEGATIVE : OUTCOME_DONE;
}
