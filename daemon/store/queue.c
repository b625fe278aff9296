// SPDX-License-Identifier: Apache-2.0
#include "store/queue.h"

#include <string.h>

#include "store/dossiers.h"

enum {
    EFFECT_MAX = 4 * 1024 * 1024, /* bytes of a row's effect */
    LONE_ID_BYTES = 16,
};

/* Of a mail without a task, which has no TAG.  Nobody can guess it, and it is the same when a store
 * that was restored comes to the same mail again. */
static struct span
lone_id(struct arena *arena, const struct effect *effect, int64_t id, struct span key, int64_t now)
{
    struct digest digest = digest_hmac(
        key, span_printf(arena, "%lld %lld %.*s", (long long)id, (long long)now, SPAN_ARG(effect->to)));

    return span_printf(arena, "n%.*s",
                       SPAN_ARG(base32_encode(arena, (struct span){(char *)digest.bytes, LONE_ID_BYTES})));
}

static struct span
message_id_of(struct arena *arena, const struct queue_order *order, const struct effect *effect, int64_t id)
{
    struct span left = effect->task > 0 ? tag_make(arena, order->key, order->number, effect->task)
                                        : lone_id(arena, effect, id, order->key, order->now);

    return span_printf(arena, "%.*s.%lld@%.*s", SPAN_ARG(left), (long long)id, SPAN_ARG(order->domain));
}

static bool
store_basis(struct database *database, struct queue_order *order, const struct effect *effect, struct error *err)
{
    if (effect->basis.len == 0 || order->basis != 0)
        return true;
    if (!database_run(database, database_query(database, "INSERT INTO basis(bytes) VALUES(?)", "b", effect->basis),
                      err))
        return false;
    order->basis = database_last_id(database);
    return true;
}

static bool
name_mail(struct database *database, struct arena *arena, const struct queue_order *order,
          const struct effect *effect, struct error *err)
{
    int64_t id = database_last_id(database);

    return database_run(database,
                        database_query(database,
                                       "UPDATE outbox SET message_id = ?2, status = CASE WHEN EXISTS (SELECT 1"
                                       " FROM carried c WHERE c.message_id = ?2 AND c.recipient ="
                                       " outbox.recipient) THEN 'done' ELSE status END WHERE id = ?1",
                                       "it", id, message_id_of(arena, order, effect, id)),
                        err);
}

bool
queue_effect(struct database *database, struct arena *arena, struct queue_order *order,
             const struct effect *effect, struct error *err)
{
    struct text bytes = text_new(arena, EFFECT_MAX);
    bool mail = effect->kind == EFFECT_MAIL;

    effect_put(&bytes, effect);
    if (bytes.overflow)
        return error_set(err, ERROR_TOO_BIG, "an effect of more than %d bytes", EFFECT_MAX);
    if (!store_basis(database, order, effect, err) ||
        !database_run(database,
                      database_query(database,
                                     "INSERT INTO outbox(dossier, kind, status, due, queued, recipient, message_id,"
                                     " task, version, basis, effect)"
                                     " VALUES(nullif(?,0),?,'waiting',?,?,?,'',?,?,nullif(?,0),?)",
                                     "iiiitidib", order->dossier, (int64_t)effect->kind, order->now, order->now,
                                     mail ? effect->to : SPAN(""), (int64_t)effect->task, &order->version,
                                     effect->basis.len == 0 ? (int64_t)0 : order->basis, text_get(&bytes)),
                      err))
        return false;
    return !mail || name_mail(database, arena, order, effect, err);
}

static bool
read_row(struct arena *arena, sqlite3_stmt *query, struct queue_row *row)
{
    struct span version = column_span(arena, query, 3);
    struct wire wire = wire_read(column_span(arena, query, 9));

    row->id = sqlite3_column_int64(query, 0);
    row->dossier = sqlite3_column_int64(query, 1);
    row->number = column_span(arena, query, 2);
    if (version.len == DIGEST_SIZE)
        memcpy(row->version.bytes, version.data, DIGEST_SIZE);
    row->message_id = column_span(arena, query, 4);
    row->queued = sqlite3_column_int64(query, 5);
    row->due = sqlite3_column_int64(query, 6);
    row->attempts = (uint32_t)sqlite3_column_int64(query, 7);
    row->status = column_span(arena, query, 8);
    row->error = column_span(arena, query, 10);
    row->basis = sqlite3_column_int64(query, 11);
    if (!effect_get(arena, &wire, &row->effect) || !wire_done(&wire))
        return false;
    row->effect.basis = column_span(arena, query, 12);
    return true;
}

bool
queue_due(struct database *database, int64_t now, int64_t *ids, size_t max, size_t *count, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT id FROM outbox WHERE status = 'waiting' AND due <= ? ORDER BY due, id LIMIT ?", "ii", now,
        (int64_t)max);
    enum database_row found;

    *count = 0;
    while ((found = database_step(database, query, err)) == ROW_FOUND)
        ids[(*count)++] = sqlite3_column_int64(query, 0);
    return found == ROW_NONE;
}

bool
queue_load(struct database *database, struct arena *arena, int64_t id, struct queue_row *row, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database,
        "SELECT o.id, ifnull(o.dossier, 0), ifnull(d.number, ''), o.version, o.message_id, o.queued, o.due, o.attempts,"
        " o.status, o.effect, o.error, ifnull(o.basis, 0), b.bytes FROM outbox o LEFT JOIN dossier d ON d.id = o.dossier"
        " LEFT JOIN basis b ON b.id = o.basis WHERE o.id = ?",
        "i", id);
    enum database_row found = database_step(database, query, err);
    bool good;

    memset(row, 0, sizeof *row);
    if (found != ROW_FOUND)
        return found == ROW_NONE;
    good = read_row(arena, query, row);
    database_end(query);
    return good || error_set(err, ERROR_PERMANENT, "outbox row %lld is damaged", (long long)id);
}

