// SPDX-License-Identifier: Apache-2.0
#include "store/circuits.h"

#include <string.h>

#include "common/xml.h"

static int64_t
number_of(struct arena *arena, const xmlNode *node, const char *name)
{
    uint64_t value = 0;

    return span_to_uint(span_of(xml_attr_or(arena, node, name, "")), &value) ? (int64_t)value : 0;
}

static sqlite3_stmt *
want(struct database *database, struct arena *arena, const xmlNode *node, int64_t id, int64_t now)
{
    return database_query(database,
                          "INSERT OR IGNORE INTO circuit(dossier, entry, document, signed, revision, queued, due)"
                          " VALUES(?,?,?,?,?,?,?)",
                          "iittiii", id, number_of(arena, node, "entry"),
                          span_of(xml_attr_or(arena, node, "document", "")),
                          span_of(xml_attr_or(arena, node, "signed", "")), number_of(arena, node, "revision"), now,
                          now);
}

static sqlite3_stmt *
let_go(struct database *database, struct arena *arena, const xmlNode *node, int64_t id, int64_t now)
{
    return database_query(database,
                          "UPDATE circuit SET wanted = 0, failures = 0, due = ?"
                          " WHERE dossier = ? AND entry = ? AND wanted = 1",
                          "iii", now, id, number_of(arena, node, "entry"));
}

/* One of the signatories is another, or is to be reminded: that can't wait for the next look. */
static sqlite3_stmt *
note_news(struct database *database, struct arena *arena, const xmlNode *node, int64_t id, int64_t now)
{
    int64_t changes = number_of(arena, node, "changes"), reminders = number_of(arena, node, "reminders");

    return database_query(database,
                          "UPDATE circuit SET changes = ?, reminders = ?, failures = 0, due = ?"
                          " WHERE dossier = ? AND entry = ? AND (changes < ? OR reminders < ?)",
                          "iiiiiii", changes, reminders, now, id, number_of(arena, node, "entry"), changes, reminders);
}

bool
circuits_save(struct database *database, struct arena *arena, xmlDoc *dossier, int64_t id, int64_t now,
              struct error *err)
{
    xmlNode *node = xml_first(xmlDocGetRootElement(dossier), "provider");

    for (; node != NULL; node = xml_next(node, "provider")) {
        bool open = strcmp(xml_attr_or(arena, node, "status", ""), "open") == 0;

        if (!database_run(database,
                          open ? want(database, arena, node, id, now) : let_go(database, arena, node, id, now),
                          err) ||
            !database_run(database, note_news(database, arena, node, id, now), err))
            return false;
    }
    return true;
}

static void
read_row(sqlite3_stmt *query, struct arena *arena, struct circuit_row *row)
{
    row->dossier = sqlite3_column_int64(query, 0);
    row->entry = (uint32_t)sqlite3_column_int64(query, 1);
    row->document = column_span(arena, query, 2);
    row->signed_name = column_span(arena, query, 3);
    row->revision = (uint32_t)sqlite3_column_int64(query, 4);
    row->wanted = sqlite3_column_int(query, 5) != 0;
    row->phase = column_span(arena, query, 6);
    row->remote = column_span(arena, query, 7);
    row->seen = column_span(arena, query, 8);
    row->failures = (uint32_t)sqlite3_column_int64(query, 9);
    row->queued = sqlite3_column_int64(query, 10);
    row->changes = (uint32_t)sqlite3_column_int64(query, 11);
    row->told = (uint32_t)sqlite3_column_int64(query, 12);
    row->reminders = (uint32_t)sqlite3_column_int64(query, 13);
    row->reminded = (uint32_t)sqlite3_column_int64(query, 14);
}

bool
circuits_take(struct database *database, struct arena *arena, int64_t now, struct circuit_row *row,
              struct error *err)
{
    sqlite3_stmt *query = database_query(
        database,
        "SELECT dossier, entry, document, signed, revision, wanted, phase, remote, seen, failures, queued,"
        " changes, told, reminders, reminded"
        " FROM circuit c WHERE phase <> 'ended' AND due <= ? AND (wanted = 0 OR phase <> 'new' OR EXISTS"
        " (SELECT 1 FROM document d WHERE d.dossier = c.dossier AND d.name = c.document AND"
        " d.revision = c.revision)) ORDER BY due LIMIT 1",
        "i", now);
    enum database_row found = database_step(database, query, err);

    *row = (struct circuit_row){0};
    if (found != ROW_FOUND)
        return found == ROW_NONE;
    read_row(query, arena, row);
    database_end(query);
    return database_run(database,
                        database_query(database,
                                       "UPDATE circuit SET phase = 'asked' WHERE dossier = ? AND entry = ? AND"
                                       " phase = 'new' AND wanted = 1",
                                       "ii", row->dossier, (int64_t)row->entry),
                        err);
}

bool
circuits_sent(struct database *database, const struct circuit_row *row, struct span remote, int64_t due,
              struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "UPDATE circuit SET phase = 'sent', remote = ?, failures = 0, due = ?"
                                       " WHERE dossier = ? AND entry = ?",
                                       "tiii", remote, due, row->dossier, (int64_t)row->entry),
                        err);
}

bool
circuits_told(struct database *database, const struct circuit_row *row, int64_t due, struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "UPDATE circuit SET told = ?, reminded = ?, failures = 0, due = ?"
                                       " WHERE dossier = ? AND entry = ?",
                                       "iiiii", (int64_t)row->told, (int64_t)row->reminded, due, row->dossier, (int64_t)row->entry),
                        err);
}

/* One that was let go meanwhile stays due. */
bool
circuits_later(struct database *database, const struct circuit_row *row, bool good, struct span seen, int64_t due,
               struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "UPDATE circuit SET due = ?, failures = CASE WHEN ? THEN 0 ELSE failures + 1"
                                       " END, seen = ? WHERE dossier = ? AND entry = ? AND wanted = ?",
                                       "iibiii", due, (int64_t)good, seen, row->dossier, (int64_t)row->entry,
                                       (int64_t)row->wanted),
                        err);
}

bool
circuits_end(struct database *database, const struct circuit_row *row, struct error *err)
{
    return database_run(database,
                        database_query(database,
                                       "UPDATE circuit SET phase = 'ended' WHERE dossier = ? AND entry = ?", "ii",
                                       row->dossier, (int64_t)row->entry),
                        err);
}
