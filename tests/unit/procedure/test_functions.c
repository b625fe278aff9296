// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

static struct arena *arena;
static struct procedure *procedure;
static struct evaluation *evaluation;

static int
set_up(void **state)
{
    (void)state;
    xml_start();
    procedure_start();
    arena = arena_open(HELP_ARENA);
    procedure = help_desk(arena);
    evaluation = evaluation_open(
        arena, procedure,
        help_dossier(arena,
                     "<data><reader><name>Léa  MARTIN</name><mail>b</mail><mail>B</mail><mail/><mail>a</mail>"
                     "</reader></data>"),
        NULL, HELP_NOW);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_close(&arena);
    procedure_close(&procedure);
    return 0;
}

static void
parameters_have_the_value_of_their_day(void **state)
{
    static const struct help_case cases[] = {
        {"e:param('fee')", "30"},
        {"e:param('fee', '2025-06-01')", "29"},
        {"e:param('fee', '2027-06-01')", ""},
        {"e:param('fee', '')", ""},
        {"e:param('desk', '')", "loans@univ.example"},
        {"e:param('none')", ""},
        {"e:has-param('fee', '2026-12-31')", "true"},
        {"e:has-param('fee', '2027-01-01')", "false"},
        {"e:has-param('fee', 'x')", "false"},
        {"count(e:table('pays'))", "3"},
        {"e:table('pays')[@iso='GB']/@en", "United Kingdom"},
        {"e:rows('pays', 'iso', 'GB')/@en", "United Kingdom"},
        {"count(e:rows('pays', 'iso', 'gb'))", "0"},
        {"e:rows('pays', 'en', 'UNITED  kingdom', 'fold')/@iso", "GB"},
        {"count(e:rows('pays', 'none', ''))", "0"},
        {"count(e:rows('none', 'iso', 'GB'))", "0"},
        {"count(e:table('none'))", "0"},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

static void
amounts_are_exact(void **state)
{
    static const struct help_case cases[] = {
        {"e:cents('4.50')", "450"},
        {"e:cents('1 234,50 €')", "123450"},
        {"e:cents('868')", "86800"},
        {"e:cents('151.67')", "15167"},
        {"e:cents('0.005')", "1"},
        {"e:cents('-3.10')", "-310"},
        {"e:cents('')", "NaN"},
        {"e:cents('abc')", "NaN"},
        {"e:money(450)", "4.50"},
        {"e:money(5)", "0.05"},
        {"e:money(-310)", "-3.10"},
        {"e:money(number('x'))", ""},
        {"e:money(98765432100)", "987654321.00"},
        {"e:hours(52080)", "868.00"},
        {"e:hours(9100)", "151.67"},
        {"e:hours('')", ""},
        {"e:mul-div(450, 86800, 100)", "390600"},
        {"e:mul-div(435, 15167, 100)", "65976"},
        {"e:mul-div(1, 1, 2)", "1"},
        {"e:mul-div(-1, 1, 2)", "-1"},
        {"e:mul-div(1, 1, 0)", "NaN"},
        {"e:mul-div(9000000000000000, 9000000000000000, 1)", "NaN"},
        {"e:mul-div('', 1, 1)", "NaN"},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

static void
texts_are_compared_as_people_mean_them(void **state)
{
    static const struct help_case cases[] = {
        {"e:fold(reader/name)", "lea martin"},
        {"e:lower('ABCé')", "abcé"},
        {"e:matches('22104578', '^[0-9]{8}$')", "true"},
        {"e:matches('2210457', '^[0-9]{8}$')", "false"},
        {"e:matches('x', '(')", "false"},
        {"e:matches('aa', '(a)\\1')", "false"},
        {"e:contains-word('Le Travail de nuit', 'jour|nuit')", "true"},
        {"e:contains-word('minuit', 'jour|nuit')", "false"},
        {"e:contains-word('un grand magasin', 'grand magasin')", "true"},
        {"e:contains-word('', 'a')", "false"},
        {"e:luhn('73282932000074')", "true"},
        {"e:luhn('73282932000079')", "false"},
        {"e:luhn('')", "false"},
        {"e:siren('73282932000074')", "732829320"},
        {"e:siren('1')", ""},
        {"count(e:distinct(reader/mail))", "2"},
        {"e:distinct(reader/mail)[1]", "b"},
        {"e:distinct(reader/mail)[2]", "a"},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

static void
values_are_shown_as_people_read_them(void **state)
{
    static const struct help_case cases[] = {
        {"e:format('37.5', 'hours')", "37\u00a0h\u00a030"},
        {"e:format('868.00', 'hours', 'en')", "868\u00a0h"},
        {"e:format('4.5', 'money')", "4,50\u00a0€"},
        {"e:format('3906.00', 'money')", "3\u202f906,00\u00a0€"},
        {"e:format('1234567.89', 'money', 'en')", "€1,234,567.89"},
        {"e:format('-12.00', 'money')", "\u221212,00\u00a0€"},
        {"e:format('2026-03-02', 'date')", "2 mars 2026"},
        {"e:format('2026-03-02', 'date', 'en')", "2 March 2026"},
        {"e:format('GB', 'country')", "Royaume-Uni"},
        {"e:format('oui', 'boolean', 'en')", "yes"},
        {"e:format('+33612345678', 'phone')", "06\u00a012\u00a034\u00a056\u00a078"},
        {"e:format('73282932000074', 'siret')", "732\u00a0829\u00a0320\u00a000074"},
        {"e:format('', 'money')", ""},
        {"e:format('abc', 'money')", "abc"},
        {"e:label('loan.way', 'D')", "à domicile"},
        {"e:label('loan.way', 'D', 'en')", "at home"},
        {"e:label('loan.way', 'X')", "X"},
        {"e:label('none.none', 'X')", "X"},
        {"e:label('reader.land', 'CI', 'en')", "Ivory Coast"},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

static void
a_wrong_number_of_arguments_is_an_error(void **state)
{
    struct error err = {0};
    static const char *const calls[] = {"e:param()",        "e:distinct()",       "e:minutes(1)",
                                        "e:max-overlap(1)", "e:period-minutes()", "e:table('a', 'b')",
                                        "e:none(1)"};

    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        xmlXPathCompExpr *compiled = expression_compile(calls[i], &err);

        err.kind = ERROR_NONE;
        evaluation_string(evaluation, compiled, &err);
        xmlXPathFreeCompExpr(compiled);
        if (err.kind == ERROR_NONE)
            fail_msg("%s was taken", calls[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_have_the_value_of_their_day),
        cmocka_unit_test(amounts_are_exact),
        cmocka_unit_test(texts_are_compared_as_people_mean_them),
        cmocka_unit_test(values_are_shown_as_people_read_them),
        cmocka_unit_test(a_wrong_number_of_arguments_is_an_error),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
