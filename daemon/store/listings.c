// SPDX-License-Identifier: Apache-2.0
#include "store/listings.h"

#include "common/date.h"
#include "workflow/markup.h"

enum {
    ROWS_BYTES_MAX = 15 * 1024 * 1024,
    HABITS_MAX = 5000,
};

static bool
save_party(struct database *database, int64_t dossier, const struct party *party, struct error *err)
{
    return database_run(
        database,
        database_query(database, "INSERT OR IGNORE INTO party(address, role, dossier) VALUES(?,?,?)", "tti",
                       party->address, party->role, dossier),
        err);
}

bool
listings_save(struct database *database, int64_t dossier, struct span row, const struct party *parties,
              size_t count, struct error *err)
{
    if (row.len == 0)
        return true;
    if (!database_run(database,
                      database_query(database,
                                     "INSERT INTO listing(dossier, data) VALUES(?,?) ON CONFLICT(dossier) DO"
                                     " UPDATE SET data = excluded.data",
                                     "it", dossier, row),
                      err) ||
        !database_run(database, database_query(database, "DELETE FROM party WHERE dossier = ?", "i", dossier),
                      err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!save_party(database, dossier, &parties[i], err))
            return false;
    return true;
}

static bool
add_rows(struct database *database, struct arena *arena, struct span procedure, struct span address,
         struct text *out, struct error *err)
{
    sqlite3_stmt *query = database_query(database,
                                         "SELECT p.role, l.data FROM party p JOIN listing l ON l.dossier ="
                                         " p.dossier JOIN dossier d ON d.id = p.dossier"
                                         " WHERE p.address = ? AND d.procedure = ?"
                                         " ORDER BY p.dossier DESC LIMIT ?",
                                         "tti", address, procedure, (int64_t)LISTINGS_MAX);
    enum database_row row;

    (void)arena;
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        const char *data = (const char *)sqlite3_column_text(query, 1);
        size_t len = (size_t)sqlite3_column_bytes(query, 1);

        if (out->len + len > ROWS_BYTES_MAX) {
            database_end(query);
            return true;
        }
        text_string(out, "<as");
        markup_attribute(out, "role", span_of((const char *)sqlite3_column_text(query, 0)));
        text_byte(out, '>');
        text_add(out, data, len);
        text_string(out, "</as>");
    }
    return row == ROW_NONE;
}

bool
listings_of(struct database *database, struct arena *arena, struct span procedure,
            const struct span *addresses, size_t count, struct span *rows, struct error *err)
{
    struct text out = text_new(arena, ROWS_BYTES_MAX + 1024 * 1024);

    text_string(&out, "<rows>");
    for (size_t i = 0; i < count; i++)
        if (!add_rows(database, arena, procedure, addresses[i], &out, err))
            return false;
    text_string(&out, "</rows>");
    *rows = text_get(&out);
    return true;
}

static int32_t
day_column(sqlite3_stmt *query, int column)
{
    return sqlite3_column_type(query, column) == SQLITE_NULL ? DAY_NONE
                                                             : (int32_t)sqlite3_column_int64(query, column);
}

bool
habits_all(struct database *database, struct arena *arena, struct habit **habits, size_t *count,
           struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT address, away_from, away_to, deputy, daily FROM habit LIMIT ?", "i",
        (int64_t)HABITS_MAX);
    enum database_row row;

    *habits = NULL;
    *count = 0;
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        if (*habits == NULL)
            *habits = arena_array(arena, HABITS_MAX, sizeof **habits);
        (*habits)[(*count)++] = (struct habit){.address = column_span(arena, query, 0),
                                               .away_from = day_column(query, 1),
                                               .away_to = day_column(query, 2),
                                               .deputy = column_span(arena, query, 3),
                                               .daily = sqlite3_column_int(query, 4) != 0};
    }
    return row == ROW_NONE;
}

bool
habits_save(struct database *database, const struct habit *habit, struct error *err)
{
    return database_run(
        database,
        database_query(database,
                       "INSERT INTO habit(address, away_from, away_to, deputy, daily) VALUES(?1,"
                       " nullif(?2, -2147483648), nullif(?3, -2147483648), ?4, ?5) ON CONFLICT(address) DO"
                       " UPDATE SET away_from = excluded.away_from, away_to = excluded.away_to,"
                       " deputy = excluded.deputy, daily = excluded.daily",
                       "tiiti", habit->address, (int64_t)habit->away_from, (int64_t)habit->away_to,
                       habit->deputy, (int64_t)habit->daily),
        err);
}
