// SPDX-License-Identifier: Apache-2.0
#include "store/dossiers.h"

#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "store/circuits.h"

enum {
    TAG_BYTES = 16,
    FACT_ROWS_MAX = 500, /* other dossiers under one key that a rule gets to see */
};

struct span
tag_make(struct arena *arena, struct span key, struct span number, uint32_t serial)
{
    struct digest digest = digest_hmac(key, span_printf(arena, "%.*s/%u", SPAN_ARG(number), serial));

    return base32_encode(arena, (struct span){(const char *)digest.bytes, TAG_BYTES});
}

#define ROW_COLUMNS                                                                                          \
    "SELECT id, number, procedure, version, owner, state, open, revision, created, changed, data FROM "      \
    "dossier "

static bool
read_row(struct database *database, sqlite3_stmt *query, struct arena *arena, struct dossier_row *row,
         struct error *err)
{
    enum database_row found = database_step(database, query, err);
    struct span version;

    memset(row, 0, sizeof *row);
    if (found != ROW_FOUND)
        return found == ROW_NONE;
    row->id = sqlite3_column_int64(query, 0);
    row->number = column_span(arena, query, 1);
    row->procedure = column_span(arena, query, 2);
    version = column_span(arena, query, 3);
    if (version.len == DIGEST_SIZE)
        memcpy(row->version.bytes, version.data, DIGEST_SIZE);
    row->owner = column_span(arena, query, 4);
    row->state = column_span(arena, query, 5);
    row->open = sqlite3_column_int(query, 6) != 0;
    row->revision = (uint32_t)sqlite3_column_int64(query, 7);
    row->created = sqlite3_column_int64(query, 8);
    row->changed = sqlite3_column_int64(query, 9);
    row->data = column_span(arena, query, 10);
    return true;
}

bool
dossiers_by_number(struct database *database, struct arena *arena, struct span number,
                   struct dossier_row *row, struct error *err)
{
    sqlite3_stmt *query = database_query(database, ROW_COLUMNS "WHERE number = ?", "t", number);
    bool good = read_row(database, query, arena, row, err);

    database_end(query);
    return good;
}

bool
dossiers_by_id(struct database *database, struct arena *arena, int64_t id, struct dossier_row *row,
               struct error *err)
{
    sqlite3_stmt *query = database_query(database, ROW_COLUMNS "WHERE id = ?", "i", id);
    bool good = read_row(database, query, arena, row, err);

    database_end(query);
    return good;
}

bool
dossiers_parent_number(struct span *number)
{
    size_t len = number->len;

    while (len > 0 && number->data[len - 1] != '-')
        len--;
    /* The year and the serial are one number. */
    if (len < 2 || span_find_byte(span_first(*number, len - 1), '-') == SIZE_MAX)
        return false;
    *number = span_first(*number, len - 1);
    return true;
}

bool
dossiers_related(struct span number, struct span other)
{
    while (dossiers_parent_number(&number))
        ;
    while (dossiers_parent_number(&other))
        ;
    return span_equal(number, other);
}

bool
dossiers_only_child(struct database *database, struct arena *arena, struct span number, struct span procedure,
                    struct dossier_row *row, struct error *err)
{
    struct dossier_row second = {0};
    sqlite3_stmt *query =
        database_query(database, ROW_COLUMNS "WHERE number > ? AND number < ? AND procedure = ? AND open = 1",
                       "ttt", span_printf(arena, "%.*s-", SPAN_ARG(number)),
                       span_printf(arena, "%.*s.", SPAN_ARG(number)), procedure);
    bool good = read_row(database, query, arena, row, err) &&
                (row->id == 0 || read_row(database, query, arena, &second, err));

    if (row->id != 0 && second.id != 0)
        database_end(query);
    if (second.id != 0)
        row->id = 0;
    return good;
}

bool
dossiers_by_owner(struct database *database, struct arena *arena, struct span procedure, struct span owner,
                  struct dossier_row *rows, size_t max, size_t *count, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, ROW_COLUMNS "WHERE owner = ? AND open = 1 AND procedure = ? ORDER BY id DESC LIMIT ?",
        "tti", owner, procedure, (int64_t)max);

    for (*count = 0; *count < max; (*count)++) {
        if (!read_row(database, query, arena, &rows[*count], err))
            return false;
        if (rows[*count].id == 0)
            return true;
    }
    database_end(query);
    return true;
}

bool
dossiers_count_open(struct database *database, struct span procedure, struct span owner, int64_t *count,
                    struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    sqlite3_stmt *query =
        database_query(database, "SELECT count(*) FROM dossier WHERE owner = ? AND open = 1 AND procedure = ?",
                       "tt", span_lower(arena, owner), procedure);
    enum database_row row = database_step(database, query, err);

    *count = row == ROW_FOUND ? sqlite3_column_int64(query, 0) : 0;
    if (row == ROW_FOUND)
        database_end(query);
    arena_close(&arena);
    return row == ROW_FOUND;
}

