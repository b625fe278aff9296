// SPDX-License-Identifier: Apache-2.0
#include "store/store_help.h"

#include "store/tally.h"

static int64_t
add(struct shelf *shelf, int64_t day, const char *what, const char *key)
{
    int64_t count;

    good(shelf, tally_add(shelf->database, day, what, span_of(key), &count, &shelf->err));
    return count;
}

static void
each_key_each_day(void **state)
{
    struct shelf shelf = shelf_open(state);
    int64_t count;

    assert_int_equal(add(&shelf, 100, "answer", "a"), 1);
    assert_int_equal(add(&shelf, 100, "answer", "a"), 2);
    assert_int_equal(add(&shelf, 100, "answer", "b"), 1);
    assert_int_equal(add(&shelf, 100, "notice", "a"), 1);
    assert_int_equal(add(&shelf, 101, "answer", "a"), 1);
    good(&shelf, tally_of(shelf.database, 100, "answer", SPAN("a"), &count, &shelf.err));
    assert_int_equal(count, 2);
    good(&shelf, tally_of(shelf.database, 100, "answer", SPAN("c"), &count, &shelf.err));
    assert_int_equal(count, 0);
    add(&shelf, 110, "answer", "a"); /* old days are forgotten */
    assert_int_equal(shelf_count(&shelf, "SELECT count(*) FROM tally"), 1);
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {test_of(each_key_each_day)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
