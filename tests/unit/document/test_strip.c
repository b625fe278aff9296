// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

static void
test_spaces(void **state)
{
    struct stack stack = {0};

    (void)state;
    stack_push(arena, &stack, 10, 5, NULL);
    stack.space_after = 7;
    stack_push(arena, &stack, 20, 3, NULL); /* the larger space counts */
    stack.next = BREAK_FORCED;
    stack_push(arena, &stack, 30, 4, NULL);
    stack_push(arena, &stack, 40, 0, NULL);
    assert_int_equal(stack_height(&stack, 0, stack.count), 10 + 7 + 20 + 4 + 30 + 40);
    assert_int_equal(stack_height(&stack, 1, 2), 20);
    assert_int_equal(stack_height(&stack, 2, 2), 0);
    assert_int_equal(stack.strips[2].before, BREAK_FORCED);
    assert_int_equal(stack.strips[3].before, BREAK_ALLOWED);
    stack_keep(&stack, 0);
    assert_int_equal(stack.strips[1].before, BREAK_FORBIDDEN);
    assert_int_equal(stack.strips[2].before, BREAK_FORCED);
}

/* One frame around the run of its strips; the ground is drawn before the text. */
static void
test_frames(void **state)
{
    struct frame outer = {.width = 100 * POINT, .filled = true, .stroked = true};
    struct frame inner = {.parent = &outer, .x = POINT, .width = 50 * POINT, .stroked = true};
    struct stack stack = {0};
    struct canvas *canvas = canvas_new(press_new(arena), 0);
    size_t strokes = 0;

    (void)state;
    stack_push(arena, &stack, 10 * POINT, 0, NULL);
    stack_push(arena, &stack, 10 * POINT, 0, &outer);
    stack_push(arena, &stack, 10 * POINT, 0, &inner);
    stack_push(arena, &stack, 10 * POINT, 0, &outer);
    stack_draw(canvas, &stack, 0, stack.count, 0, 0);
    for (const char *at = text_cstr(&canvas->out); (at = strstr(at, "re S")) != NULL; at++)
        strokes++;
    assert_int_equal(strokes, 2);
    assert_non_null(strstr(text_cstr(&canvas->out), "0 801.89 100 30 re f"));
    assert_non_null(strstr(text_cstr(&canvas->out), "1 811.89 50 10 re S"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spaces),
        cmocka_unit_test(test_frames),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
