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
        help_dossier(
            arena,
            "<data><s><i><a>2023-01-03</a><b>2023-01-04</b></i><i><a>bad</a><b/></i><i/></s>"
            "<p><q><a>2023-01-01</a><b>2023-01-07</b><h>3.5</h></q><q><a>2023-01-08</a><b>2023-01-14</b>"
            "<h>7</h></q><q><a>2023-01-15</a><b>2023-01-21</b><h>3 h 30</h></q><q><a>x</a></q></p>"
            "<o from='2026-01-01' to='2026-01-10'/><o from='2026-01-05' to='2026-01-20'/>"
            "<o from='2026-01-10' to='2026-01-12'/><o from='2026-01-11' to=''/></data>"),
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
dates(void **state)
{
    static const struct help_case cases[] = {
        {"$today", "2026-03-02"},
        {"e:date-add('2026-02-28', 1)", "2026-03-01"},
        {"e:date-add('2026-03-01', -1)", "2026-02-28"},
        {"e:date-add('2026-02-30', 1)", ""},
        {"e:date-add('2199-12-31', 1)", ""},
        {"e:date-add('2026-03-01', 'x')", ""},
        {"e:days-between('2026-03-01', '2026-03-11')", "10"},
        {"e:days-between('', '2026-03-11')", "NaN"},
        {"e:weekday('2026-03-02')", "1"},
        {"e:year('2026-03-02')", "2026"},
        {"e:year('')", "NaN"},
        {"e:iso-week('2027-01-01')", "2026-W53"},
        {"e:age('2008-03-03', '2026-03-02')", "17"},
        {"e:age('2008-03-02', '2026-03-02')", "18"},
        {"e:age('', '2026-03-02')", "NaN"},
        {"e:territory('69002')", "69"},
        {"e:territory('97400')", "974"},
        {"e:territory('20090')", "2A"},
        {"e:territory('20200')", "2B"},
        {"e:territory('2A004')", "2A"},
        {"e:territory('SW1A1')", ""},
        {"e:territory('')", ""},
        {"e:is-holiday('2026-04-06')", "true"},
        {"e:is-holiday('2026-04-03')", "false"},
        {"e:is-holiday('2026-04-03', '67')", "true"},
        {"e:is-holiday('2026-12-26', '57')", "true"},
        {"e:is-holiday('2026-05-01', '-')", "false"},
        {"e:is-holiday('2026-03-04', '99')", "true"},
        {"e:is-holiday('2027-03-04', '99')", "false"},
        {"e:working-days-add('2026-04-03', 1)", "2026-04-07"},
        {"e:working-days-add('2026-04-02', 1, '67')", "2026-04-07"},
        {"e:working-days-add('2026-04-07', -1)", "2026-04-03"},
        {"e:working-days-add('2026-04-03', 0)", "2026-04-03"},
        {"e:working-days-add('2026-04-03', 99999)", ""},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

/* Published months of 2023, and worked examples of 7 hours a day. */
static void
days_and_minutes_are_counted(void **state)
{
    static const struct help_case cases[] = {
        {"e:hours(e:minutes('2023-01-01', '2023-01-31', 35))", "154.00"},
        {"e:hours(e:minutes('2023-03-01', '2023-03-31', 35))", "161.00"},
        {"e:hours(e:minutes('2023-01-01', '2023-04-30', 35))", "588.00"},
        {"e:count-days('2026-04-01', '2026-06-30')", "60"},
        {"e:count-days('2026-03-02', '2026-08-28')", "124"},
        {"e:hours(e:minutes('2026-03-02', '2026-08-28', '35', '', '', ''))", "868.00"},
        {"e:hours(e:minutes('2026-03-02', '2026-08-28', '39'))", "967.20"},
        {"e:hours(e:minutes('2026-02-02', '2026-07-31', '35 h'))", "868.00"},
        {"e:hours(e:minutes('2026-05-04', '2026-07-07', 35))", "308.00"},
        {"e:hours(e:minutes('2026-05-04', '2026-07-08', 35))", "315.00"},
        {"e:hours(e:minutes('2026-01-05', '2026-06-30', 35))", "854.00"},
        {"e:count-days('2025-12-22', '2026-01-02')", "8"},
        {"e:count-days('2025-12-22', '2026-01-02', '1-5', '67')", "7"},
        {"e:hours(e:minutes('2025-09-01', '2026-02-27', 35))", "889.00"},
        {"e:hours(e:minutes('2024-01-01', '2024-02-29', 35))", "301.00"},
        /* 1 May 2008 was a holiday twice over: one day off. */
        {"e:count-days('2008-04-28', '2008-05-02')", "4"},
        {"e:minutes('2023-01-01', '2023-01-07', '37.5', '1-5', '-', s/i)", "1350"},
        {"e:minutes('2023-01-01', '2023-01-07', 40, '1-5', '', '2023-01-03/2023-01-04')", "1440"},
        {"e:minutes('2023-01-01', '2023-01-07', 40, '1-5', '', "
         "'2023-01-03/2023-01-04,2023-01-04/2023-01-05')",
         "960"},
        {"e:count-days('2026-03-02', '2026-03-08', '1,3,5')", "3"},
        {"e:count-days('2026-03-02', '2026-03-08', '1-3,7')", "4"},
        {"e:count-days('2026-03-02', '2026-03-08', '5-1')", "NaN"},
        {"e:count-days('2026-03-02', '2026-03-08', '8')", "NaN"},
        {"e:count-days('2026-03-08', '2026-03-02')", "0"},
        {"e:count-days('', '2026-03-02')", "NaN"},
        {"e:count-days('1990-01-01', '2026-03-02')", "NaN"},
        {"e:minutes('2026-03-02', '2026-03-08', 'x')", "NaN"},
        {"e:minutes('2026-03-02', '2026-03-08', 200)", "NaN"},
        {"e:minutes('2026-03-02', '2026-03-08', 35, '', '', '2026-02-30/2026-03-05')", "NaN"},
        {"e:minutes('2026-03-02', '2026-03-08', 35, '', '', '2026-03-05')", "NaN"},
        {"e:minutes('2026-03-02', '2026-03-08', 35, '', '', '2026-03-05/2026-03-03')", "NaN"},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

static void
months_and_periods(void **state)
{
    static const struct help_case cases[] = {
        {"count(e:month-minutes('2026-03-02', '2026-08-28', 35))", "6"},
        {"e:month-minutes('2026-03-02', '2026-08-28', 35)[3]/@id", "2026-05"},
        {"e:month-minutes('2026-03-02', '2026-08-28', 35)[3]/@days", "17"},
        {"sum(e:month-minutes('2026-03-02', '2026-08-28', 35)/@minutes)", "52080"},
        {"sum(e:month-minutes('2026-01-01', '2026-12-31', '37.33', '1-4')/@minutes) = "
         "e:minutes('2026-01-01', '2026-12-31', '37.33', '1-4')",
         "true"},
        {"count(e:month-minutes('', '2026-08-28', 35))", "0"},
        {"e:period-minutes(p/q, '1-5', '-', '') div 60", "70"},
        {"e:period-minutes(p/q, '', '', s/i) div 60", "63"},
        {"e:period-minutes(p/none)", "0"},
        {"e:period-minutes(p/q, '9')", "NaN"},
        {"e:period-minutes('2026-01-01/2026-01-09')", "0"},
        {"e:max-overlap(o, '2026-01-01', '2026-01-31')", "3"},
        {"e:max-overlap(o, '2026-01-11', '2026-01-31')", "2"},
        {"e:max-overlap(o, '2026-02-01', '2026-02-28')", "0"},
        {"e:max-overlap(o, '', '2026-02-28')", "0"},
        {"e:max-overlap('x', '2026-01-01', '2026-02-28')", "0"},
    };

    (void)state;
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(days_and_minutes_are_counted),
        cmocka_unit_test(months_and_periods),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
