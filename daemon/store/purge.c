// SPDX-License-Identifier: Apache-2.0
#include "store/purge.h"

#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "store/eventlog.h"
#include "store/figures.h"

bool
purge_next(struct database *database, int64_t after, int64_t *id, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database,
                       "SELECT id FROM dossier WHERE open = 0 AND id > ? AND (purged & 7) <> 7"
                       " ORDER BY id LIMIT 1",
                       "i", after);
    enum database_row row = database_step(database, query, err);

    *id = row == ROW_FOUND ? sqlite3_column_int64(query, 0) : 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

bool
purge_has(struct database *database, int64_t dossier, enum kept what, bool *has, struct error *err)
{
    sqlite3_stmt *query = database_query(database, "SELECT (purged >> ?) & 1 = 0 FROM dossier WHERE id = ?",
                                         "ii", (int64_t)what, dossier);
    enum database_row row = database_step(database, query, err);

    *has = row == ROW_FOUND && sqlite3_column_int(query, 0) != 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

/* Rows of (digest, length), in order. */
static bool
add_up(struct database *database, sqlite3_stmt *query, struct purged *purged, struct error *err)
{
    struct digest_stream *stream = digest_begin();
    enum database_row row;

    *purged = (struct purged){0};
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        purged->count++;
        purged->bytes += sqlite3_column_int64(query, 1);
        digest_more(stream,
                    (struct span){sqlite3_column_blob(query, 0), (size_t)sqlite3_column_bytes(query, 0)});
    }
    purged->digest = digest_end(&stream);
    return row == ROW_NONE;
}

/* What was carried or given up, and each basis that nothing waiting needs. */
static bool
purge_outbox(struct database *database, int64_t dossier, struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "DELETE FROM basis WHERE id IN (SELECT basis FROM outbox WHERE dossier = ?1"
                                       " EXCEPT SELECT basis FROM outbox WHERE dossier = ?1 AND status = 'waiting')",
                                       "i", dossier),
                        err) &&
           database_run(database,
                        database_query(database,
                                       "DELETE FROM outbox WHERE dossier = ? AND status <> 'waiting'", "i",
                                       dossier),
                        err);
}

static bool
purge_messages(struct database *database, int64_t dossier, int64_t now, struct purged *purged,
               struct error *err)
{
    return add_up(database,
                  database_query(database,
                                 "SELECT digest, length(bytes) FROM message WHERE dossier = ? AND purged = 0"
                                 " ORDER BY id",
                                 "i", dossier),
                  purged, err) &&
           database_run(database,
                        database_query(database,
                                       "UPDATE message SET bytes = zeroblob(0), sender = '', author = '',"
                                       " recipients = '', message_id = '', purged = ? WHERE dossier = ? AND"
                                       " purged = 0",
                                       "ii", now, dossier),
                        err) &&
           /* Of those whose bytes went sooner, the rest now. */
           database_run(database,
                        database_query(database,
                                       "UPDATE message SET sender = '', author = '', recipients = '', message_id = ''"
                                       " WHERE dossier = ? AND author <> ''",
                                       "i", dossier),
                        err) &&
           purge_outbox(database, dossier, err);
}

static bool
purge_documents(struct database *database, int64_t dossier, int64_t now, struct purged *purged,
                struct error *err)
{
    return add_up(database,
                  database_query(database,
                                 "SELECT sha256, length(bytes) FROM document WHERE dossier = ? AND purged = 0"
                                 " ORDER BY id",
                                 "i", dossier),
                  purged, err) &&
           database_run(
               database,
               database_query(database,
                              "UPDATE document SET bytes = zeroblob(0), purged = ? WHERE dossier = ? AND"
                              " purged = 0",
                              "ii", now, dossier),
               err);
}

/* What stays of it: where it ended, and when; and until when the rest is kept. */
static struct span
skeleton(struct arena *arena, const struct dossier_row *row, const struct purge_order *order)
{
    struct text out = text_new(arena, 4096);

    text_printf(&out,
                "<dossier procedure=\"%.*s\" number=\"%.*s\" revision=\"%u\" created=\"%.*s\" owner=\"\""
                " language=\"fr\"><data/><state id=\"%.*s\" since=\"%.*s\"/><purged at=\"%.*s\"/>",
                SPAN_ARG(row->procedure), SPAN_ARG(row->number), row->revision,
                SPAN_ARG(instant_iso(arena, row->created)), SPAN_ARG(row->state),
                SPAN_ARG(instant_iso(arena, row->changed)), SPAN_ARG(instant_iso(arena, order->now)));
    for (enum kept what = 0; what < KEPT_COUNT; what++)
        text_printf(&out, "<keep what=\"%s\" until=\"%.*s\"/>", kept_name(what),
                    SPAN_ARG(order->last[what] == DAY_NONE ? SPAN("") : day_iso(arena, order->last[what])));
    text_string(&out, "</dossier>");
    return text_get(&out);
}

