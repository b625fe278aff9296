// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

#include <zlib.h>

#include "document/flate.h"

static void
test_round_trip(void **state)
{
    static const size_t sizes[] = {0, 1, 1000, 100000};
    struct flate *both[] = {flate_open(FLATE_QUICK), flate_open(FLATE_SMALL)};

    (void)state;
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        size_t size = sizes[i / 2];
        char *data = arena_alloc(arena, size + 1), *back = arena_alloc(arena, size + 1);
        uLongf len = size + 1;
        struct span small;

        for (size_t k = 0; k < size; k++)
            data[k] = (char)(k * k % 251);
        small = flate_pack(arena, both[i % 2], (struct span){data, size});
        assert_int_equal(uncompress((Bytef *)back, &len, (const Bytef *)small.data, small.len), Z_OK);
        assert_int_equal(len, size);
        assert_memory_equal(back, data, size);
    }
    flate_close(&both[0]);
    flate_close(&both[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip)};

    return cmocka_run_group_tests(tests, open_all, close_all);
}
