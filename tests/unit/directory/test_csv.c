// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "testing.h"

#include "directory/csv.h"

static struct arena *arena;

/* Rows as "a|b/c|d", with the line of each in front: "1:a|b". */
static const char *
shown(struct span bytes, struct error *err)
{
    char *exact = malloc(bytes.len > 0 ? bytes.len : 1); /* so that a byte too far is seen */
    struct text out = text_new(arena, 1 << 20);
    struct csv_row *row = arena_alloc(arena, sizeof *row);
    struct csv csv;

    memcpy(exact, bytes.data, bytes.len);
    if (csv_open(arena, (struct span){exact, bytes.len}, &csv, err))
        while (csv_next(arena, &csv, row, err)) {
            text_printf(&out, "%s%u:", out.len > 0 ? "/" : "", row->line);
            for (size_t i = 0; i < row->count; i++)
                text_printf(&out, "%s%.*s", i > 0 ? "|" : "", SPAN_ARG(row->values[i]));
        }
    free(exact);
    return text_cstr(&out);
}

static void
rows_are_read_as_spreadsheets_write_them(void **state)
{
    static const struct {
        const char *bytes, *rows, *why;
    } cases[] = {
        {"a;b\r\n1;2\r\n", "1:a|b/2:1|2", "semicolons, CR LF"},
        {"a,b\n1,2", "1:a|b/2:1|2", "commas, LF, no last end of line"},
        {"a\tb\n1\t2\n", "1:a|b/2:1|2", "tabs"},
        {"\"a,b\";c\n\"1;2\";3\n", "1:a,b|c/2:1;2|3", "what stands in quotes parts nothing"},
        {"a;b\n\"say \"\"hi\"\"\";2\n", "1:a|b/2:say \"hi\"|2", "doubled quotes"},
        {"a;b\n\"two\nlines\";2\n3;4\n", "1:a|b/2:two\nlines|2/4:3|4", "an end of line in quotes"},
        {"a;b\n5\" pipe;2\n", "1:a|b/2:5\" pipe|2", "a quote in the middle is a quote"},
        {"sep=,\na,b\n", "2:a|b", "Excel's sep="},
        {"a;b\n=\"00123\";2\n", "1:a|b/2:00123|2", "a text that Excel leaves alone"},
        {"a;b\n\n;\n1;2\n", "1:a|b/4:1|2", "blank rows are passed over"},
        {"a;b\n 1 ; 2 \n", "1:a|b/2:1|2", "spaces around a value"},
        {"a;b\n1;\n", "1:a|b/2:1|", "an empty last value"},
        {"\xef\xbb\xbf\x61;b\n", "1:a|b", "a byte order mark"},
        {"caf\xe9;b\n\x9c;2\n", "1:café|b/2:œ|2", "windows-1252"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error err = {0};

        assert_string_equal(shown(span_of(cases[i].bytes), &err), cases[i].rows);
        assert_int_equal(err.kind, ERROR_NONE);
    }
}

static void
utf_16_is_read_and_a_workbook_is_not(void **state)
{
    struct error err = {0};

    (void)state;
    assert_string_equal(shown((struct span){"\xff\xfe\x61\0;\0\xe9\0\n\0", 10}, &err), "1:a|é");
    assert_string_equal(shown((struct span){"PK\3\4\0\0", 6}, &err), "");
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_string_equal(shown(SPAN(""), &err), "");
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
}

static void
a_quote_without_end_is_a_fault_with_its_line(void **state)
{
    struct error err = {0};

    (void)state;
    assert_string_equal(shown(SPAN("a;b\n1;2\n\"3;4\n5;6\n"), &err), "1:a|b/2:1|2");
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_non_null(strstr(err.text, "line 3"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_as_spreadsheets_write_them),
        cmocka_unit_test(utf_16_is_read_and_a_workbook_is_not),
        cmocka_unit_test(a_quote_without_end_is_a_fault_with_its_line),
    };
    int result;

    arena = arena_open(64 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
