// SPDX-License-Identifier: Apache-2.0
/* audit [NUMBER]: does the chain of events hold, and do the documents match their digests. */
#include <inttypes.h>
#include <string.h>

#include "common/digest.h"
#include "control/command.h"
#include "store/eventlog.h"

struct audit {
    struct eventlog_verdict events;
    int64_t documents, messages, damaged;
};

static bool
count_damaged(struct command *command, struct database *database, const char *what, sqlite3_stmt *query,
              struct audit *audit, int64_t *count)
{
    enum database_row row;

    while ((row = database_step(database, query, &command->err)) == ROW_FOUND) {
        struct span bytes = {sqlite3_column_blob(query, 1), (size_t)sqlite3_column_bytes(query, 1)};
        struct digest digest = digest_sha256(bytes);

        (*count)++;
        if (sqlite3_column_bytes(query, 2) == DIGEST_SIZE &&
            memcmp(sqlite3_column_blob(query, 2), digest.bytes, DIGEST_SIZE) == 0)
            continue;
        audit->damaged++;
        fprintf(stderr, "conventionctl: %s %" PRId64 " does not match its digest\n", what,
                (int64_t)sqlite3_column_int64(query, 0));
    }
    return row == ROW_NONE;
}

static bool
look(struct command *command, struct database *database, struct span number, struct audit *audit)
{
    return eventlog_verify(database, &audit->events, &command->err) &&
           count_damaged(
               command, database, "document",
               database_query(
                   database,
                   "SELECT id, bytes, sha256 FROM document WHERE purged = 0 AND (?1 = '' OR dossier ="
                   " (SELECT id FROM dossier WHERE number = ?1))",
                   "t", number),
               audit, &audit->documents) &&
           count_damaged(
               command, database, "message",
               database_query(
                   database,
                   "SELECT id, bytes, digest FROM message WHERE purged = 0 AND (?1 = '' OR dossier ="
                   " (SELECT id FROM dossier WHERE number = ?1))",
                   "t", number),
               audit, &audit->messages);
}

static void
print_json(struct command *command, const struct audit *audit, bool intact)
{
    json_t *object =
        json_pack("{s:b,s:I,s:I,s:I,s:I,s:I,s:I}", "intact", intact, "events", audit->events.events,
                  "forgotten", audit->events.forgotten, "broken_event", audit->events.broken, "documents",
                  audit->documents, "messages", audit->messages, "damaged", audit->damaged);

    json_object_set_new(object, "head", json_span(digest_hex(command->arena, &audit->events.head)));
    command_print_json(object);
}

static void
print_text(const struct audit *audit, bool intact)
{
    printf("%s: %" PRId64 " events, %" PRId64 " documents, %" PRId64 " messages\n",
           intact ? "intact" : "NOT INTACT", audit->events.events, audit->documents, audit->messages);
    if (audit->events.forgotten > 0)
        printf("%" PRId64 " events without their details, which were purged\n", audit->events.forgotten);
    if (!audit->events.intact)
        printf("the chain breaks at event %" PRId64 ": that row or one before it was changed\n",
               audit->events.broken);
    if (audit->damaged > 0)
        printf("%" PRId64 " documents or messages do not match their digest\n", audit->damaged);
}

enum outcome
cmd_audit(struct command *command)
{
    struct audit audit = {0};
    struct config config;
    struct database *database;
    bool good, intact;

    if (command->argc > 1)
        return command_usage(command, "audit [NUMBER]");
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    good = look(command, database, span_of(command->argc == 1 ? command->argv[0] : ""), &audit);
    database_close(&database);
    if (!good)
        return command_failed(command);
    intact = audit.events.intact && audit.damaged == 0;
    if (command->json)
        print_json(command, &audit, intact);
    else
        print_text(&audit, intact);
    return intact ? OUTCOME_DONE : OUTCOME_NEGATIVE;
}
