// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

static void
test_every_face_prints_french(void **state)
{
    struct span all = SPAN("Aàâæçéèêëîïôœùûüÿ ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ «»—–’…€ 0123456789");

    (void)state;
    while (all.len > 0) {
        uint32_t code = utf8_next(&all);

        for (enum face face = 0; face < FACE_FALLBACK; face++) {
            enum face used = face;

            assert_int_not_equal(font_glyph(fonts, &used, code).id, 0);
            assert_int_equal(used, face);
        }
    }
}

static void
test_other_scripts(void **state)
{
    static const uint32_t own[] = {0x0141, 0x011E, 0x1EC5, 0x03A9, 0x0416};
    static const uint32_t fallback[] = {0x2713, 0x0531, 0x10D0};
    static const uint32_t nobody[] = {0x0627, 0x05D0, 0x4E2D, 0x1F600, 0x10FFFF, 0xFFFD};
    enum face face = FACE_SERIF;
    struct glyph replacement = font_glyph(fonts, &face, 0xFFFD);

    (void)state;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        face = FACE_SERIF;
        assert_int_not_equal(font_glyph(fonts, &face, own[i]).id, 0);
        assert_int_equal(face, FACE_SERIF);
    }
    for (size_t i = 0; i < sizeof fallback / sizeof *fallback; i++) {
        face = FACE_SERIF;
        assert_int_not_equal(font_glyph(fonts, &face, fallback[i]).id, replacement.id);
        assert_int_equal(face, FACE_FALLBACK);
    }
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
        face = FACE_SERIF;
        assert_int_equal(font_glyph(fonts, &face, nobody[i]).id, replacement.id);
        assert_int_not_equal(replacement.id, 0);
    }
}

static void
test_embedding(void **state)
{
    struct glyph_set set = {0};
    enum face face = FACE_SERIF;
    struct embedding basic, more, again;

    (void)state;
    glyph_set_add(&set, font_glyph(fonts, &face, 'A').id);
    basic = font_embed(arena, fonts, flate, FACE_SERIF, &set);
    glyph_set_add(&set, font_glyph(fonts, &face, 0x0416).id);
    more = font_embed(arena, fonts, flate, FACE_SERIF, &set);
    again = font_embed(arena, fonts, flate, FACE_SERIF, &set);
    assert_true(more.program_length > basic.program_length);
    assert_true(span_equal(more.program, again.program));
    assert_string_equal(more.name, again.name);
    assert_string_not_equal(more.name, basic.name);
    assert_int_equal(strlen(basic.name), strlen("ABCDEF+LiberationSerif"));
    assert_true(basic.program.len < 30000);
}

static void
test_compose(void **state)
{
    (void)state;
    assert_int_equal(font_compose('e', 0x301), 0xE9);
    assert_int_equal(font_compose('q', 0x301), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_face_prints_french),
        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_embedding),
        cmocka_unit_test(test_compose),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
