// SPDX-License-Identifier: Apache-2.0
/* A store in a scratch folder, with one version of one procedure and dossiers made from text. */
#ifndef TESTS_STORE_HELP_H
#define TESTS_STORE_HELP_H

#include "common/xml.h"
#include "os/scratch.h"
#include "store/dossiers.h"
#include "store/queue.h"

#define KEY SPAN("0123456789abcdef0123456789abcdef")
#define NOW 1772445600 /* 2026-03-02T10:00:00Z */

struct shelf {
    struct scratch *scratch;
    struct arena *arena;
    struct database *database;
    struct digest version;
    struct error err;
};

/* A failed call shows why. */
#define good(shelf, call)                                                                                    \
    do {                                                                                                     \
        if (!(call))                                                                                         \
            fail_msg("%s", (shelf)->err.text);                                                               \
    } while (0)

static inline struct shelf
shelf_open(void **state)
{
    struct shelf shelf = {.scratch = *state, .arena = ((struct scratch *)*state)->arena};

    shelf.database = database_open(scratch_path(shelf.scratch, "store.db"), DATABASE_WRITE, &shelf.err);
    if (shelf.database == NULL)
        fail_msg("%s", shelf.err.text);
    shelf.version = digest_sha256(SPAN("a version"));
    good(&shelf, versions_insert(shelf.database, SPAN("loan"), &shelf.version, SPAN("bundle"), NOW, &shelf.err));
    return shelf;
}

static inline int64_t
shelf_dossier(struct shelf *shelf, const char *number, const char *owner, const char *inside)
{
    struct span text = span_printf(shelf->arena,
                                   "<dossier xmlns=\"urn:conventiond:dossier\" number=\"%s\" procedure=\"loan\" "
                                   "owner=\"%s\" revision=\"1\" created=\"2026-03-02T10:00:00Z\">%s</dossier>",
                                   number, owner, inside);
    struct decision decision = {.dossier = xml_parse(shelf->arena, text, "dossier", XML_OWN_MAX, &shelf->err),
                                .bytes = text};
    int64_t id;

    assert_non_null(decision.dossier);
    good(shelf, dossiers_save(shelf->database, shelf->arena, KEY, &decision, &shelf->version, true, NOW, &id,
                              &shelf->err));
    return id;
}

static inline int64_t
shelf_count(struct shelf *shelf, const char *sql)
{
    sqlite3_stmt *statement;
    int64_t count;

    assert_int_equal(sqlite3_prepare_v2(database_handle(shelf->database), sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

#define test_of(function) cmocka_unit_test_setup_teardown(function, scratch_set_up, scratch_tear_down)

#endif
