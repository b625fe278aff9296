// SPDX-License-Identifier: Apache-2.0
#include "store/mentions.h"

#include <string.h>

#include "common/date.h"
#include "workflow/effect.h"
#include "workflow/markup.h"

bool
mentions_dossiers(struct database *database, struct span address, int64_t *ids, size_t *count, int64_t *total,
                  struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT id, count(*) OVER () FROM (SELECT id FROM dossier WHERE owner = ?1"
                       " UNION SELECT dossier FROM task WHERE address = ?1"
                       " UNION SELECT dossier FROM party WHERE address = ?1)"
                       " ORDER BY id DESC LIMIT ?2",
                       "ti", address, (int64_t)MENTIONS_DOSSIERS_MAX);
    enum database_row row;

    *count = 0;
    *total = 0;
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        ids[(*count)++] = sqlite3_column_int64(query, 0);
        *total = sqlite3_column_int64(query, 1);
    }
    return row == ROW_NONE;
}

bool
mentions_messages(struct database *database, struct arena *arena, struct span address, struct text *out,
                  struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT m.received, m.outcome, ifnull(d.number, ''), m.digest,"
                       " length(m.bytes) FROM message m LEFT JOIN dossier d ON d.id = m.dossier"
                       " WHERE m.author = ? ORDER BY m.id DESC LIMIT ?",
                       "ti", address, (int64_t)MENTIONS_ROWS_MAX);
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        text_string(out, "<message");
        markup_attribute(out, "received", instant_iso(arena, sqlite3_column_int64(query, 0)));
        markup_attribute(out, "outcome", column_span(arena, query, 1));
        markup_attribute(out, "number", column_span(arena, query, 2));
        markup_attribute(out, "sha256", hex_encode(arena, column_span(arena, query, 3)));
        text_printf(out, " size=\"%lld\"/>", (long long)sqlite3_column_int64(query, 4));
    }
    return row == ROW_NONE;
}

bool
mentions_mails(struct database *database, struct arena *arena, int64_t dossier, struct span address,
               struct text *out, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT o.queued, d.number, o.status FROM outbox o JOIN dossier d ON"
                       " d.id = o.dossier WHERE o.dossier = ? AND o.kind = ? AND o.recipient = ?"
                       " ORDER BY o.id DESC LIMIT ?",
                       "iiti", dossier, (int64_t)EFFECT_MAIL, address, (int64_t)MENTIONS_ROWS_MAX);
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        text_string(out, "<mail");
        markup_attribute(out, "queued", instant_iso(arena, sqlite3_column_int64(query, 0)));
        markup_attribute(out, "number", column_span(arena, query, 1));
        markup_attribute(out, "status", column_span(arena, query, 2));
        text_string(out, "/>");
    }
    return row == ROW_NONE;
}
