// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

static struct procedure *procedure;
static struct arena *arena;

static int
set_up(void **state)
{
    (void)state;
    xml_start();
    procedure_start();
    arena = arena_open(HELP_ARENA);
    procedure = help_desk(arena);
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

static const char loan[] = "<data><loan><from>2026-03-02</from><to>2026-03-11</to>"
                           "<item><title>a</title></item><item><title>b</title></item></loan></data>";

static void
variables_and_lets(void **state)
{
    static const struct help_case cases[] = {
        {"$today", "2026-03-02"},
        {"$now", "2026-03-02T11:00:00Z"},
        {"$dossier/@owner", "a@univ.example"},
        {"count($facts/*)", "0"},
        {"$days", "10"},
        {"$long", "false"},
        {"not($long)", "true"},
        {"$items[2]/title", "b"},
        {"loan/item/title", "a"},
        {"count($task)", "0"},
        {"$complete", "true"},
        {"$none", "the expression fails: there is no variable $none"},
        {"e:none()", "the expression fails: there is no function none()"},
        {"none()", "the expression fails: there is no function none()"},
        {"1 +", "not an XPath 1.0 expression (a malformed expression at byte 4): 1 +"},
    };
    struct evaluation *evaluation =
        evaluation_open(arena, procedure, help_dossier(arena, loan), NULL, HELP_NOW);
    const char *const *names;

    (void)state;
    evaluation_set_node(evaluation, "task", NULL);
    evaluation_set_boolean(evaluation, "complete", false);
    evaluation_set_boolean(evaluation, "complete", true);
    help_cases(arena, evaluation, cases, sizeof cases / sizeof cases[0]);
    check_span(evaluation_let(evaluation, "days"), "10", "days");
    check_span(evaluation_let(evaluation, "none"), "", "none");
    assert_int_equal(evaluation_let_names(evaluation, &names), 3);
    assert_string_equal(names[1], "long");
}

/* libxml2 looks at the nodes of a set when it frees it: they may be gone by then. */
static void
a_dossier_may_change_under_an_evaluation(void **state)
{
    struct arena *own = arena_open(HELP_ARENA);
    xmlDoc *dossier = help_dossier(own, loan);
    xmlNode *data = xml_first(xmlDocGetRootElement(dossier), "data");
    struct evaluation *evaluation = evaluation_open(own, procedure, dossier, NULL, HELP_NOW);

    (void)state;
    check_span(help_value(own, evaluation, "count($items)"), "2", "before");
    evaluation_set_node(evaluation, "task", xml_path(data, "loan/item[2]"));
    xml_remove(xml_path(data, "loan/item"));
    xml_remove(xml_path(data, "loan/item"));
    evaluation_set_node(evaluation, "task", NULL);
    evaluation_forget(evaluation);
    check_span(help_value(own, evaluation, "count($items)"), "0", "after");
    xml_set_text(xml_path_make(data, "loan/item/title"), SPAN("c"));
    evaluation_forget(evaluation);
    check_span(help_value(own, evaluation, "$items/title"), "c", "again");
    xml_remove(xml_path(data, "loan/item"));
    arena_close(&own);
}

static void
computed_fields_follow(void **state)
{
    struct arena *own = arena_open(HELP_ARENA);
    xmlDoc *dossier = help_dossier(own, loan);
    xmlNode *data = xml_first(xmlDocGetRootElement(dossier), "data");
    struct evaluation *evaluation = evaluation_open(own, procedure, dossier, NULL, HELP_NOW);

    (void)state;
    form_compute(evaluation, dossier);
    check_span(xml_text(own, xml_path(data, "loan/days")), "10", "days");
    check_span(xml_text(own, xml_path(data, "loan/is-long")), "non", "long");
    xml_set_text(xml_path(data, "loan/to"), SPAN("2026-05-01"));
    evaluation_forget(evaluation);
    form_compute(evaluation, dossier);
    check_span(xml_text(own, xml_path(data, "loan/days")), "61", "days");
    check_span(xml_text(own, xml_path(data, "loan/is-long")), "oui", "long");
    xml_remove(xml_path(data, "loan/to"));
    evaluation_forget(evaluation);
    form_compute(evaluation, dossier);
    assert_null(xml_path(data, "loan/days"));
    arena_close(&own);
}

static void
an_expression_has_its_limits(void **state)
{
    struct arena *own = arena_open(HELP_ARENA);
    struct text content = text_new(own, 1000000);
    struct evaluation *evaluation;
    struct error err = {0};
    xmlXPathCompExpr *hostile = expression_compile("count(//*[count(//*[count(//*) > 1]) > 1])", &err);
    char *longer = arena_alloc(own, 20001);

    (void)state;
    text_string(&content, "<data>");
    for (int i = 0; i < 2000; i++)
        text_string(&content, "<a/>");
    text_string(&content, "</data>");
    evaluation = evaluation_open(own, procedure, help_dossier(own, text_cstr(&content)), NULL, HELP_NOW);
    assert_false(evaluation_boolean(evaluation, hostile, &err));
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    /* The next one has its own budget. */
    check_span(help_value(own, evaluation, "count(a)"), "2000", "after");
    xmlXPathFreeCompExpr(hostile);
    memset(longer, '1', 20000);
    assert_null(expression_compile(longer, &err));
    arena_close(&own);
}

static void
parameters_of_the_day(void **state)
{
    struct evaluation *evaluation =
        evaluation_open(arena, procedure, help_dossier(arena, "<data/>"), NULL, HELP_NOW);
    struct pair *pairs;

    (void)state;
    assert_int_equal(evaluation_parameters(evaluation, &pairs), 2);
    check_span(pairs[0].value, "30", "fee");
    evaluation = evaluation_open(arena, procedure, help_dossier(arena, "<data/>"), NULL, HELP_NOW * 2);
    assert_int_equal(evaluation_parameters(evaluation, &pairs), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variables_and_lets),     cmocka_unit_test(a_dossier_may_change_under_an_evaluation),
        cmocka_unit_test(computed_fields_follow), cmocka_unit_test(an_expression_has_its_limits),
        cmocka_unit_test(parameters_of_the_day),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
