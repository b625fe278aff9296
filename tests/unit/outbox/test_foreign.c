// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "outbox/foreign.h"

static struct arena *arena;

static void
test_refuses(void **state)
{
    static const char *const cases[] = {
        "", "{", "[1,]", "{\"a\":1,\"a\":2}", "<html></html>", "[1] [2]",
        "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", /* 17 deep */
        "[\"long beyond the forty bytes that are allowed here\"]",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error err = {0};

        assert_null(foreign_load(arena, span_of(cases[i]), 40, &err));
        assert_int_equal(err.kind, ERROR_TEMPORARY);
    }
}

static void
test_reads(void **state)
{
    struct error err = {0};
    json_t *root = foreign_object(arena, SPAN("{\"n\":12,\"d\":\"34\",\"t\":\"a[[[[[[[[[[[[[[[[[[[b\",\"u\":\"1/2\",\"m\":-1}"),
                                  1000, &err);

    (void)state;
    assert_non_null(root);
    check_span(foreign_number(arena, json_object_get(root, "n")), "12", "n");
    check_span(foreign_number(arena, json_object_get(root, "d")), "34", "d");
    check_span(foreign_number(arena, json_object_get(root, "u")), "", "u");
    check_span(foreign_number(arena, json_object_get(root, "m")), "", "m");
    check_span(foreign_number(arena, json_object_get(root, "none")), "", "none");
    check_span(foreign_word(arena, json_object_get(root, "m")), "-1", "m");
    check_span(foreign_text(root, "t"), "a[[[[[[[[[[[[[[[[[[[b", "brackets in a text are no depth");
    check_span(foreign_text(root, "n"), "", "n is no text");
    assert_null(foreign_array(arena, SPAN("{}"), 1000, &err));
    assert_null(foreign_object(arena, SPAN("[]"), 1000, &err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_refuses), cmocka_unit_test(test_reads)};
    int failed;

    arena = arena_open((size_t)1024 * 1024);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
