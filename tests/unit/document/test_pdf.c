// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"
#include "document/pdf.h"

static struct span
write(const char *title)
{
    struct sheet sheet = {.content = SPAN("0 0 10 10 re f\n")};
    struct printed printed = {.press = press_new(arena),
                              .sheets = &sheet,
                              .count = 1,
                              .title = span_of(title),
                              .language = SPAN("fr")};
    struct error err = {0};
    struct span pdf = {0};

    if (!pdf_write(arena, &(struct settings){.fonts = fonts, .flate = flate}, &printed, &pdf, &err))
        fail_msg("%s", err.text);
    return pdf;
}

/* The same pages under another title are another file, with another identifier. */
static void
test_identifier(void **state)
{
    struct span one = write("un"), again = write("un"), two = write("deux");
    struct span id = span_from(one, span_find(one, "/ID")), other = span_from(two, span_find(two, "/ID"));

    (void)state;
    assert_true(span_equal(one, again));
    assert_true(id.len > 40 && other.len > 40);
    assert_memory_not_equal(id.data, other.data, 40);
}

static void
test_refused(void **state)
{
    struct printed printed = {.press = press_new(arena)};
    struct error err = {0};
    struct span pdf = {0};

    (void)state;
    assert_false(pdf_write(arena, &(struct settings){.fonts = fonts, .flate = flate}, &printed, &pdf, &err));
    assert_int_equal(err.kind, ERROR_TOO_BIG);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identifier),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
