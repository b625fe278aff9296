// SPDX-License-Identifier: Apache-2.0
#include "store/eventlog.h"

#include <string.h>

#include "common/wire.h"

enum { RECORD_MAX = 64 * 1024 };

struct entry {
    int64_t at;
    struct span dossier, event, detail;
};

static struct digest
link_of(struct arena *arena, const struct digest *previous, const struct entry *entry)
{
    struct text bytes = text_new(arena, RECORD_MAX * 4);

    text_add(&bytes, previous->bytes, DIGEST_SIZE);
    wire_put_i64(&bytes, entry->at);
    wire_put_bytes(&bytes, entry->dossier);
    wire_put_bytes(&bytes, entry->event);
    wire_put_bytes(&bytes, entry->detail);
    return digest_sha256(text_get(&bytes));
}

static bool
head_of(struct database *database, struct digest *head, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT chain FROM event ORDER BY id DESC LIMIT 1", "");
    enum database_row row = database_step(database, query, err);

    memset(head, 0, sizeof *head);
    if (row == ROW_FOUND) {
        if (sqlite3_column_bytes(query, 0) == DIGEST_SIZE)
            memcpy(head->bytes, sqlite3_column_blob(query, 0), DIGEST_SIZE);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
eventlog_append(struct database *database, struct span dossier, struct span event, struct span detail,
                int64_t now, struct error *err)
{
    struct entry entry = {now, span_first(dossier, 100), span_first(event, 100),
                          span_first(detail, RECORD_MAX)};
    struct arena *arena = arena_open(RECORD_MAX * 16);
    struct digest head, chain;
    bool good = head_of(database, &head, err);

    if (good) {
        chain = link_of(arena, &head, &entry);
        good = database_run(
            database,
            database_query(database, "INSERT INTO event(at, dossier, event, detail, chain) VALUES(?,?,?,?,?)",
                           "itttd", now, entry.dossier, entry.event, entry.detail, &chain),
            err);
    }
    arena_close(&arena);
    return good;
}

static bool
holds(struct arena *arena, sqlite3_stmt *query, struct digest *head)
{
    struct entry entry = {sqlite3_column_int64(query, 1), column_span(arena, query, 2),
                          column_span(arena, query, 3), column_span(arena, query, 4)};
    struct digest chain = link_of(arena, head, &entry);

    *head = chain;
    return sqlite3_column_bytes(query, 5) == DIGEST_SIZE &&
           memcmp(sqlite3_column_blob(query, 5), chain.bytes, DIGEST_SIZE) == 0;
}

bool
eventlog_verify(struct database *database, struct eventlog_verdict *verdict, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT id, at, dossier, event, detail, chain FROM event ORDER BY id", "");
    struct arena *arena = arena_open(RECORD_MAX * 16);
    enum database_row row;
    int64_t expected = 1;

    *verdict = (struct eventlog_verdict){.intact = true};
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        int64_t id = sqlite3_column_int64(query, 0);

        verdict->events++;
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
