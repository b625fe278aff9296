// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "main/sequences.h"

static void
first_in_first_out_over_every_growth(void **state)
{
    struct sequences sequences = {0};
    uint64_t in = 1, out = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        for (int i = 0; i < round % 7; i++)
            sequences_add(&sequences, in++);
        for (int i = 0; i < round % 5 && sequences.count > 0; i++) {
            assert_int_equal(sequences_first(&sequences), out);
            assert_int_equal(sequences_take(&sequences), out++);
        }
        assert_int_equal(sequences.count, in - out);
    }
    while (sequences.count > 0)
        assert_int_equal(sequences_take(&sequences), out++);
    assert_int_equal(in, out);
    sequences_free(&sequences);
    assert_null(sequences.items);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(first_in_first_out_over_every_growth)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
