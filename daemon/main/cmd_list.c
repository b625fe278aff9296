// SPDX-License-Identifier: Apache-2.0
/* list [all | WORD...]: the dossiers, open ones unless "all"; each word must be in the
 * number, the state or the owner's address. */
#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "main/command.h"

static bool
matches(const struct command *command, sqlite3_stmt *query)
{
    for (int i = 0; i < command->argc; i++) {
        const char *word = command->argv[i];

        if (strcmp(word, "all") != 0 &&
            strcasestr((const char *)sqlite3_column_text(query, 0), word) == NULL &&
            strcasestr((const char *)sqlite3_column_text(query, 2), word) == NULL &&
            strcasestr((const char *)sqlite3_column_text(query, 3), word) == NULL)
            return false;
    }
    return true;
}

static bool
wants_all(const struct command *command)
{
    for (int i = 0; i < command->argc; i++)
        if (strcmp(command->argv[i], "all") == 0)
            return true;
    return false;
}

static json_t *
json_row(struct arena *arena, sqlite3_stmt *query)
{
    json_t *object = json_object();

    json_object_set_new(object, "number", json_span(column_span(arena, query, 0)));
    json_object_set_new(object, "procedure", json_span(column_span(arena, query, 1)));
    json_object_set_new(object, "state", json_span(column_span(arena, query, 2)));
    json_object_set_new(object, "owner", json_span(column_span(arena, query, 3)));
    json_object_set_new(object, "revision", json_integer(sqlite3_column_int64(query, 4)));
    json_object_set_new(object, "changed", json_span(instant_iso(arena, sqlite3_column_int64(query, 5))));
    json_object_set_new(object, "waiting_for", json_span(column_span(arena, query, 6)));
    return object;
}

static void
print_row(struct arena *arena, sqlite3_stmt *query)
{
    struct span changed = instant_iso(arena, sqlite3_column_int64(query, 5));

    printf("%s  %-28s %-34s %.*s  %s\n", sqlite3_column_text(query, 0), sqlite3_column_text(query, 2),
           sqlite3_column_text(query, 3), SPAN_ARG(span_first(changed, 16)), sqlite3_column_text(query, 6));
}

static const char sql[] = "SELECT d.number, d.procedure, d.state, d.owner, d.revision, d.changed,"
                          " ifnull((SELECT group_concat(t.role || ' <' || t.address || '>', ', ') FROM task t"
                          "  WHERE t.dossier = d.id AND t.status = 'open'), '')"
                          " FROM dossier d WHERE d.open = 1 OR ? ORDER BY d.id";

enum outcome
cmd_list(struct command *command)
{
    json_t *dossiers = json_array();
    struct config config;
    struct database *database;
    sqlite3_stmt *query;
    enum database_row row;

    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    query = database_query(database, sql, "i", (int64_t)wants_all(command));
    while ((row = database_step(database, query, &command->err)) == ROW_FOUND) {
        struct arena *arena = arena_open(1024 * 1024);

        if (matches(command, query) && command->json)
            json_array_append_new(dossiers, json_row(arena, query));
        else if (matches(command, query))
            print_row(arena, query);
        arena_close(&arena);
    }
    database_close(&database);
    if (row == ROW_FAILED)
        return command_failed(command);
    if (command->json)
        command_print_json(json_pack("{s:o}", "dossiers", dossiers));
    else
        json_decref(dossiers);
    return OUTCOME_DONE;
}