bool
purge_days(struct arena *arena, xmlDoc *dossier, int32_t last[KEPT_COUNT])
{
    const xmlNode *root = xmlDocGetRootElement(dossier);

    if (xml_first(root, "purged") == NULL)
        return false;
    for (enum kept what = 0; what < KEPT_COUNT; what++)
        last[what] = DAY_NONE;
    for (xmlNode *keep = xml_first(root, "keep"); keep != NULL; keep = xml_next(keep, "keep"))
        for (enum kept what = 0; what < KEPT_COUNT; what++)
            if (strcmp(xml_attr_or(arena, keep, "what", ""), kept_name(what)) == 0 &&
                !day_parse_iso(span_of(xml_attr_or(arena, keep, "until", "")), &last[what]))
                last[what] = DAY_NONE;
    return true;
}

static bool
purge_data(struct database *database, struct arena *arena, const struct dossier_row *row,
           const struct purge_order *order, struct purged *purged, struct error *err)
{
    static const char *const projections[] = {"DELETE FROM task WHERE dossier = ?",
                                              "DELETE FROM deadline WHERE dossier = ?",
                                              "DELETE FROM fact WHERE dossier = ?",
                                              "DELETE FROM listing WHERE dossier = ?",
                                              "DELETE FROM party WHERE dossier = ?",
                                              "DELETE FROM circuit WHERE dossier = ?"};

    *purged = (struct purged){1, (int64_t)row->data.len, digest_sha256(row->data)};
    if (!figures_part(database, arena, row->id, err))
        return false;
    for (size_t i = 0; i < sizeof projections / sizeof projections[0]; i++)
        if (!database_run(database, database_query(database, projections[i], "i", row->id), err))
            return false;
    return database_run(database,
                        database_query(database, "UPDATE dossier SET data = ?, owner = '' WHERE id = ?", "ti",
                                       skeleton(arena, row, order), row->id),
                        err);
}

static bool
note(struct database *database, struct arena *arena, struct span number, const char *event,
     const struct purged *purged, int64_t now, struct error *err)
{
    return eventlog_append(database, number, span_of(event),
                           span_printf(arena, "count=%lld bytes=%lld sha256=%.*s", (long long)purged->count,
                                       (long long)purged->bytes,
                                       SPAN_ARG(digest_hex(arena, &purged->digest))),
                           now, err);
}

bool
purge_dossier(struct database *database, struct arena *arena, const struct dossier_row *row,
              const struct purge_order *order, struct purged *purged, struct error *err)
{
    enum kept what = order->what;
    int64_t now = order->now;
    int64_t forgotten = 0;
    bool good = false;

    switch (what) {
    case KEPT_MESSAGES:
        good = purge_messages(database, row->id, now, purged, err);
        break;
    case KEPT_DOCUMENTS:
        good = purge_documents(database, row->id, now, purged, err);
        break;
    default:
        good = purge_data(database, arena, row, order, purged, err) &&
               eventlog_forget(database, row->number, &forgotten, err);
        break;
    }
    return good &&
           database_run(database,
                        database_query(database, "UPDATE dossier SET purged = purged | (1 << ?) WHERE id = ?",
                                       "ii", (int64_t)what, row->id),
                        err) &&
           note(database, arena, row->number, arena_printf(arena, "purge.%s", kept_name(what)), purged, now,
                err);
}

/* The answers that they got. */
static bool
purge_stray_outbox(struct database *database, int64_t before, struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "DELETE FROM basis WHERE id IN (SELECT basis FROM outbox WHERE dossier IS NULL AND"
                                       " status <> 'waiting' AND queued < ?1 AND basis IS NOT NULL) AND id NOT IN (SELECT"
                                       " basis FROM outbox WHERE basis IS NOT NULL AND (dossier IS NOT NULL OR status ="
                                       " 'waiting' OR queued >= ?1))",
                                       "i", before),
                        err) &&
           database_run(database,
                        database_query(database,
                                       "DELETE FROM outbox WHERE dossier IS NULL AND status <> 'waiting' AND queued < ?",
                                       "i", before),
                        err);
}

