// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "common/utf8.h"
#include "mail/body.h"
#include "sample.h"

enum { ARENA_MAX = 32 * 1024 * 1024 };

static struct span
render(struct arena *arena, const char *markup, const char *lang)
{
    struct body_settings settings = {.reply_to = SPAN("desk@univ.example"), .lang = lang};

    return body_plain(arena, sample_root(arena, markup), &settings);
}

struct plain_case {
    const char *what, *markup, *expected;
};

static void
renders_each_element(void **state)
{
    static const struct plain_case cases[] = {
        {"a paragraph, its white space folded", "<mail><p> a\n  <b>b</b>  c </p></mail>", "a b c\n\n"},
        {"a line break", "<mail><p>a<br/>b</p></mail>", "a\nb\n\n"},
        {"a link with its address", "<mail><p><a href=\"https://x.example/\">le site</a>.</p></mail>",
         "le site <https://x.example/>.\n\n"},
        {"a link that is its address",
         "<mail><p><a href=\"mailto:a@b.example?subject=x\">a@b.example</a></p></mail>", "a@b.example\n\n"},
        {"an unsafe link is text", "<mail><p><a href=\"javascript:x\">ici</a></p></mail>", "ici\n\n"},
        {"a heading", "<mail><h>Été</h><p>x</p></mail>", "Été\n---\nx\n\n"},
        {"a list", "<mail><list><item>a</item><item>b</item></list></mail>", "- a\n- b\n\n"},
        {"facts", "<mail><facts><fact label=\"Objet\">clé</fact></facts></mail>", "Objet \u2014 clé\n\n"},
        {"a table in columns",
         "<mail><table><row head=\"yes\"><cell>Objet</cell><cell>Jour</cell></row>"
         "<row><cell>échelle</cell><cell>2 mars</cell></row></table></mail>",
         "Objet    Jour\n-------  ------\néchelle  2 mars\n\n"},
        {"gauges in words",
         "<mail><gauges><gauge state=\"green\" label=\"A\"/><gauge state=\"red\" "
         "label=\"B\">1</gauge></gauges></mail>",
         "\u25cf complet      A\n\u25cb à remplir    B (1)\n\n"},
        {"an answer",
         "<mail><answers><answer verb=\"OUI\" label=\"Prolonger\"><hint>h</hint></answer></answers></mail>",
         "Répondez à ce message en commençant par\u00a0:\n\u2192 OUI \u2014 Prolonger\n  h\n\n"},
        {"a form as an answer", "<mail><answers><answer verb=\"\" label=\"Compléter\"/></answers></mail>",
         "\u2192 Compléter\n\n"},
        {"lines stay", "<mail><form-lines>a : \n\nb : x</form-lines></mail>", "a : \n\nb : x\n\n"},
        {"a quote", "<mail><quote>a\nb</quote></mail>", "| a\n| b\n\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(ARENA_MAX);

        check_span(render(arena, cases[i].markup, "fr"), cases[i].expected, cases[i].what);
        arena_close(&arena);
    }
}

static void
speaks_english(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);

    (void)state;
    check_span(render(arena,
                      "<mail><answers><answer verb=\"YES\" label=\"Extend\"/></answers>"
                      "<facts><fact label=\"Item\">key</fact></facts></mail>",
                      "en"),
               "Reply to this message, beginning with:\n\u2192 YES \u2014 Extend\n\nItem \u2014 key\n\n",
               "English");
    arena_close(&arena);
}

/* A table that is too wide becomes lines with their column's name. */
static void
lists_wide_tables(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct span text = render(
        arena,
        "<mail><table><row head=\"yes\"><cell>Objet</cell><cell>Remarque</cell></row>"
        "<row><cell>échelle</cell><cell>une remarque qui est bien trop longue pour tenir dans une colonne "
        "du texte</cell></row></table></mail>",
        "fr");

    (void)state;
    check_span(text,
               "- Objet\u00a0: échelle\n  Remarque\u00a0: une remarque qui est bien trop longue pour tenir "
               "dans une\n"
               "  colonne du texte\n\n",
               "a wide table");
    arena_close(&arena);
}

static void
wraps_at_72_columns(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct text markup = text_new(arena, 100000);
    struct span rest, line;

    (void)state;
    text_string(&markup, "<mail><p>");
    for (int i = 0; i < 200; i++)
        text_string(&markup, "l’été\u00a0: « oui\u00a0» ");
    text_string(&markup, "</p></mail>");
    rest = render(arena, text_cstr(&markup), "fr");
    while (span_line(&rest, &line)) {
        assert_true(utf8_count(line) <= BODY_WIDTH);
        assert_false(span_ends(line, "été")); /* its colon stays with it */
    }
    arena_close(&arena);
}

static void
shows_the_reference(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct body_settings settings = {.number = SPAN("2026-00042"), .tag = SPAN("7kq2"), .lang = "fr"};

    (void)state;
    assert_true(span_ends(body_plain(arena, sample_root(arena, "<mail><p>x</p></mail>"), &settings),
                          "Référence\u00a0: 2026-00042 · 7kq2\n"));
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(renders_each_element), cmocka_unit_test(speaks_english),
        cmocka_unit_test(lists_wide_tables),    cmocka_unit_test(wraps_at_72_columns),
        cmocka_unit_test(shows_the_reference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