bool
dossiers_task_of_tag(struct database *database, struct span tag, int64_t *dossier, uint32_t *serial,
                     struct error *err)
{
    struct digest digest = digest_sha256(tag);
    sqlite3_stmt *query =
        database_query(database, "SELECT dossier, serial FROM task WHERE tag = ?", "d", &digest);
    enum database_row row = database_step(database, query, err);

    *dossier = 0;
    *serial = 0;
    if (row == ROW_FOUND) {
        *dossier = sqlite3_column_int64(query, 0);
        *serial = (uint32_t)sqlite3_column_int64(query, 1);
        database_end(query);
    }
    return row != ROW_FAILED;
}

static struct span
attribute(struct arena *arena, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(arena, node, name, ""));
}

static uint32_t
number_of(struct arena *arena, const xmlNode *node, const char *name)
{
    uint64_t value = 0;

    return span_to_uint(attribute(arena, node, name), &value) ? (uint32_t)value : 0;
}

static int64_t
instant_of(struct arena *arena, const xmlNode *node, const char *name)
{
    int64_t instant = 0;

    return instant_parse_iso(attribute(arena, node, name), &instant) ? instant : 0;
}

static bool
save_tasks(struct database *database, struct arena *arena, struct span key, const xmlNode *root, int64_t id,
           struct error *err)
{
    struct span number = attribute(arena, root, "number");

    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task")) {
        uint32_t serial = number_of(arena, task, "serial");
        struct digest tag = digest_sha256(tag_make(arena, key, number, serial));

        if (!database_run(
                database,
                database_query(
                    database,
                    "INSERT INTO task(dossier, serial, tag, id, role, address, status, opened)"
                    " VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(dossier, serial) DO UPDATE SET"
                    " address = excluded.address, status = excluded.status, opened = excluded.opened"
                    " WHERE status IS NOT excluded.status OR address IS NOT excluded.address",
                    "iidtttti", id, (int64_t)serial, &tag, attribute(arena, task, "id"),
                    attribute(arena, task, "role"), attribute(arena, task, "address"),
                    attribute(arena, task, "status"), instant_of(arena, task, "opened")),
                err))
            return false;
    }
    return true;
}

static bool
save_deadlines(struct database *database, struct arena *arena, const xmlNode *root, int64_t id,
               struct error *err)
{
    if (!database_run(database, database_query(database, "DELETE FROM deadline WHERE dossier = ?", "i", id),
                      err))
        return false;
    for (xmlNode *node = xml_first(root, "deadline"); node != NULL; node = xml_next(node, "deadline"))
        if (!database_run(
                database,
                database_query(database,
                               "INSERT OR REPLACE INTO deadline(dossier, id, task, at) VALUES(?,?,?,?)",
                               "itii", id, attribute(arena, node, "id"),
                               (int64_t)number_of(arena, node, "task"), instant_of(arena, node, "at")),
                err))
            return false;
    return true;
}

static struct span
states_of(struct arena *arena, const xmlNode *root)
{
    struct text states = text_new(arena, 4096);

    for (xmlNode *state = xml_first(root, "state"); state != NULL; state = xml_next(state, "state")) {
        if (states.len > 0)
            text_byte(&states, ' ');
        text_span(&states, attribute(arena, state, "id"));
    }
    return text_get(&states);
}

static bool
id_of(struct database *database, struct span number, int64_t *id, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT id FROM dossier WHERE number = ?", "t", number);
    enum database_row row = database_step(database, query, err);

    if (row == ROW_FOUND) {
        *id = sqlite3_column_int64(query, 0);
        database_end(query);
    }
    return row == ROW_FOUND || (row == ROW_NONE && error_set(err, ERROR_PERMANENT, "dossier vanished"));
}

bool
dossiers_save(struct database *database, struct arena *arena, struct span key, const struct decision *decision,
              const struct digest *version, bool open, int64_t now, int64_t *id, struct error *err)
{
    xmlNode *root = xmlDocGetRootElement(decision->dossier);
    struct span number = attribute(arena, root, "number");
    sqlite3_stmt *query = database_query(
        database,
        "INSERT INTO dossier(number, procedure, version, owner, state, open, revision, created, changed, "
        "data)"
        " VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(number) DO UPDATE SET version = excluded.version,"
        " owner = excluded.owner, state = excluded.state, open = excluded.open, revision = excluded.revision,"
        " changed = excluded.changed, data = excluded.data",
        "ttdttiiiit", number, attribute(arena, root, "procedure"), version, attribute(arena, root, "owner"),
        states_of(arena, root), (int64_t)open, (int64_t)number_of(arena, root, "revision"),
        instant_of(arena, root, "created"), now, decision->bytes);

    return database_run(database, query, err) && id_of(database, number, id, err) &&
           save_tasks(database, arena, key, root, *id, err) &&
           save_deadlines(database, arena, root, *id, err) &&
           circuits_save(database, arena, decision->dossier, *id, now, err);
}