bool
queue_next_due(struct database *database, int64_t now, int64_t *at, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT min(due) FROM outbox WHERE status = 'waiting' AND due > ?", "i", now);
    enum database_row row = database_step(database, query, err);

    *at = 0;
    if (row == ROW_FOUND) {
        *at = sqlite3_column_int64(query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
queue_done(struct database *database, int64_t id, int64_t now, struct span receipt, struct error *err)
{
    return database_run(
        database,
        database_query(
            database,
            "UPDATE outbox SET status = 'done', ended = ?, error = ?, attempts = attempts + 1 WHERE id = ?",
            "iti", now, receipt, id),
        err);
}

bool
queue_later(struct database *database, int64_t id, int64_t due, struct span why, struct error *err)
{
    return database_run(
        database,
        database_query(database, "UPDATE outbox SET due = ?, error = ?, attempts = attempts + 1 WHERE id = ?",
                       "iti", due, why, id),
        err);
}

bool
queue_failed(struct database *database, int64_t id, int64_t now, struct span why, struct error *err)
{
    return database_run(
        database,
        database_query(
            database,
            "UPDATE outbox SET status = 'failed', ended = ?, error = ?, attempts = attempts + 1 WHERE id = ?",
            "iti", now, why, id),
        err);
}

bool
queue_retry(struct database *database, int64_t id, int64_t now, int64_t *count, struct error *err)
{
    if (!database_run(
            database,
            database_query(database,
                           "UPDATE outbox SET status = 'waiting', due = ?1, attempts = 0, ended = NULL"
                           " WHERE status <> 'done' AND (?2 = 0 OR id = ?2)",
                           "ii", now, id),
            err))
        return false;
    *count = sqlite3_changes(database_handle(database));
    return true;
}

bool
documents_insert(struct database *database, int64_t dossier, struct span name, uint32_t revision,
                 struct span bytes, int64_t now, struct digest *sha256, struct error *err)
{
    *sha256 = digest_sha256(bytes);
    return database_run(database,
                        database_query(database,
                                       "INSERT INTO document(dossier, name, revision, sha256, made, bytes)"
                                       " VALUES(?,?,?,?,?,?) ON CONFLICT DO NOTHING",
                                       "itidib", dossier, name, (int64_t)revision, sha256, now, bytes),
                        err);
}

bool
documents_get(struct database *database, struct arena *arena, int64_t dossier, struct span name,
              uint32_t revision, struct span *bytes, uint32_t *found_revision, struct error *err)
{
    sqlite3_stmt *query = database_query(database,
                                         "SELECT bytes, revision FROM document WHERE dossier = ? AND name = ?"
                                         " AND revision <= ? ORDER BY revision DESC, edition DESC LIMIT 1",
                                         "iti", dossier, name, (int64_t)revision);
    enum database_row row = database_step(database, query, err);

    *bytes = (struct span){"", 0};
    if (row == ROW_FOUND) {
        *bytes = column_span(arena, query, 0);
        *found_revision = (uint32_t)sqlite3_column_int64(query, 1);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
documents_list(struct database *database, struct arena *arena, int64_t dossier, struct document_row **rows,
               size_t *count, struct error *err)
{
    enum { MOST = 500 };
    sqlite3_stmt *query = database_query(database,
                                         "SELECT name, revision, sha256, length(bytes), made FROM document "
                                         "WHERE dossier = ? ORDER BY id LIMIT ?",
                                         "ii", dossier, (int64_t)MOST);
    enum database_row found;

    *rows = arena_array(arena, MOST, sizeof **rows);
    *count = 0;
    while ((found = database_step(database, query, err)) == ROW_FOUND) {
        struct document_row *row = &(*rows)[(*count)++];

        row->name = column_span(arena, query, 0);
        row->revision = (uint32_t)sqlite3_column_int64(query, 1);
        if (sqlite3_column_bytes(query, 2) == DIGEST_SIZE)
            memcpy(row->sha256.bytes, sqlite3_column_blob(query, 2), DIGEST_SIZE);
        row->size = sqlite3_column_int64(query, 3);
        row->made = sqlite3_column_int64(query, 4);
    }
    return found == ROW_NONE;
}

bool
versions_insert(struct database *database, struct span procedure, const struct digest *digest,
                struct span bundle, int64_t now, struct error *err)
{
    return database_run(
        database,
        database_query(database,
                       "INSERT INTO version(digest, procedure, bundle, loaded) VALUES(?,?,?,?)"
                       " ON CONFLICT(digest) DO UPDATE SET loaded = excluded.loaded",
                       "dtbi", digest, procedure, bundle, now),
        err);
}

bool
versions_get(struct database *database, struct arena *arena, const struct digest *digest, struct span *bundle,
             struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT bundle FROM version WHERE digest = ?", "d", digest);
    enum database_row row = database_step(database, query, err);

    *bundle = (struct span){"", 0};
    if (row == ROW_FOUND) {
        *bundle = column_span(arena, query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
versions_last(struct database *database, struct span procedure, struct digest *digest, bool *found,
              struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT digest FROM version WHERE procedure = ? ORDER BY loaded DESC, rowid DESC LIMIT 1", "t",
        procedure);
    enum database_row row = database_step(database, query, err);

    *found = row == ROW_FOUND;
    if (*found) {
        memcpy(digest->bytes, sqlite3_column_blob(query, 0), DIGEST_SIZE);
        database_end(query);
    }
    return row != ROW_FAILED;
}
