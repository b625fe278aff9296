// SPDX-License-Identifier: Apache-2.0
/* quarantine [show ID | release ID]: messages set aside because they could not be read. */
#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "intake/drop.h"
#include "main/command.h"
#include "os/clock.h"
#include "reader/message.h"
#include "store/eventlog.h"

static enum outcome
list(struct command *command, struct database *database)
{
    sqlite3_stmt *query = database_query(database,
                                         "SELECT id, received, sender, detail, length(bytes) FROM message"
                                         " WHERE outcome = 'quarantined' ORDER BY id",
                                         "");
    json_t *rows = json_array();
    enum database_row row;

    while ((row = database_step(database, query, &command->err)) == ROW_FOUND) {
        int64_t id = sqlite3_column_int64(query, 0), size = sqlite3_column_int64(query, 4);
        struct span received = instant_iso(command->arena, sqlite3_column_int64(query, 1));
        struct span sender = column_span(command->arena, query, 2),
                    why = column_span(command->arena, query, 3);

        if (command->json)
            json_array_append_new(rows, json_pack("{s:I,s:o,s:o,s:o,s:I}", "id", id, "received",
                                                  json_span(received), "sender", json_span(sender), "why",
                                                  json_span(why), "size", size));
        else
            printf("%6" PRId64 "  %.*s  %.*s  %" PRId64 " bytes  %.*s\n", id, SPAN_ARG(received),
                   SPAN_ARG(sender), size, SPAN_ARG(why));
    }
    if (row == ROW_FAILED)
        return command_failed(command);
    if (command->json)
        command_print_json(json_pack("{s:o}", "quarantine", rows));
    else
        json_decref(rows);
    return OUTCOME_DONE;
}

static bool
load(struct command *command, struct database *database, int64_t id, struct span *bytes)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT bytes FROM message WHERE id = ? AND outcome = 'quarantined'", "i", id);
    enum database_row row = database_step(database, query, &command->err);

    if (row == ROW_FAILED)
        return false;
    if (row == ROW_NONE)
        return error_set(&command->err, ERROR_BAD_INPUT, "no message %" PRId64 " is set aside", id);
    *bytes = column_span(command->arena, query, 0);
    database_end(query);
    return true;
}

/* The message goes through the drop again; the row says so and is listed no more. */
static bool
release(struct command *command, struct database *database, const struct config *config, int64_t id)
{
    struct span recipient = span_of(config->mailboxes[0].address), none = {"", 0};
    struct message message = {.fetched = true, /* its envelope is gone */
                              .sender = none,
                              .received = clock_now(),
                              .recipients = &recipient,
                              .recipient_count = 1};

    return load(command, database, id, &message.bytes) && drop_put(config->spool, &message, &command->err) &&
           database_exec(database, "BEGIN IMMEDIATE", &command->err) &&
           database_run(
               database,
               database_query(database, "UPDATE message SET outcome = 'released' WHERE id = ?", "i", id),
               &command->err) &&
           eventlog_append(database, none, SPAN("message.released"),
                           span_printf(command->arena, "message=%" PRId64 " operator=%s", id,
                                       command->operator== NULL ? "" : command->operator),
                           clock_now(), &command->err) &&
           database_exec(database, "COMMIT", &command->err);
}

static enum outcome
one(struct command *command, struct database *database, const struct config *config)
{
    struct span bytes;
    uint64_t id;

    if (!span_to_uint(span_of(command->argv[1]), &id))
        return command_usage(command, "quarantine [show ID | release ID]");
    if (strcmp(command->argv[0], "show") == 0)
        return load(command, database, (int64_t)id, &bytes) && command_write(command, bytes)
                   ? OUTCOME_DONE
                   : command_failed(command);
    if (strcmp(command->argv[0], "release") == 0)
        return release(command, database, config, (int64_t)id) ? OUTCOME_DONE : command_failed(command);
    return command_usage(command, "quarantine [show ID | release ID]");
}

enum outcome
cmd_quarantine(struct command *command)
{
    struct config config;
    struct database *database;
    enum outcome outcome;

    if (command->argc != 0 && command->argc != 2)
        return command_usage(command, "quarantine [show ID | release ID]");
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    outcome = command->argc == 0 ? list(command, database) : one(command, database, &config);
    database_close(&database);
    return outcome;
}
