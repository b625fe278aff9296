// SPDX-License-Identifier: Apache-2.0
#include "store/editions.h"

#include "common/date.h"

enum { SHOWN_MOST = 500 };

bool
editions_add(struct database *database, int64_t dossier, struct span name, uint32_t revision,
             struct span bytes, int64_t now, struct digest *sha256, struct error *err)
{
    *sha256 = digest_sha256(bytes);
    return database_run(
        database,
        database_query(database,
                       "INSERT INTO document(dossier, name, revision, sha256, made, bytes, edition)"
                       " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ifnull(max(edition) + 1, 0) FROM document"
                       " WHERE dossier = ?1 AND name = ?2 AND revision = ?3",
                       "itidib", dossier, name, (int64_t)revision, sha256, now, bytes),
        err);
}

bool
editions_get(struct database *database, struct arena *arena, int64_t dossier, const struct digest *sha256,
             struct span *bytes, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT bytes FROM document WHERE sha256 = ? AND dossier = ? LIMIT 1", "di", sha256, dossier);
    enum database_row row = database_step(database, query, err);

    *bytes = SPAN("");
    if (row == ROW_FOUND) {
        *bytes = column_span(arena, query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
shown_add(struct database *database, const struct shown_row *row, struct error *err)
{
    return database_run(
        database,
        database_query(database,
                       "INSERT INTO shown(dossier, task, document, sha256, message_id, at, receipt)"
                       " VALUES(?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
                       "iitdtit", row->dossier, (int64_t)row->task, row->document, &row->sha256,
                       row->message_id, row->at, row->receipt),
        err);
}

bool
shown_list(struct database *database, struct arena *arena, int64_t dossier, struct shown_fact **facts,
           size_t *count, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT task, document, lower(hex(sha256)), message_id, at, receipt FROM shown"
                       " WHERE dossier = ? ORDER BY at DESC, message_id DESC LIMIT ?",
                       "ii", dossier, (int64_t)SHOWN_MOST);
    enum database_row found;

    *facts = arena_array(arena, SHOWN_MOST, sizeof **facts);
    *count = 0;
    while ((found = database_step(database, query, err)) == ROW_FOUND)
        (*facts)[(*count)++] =
            (struct shown_fact){.task = (uint32_t)sqlite3_column_int64(query, 0),
                                .document = column_span(arena, query, 1),
                                .sha256 = column_span(arena, query, 2),
                                .message_id = column_span(arena, query, 3),
                                .at = instant_iso(arena, sqlite3_column_int64(query, 4)),
                                .receipt = column_span(arena, query, 5)};
    return found == ROW_NONE;
}
