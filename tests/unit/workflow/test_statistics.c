// SPDX-License-Identifier: Apache-2.0
/* What a dossier adds to the statistics of a loan desk that has some, and what is shown of the sums. */
#include "workflow/loan.h"

#include "workflow/figures.h"
#include "workflow/statistics.h"

#define LISTS                                                                                                           \
    "<lists><column id=\"what\" select=\"materiel/designation\"><label xml:lang=\"fr\">Quoi</label>"                    \
    "<label xml:lang=\"en\">What</label></column>"                                                                      \
    "<column id=\"year\" select=\"substring(materiel/debut, 1, 4)\"><label xml:lang=\"fr\">An</label></column>"         \
    "<column id=\"value\" type=\"money\" select=\"materiel/valeur\"><label xml:lang=\"fr\">Valeur</label></column>"     \
    "<dashboard role=\"magasinier\" columns=\"what\" sheets=\"yes\"><label xml:lang=\"fr\">Tout</label></dashboard>"    \
    "<statistics period=\"year\" current=\"e:year($today)\">"                                                          \
    "<statistic id=\"things\" by=\"what\" amounts=\"value\"><label xml:lang=\"fr\">Par objet</label></statistic>"       \
    "<statistic id=\"dear\" by=\"what\" test=\"value &gt; 100\"><label xml:lang=\"fr\">Chers</label></statistic>"       \
    "</statistics></lists><command verb=\"statistiques\" mail=\"statut\" statistics=\"yes\"/>"

static struct definition *
desk(struct arena *arena)
{
    return loan_load_with(arena, "<command verb=\"aide\" mail=\"help\"/>",
                          LISTS "<command verb=\"aide\" mail=\"help\"/>");
}

static struct span
share_of(struct arena *arena, const struct definition *definition, const char *row)
{
    const struct party parties[] = {{SPAN("magasinier"), SPAN("magasin@univ.example")},
                                    {SPAN("magasinier"), SPAN("aide@univ.example")},
                                    {SPAN("emprunteur"), SPAN("lea@univ.example")}};
    struct evaluation *evaluation = evaluation_open(arena, definition_procedure(definition), xml_new(arena, "dossier"),
                                                    NULL, LOAN_NOW);

    return figures_share(arena, definition, evaluation, span_of(row), parties, 3);
}

static void
shares(void **state)
{
    struct arena *arena = arena_open((size_t)256 << 20);
    struct definition *definition = desk(arena);

    (void)state;
    check_span(share_of(arena, definition, "<row number=\"1\"><what>scie</what><year>2026</year><value>120.50</value></row>"),
               "magasin@univ.example\t\t\tmagasin@univ.example\t\t0\n"
               "aide@univ.example\t\t\tmagasin@univ.example\t\t0\n"
               "magasin@univ.example\t2026\tthings\tscie\t\t0\n"
               "magasin@univ.example\t2026\tthings\tscie\tvalue\t12050\n"
               "magasin@univ.example\t2026\tdear\tscie\t\t0\n",
               "who keeps lists sees it; it counts by its value, with an amount, and passes the test");
    check_span(share_of(arena, definition, "<row number=\"1\"><what>a&#9;b&#10;c</what><value>dear</value></row>"),
               "magasin@univ.example\t\t\tmagasin@univ.example\t\t0\n"
               "aide@univ.example\t\t\tmagasin@univ.example\t\t0\n"
               "magasin@univ.example\t\tthings\ta b c\t\t0\n",
               "separators within a value are spaces; what is no number is not summed");
    check_span(share_of(arena, definition, ""), "", "no row");
    arena_close(&arena); /* the evaluations before what they evaluate */
    definition_close(&definition);
}

static const char sums[] =
    "<figures>"
    "<figure period=\"2025\" statistic=\"things\" value=\"scie\" amount=\"\" count=\"7\" total=\"0\"/>"
    "<figure period=\"2026\" statistic=\"things\" value=\"scie\" amount=\"\" count=\"1\" total=\"0\"/>"
    "<figure period=\"2026\" statistic=\"things\" value=\"scie\" amount=\"value\" count=\"1\" total=\"12050\"/>"
    "<figure period=\"2026\" statistic=\"things\" value=\"vis\" amount=\"\" count=\"3\" total=\"0\"/>"
    "<figure period=\"2026\" statistic=\"things\" value=\"vis\" amount=\"value\" count=\"2\" total=\"301\"/>"
    "<figure period=\"2026\" statistic=\"gone\" value=\"x\" amount=\"\" count=\"9\" total=\"0\"/>"
    "</figures>";

static void
shown(void **state)
{
    static const struct {
        const char *words, *current, *begins, *why;
    } cases[] = {
        {"", "2025", "<statistics period=\"2025\"><period id=\"2026\"/><period id=\"2025\" shown=\"yes\"/><statistic id=\"things\"",
         "today's"},
        {"", "2031", "<statistics period=\"2026\">", "there is none of today: the newest"},
        {"2025", "2026", "<statistics period=\"2025\">", "asked for"},
        {"toutes", "2026", "<statistics period=\"\">", "all"},
        {"1999", "2026", "<statistics period=\"2026\"><period id=\"2026\" shown=\"yes\"/><period id=\"2025\"/><unknown/>", "unknown"},
    };
    struct arena *arena = arena_open((size_t)256 << 20);
    struct definition *definition = desk(arena);
    struct statistics_view view = {.definition = definition, .language = SPAN("fr")};
    struct sheet sheet;
    struct error err;
    struct span written;

    (void)state;
    view.figures = xml_parse(arena, span_of(sums), "figures", XML_OWN_MAX, &err);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        view.words = span_of(cases[i].words);
        view.current = span_of(cases[i].current);
        written = statistics_write(arena, &view, &sheet);
        check_span(span_first(written, strlen(cases[i].begins)), cases[i].begins, cases[i].why);
    }
    view.words = SPAN("2026");
    written = statistics_write(arena, &view, &sheet);
    assert_true(span_find(written, "<statistic id=\"things\" label=\"Par objet\" count=\"4\" values=\"2\">"
                                   "<group value=\"vis\" count=\"3\" permille=\"750\"><amount column=\"value\" label=\"Valeur\" "
                                   "type=\"money\" total=\"3.01\" mean=\"1.51\" count=\"2\"/></group>") != SIZE_MAX);
    assert_true(span_find(written, "gone") == SIZE_MAX); /* what is declared no more */
    assert_int_equal(sheet.row_count, 2);
    assert_int_equal(sheet.column_count, 8);
    check_span(sheet.cells[4], "75.00", "a share in hundredths of a hundred");
    check_span(sheet.cells[6], "3.01", "the total of the column that is summed");
    check_span(statistics_today(arena, definition, LOAN_NOW), "2026", "the period of today");
    arena_close(&arena); /* the evaluations before what they evaluate */
    definition_close(&definition);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares), cmocka_unit_test(shown)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
