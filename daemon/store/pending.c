// SPDX-License-Identifier: Apache-2.0
#include "store/pending.h"

#include "store/messages.h"

enum { WAIT_LEAST = 300, WAIT_MOST = 7200 };

bool
pending_add(struct database *database, int64_t message, int64_t due, struct error *err)
{
    return database_run(
        database, database_query(database, "INSERT INTO pending(message, due) VALUES(?,?)", "ii", message, due),
        err);
}

bool
pending_was(struct database *database, const struct digest *content, bool *was, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT 1 FROM message WHERE content = ? AND outcome IN ('pending', 'retried') LIMIT 1", "d",
        content);
    enum database_row row = database_step(database, query, err);

    *was = row == ROW_FOUND;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

bool
pending_next(struct database *database, struct arena *arena, int64_t now, int64_t *id, struct message *message,
             struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT message FROM pending WHERE due <= ? ORDER BY due, message LIMIT 1", "i", now);
    enum database_row row = database_step(database, query, err);
    int64_t used;
    bool found;

    *id = 0;
    if (row != ROW_FOUND)
        return row == ROW_NONE;
    *id = sqlite3_column_int64(query, 0);
    database_end(query);
    if (!messages_load(database, arena, *id, message, &used, &found, err))
        return false;
    return found || error_set(err, ERROR_PERMANENT, "message %lld is pending and not there", (long long)*id);
}

bool
pending_done(struct database *database, int64_t id, struct error *err)
{
    return database_run(database, database_query(database, "DELETE FROM pending WHERE message = ?", "i", id),
                        err) &&
           database_run(database,
                        database_query(database, "UPDATE message SET outcome = 'retried' WHERE id = ?", "i", id),
                        err);
}

int64_t
pending_wait(int64_t waited)
{
    int64_t wait = waited / 2;

    return wait < WAIT_LEAST ? WAIT_LEAST : wait > WAIT_MOST ? WAIT_MOST : wait;
}
