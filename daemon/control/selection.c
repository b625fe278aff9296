// SPDX-License-Identifier: Apache-2.0
#include "control/selection.h"

#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "os/clock.h"

static const char sql[] =
    "SELECT d.number, d.procedure, d.state, d.owner, d.revision, d.created, d.changed,"
    " ifnull((SELECT group_concat(t.role || ' <' || t.address || '>', ', ') FROM task t"
    "  WHERE t.dossier = d.id AND t.status = 'open'), ''), d.data, ifnull(l.data, '<row/>'), d.open"
    " FROM dossier d LEFT JOIN listing l ON l.dossier = d.id ORDER BY d.id";

static struct span
words_of(const struct command *command)
{
    struct text words = text_new(command->arena, 8192);

    for (int i = 0; i < command->argc; i++)
        text_printf(&words, "%s ", command->argv[i]);
    return text_get(&words);
}

bool
selection_open(struct selection *selection, struct command *command)
{
    int64_t now = clock_now();
    xmlDoc *blank;

    *selection = (struct selection){.command = command};
    if (!command_config(command, &selection->config))
        return false;
    selection->definition = command_definition(command, command->procedure);
    if (selection->definition == NULL)
        return false;
    selection->database = command_database(command, &selection->config);
    if (selection->database == NULL)
        return false;
    blank = xml_new(command->arena, "dossier");
    selection->evaluation =
        evaluation_open(command->arena, definition_procedure(selection->definition), blank, NULL, now);
    selection->query = query_read(command->arena, selection->definition, words_of(command),
                                  day_of_instant(now, (int)selection->config.time_offset));
    selection->role = definition_sheet_role(selection->definition);
    selection->statement = database_query(selection->database, sql, "");
    return true;
}

static bool
picks(struct selection *selection, struct arena *arena, const struct selected *selected, bool open)
{
    const struct command *command = selection->command;

    if (command->procedure != NULL && !span_is(selected->procedure, command->procedure))
        return false;
    if (!open && !selection->query.all && query_is_empty(&selection->query))
        return false;
    return query_takes(&selection->query, arena, selection->definition, selection->evaluation, selected->row);
}

/* A dossier that has no row yet is found by its number, its state and its owner. */
static xmlNode *
row_of(struct selection *selection, struct arena *arena, const struct selected *selected)
{
    struct error err;
    xmlDoc *doc = xml_parse(arena,
                            span_printf(arena, "<as role=\"%.*s\">%.*s</as>", SPAN_ARG(selection->role),
                                        SPAN_ARG(column_span(arena, selection->statement, 9))),
                            "row", XML_OWN_MAX, &err);
    xmlNode *row;

    if (doc == NULL)
        doc = xml_new(arena, "as");
    row = xml_first(xmlDocGetRootElement(doc), "row");
    if (row == NULL)
        row = xml_add(xmlDocGetRootElement(doc), "row", SPAN(""));
    xml_set(row, "number", selected->number);
    xml_set(row, "state", selected->state);
    xml_set(row, "owner", selected->owner);
    return row;
}

enum database_row
selection_next(struct selection *selection, struct arena *arena, struct selected *selected)
{
    sqlite3_stmt *query = selection->statement;
    enum database_row row;

    while ((row = database_step(selection->database, query, &selection->command->err)) == ROW_FOUND) {
        *selected = (struct selected){
            .number = column_span(arena, query, 0),
            .procedure = column_span(arena, query, 1),
            .state = column_span(arena, query, 2),
            .owner = column_span(arena, query, 3),
            .revision = sqlite3_column_int64(query, 4),
            .created = instant_iso(arena, sqlite3_column_int64(query, 5)),
            .changed = instant_iso(arena, sqlite3_column_int64(query, 6)),
            .waiting = column_span(arena, query, 7),
        };
        selected->row = row_of(selection, arena, selected);
        if (!picks(selection, arena, selected, sqlite3_column_int(query, 10) != 0))
            continue;
        selected->data = column_span(arena, query, 8);
        return ROW_FOUND;
    }
    return row;
}

void
selection_close(struct selection *selection)
{
    if (selection->database != NULL)
        database_close(&selection->database);
    definition_close(&selection->definition);
}
