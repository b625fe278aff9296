// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

#include <zlib.h>

#include "document/flate.h"

static void
test_round_trip(void **state)
{
    static const size_t sizes[] = {0, 1, 1000, 100000};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *data = arena_alloc(arena, sizes[i] + 1), *back = arena_alloc(arena, sizes[i] + 1);
        uLongf len = sizes[i] + 1;
        struct span small;

        for (size_t k = 0; k < sizes[i]; k++)
            data[k] = (char)(k * k % 251);
        small = flate(arena, (struct span){data, sizes[i]}, FLATE_QUICK);
        assert_int_equal(uncompress((Bytef *)back, &len, (const Bytef *)small.data, small.len), Z_OK);
        assert_int_equal(len, sizes[i]);
        assert_memory_equal(back, data, sizes[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip)};

    return cmocka_run_group_tests(tests, open_all, close_all);
}
