// SPDX-License-Identifier: Apache-2.0
#include "store/tally.h"

enum { DAYS_KEPT = 2 };

static bool
read_count(struct database *database, sqlite3_stmt *query, int64_t *count, struct error *err)
{
    enum database_row row = database_step(database, query, err);

    *count = row == ROW_FOUND ? sqlite3_column_int64(query, 0) : 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

bool
tally_of(struct database *database, int64_t day, const char *what, struct span key, int64_t *count,
         struct error *err)
{
    return read_count(database,
                      database_query(database, "SELECT count FROM tally WHERE day = ? AND what = ? AND key = ?",
                                     "itt", day, span_of(what), key),
                      count, err);
}

bool
tally_add(struct database *database, int64_t day, const char *what, struct span key, int64_t *count,
          struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "INSERT INTO tally(day, what, key, count) VALUES(?,?,?,1)"
                                       " ON CONFLICT DO UPDATE SET count = count + 1",
                                       "itt", day, span_of(what), key),
                        err) &&
           tally_of(database, day, what, key, count, err) &&
           (*count > 1 || database_run(database,
                                       database_query(database, "DELETE FROM tally WHERE day < ?", "i",
                                                      day - DAYS_KEPT),
                                       err));
}
