// SPDX-License-Identifier: Apache-2.0
#include "store/messages.h"

#include <string.h>

bool
messages_consumed(struct database *database, uint64_t sequence, bool *consumed, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT 1 FROM message WHERE sequence = ?", "i", (int64_t)sequence);
    enum database_row row = database_step(database, query, err);

    *consumed = row == ROW_FOUND;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
exists(struct database *database, sqlite3_stmt *query, bool *found, struct error *err)
{
    enum database_row row = database_step(database, query, err);

    *found = row == ROW_FOUND;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

bool
messages_repeat(struct database *database, const struct intent *intent, enum repeat *repeat,
                struct error *err)
{
    bool found;

    *repeat = REPEAT_NO;
    if (!exists(database,
                database_query(database,
                               "SELECT 1 FROM message WHERE content = ? AND outcome <> 'quarantined' LIMIT 1",
                               "d", &intent->content_digest),
                &found, err))
        return false;
    if (found) {
        *repeat = REPEAT_SAME;
        return true;
    }
    if (intent->message_id.len == 0)
        return true;
    if (!exists(database,
                database_query(database, "SELECT 1 FROM message WHERE message_id = ? LIMIT 1", "t",
                               intent->message_id),
                &found, err))
        return false;
    if (found)
        *repeat = REPEAT_OTHER;
    return true;
}

bool
messages_insert(struct database *database, const struct message_row *row, int64_t *id, struct error *err)
{
    static const char sql[] =
        "INSERT INTO message(sequence, received, sender, author, message_id, digest, content,"
        " dossier, outcome, detail, bytes) VALUES(?,?,?,?,?,?,?,nullif(?,0),?,?,?)";
    const struct message *message = row->message;
    struct digest digest = digest_sha256(message->bytes);
    const struct intent *intent = row->intent;
    struct span none = {"", 0};
    sqlite3_stmt *query = database_query(
        database, sql, "iitttddittb", (int64_t)row->sequence, message->received, message->sender,
        intent == NULL ? none : intent->from, intent == NULL ? none : intent->message_id, &digest,
        intent == NULL ? &digest : &intent->content_digest, row->dossier, row->outcome, row->detail,
        message->bytes);

    if (!database_run(database, query, err))
        return false;
    *id = database_last_id(database);
    return true;
}

bool
messages_drop_seen(struct database *database, struct span id, bool *seen, struct error *err)
{
    if (!database_run(database,
                      database_query(database, "INSERT OR IGNORE INTO drop_seen(id) VALUES(?)", "t", id),
                      err))
        return false;
    *seen = sqlite3_changes(database_handle(database)) == 0;
    return true;
}
