// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

static void
a_fresh_store_is_of_today(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t version = shelf_count(&shelf, "PRAGMA user_version");

    assert_true(version >= 4);
    database_close(&shelf.database);
    shelf.database = database_open(scratch_path(shelf.scratch, "store.db"), DATABASE_WRITE, &shelf.err);
    assert_non_null(shelf.database); /* again: nothing to do */
    assert_int_equal(shelf_count(&shelf, "PRAGMA user_version"), version);
    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM version"), 1);
    database_close(&shelf.database);
}

/* Every table refuses values of another type. */
static void
tables_are_strict(void **state)
{
    struct shelf shelf = shelf_open(state);

    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type ="
                                         " 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'"),
                     0);
    database_close(&shelf.database);
}

static void
a_store_of_tomorrow_is_left_alone(void **state)
{
    struct shelf shelf = shelf_open(state);

    good(&shelf, database_exec(shelf.database, "PRAGMA user_version=10000", &shelf.err));
    database_close(&shelf.database);
    shelf.database = database_open(scratch_path(shelf.scratch, "store.db"), DATABASE_WRITE, &shelf.err);
    assert_null(shelf.database);
    assert_int_equal(shelf.err.kind, ERROR_PERMANENT);
    assert_non_null(strstr(shelf.err.text, "later version"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_of(a_fresh_store_is_of_today),
        test_of(tables_are_strict),
        test_of(a_store_of_tomorrow_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
