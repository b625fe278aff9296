// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "intake/throttle.h"

enum { HOUR = 3600 * 1000 };

/* How many of `tries` units, one after the other at the same moment, are let in. */
static int
let_in(struct throttle *throttle, const char *key, int tries, int64_t now)
{
    int count = 0;

    for (int i = 0; i < tries; i++)
        if (throttle_allows(throttle, span_of(key), now)) {
            throttle_charge(throttle, span_of(key), 1, now);
            count++;
        }
    return count;
}

static void
an_allowance_comes_back_evenly(void **state)
{
    struct throttle *throttle = throttle_open(60, HOUR, 1000);

    (void)state;
    assert_int_equal(let_in(throttle, "a@x.example", 100, 1), 60);
    assert_int_equal(let_in(throttle, "b@x.example", 100, 1), 60); /* each for itself */
    assert_int_equal(let_in(throttle, "a@x.example", 100, HOUR / 60 - 10), 0);
    assert_int_equal(let_in(throttle, "a@x.example", 100, HOUR / 60 + 10), 1);
    assert_int_equal(let_in(throttle, "a@x.example", 100, HOUR / 2 + 10), 29);
    assert_int_equal(let_in(throttle, "a@x.example", 100, 3 * (int64_t)HOUR), 60);
    throttle_close(&throttle);
    assert_null(throttle);
}

static void
more_than_one_a_millisecond(void **state)
{
    struct throttle *throttle = throttle_open(10u * HOUR, HOUR, 10);

    (void)state;
    throttle_charge(throttle, SPAN("a"), 10u * HOUR - 10, 0);
    assert_int_equal(let_in(throttle, "a", 1000, 0), 10);
    assert_int_equal(let_in(throttle, "a", 1000, 1), 10);
    throttle_close(&throttle);
}

static void
units_count(void **state)
{
    struct throttle *throttle = throttle_open(1000, HOUR, 1000);

    (void)state;
    throttle_charge(throttle, SPAN("a"), 999, 0);
    assert_true(throttle_allows(throttle, SPAN("a"), 0)); /* something is left */
    throttle_charge(throttle, SPAN("a"), UINT64_MAX, 0);  /* and is overdrawn, by one allowance at most */
    assert_false(throttle_allows(throttle, SPAN("a"), HOUR - 10000));
    assert_true(throttle_allows(throttle, SPAN("a"), HOUR + 10000));
    throttle_close(&throttle);
}

static void
nought_is_no_limit(void **state)
{
    struct throttle *throttle = throttle_open(0, HOUR, 1000);

    (void)state;
    assert_int_equal(let_in(throttle, "a", 10000, 0), 10000);
    throttle_close(&throttle);
}

/* A flood of new keys does not make the table grow, and most of the busy ones stay known. */
static void
a_flood_of_keys_is_borne(void **state)
{
    struct throttle *throttle = throttle_open(10, HOUR, 1000);
    struct arena *arena = arena_open(16 * 1024 * 1024);
    int free_again = 0;

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_int_equal(let_in(throttle, span_dup(arena, span_printf(arena, "busy-%d", i)), 20, 0), 10);
    for (int i = 0; i < 20000; i++)
        let_in(throttle, span_dup(arena, span_printf(arena, "new-%d", i)), 1, 0);
    for (int i = 0; i < 100; i++)
        free_again += throttle_allows(throttle, span_printf(arena, "busy-%d", i), 0);
    assert_true(free_again < 10);
    arena_close(&arena);
    throttle_close(&throttle);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_allowance_comes_back_evenly), cmocka_unit_test(more_than_one_a_millisecond),
        cmocka_unit_test(units_count),
        cmocka_unit_test(nought_is_no_limit),
        cmocka_unit_test(a_flood_of_keys_is_borne),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
