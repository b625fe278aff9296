// SPDX-License-Identifier: Apache-2.0
/* reader/flowed: paragraphs as RFC 3676 takes them apart and puts them together. */
#include "testing.h"

#include "reader/flowed.h"

static void
test_joined(void **state)
{
    static const struct {
        const char *written, *read;
        bool delsp;
    } cases[] = {
        {"a \nb\n", "a b\n", false},
        {"a \nb\n", "ab\n", true},
        {"a\nb\n", "a\nb\n", false},
        {"a \n\nb\n", "a \nb\n", false},         /* a blank line ends nothing softly */
        {"> a \n> b\n", "> a b\n", false},       /* within a quote */
        {"> a \nb\n", "> a \nb\n", false},       /* not across the edge of one */
        {">> a \n> b\n", ">> a \n> b\n", false}, /* nor of its depth */
        {" >a\n", ">a\n", false},                /* stuffed */
        {" From here\n", "From here\n", false},
        {"  a\n", " a\n", false},
        {"Oui\n-- \nAnne\n", "Oui\n-- \nAnne\n", false}, /* the signature's line is no soft break */
        {"Oui \n-- \nAnne\n", "Oui \n-- \nAnne\n", false},
        {"a ", "a \n", false}, /* the last line, soft and unended */
        {">\n>\n", ">\n>\n", false},
        {"", "", false},
    };
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(flowed_join(arena, span_of(cases[i].written), cases[i].delsp), cases[i].read,
                   cases[i].written);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_joined)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
