// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

static struct canvas *
new_canvas(void)
{
    return canvas_new(press_new(arena), 0);
}

struct number_case {
    int32_t x;
    const char *drawn;
};

static void
test_numbers(void **state)
{
    static const struct number_case cases[] = {
        {0, "0 "},
        {1000, "1 "},
        {1500, "1.5 "},
        {1234, "1.23 "},
        {1236, "1.24 "},
        {-2500, "-2.5 "},
        {-4, "0 "},
        {1050, "1.05 "},
        {999996, "1000 "},
        {INT32_MAX, "2147483.65 "},
        {INT32_MIN, "-2147483.65 "},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct canvas *canvas = new_canvas();
        const char *at;

        canvas_fill(canvas, (struct rectangle){cases[i].x, 0, 1000, 1000}, COLOUR_TEXT);
        at = strstr(text_cstr(&canvas->out), "rg\n");
        if (at == NULL || strncmp(at + 3, cases[i].drawn, strlen(cases[i].drawn)) != 0)
            fail_msg("%d: \"%s\", expected \"%s\"", cases[i].x, at, cases[i].drawn);
    }
}

/* The state is set once, not for each thing drawn. */
static void
test_state(void **state)
{
    struct canvas *canvas = new_canvas();
    size_t before;

    (void)state;
    canvas_fill(canvas, (struct rectangle){0, 0, POINT, POINT}, COLOUR_GREY);
    before = canvas->out.len;
    canvas_fill(canvas, (struct rectangle){0, 0, POINT, POINT}, COLOUR_GREY);
    assert_null(strstr(text_cstr(&canvas->out) + before, "rg"));
}

static void
test_places(void **state)
{
    struct canvas *canvas = new_canvas();

    (void)state;
    canvas_place(canvas, SPAN("un"), 1, 10);
    canvas_place(canvas, SPAN("deux"), 2, 20);
    assert_true(span_is(canvas->press->places->title, "un"));
    assert_true(span_is(canvas->press->places->next->title, "deux"));
    assert_null(canvas->press->places->next->next);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_state),
        cmocka_unit_test(test_places),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
