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

/* The scope of a dossier: its own values first, then those that hold everywhere. */
static void
a_scope_is_chosen_by_the_dossier(void **state)
{
    static const char rules[] =
        "<rules xmlns='urn:conventiond:rules' xmlns:e='urn:conventiond:functions'>"
        "<let name='branch' select=\"e:table('branches')[@street = $day]/@id\"/>"
        "<let name='day' select='string(loan/from)'/><let name='days' select='1'/><let name='long' select='false()'/>"
        "<let name='asked' select=\"e:param('desk')\"/><scope select='$branch'/></rules>";
    static const char site[] = HELP_PARAMETERS_HEAD
        "<parameter id='desk'><value>main@univ.example</value></parameter>"
        "<table id='branches'><row street='2026-03-02' id='north'/></table>"
        "<scope id='north'><parameter id='desk'><value to='2026-01-31'>old@univ.example</value>"
        "<value from='2026-02-01'>north@univ.example</value></parameter></scope></parameters>";
    static const struct help_case north[] = {
        {"e:scope()", "north"},
        {"e:param('desk')", "north@univ.example"},
        {"e:param('desk', '2026-01-05')", "old@univ.example"},
        {"$asked", "north@univ.example"},
        {"e:param('fee')", "30"},
    };
    static const struct help_case elsewhere[] = {{"e:scope()", ""}, {"$asked", "main@univ.example"}};
    const struct help_file files[] = {{"rules/form.xml", help_form},
                                      {"rules/rules.xml", rules},
                                      {"rules/parameters.xml", help_parameters},
                                      {"site/parameters.xml", site}};
    struct arena *arena = arena_open(HELP_ARENA);
    struct bundle bundle = help_bundle(arena, files, 4);
    struct procedure *procedure = help_load(arena, &bundle);
    xmlDoc *dossier = help_dossier(arena, "<data><loan><from>2026-03-02</from></loan></data>");
    struct evaluation *evaluation = evaluation_open(arena, procedure, dossier, NULL, HELP_NOW);

    (void)state;
    help_cases(arena, evaluation, north, sizeof north / sizeof north[0]);
    xml_set_text(xml_path(xmlDocGetRootElement(dossier), "data/loan/from"), SPAN("2026-03-03"));
    evaluation_forget(evaluation);
    help_cases(arena, evaluation, elsewhere, sizeof elsewhere / sizeof elsewhere[0]);
    arena_close(&arena);
    procedure_close(&procedure);
}

static void
a_scope_has_no_parameter_of_its_own(void **state)
{
    static const char site[] = HELP_PARAMETERS_HEAD
        "<scope id='north'><parameter id='desq'><value>x</value></parameter></scope></parameters>";
    const struct help_file files[] = {{"rules/form.xml", help_form},
                                      {"rules/rules.xml", help_rules},
                                      {"rules/parameters.xml", help_parameters},
                                      {"site/parameters.xml", site}};
    struct arena *arena = arena_open(HELP_ARENA);
    struct bundle bundle = help_bundle(arena, files, 4);
    struct problems problems = {0};

    (void)state;
    assert_null(procedure_load(arena, &bundle, &problems));
    assert_int_equal(problems.count, 1);
    assert_true(span_find(problems.items[0].message, "outside of scopes") != SIZE_MAX);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_site_replaces_what_it_names),
                                       cmocka_unit_test(a_scope_is_chosen_by_the_dossier),
                                       cmocka_unit_test(a_scope_has_no_parameter_of_its_own)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
