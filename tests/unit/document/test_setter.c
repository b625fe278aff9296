// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

struct length_case {
    const char *value;
    int32_t length; /* -1: refused */
};

static void
test_lengths(void **state)
{
    static const struct length_case cases[] = {
        {"12", 12000},    {"12pt", 12000}, {"10mm", 28350}, {"0", 0},
        {"2000", 400000}, {"2001", -1},    {"-1", -1},      {"", -1},
        {"pt", -1},       {"1em", -1},     {"1.5", -1},     {"99999999999999999999", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error err = {0};
        struct setter *setter = new_setter(&err);
        xmlDoc *doc = parse(arena_printf(arena, "<x a='%s'/>", cases[i].value));
        int32_t length = setter_length(setter, xmlDocGetRootElement(doc), "a", 0, 400 * POINT);

        if ((setter->failed ? -1 : length) != cases[i].length)
            fail_msg("\"%s\": %d", cases[i].value, length);
    }
}

static void
test_first_failure_stays(void **state)
{
    struct error err = {0};
    struct setter *setter = new_setter(&err);

    (void)state;
    setter_fail(setter, ERROR_BAD_INPUT, NULL, "first");
    setter_fail(setter, ERROR_TOO_BIG, NULL, "second");
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_string_equal(err.text, "first");
    assert_null(look_find("none such"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_first_failure_stays),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
