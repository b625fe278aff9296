// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "procedure/compiled.h"

static void
minutes_and_cents_are_exact(void **state)
{
    static const struct {
        const char *written;
        int64_t minutes, cents; /* -1: none */
    } cases[] = {
        {"37.5", 2250, 3750},
        {"37,5", 2250, 3750},
        {"37h30", 2250, -1},
        {"0", 0, 0},
        {"0.3333", 20, 33},
        {"0.005", 0, 1},
        {"0.004", 0, 0},
        {"1.005", 60, 101},
        {"1 234,56", 74074, 123456},
        {"", -1, -1},
        {"-", -1, -1},
        {".", -1, -1},
        {".5", -1, -1},
        {"5.", 300, 500},
        {"1e3", -1, -1},
        {"0x10", -1, -1},
        {"12 euros", -1, 1200},
        {"12 heures", 720, -1},
        {"1.2.3", -1, -1},
        {"99999999999999", -1, -1},
        {"24h", 1440, -1},
        {"1h60", -1, -1},
        {"4,50\u00a0€", -1, 450},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t minutes = -1, cents = -1;

        if (!datatype_minutes(span_of(cases[i].written), &minutes))
            minutes = -1;
        if (!datatype_cents(span_of(cases[i].written), &cents))
            cents = -1;
        if (minutes != cases[i].minutes || cents != cases[i].cents)
            fail_msg("\"%s\": %lld minutes, %lld cents", cases[i].written, (long long)minutes,
                     (long long)cents);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(minutes_and_cents_are_exact)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
