// SPDX-License-Identifier: Apache-2.0
/* quarantine [list | show ID | release ID | drop ID]: messages set aside because they could not be read. */
#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "control/command.h"
#include "intake/drop.h"
#include "os/clock.h"
#include "reader/message.h"
#include "store/eventlog.h"
#include "store/messages.h"

#define USAGE "quarantine [list | show ID | release ID | drop ID]"

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
load(struct command *command, struct database *database, int64_t id, struct message *message)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT 1 FROM message WHERE id = ? AND outcome = 'quarantined'", "i", id);
    enum database_row row = database_step(database, query, &command->err);
    int64_t used;
    bool found;

    if (row == ROW_FOUND)
        database_end(query);
    if (row == ROW_FAILED ||
        !messages_load(database, command->arena, id, message, &used, &found, &command->err))
        return false;
    if (row == ROW_NONE)
        return error_set(&command->err, ERROR_BAD_INPUT, "no message %" PRId64 " is set aside", id);
    return true;
}

static bool
show(struct command *command, struct database *database, int64_t id)
{
    struct message message;

    return load(command, database, id, &message) && command_write(command, message.bytes);
}

/* The row is listed no more; who did it stands in the event log. */
static bool
mark(struct command *command, struct database *database, int64_t id, const char *outcome)
{
    struct error *err = &command->err;
    struct span event = span_printf(command->arena, "message.%s", outcome),
                detail = span_printf(command->arena, "message=%" PRId64 " operator=%s", id,
                                     command_operator(command));

    return database_exec(database, "BEGIN IMMEDIATE", err) &&
           database_run(database,
                        database_query(database, "UPDATE message SET outcome = ? WHERE id = ?", "ti",
                                       span_of(outcome), id),
                        err) &&
           eventlog_append(database, SPAN(""), event, detail, clock_now(), err) &&
           database_exec(database, "COMMIT", err);
}

/* The message goes through the drop again, with the envelope that it came in. */
static bool
release(struct command *command, struct database *database, const struct config *config, int64_t id)
{
    struct message message;
    struct span recipient = span_of(config->mailboxes[0].address);

    if (!load(command, database, id, &message))
        return false;
    if (message.recipient_count == 0) {
        message.recipients = &recipient;
        message.recipient_count = 1;
    }
    message.received = clock_now();
    return drop_put(config->spool, &message, &command->err) && mark(command, database, id, "released");
}

static bool
drop(struct command *command, struct database *database, int64_t id)
{
    struct message message;

    return load(command, database, id, &message) && mark(command, database, id, "dropped");
}

static enum outcome
one(struct command *command, struct database *database, const struct config *config)
{
    const char *verb = command->argv[0];
    uint64_t id;
    bool good;

    if (!span_to_uint(span_of(command->argv[1]), &id))
        return command_usage(command, USAGE);
    if (strcmp(verb, "show") == 0)
        good = show(command, database, (int64_t)id);
    else if (strcmp(verb, "release") == 0)
        good = release(command, database, config, (int64_t)id);
    else if (strcmp(verb, "drop") == 0)
        good = drop(command, database, (int64_t)id);
    else
        return command_usage(command, USAGE);
    return good ? OUTCOME_DONE : command_failed(command);
}

enum outcome
cmd_quarantine(struct command *command)
{
    struct config config;
    struct database *database;
    enum outcome outcome;

    if (command->argc == 1 && strcmp(command->argv[0], "list") == 0)
        command->argc = 0;
    if (command->argc != 0 && command->argc != 2)
        return command_usage(command, USAGE);
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    outcome = command->argc == 0 ? list(command, database) : one(command, database, &config);
    database_close(&database);
    return outcome;
}
