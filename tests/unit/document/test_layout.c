// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"
#include "document/layout.h"

static bool
set(const char *string, struct printed *printed, struct error *err)
{
    return layout_set(arena, &(struct settings){fonts, hyphens, flate, NULL}, parse(string), printed, err);
}

/* Whether a page shows that word, in that face: its glyphs stand in one string. */
static bool
shows(const struct sheet *sheet, enum face face, const char *word)
{
    struct text bytes = text_new(arena, 1024);

    for (struct span rest = span_of(word); rest.len > 0;) {
        struct glyph glyph = font_glyph(fonts, &face, utf8_next(&rest));

        text_byte(&bytes, (char)(glyph.id >> 8));
        text_byte(&bytes, (char)(glyph.id & 0xFF));
    }
    return memmem(sheet->content.data, sheet->content.len, bytes.data, bytes.len) != NULL;
}

static void
test_pages(void **state)
{
    struct text layout = text_new(arena, 1 << 20);
    struct printed printed;
    struct error err = {0};

    (void)state;
    text_string(&layout, "<document title='T'><header pages='rest'><p>suite</p></header>"
                         "<footer><p>p<page/>sur<pages/></p></footer>"
                         "<table columns='1*'><row head='yes'><cell>Entete</cell></row>");
    for (int i = 0; i < 120; i++)
        text_string(&layout, "<row><cell>rang</cell></row>");
    text_string(&layout, "</table></document>");
    assert_true(set(text_cstr(&layout), &printed, &err));
    assert_int_equal(printed.count, 3);
    for (size_t i = 0; i < printed.count; i++) {
        assert_true(shows(&printed.sheets[i], FACE_SANS_BOLD, "Entete"));
        assert_true(shows(&printed.sheets[i], FACE_SANS, arena_printf(arena, "p%zusur3", i + 1)));
        assert_int_equal(shows(&printed.sheets[i], FACE_SANS, "suite"), i > 0);
    }
}

/* A heading goes with the first lines under it; a kept block goes as a whole. */
static void
test_keeps(void **state)
{
    struct text layout = text_new(arena, 1 << 20);
    struct printed printed;
    struct error err = {0};

    (void)state;
    text_string(&layout, "<document>");
    for (int i = 0; i < 42; i++)
        text_string(&layout, "<p>rang</p>");
    text_string(&layout, "<keep>");
    for (int i = 0; i < 6; i++)
        text_printf(&layout, "<p>tenu%d</p>", i);
    text_string(&layout, "</keep><h>Titre</h><p>apres</p></document>");
    assert_true(set(text_cstr(&layout), &printed, &err));
    assert_int_equal(printed.count, 2);
    assert_false(shows(&printed.sheets[0], FACE_SERIF, "tenu0"));
    assert_true(shows(&printed.sheets[1], FACE_SERIF, "tenu0"));
    assert_non_null(printed.press->places);
    assert_int_equal(printed.press->places->page, 1);
    assert_true(span_is(printed.press->places->title, "Titre"));
}

static void
test_no_blank_pages(void **state)
{
    struct printed printed;
    struct error err = {0};

    (void)state;
    assert_true(set("<document><pagebreak/><p>a</p><pagebreak/><pagebreak/><p>b</p><pagebreak/></document>",
                    &printed, &err));
    assert_int_equal(printed.count, 2);
}

struct refused {
    const char *says, *layout;
    enum error_kind kind;
};

static const struct refused refusals[] = {
    {"another root", "<html/>", ERROR_BAD_INPUT},
    {"nothing to print", "<document> <p/> </document>", ERROR_BAD_INPUT},
    {"an unknown element", "<document><script>x</script></document>", ERROR_BAD_INPUT},
    {"a block inside text", "<document><p>a<table columns='1*'/></p></document>", ERROR_BAD_INPUT},
    {"an unknown style", "<document><p style='huge'>a</p></document>", ERROR_BAD_INPUT},
    {"a length that is none", "<document><space height='1e9'/><p>a</p></document>", ERROR_BAD_INPUT},
    {"a header inside a box", "<document><box><header/></box></document>", ERROR_BAD_INPUT},
    {"a field without a name", "<document><input/></document>", ERROR_BAD_INPUT},
    {"a field's name with an empty part", "<document><input name='a..b'/></document>", ERROR_BAD_INPUT},
    {"an alignment that is none", "<document><p align='up'>a</p></document>", ERROR_BAD_INPUT},
};

static void
test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct printed printed;
        struct error err = {0};

        if (set(refusals[i].layout, &printed, &err))
            fail_msg("%s: was accepted", refusals[i].says);
        assert_int_equal(err.kind, refusals[i].kind);
        assert_true(err.text[0] != '\0');
    }
}

static const char *
repeat(const char *before, const char *piece, size_t times, const char *after)
{
    struct text out = text_new(arena, 8 << 20);

    text_string(&out, before);
    for (size_t i = 0; i < times; i++)
        text_string(&out, piece);
    text_string(&out, after);
    return text_cstr(&out);
}

static void
test_limits(void **state)
{
    const char *const layouts[] = {
        repeat("<document>", "<p>a</p>", 30000, "</document>"),
        repeat("<document>", "<p/>", 60000, "<p>a</p></document>"),
        repeat("<document><p>", "<br/>x", 45000, "</p></document>"),
        repeat("<document><p>", "aaaaaaaaaa", 110000, "</p></document>"),
        repeat("<document>", "<box>", 40, repeat("a", "</box>", 40, "</document>")),
        repeat("<document><p>", "<b>", 40, repeat("a", "</b>", 40, "</p></document>")),
        repeat("<document><p>", "<b>a</b>", 5000, "</p></document>"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        struct printed printed;
        struct error err = {0};

        assert_false(set(layouts[i], &printed, &err));
        assert_int_equal(err.kind, ERROR_TOO_BIG);
    }
}

static void
test_links(void **state)
{
    struct printed printed;
    struct error err = {0};

    (void)state;
    assert_true(
        set("<document><p><a href='javascript:x'>a</a> <a href='https://x.example/'>b</a></p></document>",
            &printed, &err));
    assert_non_null(printed.sheets[0].links);
    assert_null(printed.sheets[0].links->next);
    assert_string_equal(printed.sheets[0].links->uri, "https://x.example/");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),    cmocka_unit_test(test_keeps),  cmocka_unit_test(test_no_blank_pages),
        cmocka_unit_test(test_refusals), cmocka_unit_test(test_limits), cmocka_unit_test(test_links),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
