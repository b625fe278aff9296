// SPDX-License-Identifier: Apache-2.0
#include "store/figures.h"

#include "workflow/figures.h"
#include "workflow/markup.h"

enum { FIGURES_BYTES_MAX = 8 * 1024 * 1024, SEEN_MAX = 200 };

static bool
add(struct database *database, struct span procedure, const struct figure *figure, int64_t sign, struct error *err)
{
    return database_run(
        database,
        database_query(database,
                       "INSERT INTO figure(procedure, audience, period, statistic, value, amount, count, total)"
                       " VALUES(?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET count = count + excluded.count,"
                       " total = total + excluded.total",
                       "ttttttii", procedure, figure->audience, figure->period, figure->statistic, figure->value,
                       figure->amount, sign, sign * figure->total),
        err);
}

static bool
has_line(struct span share, struct span line)
{
    struct span other;

    while (share.len > 0 && span_split(&share, '\n', &other))
        if (span_equal(other, line))
            return true;
    return false;
}

/* Each line of one share that the other has not. */
static bool
add_lines(struct database *database, struct span procedure, struct span share, struct span other, int64_t sign,
          struct error *err)
{
    while (share.len > 0) {
        struct span all = share, line;
        struct figure figure;

        if (!span_split(&share, '\n', &line) || has_line(other, line))
            continue;
        if (figure_next(&all, &figure) && !add(database, procedure, &figure, sign, err))
            return false;
    }
    return true;
}

static bool
share_of(struct database *database, struct arena *arena, int64_t dossier, struct span *share, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT share FROM listing WHERE dossier = ?", "i", dossier);
    enum database_row row = database_step(database, query, err);

    *share = SPAN("");
    if (row == ROW_FOUND) {
        *share = column_span(arena, query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
figures_bring(struct database *database, struct arena *arena, struct span procedure, int64_t dossier,
              struct span share, struct error *err)
{
    struct span before;

    if (!share_of(database, arena, dossier, &before, err))
        return false;
    if (span_equal(before, share))
        return true;
    return add_lines(database, procedure, before, share, -1, err) &&
           add_lines(database, procedure, share, before, 1, err) &&
           database_run(database,
                        database_query(database, "UPDATE listing SET share = ? WHERE dossier = ?", "ti", share,
                                       dossier),
                        err) &&
           database_run(database, database_query(database, "DELETE FROM figure WHERE count = 0", ""), err);
}

bool
figures_part(struct database *database, struct arena *arena, int64_t dossier, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT procedure FROM dossier WHERE id = ?", "i", dossier);
    struct span share, procedure = SPAN("");
    struct figure figure;

    if (database_step(database, query, err) != ROW_FOUND)
        return false;
    procedure = column_span(arena, query, 0);
    database_end(query);
    if (!share_of(database, arena, dossier, &share, err))
        return false;
    while (figure_next(&share, &figure))
        if (figure.statistic.len == 0 && !add(database, procedure, &figure, -1, err))
            return false;
    return database_run(database, database_query(database, "DELETE FROM figure WHERE count = 0", ""), err);
}

/* The persons whose figures the addresses see. */
static bool
seen_by(struct database *database, struct arena *arena, struct span procedure, struct span address,
        struct span *seen, size_t *count, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT value FROM figure WHERE procedure = ? AND audience = ? AND period = ''"
                       " AND statistic = ''",
                       "tt", procedure, address);
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND && *count < SEEN_MAX) {
        struct span person = column_span(arena, query, 0);
        size_t i = 0;

        while (i < *count && !span_equal(seen[i], person))
            i++;
        if (i == *count)
            seen[(*count)++] = person;
    }
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
put_figures(struct database *database, sqlite3_stmt *query, struct text *out, struct error *err)
{
    static const char *const names[] = {"period", "statistic", "value", "amount"};
    enum database_row row;

    while ((row = database_step(database, query, err)) == ROW_FOUND && out->len < FIGURES_BYTES_MAX) {
        text_string(out, "<figure");
        for (int i = 0; i < 4; i++)
            markup_attribute(out, names[i], span_of((const char *)sqlite3_column_text(query, i)));
        text_printf(out, " count=\"%lld\" total=\"%lld\"/>", (long long)sqlite3_column_int64(query, 4),
                    (long long)sqlite3_column_int64(query, 5));
    }
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

#define SUMS "SELECT period, statistic, value, amount, sum(count), sum(total) FROM figure WHERE procedure = ?"
#define GROUPS " AND statistic <> '' GROUP BY period, statistic, value, amount HAVING sum(count) > 0"

bool
figures_look_up(struct database *database, struct arena *arena, struct span procedure,
                const struct span *addresses, size_t count, struct span *figures, struct error *err)
{
    struct text out = text_new(arena, FIGURES_BYTES_MAX + 1024 * 1024);
    struct span seen[SEEN_MAX];
    size_t seen_count = 0;

    text_string(&out, "<figures>");
    for (size_t i = 0; i < count; i++)
        if (!seen_by(database, arena, procedure, addresses[i], seen, &seen_count, err))
            return false;
    if (count == 0 && !put_figures(database, database_query(database, SUMS GROUPS, "t", procedure), &out, err))
        return false;
    for (size_t i = 0; i < seen_count; i++)
        if (!put_figures(database,
                         database_query(database, SUMS " AND audience = ?" GROUPS, "tt", procedure, seen[i]), &out,
                         err))
            return false;
    text_string(&out, "</figures>");
    *figures = text_get(&out);
    return true;
}
