// SPDX-License-Identifier: Apache-2.0
/* queue [all]: what waits to go out or was given up, and what came in and waits for an answer from outside
 * (store/pending.h).  retry ID | all: try again. */
#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "control/command.h"
#include "intake/drop.h"
#include "os/clock.h"
#include "store/queue.h"

enum { ANSWER = 2 }; /* beside the kinds of effects: a message that waits */

static const char *
kind_name(int kind)
{
    return kind == ANSWER ? "answer" : kind == EFFECT_MAIL ? "mail" : "document";
}

static json_t *
json_row(struct arena *arena, sqlite3_stmt *query)
{
    json_t *object = json_object();

    json_object_set_new(object, "id", json_integer(sqlite3_column_int64(query, 0)));
    json_object_set_new(object, "number", json_span(column_span(arena, query, 1)));
    json_object_set_new(object, "kind",
                        json_string(kind_name(sqlite3_column_int(query, 2))));
    json_object_set_new(object, "status", json_span(column_span(arena, query, 3)));
    json_object_set_new(object, "recipient", json_span(column_span(arena, query, 4)));
    json_object_set_new(object, "message_id", json_span(column_span(arena, query, 5)));
    json_object_set_new(object, "attempts", json_integer(sqlite3_column_int64(query, 6)));
    json_object_set_new(object, "due", json_span(instant_iso(arena, sqlite3_column_int64(query, 7))));
    json_object_set_new(object, "error", json_span(column_span(arena, query, 8)));
    return object;
}

static void
print_row(struct arena *arena, sqlite3_stmt *query)
{
    struct span due = instant_iso(arena, sqlite3_column_int64(query, 7));

    printf("%6" PRId64 "  %-11s %-8s %-7s %-34s tries %d  due %.*s  %s\n",
           (int64_t)sqlite3_column_int64(query, 0), sqlite3_column_text(query, 1),
           kind_name(sqlite3_column_int(query, 2)), sqlite3_column_text(query, 3),
           sqlite3_column_text(query, 4), sqlite3_column_int(query, 6), SPAN_ARG(due),
           sqlite3_column_text(query, 8));
}

enum outcome
cmd_queue(struct command *command)
{
    bool all = command->argc == 1 && strcmp(command->argv[0], "all") == 0;
    json_t *rows = json_array();
    struct config config;
    struct database *database;
    sqlite3_stmt *query;
    enum database_row row;

    if (command->argc > 1 || (command->argc == 1 && !all))
        return command_usage(command, "queue [all]");
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    query = database_query(
        database,
        "SELECT o.id, ifnull(d.number, ''), o.kind, o.status, o.recipient, o.message_id, o.attempts,"
        " o.due, o.error FROM outbox o LEFT JOIN dossier d ON d.id = o.dossier"
        " WHERE o.status <> 'done' OR ?1"
        " UNION ALL SELECT m.id, ifnull(d.number, ''), 2, 'pending', m.author, m.message_id, 0, p.due, m.detail"
        " FROM pending p JOIN message m ON m.id = p.message LEFT JOIN dossier d ON d.id = m.dossier"
        " ORDER BY 3, 1",
        "i", (int64_t)all);
    while ((row = database_step(database, query, &command->err)) == ROW_FOUND) {
        struct arena *arena = arena_open(1024 * 1024);

        if (command->json)
            json_array_append_new(rows, json_row(arena, query));
        else
            print_row(arena, query);
        arena_close(&arena);
    }
    database_close(&database);
    if (row == ROW_FAILED)
        return command_failed(command);
    if (command->json)
        command_print_json(json_pack("{s:o}", "queue", rows));
    else
        json_decref(rows);
    return OUTCOME_DONE;
}

enum outcome
cmd_retry(struct command *command)
{
    struct config config;
    struct database *database;
    uint64_t id = 0;
    int64_t count;
    bool good;

    if (command->argc != 1 ||
        (strcmp(command->argv[0], "all") != 0 && !span_to_uint(span_of(command->argv[0]), &id)))
        return command_usage(command, "retry ID | all");
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    good = queue_retry(database, (int64_t)id, clock_now(), &count, &command->err);
    database_close(&database);
    if (!good)
        return command_failed(command);
    drop_knock(config.spool);
    if (command->json)
        command_print_json(json_pack("{s:I}", "retried", count));
    else
        printf("%" PRId64 " waiting again\n", count);
    return count > 0 ? OUTCOME_DONE : OUTCOME_NEGATIVE;
}
