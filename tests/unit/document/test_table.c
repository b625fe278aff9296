// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

static void
test_rows(void **state)
{
    struct stack *stack =
        must_set("<x><table columns='2* 1*'><row head='yes'><cell>A</cell><cell>B</cell></row>"
                 "<row><cell>un</cell><cell>deux</cell></row>"
                 "<row><cell span='2'>trois</cell><cell>dropped</cell></row></table></x>",
                 300);

    (void)state;
    assert_int_equal(stack->count, 3);
    assert_string_equal(stack_text(stack), "A|B|un|deux|trois|");
    assert_null(stack->strips[0].repeat);
    assert_non_null(stack->strips[1].repeat);
    assert_int_equal(stack->strips[1].before, BREAK_FORBIDDEN); /* the header is not left alone */
    assert_int_equal(stack->strips[2].before, BREAK_ALLOWED);
    assert_ptr_equal(stack->strips[0].frame, stack->strips[2].frame);
}

/* A cell higher than a page is cut in slices, and no line is lost. */
static void
test_tall_row(void **state)
{
    struct text layout = text_new(arena, 1 << 20);
    struct stack *stack;
    const char *all;
    size_t found = 0;

    (void)state;
    text_string(&layout, "<x><table columns='1* 1*'><row><cell>");
    for (int i = 0; i < 200; i++)
        text_printf(&layout, "ligne%03d<br/>", i);
    text_string(&layout, "</cell><cell>court</cell></row></table></x>");
    stack = must_set(text_cstr(&layout), 300);
    assert_true(stack->count > 10);
    for (size_t i = 0; i < stack->count; i++)
        assert_true(stack->strips[i].height < 200 * POINT);
    all = stack_text(stack);
    for (int i = 0; i < 200; i++)
        found += strstr(all, arena_printf(arena, "ligne%03d|", i)) != NULL;
    assert_int_equal(found, 200);
}

static void
test_fields(void **state)
{
    struct stack *stack =
        must_set("<x><fields columns='2'><field label='Nom'>Roux</field><field label='Ville'/>"
                 "<field label='Adresse' span='2'>1, rue</field></fields></x>",
                 300);

    (void)state;
    assert_int_equal(stack->count, 2);
    assert_string_equal(stack_text(stack), "Nom|Roux|Ville|–|Adresse|1, rue|");
}

static void
test_refused(void **state)
{
    static const char *const layouts[] = {
        "<x><table columns=''><row><cell>a</cell></row></table></x>",
        "<x><table columns='0*'><row><cell>a</cell></row></table></x>",
        "<x><table columns='-1*'><row><cell>a</cell></row></table></x>",
        "<x><table columns='9999999999*'><row><cell>a</cell></row></table></x>",
        ("<x><table columns='1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* 1* "
         "1*'/></x>"),
        "<x><table columns='1*' style='none such'/></x>",
        "<x><columns columns='0'/></x>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        struct error err = {0};

        assert_null(set_blocks(layouts[i], 300, &err));
        assert_int_equal(err.kind, ERROR_BAD_INPUT);
    }
}

/* Widths that cannot be had still give a table, as narrow as can be read. */
static void
test_crowded(void **state)
{
    struct stack *stack = must_set("<x><table columns='1000mm 1* 1*'><row><cell>a</cell><cell>bb bb</cell>"
                                   "<cell>c</cell></row></table></x>",
                                   50);

    (void)state;
    assert_non_null(strstr(stack_text(stack), "c|"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_tall_row), cmocka_unit_test(test_fields),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_crowded),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
