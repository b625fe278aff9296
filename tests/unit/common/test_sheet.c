// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/sheet.h"

static struct sheet
one_column(struct arena *arena, enum sheet_type type, struct span cell)
{
    struct sheet sheet = {.name = SPAN("t"), .column_count = 1, .row_count = 1};

    sheet.columns = arena_alloc(arena, sizeof *sheet.columns);
    sheet.columns[0] = (struct sheet_column){SPAN("c"), type};
    sheet.cells = arena_alloc(arena, sizeof *sheet.cells);
    sheet.cells[0] = cell;
    return sheet;
}

static void
cells_as_csv(void **state)
{
    static const struct {
        enum sheet_type type;
        const char *cell;
        const char *expected, *why;
    } cases[] = {
        {SHEET_TEXT, "Martin", "Martin", "a plain text stands as it is"},
        {SHEET_TEXT, "", "", "an empty cell is empty"},
        {SHEET_TEXT, "Dupont, Jean", "\"Dupont, Jean\"", "a comma is quoted"},
        {SHEET_TEXT, "dit \"Jo\"", "\"dit \"\"Jo\"\"\"", "a quote is doubled"},
        {SHEET_TEXT, "a\nb", "\"a\nb\"", "a line end is quoted"},
        {SHEET_TEXT, "=1+1", "'=1+1", "a formula is a text"},
        {SHEET_TEXT, "@SUM(A1)", "'@SUM(A1)", "so is a function"},
        {SHEET_TEXT, "+33612345678", "'+33612345678", "so is a sum"},
        {SHEET_TEXT, "-2+3", "'-2+3", "so is a difference"},
        {SHEET_TEXT, "\t=1", "'\t=1", "so is one behind a TAB"},
        {SHEET_TEXT, "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"",
         "quotes don't keep a formula from being one"},
        {SHEET_NUMBER, "-12.50", "-12.50", "a negative number is no formula"},
        {SHEET_NUMBER, "-12+1", "'-12+1", "what is no number in a column of numbers is a text"},
        {SHEET_NUMBER, "=", "'=", "nor is this one"},
        {SHEET_DATE, "2026-03-02", "2026-03-02", "a date"},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sheet sheet = one_column(arena, cases[i].type, span_of(cases[i].cell));

        check_span(sheet_csv(arena, &sheet, 1000), arena_printf(arena, "c\r\n%s\r\n", cases[i].expected),
                   cases[i].why);
    }
    arena_close(&arena);
}

static void
there_and_back(void **state)
{
    struct arena *arena = arena_open(1 << 20);
    struct sheet in = one_column(arena, SHEET_DATE, SPAN("2026-03-02")), out;
    struct text wire = text_new(arena, 1000);
    struct wire read;

    (void)state;
    sheet_put(&wire, &in);
    read = wire_read(text_get(&wire));
    assert_true(sheet_get(arena, &read, &out));
    assert_true(wire_done(&read));
    assert_int_equal(out.row_count, 1);
    assert_int_equal(out.columns[0].type, SHEET_DATE);
    check_span(out.cells[0], "2026-03-02", "cell");
    for (size_t len = 0; len < wire.len; len++) {
        read = wire_read((struct span){arena_copy(arena, wire.data, len), len});
        assert_false(sheet_get(arena, &read, &out));
    }
    assert_int_equal(sheet_csv(arena, &in, 5).len, 0);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_as_csv), cmocka_unit_test(there_and_back)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
