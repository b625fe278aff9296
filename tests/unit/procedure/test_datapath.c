// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

#include "procedure/datapath.h"

static void
paths_of_two_steps_are_replaced(void **state)
{
    static const struct {
        const char *source, *replaced;
    } cases[] = {
        {"loan/from", "$_loan.from"},
        {"e:days-between( loan/from , loan/to ) > 3", "e:days-between( $_loan.from , $_loan.to ) > 3"},
        {"loan/from or loan/to and 'loan/from'", "$_loan.from or $_loan.to and 'loan/from'"},
        {"2 * loan/copies", "2 * $_loan.copies"},
        {"loan/item[title = loan/from]", "loan/item[title = loan/from]"},
        {"loan/item [1]", "loan/item [1]"},
        {"loan/item/title", "loan/item/title"},
        {"loan/item//title", "loan/item//title"},
        {"loan", "loan"},
        {"loan/text()", "loan/text()"},
        {"loan/child::from", "loan/child::from"},
        {"e:loan/from", "e:loan/from"},
        {"loan.x/from", "loan.x/from"},
        {"../loan/from | /loan/from | $dossier/loan/from | @a/b", "../loan/from | /loan/from | $dossier/loan/from | @a/b"},
        {"count($x[loan/from])+loan/to", "count($x[loan/from])+$_loan.to"},
        {"$x[. = ']'] and loan/to", "$x[. = ']'] and $_loan.to"},
        {"loan/ from", "loan/ from"},
        {"'loan/from", "'loan/from"},
        {"", ""},
    };
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(span_of(datapath_replace(arena, cases[i].source)), cases[i].replaced, cases[i].source);
    arena_close(&arena);
}

static void
they_find_the_same_nodes(void **state)
{
    static const char *const sources[] = {"loan/from",  "count(loan/item)",    "loan/none", "none/none",
                                          "loan/fr",    "count(loan/item | loan/from)", "lo/from",
                                          "not(loan/none)", "string(loan/item) = 'b'"};
    static const char data[] = "<data><loan><from>2026-03-02</from><item>a</item><x><from>no</from></x>"
                               "<item>b</item></loan><other><from>no</from></other><loan><item>c</item></loan></data>";
    struct arena *arena = arena_open(HELP_ARENA), *own = arena_open(HELP_ARENA);
    struct procedure *procedure = help_desk(arena);
    struct evaluation *evaluation =
        evaluation_open(own, procedure, help_dossier(own, data), NULL, HELP_NOW);

    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        struct error err = {0};
        xmlXPathCompExpr *plain = expression_compile(sources[i], &err),
                         *quick = expression_compile_data(sources[i], &err);

        check_span(evaluation_string(evaluation, quick, &err),
                   span_dup(arena, evaluation_string(evaluation, plain, &err)), sources[i]);
        assert_int_equal(err.kind, ERROR_NONE);
        xmlXPathFreeCompExpr(plain);
        xmlXPathFreeCompExpr(quick);
    }
    assert_null(expression_compile_data("loan/from +", &(struct error){0}));
    arena_close(&own);
    arena_close(&arena);
    procedure_close(&procedure);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_of_two_steps_are_replaced),
        cmocka_unit_test(they_find_the_same_nodes),
    };

    xml_start();
    procedure_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
