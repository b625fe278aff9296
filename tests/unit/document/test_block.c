// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

struct block_case {
    const char *says, *layout, *lines;
};

static const struct block_case cases[] = {
    {"bare text is a paragraph", "<x>un <b>deux</b><p>trois</p> quatre </x>", "un deux|trois|quatre|"},
    {"numbered items", "<x><list style='number'><item>a</item><item>b</item></list></x>", "a|1.|b|2.|"},
    {"lettered items", "<x><list style='alpha'><item>a</item></list></x>", "a|a)|"},
    {"items in items", "<x><list><item>a<list style='dash'><item>b</item></list></item></list></x>",
     "a|•|b|–|"},
    {"a box with a title", "<x><box title='T'>a</box></x>", "T|a|"},
    {"a title and its subtitle", "<x><title subtitle='S'>T</title></x>", "T|S|"},
    {"a list without items", "<x><list/></x>", ""},
};

static void
test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *lines = stack_text(must_set(cases[i].layout, 300));

        if (strcmp(lines, cases[i].lines) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", cases[i].says, lines, cases[i].lines);
    }
}

static void
test_check_boxes(void **state)
{
    struct stack *stack = must_set("<x><checkbox checked='yes'>a</checkbox><checkbox>b</checkbox></x>", 300);

    (void)state;
    assert_int_equal(stack->count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct mark *box = stack->strips[i].last_mark;

        assert_int_equal(box->kind, MARK_LINE);
        assert_int_equal(box->as.text.line->letters[0].kind, i == 0 ? LETTER_TICKED : LETTER_BOX);
    }
}

static void
test_bookmarks(void **state)
{
    struct stack *stack = must_set("<x><h>A</h><h unlisted='yes'>B</h></x>", 300);

    (void)state; /* outside a document nothing is listed */
    for (size_t i = 0; i < stack->count; i++)
        for (const struct mark *mark = stack->strips[i].marks; mark != NULL; mark = mark->next)
            assert_int_not_equal(mark->kind, MARK_PLACE);
    assert_int_equal(stack->next, BREAK_FORBIDDEN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_check_boxes),
        cmocka_unit_test(test_bookmarks),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
