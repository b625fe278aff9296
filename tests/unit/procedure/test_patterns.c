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

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(patterns_match_and_are_kept)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
