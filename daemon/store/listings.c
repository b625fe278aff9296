// SPDX-License-Identifier: Apache-2.0
#include "store/listings.h"

#include "common/date.h"
#include "workflow/markup.h"

enum {
    ROWS_BYTES_MAX = 15 * 1024 * 1024,
    HABITS_MAX = 5000, /* of those who are away or get a digest */
};

static bool
save_party(struct database *database, int64_t dossier, const struct party *party, struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "INSERT OR IGNORE INTO party(address, role, dossier) VALUES(?,?,?)",
                                       "tti", party->address, party->role, dossier),
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

/* The row of a dossier that a query found, which sorts numbers, not rows.  Who has a party has a row. */
static bool
put_row(struct database *database, int64_t dossier, struct text *out, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT data FROM listing WHERE dossier = ?", "i", dossier);
    enum database_row row = database_step(database, query, err);

    if (row == ROW_FOUND) {
        text_add(out, sqlite3_column_text(query, 0), (size_t)sqlite3_column_bytes(query, 0));
        database_end(query);
    }
    return row != ROW_FAILED;
}

/* query: roles, and numbers of dossiers. */
static bool
put_rows(struct database *database, sqlite3_stmt *query, struct text *out, struct error *err)
{
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND && out->len < ROWS_BYTES_MAX) {
        text_string(out, "<as");
        markup_attribute(out, "role", span_of((const char *)sqlite3_column_text(query, 0)));
        text_byte(out, '>');
        if (!put_row(database, sqlite3_column_int64(query, 1), out, err))
            return false;
        text_string(out, "</as>");
    }
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
add_rows(struct database *database, struct span procedure, struct span address, struct text *out,
         struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT p.role, p.dossier FROM party p JOIN dossier d ON d.id = p.dossier"
                       " WHERE p.address = ? AND d.procedure = ?"
                       " ORDER BY p.dossier DESC LIMIT ?",
                       "tti", address, procedure, (int64_t)LISTINGS_MAX);

    return put_rows(database, query, out, err);
}

bool
listings_of(struct database *database, struct arena *arena, struct span procedure,
            const struct span *addresses, size_t count, struct span *rows, struct error *err)
{
    struct text out = text_new(arena, ROWS_BYTES_MAX + 1024 * 1024);

    text_string(&out, "<rows>");
    for (size_t i = 0; i < count; i++)
        if (!add_rows(database, procedure, addresses[i], &out, err))
            return false;
    text_string(&out, "</rows>");
    *rows = text_get(&out);
    return true;
}

bool
listings_waiting(struct database *database, struct arena *arena, struct span procedure, struct span address,
                 struct span *items, struct error *err)
{
    static const char *const attributes[] = {"number", "serial", "task", "state", "role", "opened"};
    struct text out = text_new(arena, ROWS_BYTES_MAX + 1024 * 1024);
    sqlite3_stmt *query = database_query(
        database,
        "SELECT d.number, t.serial, t.id, d.state, t.role, strftime('%Y-%m-%dT%H:%M:%SZ', t.opened,"
        " 'unixepoch'), p.dossier FROM party p JOIN task t ON t.dossier = p.dossier AND t.role = p.role AND"
        " t.status = 'open' JOIN dossier d ON d.id = p.dossier"
        " WHERE p.address = ? AND d.procedure = ? ORDER BY t.opened, p.dossier LIMIT ?",
        "tti", address, procedure, (int64_t)LISTINGS_MAX);
    enum database_row row;

    text_string(&out, "<waiting>");
    while ((row = database_step(database, query, err)) == ROW_FOUND && out.len < ROWS_BYTES_MAX) {
        text_string(&out, "<item");
        for (int i = 0; i < 6; i++)
            markup_attribute(&out, attributes[i], span_of((const char *)sqlite3_column_text(query, i)));
        text_byte(&out, '>');
        if (!put_row(database, sqlite3_column_int64(query, 6), &out, err))
            return false;
        text_string(&out, "</item>");
    }
    if (row == ROW_FOUND)
        database_end(query);
    text_string(&out, "</waiting>");
    *items = text_get(&out);
    return row != ROW_FAILED;
}

bool
listings_ended(struct database *database, struct arena *arena, struct span procedure, struct span address,
               int64_t since, struct span *rows, struct error *err)
{
    struct text out = text_new(arena, ROWS_BYTES_MAX + 1024 * 1024);
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT p.role, p.dossier FROM party p JOIN dossier d ON d.id = p.dossier"
                       " WHERE p.address = ? AND"
                       " d.procedure = ? AND d.changed >= ? AND NOT EXISTS (SELECT 1"
                       " FROM task t WHERE t.dossier = d.id AND t.status = 'open')"
                       " ORDER BY d.changed LIMIT ?",
                       "ttii", address, procedure, since, (int64_t)LISTINGS_MAX);
    bool good;

    text_string(&out, "<rows>");
    good = put_rows(database, query, &out, err);
    text_string(&out, "</rows>");
    *rows = text_get(&out);
    return good;
}

