// SPDX-License-Identifier: Apache-2.0
/* Objects of PDF: what is read, and what is refused rather than mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "signature/object.h"

static const struct {
    const char *text;
    enum object_kind kind;
    size_t count, rest; /* items; bytes behind the value */
} good[] = {
    {"null", OBJECT_NULL, 0, 0},
    {" % comment\n true", OBJECT_BOOLEAN, 0, 0},
    {"-17 ", OBJECT_INTEGER, 0, 1},
    {"12 0 R", OBJECT_REFERENCE, 0, 0},
    {"12 0 Rx", OBJECT_INTEGER, 0, 5},
    {"+.5", OBJECT_REAL, 0, 0},
    {"(a(b)\\)c\\101)", OBJECT_STRING, 0, 0},
    {"<48 65 6C6C 6F>", OBJECT_STRING, 0, 0},
    {"/A#20B", OBJECT_NAME, 0, 0},
    {"[1 2 0 R /N (s)]", OBJECT_ARRAY, 4, 0},
    {"<< /A 1 /B << /C [ ] >> >>", OBJECT_DICTIONARY, 2, 0},
};

static const char *const bad[] = {
    "",          "<<",  "[1 2",  "(abc", "<12G4>", "<< /A 1 /A 2 >>",        "<< /A >>",
    "<< 1 2 >>", "nul", "1.2.3", "--1",  "/A#G",   "9999999999999999999999", "R",
    ">>",        "]",
};

static void
reads_values(void **state)
{
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        const struct object *object;
        struct span text = span_of(good[i].text);
        struct error err;
        size_t at = 0;

        if (!object_read(arena, text, &at, &object, &err))
            fail_msg("%s: %s", good[i].text, err.text);
        assert_int_equal(object->kind, good[i].kind);
        assert_int_equal(object->count, good[i].count);
        assert_int_equal(text.len - at, good[i].rest);
    }
    arena_close(&arena);
}

static void
refuses_what_it_does_not_understand(void **state)
{
    struct arena *arena = arena_open(1 << 20);
    struct text deep = text_new(arena, 4096);
    const struct object *object;
    struct error err;
    size_t at;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        at = 0;
        if (object_read(arena, span_of(bad[i]), &at, &object, &err))
            fail_msg("\"%s\" was read", bad[i]);
    }
    for (int i = 0; i < 100; i++)
        text_byte(&deep, '[');
    at = 0;
    assert_false(object_read(arena, text_get(&deep), &at, &object, &err));
    arena_close(&arena);
}

static void
compares_by_value(void **state)
{
    static const struct {
        const char *one, *other;
        bool equal;
    } cases[] = {
        {"<< /A 1 /B (x) >>", "<</B <78>/A 1>>", true},
        {"1", "1.0", true},
        {"[1 2]", "[2 1]", false},
        {"2 0 R", "2 1 R", false},
        {"<< /A 1 >>", "<< >>", false},
        {"/A", "(A)", false},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct object *one, *other;
        struct error err;
        size_t at = 0, place = 0;

        assert_true(object_read(arena, span_of(cases[i].one), &at, &one, &err));
        assert_true(object_read(arena, span_of(cases[i].other), &place, &other, &err));
        assert_int_equal(object_equal(one, other), cases[i].equal);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values),
        cmocka_unit_test(refuses_what_it_does_not_understand),
        cmocka_unit_test(compares_by_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
