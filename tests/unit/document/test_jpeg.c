// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "document/jpeg.h"

#define SOI "\xFF\xD8"
#define JFIF "\xFF\xE0\0\x06JFIF"
#define EXIF(len, tiff) "\xFF\xE1\0" len "Exif\0\0" tiff
#define SCAN "\xFF\xDA\0\x04\1\1picture\xFF\xD9"
#define BIG(value) "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" value "\0\0"
#define LITTLE(value) "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" value "\0\0\0"

static const struct {
    const char *what;
    struct span bytes;
    int orientation;
} cases[] = {
    {"turned right, big endian", {SOI EXIF("\x1E", BIG("\6")) SCAN, sizeof(SOI EXIF("\x1E", BIG("\6")) SCAN) - 1}, 6},
    {"turned left, little endian", {SOI JFIF EXIF("\x1E", LITTLE("\x8")) SCAN, sizeof(SOI JFIF EXIF("\x1E", LITTLE("\x8")) SCAN) - 1}, 8},
    {"no such turn", {SOI EXIF("\x1E", BIG("\x9")) SCAN, sizeof(SOI EXIF("\x1E", BIG("\x9")) SCAN) - 1}, 1},
    {"none", {SOI JFIF SCAN, sizeof(SOI JFIF SCAN) - 1}, 1},
    {"a directory outside", {SOI EXIF("\x10", "MM\0*\x7F\0\0\0") SCAN, sizeof(SOI EXIF("\x10", "MM\0*\x7F\0\0\0") SCAN) - 1}, 1},
    {"no TIFF", {SOI EXIF("\x0C", "XY*\0") SCAN, sizeof(SOI EXIF("\x0C", "XY*\0") SCAN) - 1}, 1},
    {"nothing", {"", 0}, 1},
};

static void
says_which_way_is_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        /* Cut anywhere, in a block of its own size. */
        for (size_t len = cases[i].bytes.len;; len--) {
            char *block = malloc(len + 1);
            struct span cut = {block, len};
            int orientation;

            memcpy(block, cases[i].bytes.data, len);
            block = realloc(block, len == 0 ? 1 : len);
            cut.data = block;
            orientation = jpeg_orientation(cut);
            if (len == cases[i].bytes.len && orientation != cases[i].orientation)
                fail_msg("%s: %d", cases[i].what, orientation);
            assert_true(orientation == 1 || orientation == cases[i].orientation);
            free(block);
            if (len == 0)
                break;
        }
}

static void
keeps_the_picture_alone(void **state)
{
    static const char whole[] = SOI JFIF EXIF("\x1E", BIG("\6")) "\xFF\xFE\0\x05"
                                                                 "abc"
                                                                 "\xFF\xED\0\x05xyz"
                                                                 "\xFF\xEE\0\x07"
                                                                 "Adobe" SCAN;
    static const char plain[] = SOI JFIF "\xFF\xEE\0\x07"
                                         "Adobe" SCAN;
    struct arena *arena = arena_open(1 << 20);
    struct span got = jpeg_plain(arena, (struct span){whole, sizeof whole - 1});

    (void)state;
    assert_int_equal(got.len, sizeof plain - 1);
    assert_memory_equal(got.data, plain, got.len);
    /* What is cut short is libharu's to refuse. */
    got = jpeg_plain(arena, (struct span){whole, 40});
    assert_int_equal(got.len, 40);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_which_way_is_up), cmocka_unit_test(keeps_the_picture_alone)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
