// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

static void
values_come_back_as_they_were(void **state)
{
    static const char bytes[] = "a\0b\xFF";
    struct shelf shelf = shelf_open(state);
    struct digest digest = digest_sha256(SPAN("x"));
    sqlite3_stmt *query;

    good(&shelf, database_exec(shelf.database, "CREATE TABLE t(i INTEGER, t TEXT, b BLOB, d BLOB, n TEXT) STRICT",
                               &shelf.err));
    good(&shelf, database_run(shelf.database,
                              database_query(shelf.database, "INSERT INTO t VALUES(?,?,?,?,?)", "itbdn",
                                             INT64_MIN, SPAN("été"), ((struct span){bytes, 4}), &digest),
                              &shelf.err));
    query = database_query(shelf.database, "SELECT i, t, b, d, n FROM t", "");
    assert_int_equal(database_step(shelf.database, query, &shelf.err), ROW_FOUND);
    assert_true(sqlite3_column_int64(query, 0) == INT64_MIN);
    check_span(column_span(shelf.arena, query, 1), "été", "text");
    assert_true(span_equal(column_span(shelf.arena, query, 2), (struct span){bytes, 4}));
    assert_int_equal(column_span(shelf.arena, query, 3).len, DIGEST_SIZE);
    check_span(column_span(shelf.arena, query, 4), "", "NULL");
    assert_int_equal(database_step(shelf.database, query, &shelf.err), ROW_NONE);
    database_close(&shelf.database);
    assert_null(shelf.database);
}

static void
a_refusal_says_what(void **state)
{
    struct shelf shelf = shelf_open(state);

    assert_false(database_exec(shelf.database, "INSERT INTO nothing VALUES(1)", &shelf.err));
    assert_int_equal(shelf.err.kind, ERROR_PERMANENT);
    assert_non_null(strstr(shelf.err.text, "nothing"));
    assert_false(database_exec(shelf.database, "INSERT INTO meta(key, value) VALUES(NULL, 1)", &shelf.err));
    assert_false(database_exec(shelf.database, "SELECT \"no column\" FROM meta", &shelf.err)); /* no such string */
    database_close(&shelf.database);
}

static void
a_store_that_is_not_there_is_not_made_for_a_reader(void **state)
{
    struct scratch *scratch = *state;
    struct error err;

    assert_null(database_open(scratch_path(scratch, "none.db"), DATABASE_READ, &err));
    assert_non_null(strstr(err.text, "none.db"));
    assert_int_not_equal(access(scratch_path(scratch, "none.db"), F_OK), 0);
}

static void
a_copy_is_whole_while_somebody_writes(void **state)
{
    struct shelf shelf = shelf_open(state), copy = shelf;
    struct database *reader = database_open(scratch_path(shelf.scratch, "store.db"), DATABASE_READ, &shelf.err);

    assert_non_null(reader);
    shelf_dossier(&shelf, "2026-00001", "a@x.example", "");
    good(&shelf, database_exec(shelf.database, "BEGIN IMMEDIATE", &shelf.err));
    good(&shelf, database_exec(shelf.database, "DELETE FROM dossier", &shelf.err)); /* not committed */
    good(&shelf, database_copy(reader, scratch_path(shelf.scratch, "copy.db"), &shelf.err));
    good(&shelf, database_exec(shelf.database, "COMMIT", &shelf.err));
    copy.database = database_open(scratch_path(shelf.scratch, "copy.db"), DATABASE_WRITE, &copy.err);
    assert_non_null(copy.database);
    assert_int_equal(shelf_count(&copy, "SELECT count(*) FROM dossier"), 1);
    assert_false(database_copy(reader, "/nowhere/copy.db", &shelf.err));
    database_close(&copy.database);
    database_close(&reader);
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(values_come_back_as_they_were),
        test_of(a_refusal_says_what),
        test_of(a_store_that_is_not_there_is_not_made_for_a_reader),
        test_of(a_copy_is_whole_while_somebody_writes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
