// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "common/xml.h"
#include "reader/html.h"

static struct arena *arena;

static void
html_reads_as_people_see_it(void **state)
{
    static const struct {
        const char *what, *html, *text;
    } cases[] = {
        {"paragraphs", "<p>Oui</p><p>merci</p>", "Oui\n\nmerci\n"},
        {"divs", "<div>Oui</div><div>merci</div>", "Oui\nmerci\n"},
        {"breaks", "Oui<br>merci<br><br>bien", "Oui\nmerci\n\nbien\n"},
        {"white space", "  Oui \n  <b> mais </b>\t non ", "Oui mais non\n"},
        {"entities", "d&eacute;j&agrave; &lt;x&gt; &amp; &#8364; &nbsp;", "déjà <x> & € \u00a0\n"},
        {"unclosed", "<p>Oui<p>merci<b>", "Oui\n\nmerci\n"},
        {"dropped",
         "<html><head><title>t</title><style>p{}</style></head><body><script>x()</script>Oui<!-- c "
         "--></body>",
         "Oui\n"},
        {"hidden",
         "<div style='display: none'>NON</div><span style=\"mso-hide:all\">x</span><p hidden>y</p>"
         "<span style='FONT-SIZE: 0px'>z</span><span style='font-size:0.9em'>Oui</span>",
         "Oui\n"},
        {"list", "<ul><li>un<li>deux</ul>", "- un\n- deux\n"},
        {"table", "<table><tr><td>Nom</td><td>Dupont</td></tr><tr><td>Ville</td><td>Lille</td></tr></table>",
         "Nom | Dupont\nVille | Lille\n"},
        {"Word's table", "<table><tr><td><p>Nom</p></td><td><p>Dupont</p></td></tr></table>",
         "Nom | Dupont\n"},
        {"an empty cell", "<table><tr><td></td><td>x</td></tr></table>", "x\n"},
        {"pre", "<pre>a\n  b</pre>", "a\n  b\n"},
        {"link targets are not text", "<a href='https://x.example'>ici</a>", "ici\n"},
        {"a lying meta", "<meta charset=utf-16><p>été</p>", "été\n"},
        {"nothing", "", ""},
        {"blank", "<p> </p>", ""},
        {"no tags", "Oui", "Oui\n"},
        {"blockquote",
         "<div>Oui</div><blockquote "
         "type=cite>demande<blockquote>vieux</blockquote></blockquote><div>merci</div>",
         "Oui\n> demande\n> > vieux\nmerci\n"},
        {"Gmail",
         "<div dir=ltr>Oui</div><br><div class=\"gmail_quote gmail_quote_container\"><div class=gmail_attr>"
         "Le lun.</div><blockquote class=gmail_quote>demande</blockquote></div>",
         "Oui\n\n> Le lun.\n> > demande\n"},
        {"Thunderbird",
         "<p>Oui</p><div class=\"moz-cite-prefix\">Le 2/3, X a écrit :</div>"
         "<blockquote type=cite cite=\"mid:x\"><p>demande</p></blockquote><p>fin</p>",
         "Oui\n\n> Le 2/3, X a écrit :\n>\n> demande\n\nfin\n"},
        {"Outlook on the web",
         "<div>Oui</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">"
         "<b>De :</b> X</div><div>demande</div>",
         "Oui\n> De : X\n> demande\n"},
        {"Outlook's box",
         "<p>Oui</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm'>"
         "<p><b>De&nbsp;:</b> X<br><b>Envoyé :</b> lundi</p></div></div><p>demande</p>",
         "Oui\n\n> De\u00a0: X\n> Envoyé : lundi\n>\n> demande\n"},
        {"a box of the writer's", "<div style='border-top:solid red 1pt'>Oui</div>", "Oui\n"},
        {"Zimbra",
         "<div>Oui</div><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\">"
         "<b>De: </b>X</div><div data-marker=\"__QUOTED_TEXT__\">demande</div>",
         "Oui\n> De: X\n> > demande\n"},
        {"Yahoo", "<div>Oui</div><div class=\"yahoo_quoted\" id=\"yahoo_quoted_1\">Le lundi</div>",
         "Oui\n> Le lundi\n"},
        {"a quoted copy's ids", "<div>Oui</div><div id=\"x_divRplyFwdMsg\">De : X</div>", "Oui\n> De : X\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = strlen(cases[i].html);
        char *exact = test_malloc(len + 1);
        struct span text;

        memcpy(exact + 1, cases[i].html, len);
        assert_true(html_text(arena, (struct span){exact + 1, len}, &text));
        check_span(text, cases[i].text, cases[i].what);
        test_free(exact);
    }
}

static struct span
repeat(const char *head, const char *unit, size_t count, const char *tail)
{
    struct text text = text_new(arena, 4 * 1024 * 1024);

    text_string(&text, head);
    for (size_t i = 0; i < count; i++)
        text_string(&text, unit);
    text_string(&text, tail);
    return text_get(&text);
}

static void
what_is_too_much_is_said(void **state)
{
    struct span text;

    (void)state;
    assert_false(html_text(arena, repeat("", "<div><span>", 300, "Oui"), &text));
    check_span(text, "", "too deep");
    assert_false(html_text(arena, repeat("", "xxxxxxxxxx", 30000, ""), &text));
    assert_false(html_text(arena, repeat("<p ", "a ", 20000, ">Oui"), &text));
    assert_false(html_text(arena, repeat("<p", " a=b", 20000, ">Oui"), &text));
    assert_true(html_text(arena, repeat("", "<div>", 100, "Oui"), &text));
    check_span(text, "Oui\n", "deep enough");
    assert_true(html_text(arena, repeat("", "<blockquote>", 50, "Oui"), &text));
    check_span(text, "> > > > > > > > > > Oui\n", "levels shown");
    assert_true(html_text(arena, repeat("", "<p>", 60000, "Oui"), &text));
    assert_true(html_text(arena, repeat("", "&#1;<", 40000, "Oui"), &text));
}

static int
setup(void **state)
{
    (void)state;
    xml_start();
    arena = arena_open(256 * 1024 * 1024);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_reads_as_people_see_it),
        cmocka_unit_test(what_is_too_much_is_said),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
