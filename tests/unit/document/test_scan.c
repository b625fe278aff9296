// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "document/scan.h"

/* The head of a JPEG: SOI, then a frame header of that size. */
static struct span
jpeg(char bytes[21], unsigned width, unsigned height)
{
    const unsigned char head[21] = {0xFF,
                                    0xD8,
                                    0xFF,
                                    0xC0,
                                    0,
                                    17,
                                    8,
                                    (unsigned char)(height >> 8),
                                    (unsigned char)height,
                                    (unsigned char)(width >> 8),
                                    (unsigned char)width,
                                    1,
                                    1,
                                    0x11};

    memcpy(bytes, head, sizeof head);
    return (struct span){bytes, sizeof head};
}

static void
takes_pictures_only(void **state)
{
    static const struct {
        unsigned width, height;
        bool taken;
    } cases[] = {{1, 1, true}, {SCAN_SIDE_MAX, 40, true}, {SCAN_SIDE_MAX + 1, 40, false}, {0, 40, false}};
    char bytes[21];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(scan_takes(jpeg(bytes, cases[i].width, cases[i].height)), cases[i].taken);
    assert_false(scan_takes(SPAN("%PDF-1.4")));
    assert_false(scan_takes(SPAN("")));
}

static void
a_page_for_each_picture(void **state)
{
    struct arena *arena = arena_open(8 * 1024 * 1024);
    struct span pictures[2], pdf;
    char lying[21], standing[21];
    struct error err;

    (void)state;
    pictures[0] = jpeg(lying, 300, 200);
    pictures[1] = jpeg(standing, 200, 300);
    assert_true(scan_write(arena, pictures, 2, &pdf, &err));
    assert_true(span_starts(pdf, "%PDF-"));
    assert_true(span_find(pdf, "/Count 2") != SIZE_MAX);
    assert_true(span_find(pdf, "841.89") != SIZE_MAX);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_pictures_only),
        cmocka_unit_test(a_page_for_each_picture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
