// SPDX-License-Identifier: Apache-2.0
#include "store/messages.h"

#include <string.h>

#define WAITED " ('pending', 'retried')" /* store/pending.h */
#define UNDECIDED " ('quarantined', 'pending', 'retried')"

enum { RECIPIENTS_MAX = MESSAGE_RECIPIENTS_MAX * 600 }; /* bytes of all of them, one a line */

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

bool
messages_last_sequence(struct database *database, uint64_t *sequence, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT coalesce(max(sequence), 0) FROM message", "");

    if (database_step(database, query, err) != ROW_FOUND)
        return false;
    *sequence = (uint64_t)sqlite3_column_int64(query, 0);
    database_end(query);
    return true;
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
                               "SELECT 1 FROM message WHERE content = ? AND outcome NOT IN" UNDECIDED
                               " LIMIT 1",
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
                database_query(database,
                               "SELECT 1 FROM message WHERE message_id = ? AND outcome NOT IN" WAITED
                               " LIMIT 1",
                               "t", intent->message_id),
                &found, err))
        return false;
    if (found)
        *repeat = REPEAT_OTHER;
    return true;
}

/* The recipients, one a line. */
static struct span
joined(struct arena *arena, const struct message *message)
{
    struct text list = text_new(arena, RECIPIENTS_MAX);

    for (size_t i = 0; i < message->recipient_count; i++)
        text_printf(&list, "%.*s\n", SPAN_ARG(message->recipients[i]));
    return text_get(&list);
}

bool
messages_insert(struct database *database, const struct message_row *row, int64_t *id, struct error *err)
{
    static const char sql[] =
        "INSERT INTO message(sequence, received, sender, author, message_id, digest, content,"
        " dossier, outcome, detail, bytes, recipients, used, fetched, masked)"
        " VALUES(?,?,?,?,?,?,?,nullif(?,0),?,?,?,?,?,?,?)";
    const struct message *message = row->message;
    const struct intent *intent = row->intent;
    struct span none = {"", 0};
    struct arena *arena = arena_open(RECIPIENTS_MAX * 4);
    sqlite3_stmt *query = database_query(
        database, sql, "iitttddittbtiii", (int64_t)row->sequence, message->received, message->sender,
        intent == NULL ? none : intent->from, intent == NULL ? none : intent->message_id, &row->digest,
        intent == NULL ? &row->digest : &intent->content_digest, row->dossier, row->outcome, row->detail,
        message->bytes, joined(arena, message), row->used, (int64_t)message->fetched, (int64_t)row->masked);
    bool good = database_run(database, query, err);

    arena_close(&arena);
    *id = database_last_id(database);
    return good;
}

static void
split(struct arena *arena, struct span list, struct message *message)
{
    struct span address;

    message->recipients = arena_array(arena, MESSAGE_RECIPIENTS_MAX, sizeof *message->recipients);
    while (message->recipient_count < MESSAGE_RECIPIENTS_MAX && span_line(&list, &address))
        message->recipients[message->recipient_count++] = address;
}

bool
messages_load(struct database *database, struct arena *arena, int64_t id, struct message *message,
              int64_t *used, bool *found, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT bytes, sender, received, recipients, used, fetched FROM message WHERE id = ?", "i",
        id);
    enum database_row row = database_step(database, query, err);

    *message = (struct message){0};
    *found = row == ROW_FOUND;
    if (row != ROW_FOUND)
        return row == ROW_NONE;
    message->bytes = column_span(arena, query, 0);
    message->sender = column_span(arena, query, 1);
    message->received = sqlite3_column_int64(query, 2);
    split(arena, column_span(arena, query, 3), message);
    *used = sqlite3_column_int64(query, 4);
    message->fetched = sqlite3_column_int(query, 5) != 0;
    database_end(query);
    return true;
}

bool
messages_drop_seen(struct database *database, struct span id, bool *seen, struct error *err)
{
    return exists(database, database_query(database, "SELECT 1 FROM drop_seen WHERE id = ?", "t", id), seen,
                  err);
}

bool
messages_drop_remember(struct database *database, struct span id, struct error *err)
{
    return database_run(
        database, database_query(database, "INSERT OR IGNORE INTO drop_seen(id) VALUES(?)", "t", id), err);
}
