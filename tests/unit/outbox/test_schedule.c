// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "outbox/schedule.h"

enum { QUEUED = 1772445600 };

static void
longer_and_longer_then_no_more(void **state)
{
    static const int64_t waits[] = {60, 300, 900, 1800, 3600, 3600, 3600};
    int64_t now = QUEUED;
    uint32_t attempts = 0;

    (void)state;
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++)
        assert_int_equal(schedule_next(QUEUED, QUEUED, (uint32_t)i + 1, 0), QUEUED + waits[i]);
    for (uint64_t seed = 0; seed < 5000; seed++) {
        int64_t wait = schedule_next(QUEUED, QUEUED, 5, seed) - QUEUED;

        assert_true(wait >= 3600 && wait < 3960); /* spread over a tenth */
    }
    while (now != 0 && attempts < 1000) {
        now = schedule_next(QUEUED, now, ++attempts, 7);
        assert_true(now == 0 || now <= QUEUED + SCHEDULE_LIFETIME);
    }
    assert_int_equal(now, 0);
    assert_true(attempts > 100 && attempts < 130);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(longer_and_longer_then_no_more)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
