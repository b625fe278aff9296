// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/digest.h"
#include "reader/tag.h"

static struct arena *arena;

#define TAG "0123456789abcdefghjkmnpqrs"

static void
a_tag_comes_back_in_an_address(void **state)
{
    static const struct {
        const char *address;
        bool found;
    } cases[] = {
        {"desk+" TAG "@library.example", true},
        {"DESK+0123456789ABCDEFGHJKMNPQRS@Library.Example", true},
        {"desk+O1Z3456789ABCDEFGHJKMNPQRS@library.example", false}, /* another tag, canonical */
        {"desk@library.example", false},
        {"desk+" TAG "@elsewhere.example", false},
        {"desk+" TAG "0@library.example", false},
        {"desk-" TAG "@library.example", false},
        {"other+" TAG "@library.example", false},
        {"desk+0123456789abcdefghjkmnpqr!@library.example", false},
        {"", false},
        {"@", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tags tags = {.count = 0};
        bool found;

        tag_in_address(arena, &tags, span_of(cases[i].address), SPAN("desk@library.example"), '+');
        found = tags.count == 1 && span_is(tags.at[0], TAG);
        if (found != cases[i].found)
            fail_msg("%s", cases[i].address);
    }
}

static void
a_tag_comes_back_in_an_id(void **state)
{
    struct tags tags = {.count = 0};

    (void)state;
    tag_in_id(arena, &tags, SPAN(TAG ".12@library.example"));
    tag_in_id(arena, &tags, SPAN("0123456789ABCDEFGHJKMNPQRS.13@library.example"));
    assert_int_equal(tags.count, 1);
    tag_in_id(arena, &tags, SPAN("n.12.abc@library.example"));
    tag_in_id(arena, &tags, SPAN("1123456789abcdefghjkmnpqrs.x@library.example"));
    tag_in_id(arena, &tags, SPAN("1123456789abcdefghjkmnpqrs.1"));
    assert_int_equal(tags.count, 1);
}

static void
a_tag_comes_back_in_the_text(void **state)
{
    static const char *const texts[] = {
        "Bonjour\n> Référence : 2026-00042 · " TAG "\n",
        "Référence\u00a0: 2026-00042 \u00b7 " TAG,
        "> > Référence : 2026-00042 ·\n> > " TAG "\n",
        "Reference: 2026-00042 | 0123456789ABCDEFGHJKMNPQRS",
    };
    struct tags none = {.count = 0};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct tags tags = {.count = 0};

        tag_in_text(arena, &tags, span_of(texts[i]));
        assert_int_equal(tags.count, 1);
        check_span(tags.at[0], TAG, texts[i]);
    }
    tag_in_text(arena, &none, SPAN("le mot 0123456789abcdefghjkmnpqrs seul\n\n" TAG "x"));
    assert_int_equal(none.count, 0);
}

static void
tags_are_bounded_and_distinct(void **state)
{
    struct tags tags = {.count = 0};

    (void)state;
    for (int i = 0; i < 100; i++) {
        struct digest digest = digest_sha256((struct span){(const char *)&i, sizeof i});
        struct span tag = base32_encode(arena, (struct span){(const char *)digest.bytes, 16});

        tag_in_id(arena, &tags, span_printf(arena, "%.*s.1@x", SPAN_ARG(tag)));
    }
    assert_int_equal(tags.count, TAGS_MAX);
}

static void
the_number_stands_in_the_subject(void **state)
{
    static const struct {
        const char *subject, *number;
    } cases[] = {
        {"Re: [2026-00042] À valider", "2026-00042"},
        {"À valider [2026-00042]", "2026-00042"},
        {"[liste] RE : [2026-00042]", "2026-00042"},
        {"2026-00042", ""},
        {"[2026-0]", ""},
        {"[2026-00042", ""},
        {"[20260-0042]", ""},
        {"[", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(tag_number(span_of(cases[i].subject)), cases[i].number, cases[i].subject);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_comes_back_in_an_address),   cmocka_unit_test(a_tag_comes_back_in_an_id),
        cmocka_unit_test(a_tag_comes_back_in_the_text),     cmocka_unit_test(tags_are_bounded_and_distinct),
        cmocka_unit_test(the_number_stands_in_the_subject),
    };
    int result;

    arena = arena_open(4 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