bool
habits_due(struct database *database, struct arena *arena, int64_t now, struct span *address,
           struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT address FROM habit WHERE due <= ? ORDER BY due LIMIT 1", "i", now);
    enum database_row row = database_step(database, query, err);

    *address = SPAN("");
    if (row == ROW_FOUND) {
        *address = column_span(arena, query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
habits_next(struct database *database, int64_t *at, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT ifnull(min(due), 0) FROM habit WHERE due > 0", "");
    enum database_row row = database_step(database, query, err);

    *at = 0;
    if (row == ROW_FOUND) {
        *at = sqlite3_column_int64(query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

static int32_t
day_column(sqlite3_stmt *query, int column)
{
    return sqlite3_column_type(query, column) == SQLITE_NULL ? DAY_NONE
                                                             : (int32_t)sqlite3_column_int64(query, column);
}

#define HABIT_COLUMNS "address, away_from, away_to, deputy, daily, ifnull(due, 0), language"

static bool
put_habits(struct database *database, struct arena *arena, sqlite3_stmt *query, struct habit *habits,
           size_t max, size_t *count, struct error *err)
{
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND && *count < max)
        habits[(*count)++] = (struct habit){.address = column_span(arena, query, 0),
                                            .away_from = day_column(query, 1),
                                            .away_to = day_column(query, 2),
                                            .deputy = column_span(arena, query, 3),
                                            .daily = sqlite3_column_int(query, 4) != 0,
                                            .due = sqlite3_column_int64(query, 5),
                                            .language = column_span(arena, query, 6)};
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
is_there(const struct habit *habits, size_t count, struct span address)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(habits[i].address, address))
            return true;
    return false;
}

static bool
count_of(struct database *database, const char *sql, size_t *count, struct error *err)
{
    sqlite3_stmt *query = database_query(database, sql, "");

    if (database_step(database, query, err) != ROW_FOUND)
        return false;
    *count = (size_t)sqlite3_column_int64(query, 0);
    database_end(query);
    return true;
}

bool
habits_look_up(struct database *database, struct arena *arena, const struct span *addresses,
               size_t address_count, struct habit **habits, size_t *count, struct error *err)
{
    size_t special, max;

    *count = 0;
    if (!count_of(database, "SELECT count(*) FROM habit WHERE deputy <> '' OR daily <> 0", &special, err))
        return false;
    special = special < HABITS_MAX ? special : HABITS_MAX;
    max = special + address_count;
    *habits = arena_array(arena, max, sizeof **habits);
    if (special > 0 &&
        !put_habits(database, arena,
                    database_query(
                        database, "SELECT " HABIT_COLUMNS " FROM habit WHERE deputy <> '' OR daily <> 0", ""),
                    *habits, special, count, err))
        return false;
    for (size_t i = 0; i < address_count; i++)
        if (!is_there(*habits, special, addresses[i]) &&
            !put_habits(database, arena,
                        database_query(database, "SELECT " HABIT_COLUMNS " FROM habit WHERE address = ?", "t",
                                       addresses[i]),
                        *habits, max, count, err))
            return false;
    return true;
}

bool
habits_all(struct database *database, struct arena *arena, struct habit **habits, size_t *count,
           struct error *err)
{
    size_t all;

    *count = 0;
    if (!count_of(database, "SELECT count(*) FROM habit", &all, err))
        return false;
    *habits = arena_array(arena, all, sizeof **habits);
    return put_habits(database, arena,
                      database_query(database, "SELECT " HABIT_COLUMNS " FROM habit ORDER BY address", ""),
                      *habits, all, count, err);
}

bool
habits_speak(struct database *database, bool *any, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT 1 FROM habit WHERE language <> '' LIMIT 1", "");
    enum database_row row = database_step(database, query, err);

    *any = row == ROW_FOUND;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

bool
habits_save(struct database *database, const struct habit *habit, int64_t now, struct error *err)
{
    return database_run(
        database,
        database_query(database,
                       "INSERT INTO habit(address, away_from, away_to, deputy, daily, due, language, changed)"
                       " VALUES(?1, nullif(?2, -2147483648), nullif(?3, -2147483648), ?4, ?5, nullif(?6, 0),"
                       " ?7, ?8) ON CONFLICT(address) DO UPDATE SET away_from = excluded.away_from,"
                       " away_to = excluded.away_to, deputy = excluded.deputy, daily = excluded.daily,"
                       " due = excluded.due, language = excluded.language, changed = excluded.changed",
                       "tiitiiti", habit->address, (int64_t)habit->away_from, (int64_t)habit->away_to,
                       habit->deputy, (int64_t)habit->daily, habit->due, habit->language, now),
        err);
}
