// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

struct line_case {
    const char *says, *text;
    int32_t width; /* points */
    const char *lines;
};

/* Liberation Serif at 10 points. */
static const struct line_case cases[] = {
    {"a short text is one line", "un deux", 200, "un deux|"},
    {"breaks at spaces, which are not drawn at the end", "un deux trois quatre", 40, "un deux|trois|quatre|"},
    {"runs of white space are one space", "  un \n\t deux  ", 200, "un deux|"},
    {"no break at a no-break space", "aa bb\u00A0cc dd", 30, "aa|bb\u00A0cc|dd|"},
    {"no break at a narrow no-break space", "aa 12\u202F000 dd", 30, "aa|12\u202F000|dd|"},
    {"French: a colon clings to its word", "voici : ceci", 30, "voici :|ceci|"},
    {"French: a guillemet clings to its word", "voila « ceci » bien", 34, "voila|« ceci »|bien|"},
    {"a break element ends the line", "un<br/>deux", 200, "un|deux|"},
    {"a hyphen between letters may end a line", "porte-monnaie", 40, "porte-|monnaie|"},
    {"a hyphen between digits may not", "art 124-12 fin", 40, "art|124-12|fin|"},
    {"an initial stays with the name", "avec M. Dupont", 45, "avec|M. Dupont|"},
    {"a word wider than the line is cut", "aaaaaaaaaaaaaaaaaaaa", 40, "aaaaaaaaa|aaaaaaaaa|aa|"},
    {"an address is cut after its signs", "prenom.nom@univ.example", 66, "prenom.nom@|univ.example|"},
    {"letters wider than the line still make progress", "WWW", 2, "W|W|W|"},
    {"decomposed letters are composed", "e\u0301te\u0301", 200, "été|"},
    {"format characters vanish", "a\u200Bb\u202Ec\uFEFFd", 200, "abcd|"},
    {"nothing is no line", " \n ", 200, ""},
};

static void
test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *layout = arena_printf(arena, "<x><p align=\"left\">%s</p></x>", cases[i].text);
        struct stack *stack = must_set(layout, cases[i].width);

        if (strcmp(stack_text(stack), cases[i].lines) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", cases[i].says, stack_text(stack), cases[i].lines);
    }
}

static const char prose[] =
    "<x><p>La bibliothèque municipale met gratuitement à la disposition de ses adhérents, sans condition "
    "particulière d’abonnement, une collection considérable de documents numériques, de partitions et "
    "d’enregistrements sonores, renouvelée régulièrement par les conservateurs du département.</p></x>";

static void
test_justified(void **state)
{
    struct stack *stack = must_set(prose, 200);
    bool hyphen = false;
    int running = 0;

    (void)state;
    for (size_t i = 0; i < stack->count; i++) {
        const struct mark *mark = stack->strips[i].marks;
        const struct line *line = mark->as.text.line;
        int64_t width = line->width + (int64_t)mark->line_width * line->gaps;

        running = line->hyphen ? running + 1 : 0;
        assert_true(running <= 2);
        hyphen = hyphen || line->hyphen;
        assert_true(width <= 200 * POINT);
        if (i + 1 < stack->count)
            assert_true(width > 200 * POINT - line->gaps - 1); /* full, but for the rounding */
        else
            assert_int_equal(mark->line_width, 0);
    }
    assert_true(hyphen);
}

static void
test_orphans(void **state)
{
    struct stack *stack = must_set(prose, 120);

    (void)state;
    assert_true(stack->count > 5);
    assert_int_equal(stack->strips[1].before, BREAK_FORBIDDEN);
    assert_int_equal(stack->strips[2].before, BREAK_ALLOWED);
    assert_int_equal(stack->strips[stack->count - 1].before, BREAK_FORBIDDEN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_justified),
        cmocka_unit_test(test_orphans),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
