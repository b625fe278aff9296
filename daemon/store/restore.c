// SPDX-License-Identifier: Apache-2.0
#include "store/restore.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "store/eventlog.h"

enum { PATH_BYTES = 4096 };

bool
restore_check(struct database *copy, int64_t *events, struct error *err)
{
    sqlite3_stmt *query = database_query(copy, "PRAGMA integrity_check(1)", "");
    struct eventlog_verdict verdict;
    bool sound;

    if (database_step(copy, query, err) != ROW_FOUND)
        return false;
    sound = strcmp((const char *)sqlite3_column_text(query, 0), "ok") == 0;
    database_end(query);
    if (!sound)
        return error_set(err, ERROR_BAD_INPUT, "the copy is damaged: take an older one");
    if (!eventlog_verify(copy, &verdict, err))
        return false;
    *events = verdict.events;
    return verdict.intact || error_set(err, ERROR_BAD_INPUT,
                                       "the copy's chain of events breaks at event %lld: take another one",
                                       (long long)verdict.broken);
}

bool
restore_attach(struct database *copy, const char *old, int64_t *carried, struct error *err)
{
    if (!database_run(copy, database_query(copy, "ATTACH ? AS old", "t", span_of(old)), err) ||
        !database_exec(copy,
                       "INSERT OR IGNORE INTO main.carried SELECT o.message_id, o.recipient FROM old.outbox o"
                       " WHERE o.kind = 1 AND o.status = 'done' AND NOT EXISTS (SELECT 1 FROM main.outbox m"
                       " WHERE m.message_id = o.message_id AND m.status = 'done')",
                       err))
        return false;
    *carried = sqlite3_changes64(database_handle(copy));
    return database_exec(copy,
                         "UPDATE main.outbox SET status = 'done', error = 'carried before the restore'"
                         " WHERE status = 'waiting' AND EXISTS (SELECT 1 FROM main.carried c"
                         " WHERE c.message_id = outbox.message_id AND c.recipient = outbox.recipient)",
                         err);
}

bool
restore_missing(struct database *copy, int64_t after, int64_t *id, struct error *err)
{
    sqlite3_stmt *query =
        database_query(copy,
                       "SELECT o.id FROM old.message o WHERE o.id > ? AND o.outcome NOT IN ('repeated',"
                       " 'released', 'dropped') AND o.purged = 0 AND NOT EXISTS (SELECT 1 FROM main.message m WHERE"
                       " m.sequence = o.sequence) ORDER BY o.id LIMIT 1",
                       "i", after);
    enum database_row row = database_step(copy, query, err);

    *id = row == ROW_FOUND ? sqlite3_column_int64(query, 0) : 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

/* The write-ahead log of a store that could not be opened goes with it: it must not be taken for one
 * of the new store. */
static bool
move_log(const char *path, const char *aside, const char *suffix, struct error *err)
{
    char from[PATH_BYTES], to[PATH_BYTES];

    snprintf(from, sizeof from, "%s%s", path, suffix);
    snprintf(to, sizeof to, "%s%s", aside, suffix);
    return rename(from, to) == 0 || errno == ENOENT || error_errno(err, "%s", to);
}

bool
restore_place(const char *fresh, const char *path, const char *aside, struct error *err)
{
    if (link(path, aside) != 0 && errno != ENOENT)
        return error_errno(err, "%s", aside);
    return move_log(path, aside, "-wal", err) && move_log(path, aside, "-shm", err) &&
           file_rename(fresh, path, err);
}
