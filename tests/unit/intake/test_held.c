// SPDX-License-Identifier: Apache-2.0
/* intake/held: what waits is known without being read again, and bounded. */
#include "testing.h"

#include <string.h>

#include "intake/held.h"

enum { HOUR = 3600 * 1000 };

static void
test_waits_for_its_sender(void **state)
{
    struct admission_limits limits = {.sender_messages = 1};
    struct admission *admission = admission_open(&limits);
    struct held *held = held_open(10);
    char endless[5000];

    (void)state;
    admission_charge(admission, SPAN("a@x.example"), 1, 0);
    assert_true(held_add(held, SPAN("1"), SPAN("a@x.example")));
    assert_true(held_add(held, SPAN("1"), SPAN("a@x.example"))); /* again */
    assert_true(held_add(held, SPAN("11"), SPAN("b@x.example")));
    assert_int_equal(held_count(held), 2);
    assert_true(held_waits(held, SPAN("1"), admission, 0));
    memset(endless, 'x', sizeof endless);
    admission_charge(admission, (struct span){endless, sizeof endless}, 1, 0);
    assert_true(held_add(held, SPAN("2"), (struct span){endless, sizeof endless}));
    assert_true(held_waits(held, SPAN("2"), admission, 0)); /* what is kept of it tells it apart */
    held_drop(held, SPAN("2"));
    assert_false(held_waits(held, SPAN("11"), admission, 0)); /* its sender may */
    assert_false(held_waits(held, SPAN("2"), admission, 0));  /* not there */
    assert_false(held_waits(held, SPAN("1"), admission, HOUR));
    assert_true(held_has(held, SPAN("1"))); /* until it was taken */
    held_drop(held, SPAN("1"));
    held_drop(held, SPAN("1"));
    assert_false(held_has(held, SPAN("1")));
    assert_int_equal(held_count(held), 1);
    held_close(&held);
    admission_close(&admission);
}

static void
test_is_bounded(void **state)
{
    struct held *held = held_open(2);

    (void)state;
    assert_true(held_add(held, SPAN("1"), SPAN("")));
    assert_true(held_add(held, SPAN("2"), SPAN("")));
    assert_false(held_add(held, SPAN("3"), SPAN("")));
    assert_true(held_add(held, SPAN("2"), SPAN("")));
    held_clear(held);
    assert_int_equal(held_count(held), 0);
    assert_true(held_add(held, SPAN("3"), SPAN("")));
    held_close(&held);
    assert_null(held);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits_for_its_sender),
        cmocka_unit_test(test_is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
