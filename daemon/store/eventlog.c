// SPDX-License-Identifier: Apache-2.0
#include "store/eventlog.h"

#include <string.h>

#include "common/wire.h"
#include "os/random.h"

enum {
    RECORD_MAX = 64 * 1024,
    SALT_BYTES = 16,
};

struct entry {
    int64_t at;
    struct span dossier, event;
    struct span plain;    /* detail of a row of schema 1, which the chain holds as it is */
    struct digest detail; /* of any other */
    bool old;
};

static struct digest
digest_of(struct arena *arena, struct span salt, struct span detail)
{
    struct text bytes = text_new(arena, RECORD_MAX + SALT_BYTES);

    text_span(&bytes, salt);
    text_span(&bytes, detail);
    return digest_sha256(text_get(&bytes));
}

static struct digest
link_of(struct arena *arena, const struct digest *previous, const struct entry *entry)
{
    struct text bytes = text_new(arena, RECORD_MAX + 4096);

    text_add(&bytes, previous->bytes, DIGEST_SIZE);
    wire_put_i64(&bytes, entry->at);
    wire_put_bytes(&bytes, entry->dossier);
    wire_put_bytes(&bytes, entry->event);
    if (entry->old)
        wire_put_bytes(&bytes, entry->plain);
    else
        text_add(&bytes, entry->detail.bytes, DIGEST_SIZE);
    return digest_sha256(text_get(&bytes));
}

static bool
read_link(struct database *database, sqlite3_stmt *query, struct eventlog_link *link, struct error *err)
{
    enum database_row row = database_step(database, query, err);

    *link = (struct eventlog_link){0};
    if (row == ROW_FOUND) {
        link->id = sqlite3_column_int64(query, 0);
        link->at = sqlite3_column_int64(query, 1);
        if (sqlite3_column_bytes(query, 2) == DIGEST_SIZE)
            memcpy(link->chain.bytes, sqlite3_column_blob(query, 2), DIGEST_SIZE);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
eventlog_last(struct database *database, struct eventlog_link *link, struct error *err)
{
    return read_link(database,
                     database_query(database, "SELECT id, at, chain FROM event ORDER BY id DESC LIMIT 1", ""),
                     link, err);
}

bool
eventlog_get(struct database *database, int64_t id, struct eventlog_link *link, struct error *err)
{
    return read_link(database,
                     database_query(database, "SELECT id, at, chain FROM event WHERE id = ?", "i", id), link,
                     err);
}

bool
eventlog_append(struct database *database, struct span dossier, struct span event, struct span detail,
                int64_t now, struct error *err)
{
    struct entry entry = {.at = now, .dossier = span_first(dossier, 100), .event = span_first(event, 100)};
    struct arena *arena = arena_open(RECORD_MAX * 4);
    char random[SALT_BYTES];
    struct span salt = {random, sizeof random};
    struct eventlog_link last;
    struct digest chain;
    bool good = eventlog_last(database, &last, err);

    detail = span_first(detail, RECORD_MAX);
    if (good) {
        random_bytes(random, sizeof random);
        entry.detail = digest_of(arena, salt, detail);
        chain = link_of(arena, &last.chain, &entry);
        good = database_run(
            database,
            database_query(database,
                           "INSERT INTO event(at, dossier, event, detail, salt, digest, chain)"
                           " VALUES(?,?,?,?,?,?,?)",
                           "itttbdd", now, entry.dossier, entry.event, detail, salt, &entry.detail, &chain),
            err);
    }
    arena_close(&arena);
    return good;
}

bool
eventlog_forget(struct database *database, struct span dossier, int64_t *count, struct error *err)
{
    sqlite3_stmt *update = database_query(
        database, "UPDATE event SET detail = '', salt = NULL WHERE dossier = ? AND salt IS NOT NULL", "t",
        dossier);

    if (!database_run(database, update, err))
        return false;
    *count = sqlite3_changes64(database_handle(database));
    return true;
}

bool
eventlog_forget_strays(struct database *database, int64_t before, struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "UPDATE event SET detail = '', salt = NULL WHERE dossier = '' AND at < ? AND"
                                       " salt IS NOT NULL AND event NOT LIKE 'purge.%'",
                                       "i", before),
                        err);
}

static bool
get_digest(sqlite3_stmt *query, int column, struct digest *digest)
{
    bool whole = sqlite3_column_bytes(query, column) == DIGEST_SIZE;

    if (whole)
        memcpy(digest->bytes, sqlite3_column_blob(query, column), DIGEST_SIZE);
    return whole;
}

enum { AT = 1, DOSSIER, EVENT, DETAIL, SALT, DIGEST, CHAIN }; /* columns of eventlog_verify */

static bool
holds(struct arena *arena, sqlite3_stmt *query, struct digest *head)
{
    struct entry entry = {.at = sqlite3_column_int64(query, AT),
                          .dossier = column_span(arena, query, DOSSIER),
                          .event = column_span(arena, query, EVENT)};
    struct span detail = column_span(arena, query, DETAIL), salt = column_span(arena, query, SALT);
    struct digest chain, detailed = digest_of(arena, salt, detail);

    entry.plain = detail;
    entry.old = sqlite3_column_type(query, DIGEST) == SQLITE_NULL;
    if (!get_digest(query, CHAIN, &chain) || !(entry.old || get_digest(query, DIGEST, &entry.detail)))
        return false;
    *head = link_of(arena, head, &entry);
    /* A forgotten detail has no salt, and nothing is put in its place. */
    return digest_equal(head, &chain) &&
           (entry.old || (salt.len == 0 ? detail.len == 0 : digest_equal(&detailed, &entry.detail)));
}

bool
eventlog_verify(struct database *database, struct eventlog_verdict *verdict, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT id, at, dossier, event, detail, salt, digest, chain FROM event ORDER BY id", "");
    struct arena *arena = arena_open(RECORD_MAX * 16);
    enum database_row row;
    int64_t expected = 1;

    *verdict = (struct eventlog_verdict){.intact = true};
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        int64_t id = sqlite3_column_int64(query, 0);

        verdict->events++;
        verdict->forgotten +=
            sqlite3_column_bytes(query, DIGEST) > 0 && sqlite3_column_bytes(query, SALT) == 0;
        if (verdict->intact && (id != expected || !holds(arena, query, &verdict->head))) {
            verdict->intact = false;
            verdict->broken = id;
        }
        expected = id + 1;
        arena_reset(arena);
    }
    arena_close(&arena);
    return row == ROW_NONE;
}
