// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "document/image.h"

#define PNG(w, h) "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0" w "\0\0" h "\x08\x02\0\0\0crc."

static void
heads(void **state)
{
    const struct {
        struct span data;
        uint32_t width, height;
        const char *why;
    } cases[] = {
        {SPAN(PNG("\x01\x2c", "\x00\x64")), 300, 100, "PNG"},
        {SPAN("\xFF\xD8\xFF\xE0\0\x04JF\xFF\xC0\0\x11\x08\x00\x64\x01\x2c\x03"), 300, 100, "JPEG, behind a segment"},
        {SPAN("\xFF\xD8\xFF\xC2\0\x11\x08\x00\x64\x01\x2c\x03..."), 300, 100, "progressive JPEG"},
        {SPAN(PNG("\x00\x00", "\x00\x64")), 0, 0, "no width"},
        {SPAN(PNG("\x01\x2c", "\x0f\xa1")), 0, 0, "too high"},
        {SPAN("\xFF\xD8\xFF\xE0\0\x04JF"), 0, 0, "a JPEG without a frame"},
        {SPAN("\xFF\xD8\xFF\xE0\xFF\xFFJF123456"), 0, 0, "a segment that leads outside"},
        {SPAN("\xFF\xD8\xFF\xE0\0\0\0\0\0\0\0\0"), 0, 0, "a segment of no length"},
        {SPAN("GIF89a"), 0, 0, "another kind"},
        {SPAN("\x89PNG\r\n\x1a\n"), 0, 0, "cut short"},
        {SPAN(""), 0, 0, "nothing"},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span data = {arena_copy(arena, cases[i].data.data, cases[i].data.len), cases[i].data.len};
        struct image image;
        const char *why;
        bool good = image_read(data, &image, &why);

        check_span(good ? SPAN("good") : SPAN("bad"), cases[i].width > 0 ? "good" : "bad", cases[i].why);
        if (!good)
            continue;
        assert_int_equal(image.width, cases[i].width);
        assert_int_equal(image.height, cases[i].height);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(heads)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
