// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

static void
a_site_replaces_what_it_names(void **state)
{
    static const char site[] = HELP_PARAMETERS_HEAD
        "<parameter id='desk'><value>other@univ.example</value></parameter>"
        "<parameter id='new'><value to='2026-03-01'>a</value><value from='2026-03-02'>b</value></parameter>"
        "<table id='feries'><row name='x' rule='03-03' territory=''/></table></parameters>";
    static const struct help_case cases[] = {
        {"e:param('desk')", "other@univ.example"},
        {"e:param('fee')", "30"},
        {"e:param('new')", "b"},
        {"e:param('new', '1990-01-01')", "a"},
        {"e:is-holiday('2026-03-03')", "true"},
        {"e:is-holiday('2026-05-01')", "false"},
        {"count(e:table('feries'))", "1"},
        {"count(e:table('pays'))", "3"},
    };
    const struct help_file files[] = {{"rules/form.xml", help_form},
                                      {"rules/rules.xml", help_rules},
                                      {"rules/parameters.xml", help_parameters},
                                      {"site/parameters.xml", site}};
    struct arena *arena = arena_open(HELP_ARENA);
    struct bundle bundle;
    struct procedure *procedure;

    (void)state;
    xml_start();
    procedure_start();
    bundle = help_bundle(arena, files, 4);
    procedure = help_load(arena, &bundle);
    help_cases(arena, evaluation_open(arena, procedure, help_dossier(arena, "<data/>"), NULL, HELP_NOW),
               cases, sizeof cases / sizeof cases[0]);
    arena_close(&arena);
    procedure_close(&procedure);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_site_replaces_what_it_names)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