static bool
save_entry(struct database *database, struct span procedure, int64_t dossier, const struct index_entry *entry,
           struct error *err)
{
    return database_run(
        database,
        database_query(
            database,
            "INSERT OR REPLACE INTO fact(procedure, name, key, dossier, starts, ends, amount, label)"
            " VALUES(?,?,?,?,?,?,?,?)",
            "tttiiiit", procedure, entry->index, entry->key, dossier, (int64_t)entry->from,
            (int64_t)entry->to, entry->amount, entry->label),
        err);
}

bool
dossiers_save_facts(struct database *database, struct span procedure, int64_t dossier,
                    const struct index_entry *entries, size_t count, struct error *err)
{
    if (!database_run(database, database_query(database, "DELETE FROM fact WHERE dossier = ?", "i", dossier),
                      err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (entries[i].seen && !save_entry(database, procedure, dossier, &entries[i], err))
            return false;
    return true;
}

static void
add_other(struct arena *arena, xmlNode *parent, sqlite3_stmt *query)
{
    xmlNode *other = xml_add(parent, "other", SPAN(""));
    int32_t from = (int32_t)sqlite3_column_int64(query, 1), to = (int32_t)sqlite3_column_int64(query, 2);

    xml_set(other, "number", column_span(arena, query, 0));
    xml_set(other, "from", from == DAY_NONE ? SPAN("") : day_iso(arena, from));
    xml_set(other, "to", to == DAY_NONE ? SPAN("") : day_iso(arena, to));
    xml_set(other, "amount", span_printf(arena, "%lld", (long long)sqlite3_column_int64(query, 3)));
    xml_set(other, "label", column_span(arena, query, 4));
    xml_set(other, "state", column_span(arena, query, 5));
}

static bool
add_facts(struct database *database, struct arena *arena, struct span procedure, int64_t except,
          const struct index_entry *entry, xmlNode *root, struct error *err)
{
    xmlNode *parent = xml_add(root, span_dup(arena, entry->index), SPAN(""));
    enum database_row row;
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT d.number, f.starts, f.ends, f.amount, f.label, d.state FROM fact f JOIN "
                       "dossier d ON d.id = f.dossier"
                       " WHERE f.procedure = ? AND f.name = ? AND f.key = ? AND f.dossier <> ? ORDER BY "
                       "f.dossier DESC LIMIT ?",
                       "tttii", procedure, entry->index, entry->key, except, (int64_t)FACT_ROWS_MAX);

    xml_set(parent, "key", entry->key);
    while ((row = database_step(database, query, err)) == ROW_FOUND)
        add_other(arena, parent, query);
    return row == ROW_NONE;
}

bool
dossiers_facts(struct database *database, struct arena *arena, struct span procedure, int64_t except,
               const struct index_entry *entries, size_t count, xmlDoc **facts, struct error *err)
{
    *facts = xml_new(arena, "facts");
    for (size_t i = 0; i < count; i++)
        if (!add_facts(database, arena, procedure, except, &entries[i], xmlDocGetRootElement(*facts), err))
            return false;
    return true;
}

bool
dossiers_due(struct database *database, struct arena *arena, int64_t now, int64_t *dossier, struct span *id,
             uint32_t *task, struct error *err)
{
    sqlite3_stmt *query = database_query(
        database, "SELECT dossier, id, task FROM deadline WHERE at <= ? ORDER BY at LIMIT 1", "i", now);
    enum database_row row = database_step(database, query, err);

    *dossier = 0;
    if (row == ROW_FOUND) {
        *dossier = sqlite3_column_int64(query, 0);
        *id = column_span(arena, query, 1);
        *task = (uint32_t)sqlite3_column_int64(query, 2);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
dossiers_next_deadline(struct database *database, int64_t *at, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT min(at) FROM deadline", "");
    enum database_row row = database_step(database, query, err);

    *at = 0;
    if (row == ROW_FOUND) {
        *at = sqlite3_column_int64(query, 0);
        database_end(query);
    }
    return row != ROW_FAILED;
}

bool
dossiers_peek_number(struct database *database, struct arena *arena, int year, struct span *number,
                     struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT value FROM meta WHERE key = ?", "t",
                                         span_printf(arena, "number-%d", year));
    enum database_row row = database_step(database, query, err);
    long long last = 0;

    if (row == ROW_FOUND) {
        last = sqlite3_column_int64(query, 0);
        database_end(query);
    }
    *number = span_printf(arena, "%d-%05lld", year, last + 1);
    return row != ROW_FAILED;
}

bool
dossiers_next_number(struct database *database, struct arena *arena, int year, struct span *number,
                     struct error *err)
{
    return dossiers_peek_number(database, arena, year, number, err) &&
           database_run(database,
                        database_query(database,
                                       "INSERT INTO meta(key, value) VALUES(?, 1)"
                                       " ON CONFLICT(key) DO UPDATE SET value = value + 1",
                                       "t", span_printf(arena, "number-%d", year)),
                        err);
}