bool
purge_strays(struct database *database, int64_t before, int64_t now, struct purged *purged, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    bool good =
        add_up(database,
               database_query(database,
                              "SELECT digest, length(bytes) FROM message WHERE dossier IS NULL AND"
                              " purged = 0 AND received < ? ORDER BY id",
                              "i", before),
               purged, err) &&
        database_run(database,
                     database_query(database,
                                    "UPDATE message SET bytes = zeroblob(0), sender = '', author = '',"
                                    " recipients = '', message_id = '', purged = ? WHERE dossier IS NULL"
                                    " AND purged = 0 AND received < ?",
                                    "ii", now, before),
                     err) &&
        database_run(database, database_query(database, "DELETE FROM tally WHERE day * 86400 < ?", "i", before), err) &&
        purge_stray_outbox(database, before, err) && eventlog_forget_strays(database, before, err) &&
        (purged->count == 0 || note(database, arena, SPAN(""), "purge.messages", purged, now, err));

    arena_close(&arena);
    return good;
}

bool
purge_masked(struct database *database, int64_t before, int64_t now, struct purged *purged, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    bool good = add_up(database,
                       database_query(database,
                                      "SELECT digest, length(bytes) FROM message WHERE masked <> 0 AND purged = 0"
                                      " AND received < ? ORDER BY id",
                                      "i", before),
                       purged, err) &&
                database_run(database,
                             database_query(database,
                                            "UPDATE message SET bytes = zeroblob(0), purged = ? WHERE masked <> 0"
                                            " AND purged = 0 AND received < ?",
                                            "ii", now, before),
                             err) &&
                (purged->count == 0 || note(database, arena, SPAN(""), "purge.masked", purged, now, err));

    arena_close(&arena);
    return good;
}

#define HABITS                                                                                                \
    " FROM habit WHERE changed < ?1 AND NOT EXISTS (SELECT 1 FROM party p JOIN dossier d ON d.id = p.dossier" \
    " WHERE p.address = habit.address AND (d.open <> 0 OR d.changed >= ?1)) AND NOT EXISTS (SELECT 1 FROM"    \
    " task t JOIN dossier d ON d.id = t.dossier WHERE t.address = habit.address AND (d.open <> 0 OR"          \
    " d.changed >= ?1)) AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.owner = habit.address AND"            \
    " (d.open <> 0 OR d.changed >= ?1))"

bool
purge_habits(struct database *database, int64_t before, int64_t now, struct purged *purged, struct error *err)
{
    struct arena *arena = arena_open(64 * 1024);
    bool good =
        add_up(database,
               database_query(database, "SELECT address, length(address)" HABITS " ORDER BY address", "i", before),
               purged, err) &&
        database_run(database, database_query(database, "DELETE" HABITS, "i", before), err) &&
        (purged->count == 0 || note(database, arena, SPAN(""), "purge.habits", purged, now, err));

    arena_close(&arena);
    return good;
}

bool
purge_entries(struct database *database, struct span kind, int64_t before, int64_t now, struct purged *purged,
              struct error *err)
{
    static const char *const deletions[] = {
        "DELETE FROM entry_key WHERE entry IN (SELECT id FROM entry WHERE kind = ? AND seen < ?)",
        "DELETE FROM entry_word WHERE entry IN (SELECT id FROM entry WHERE kind = ? AND seen < ?)",
        "DELETE FROM entry WHERE kind = ? AND seen < ?"};
    struct arena *arena = arena_open(64 * 1024);
    bool good = add_up(database,
                       database_query(database,
                                      "SELECT data, length(data) FROM entry WHERE kind = ? AND seen < ? ORDER BY id",
                                      "ti", kind, before),
                       purged, err);

    for (size_t i = 0; good && i < sizeof deletions / sizeof deletions[0]; i++)
        good = database_run(database, database_query(database, deletions[i], "ti", kind, before), err);
    good = good && (purged->count == 0 || note(database, arena, SPAN(""), "purge.entries", purged, now, err));
    arena_close(&arena);
    return good;
}
