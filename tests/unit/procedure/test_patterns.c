// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "procedure/patterns.h"

static void
patterns_match_and_are_kept(void **state)
{
    struct arena *arena = arena_open(16 * 1024 * 1024);
    struct pattern_cache *cache = patterns_open(arena);
    char *large = arena_alloc(arena, PATTERN_SUBJECT_MAX + 2);

    (void)state;
    for (int i = 0; i < PATTERNS_MAX * 2; i++) {
        const char *pattern = arena_printf(arena, "^%d$", i);

        assert_true(patterns_match(cache, pattern, arena_printf(arena, "%d", i)));
        assert_false(patterns_match(cache, pattern, "x"));
        assert_false(patterns_match(cache, arena_printf(arena, "(%d", i), "x"));
    }
    assert_false(patterns_match(cache, "(a)\\1", "aa"));
    assert_true(patterns_match(cache, "a\\.b\\\\1", "a.b\\1"));
    memset(large, 'a', PATTERN_SUBJECT_MAX + 1);
    assert_false(patterns_match(cache, "a", large));
    assert_null(pattern_fault(arena, "^a+$"));
    assert_non_null(pattern_fault(arena, "(a"));
    assert_non_null(pattern_fault(arena, ""));
    assert_non_null(pattern_fault(arena, "(a)\\1"));
    assert_non_null(pattern_fault(arena, "a\\"));
    arena_close(&arena);
}

static void
beginnings_are_read_off(void **state)
{
    static const struct {
        const char *pattern, *firsts; /* NULL: all */
    } cases[] = {
        {"^[1-478][0-9]{14}$", "123478"},
        {"^FR[0-9]{2}$", "F"},
        {"^2(0[1-9]|1[0-2])$", "2"},
        {"^[A-C9]", "9ABC"},
        {"[12]", NULL},
        {"^1|2", NULL},
        {"^1[(]|2", NULL},
        {"^1[])]|2", NULL},
        {"^1?2", NULL},
        {"^[1]{0,1}2", NULL},
        {"^[^1]", NULL},
        {"^[[:digit:]]", NULL},
        {"^(1)", NULL},
        {"^.", NULL},
        {"^", NULL},
        {"", NULL},
        {"^1\\|2", NULL},
        {"^a", NULL}, /* what is matched is in capitals */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t firsts = pattern_firsts(cases[i].pattern);

        for (const char *c = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"; *c != '\0'; c++)
            if (pattern_may_begin(firsts, *c) !=
                (cases[i].firsts == NULL || strchr(cases[i].firsts, *c) != NULL))
                fail_msg("%s: %c", cases[i].pattern, *c);
        assert_false(pattern_may_begin(firsts, ' '));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(patterns_match_and_are_kept),
                                       cmocka_unit_test(beginnings_are_read_off)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
