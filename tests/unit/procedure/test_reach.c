// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "procedure/compiled.h"

static void
what_an_expression_can_reach_is_read_off(void **state)
{
    static const struct {
        const char *source;
        bool of_data;
    } cases[] = {
        {"loan/from", true},
        {"string(loan/item[title = 'a/b'][1]/copies) != ''", true},
        {"loan//title | loan/item[1]/copies", true},
        {"e:days-between($today, loan/from) > 3", true},
        {"sum($facts/loans/other/@amount) div 2", true},
        {"$days * 2", true},
        {"$late", false}, /* a let that looks at tasks */
        {"$unread-yet", false},
        {"$dossier/task[@status = 'open']", false},
        {"$task/@id", false},
        {"$complete and loan/from", false},
        {"../state/@id", false},
        {"loan/from/../../../task", false},
        {"/dossier/task", false},
        {"count(//task)", false},
        {"loan/from or /dossier", false},
        {"3 */dossier/@revision", false},
        {"loan/ from", true},
        {"not(/dossier)", false},
        {"ancestor::dossier", false},
        {"id('x')", false},
        {"concat('$dossier', \"/..\")", true}, /* only text */
    };
    struct let lets[] = {{.name = "days", .of_data = true}, {.name = "late", .of_data = false}};
    struct procedure procedure = {.lets = lets, .let_count = 2};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (reach_is_data(&procedure, cases[i].source) != cases[i].of_data)
            fail_msg("%s: %s expected", cases[i].source, cases[i].of_data ? "of the data" : "beyond the data");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_expression_can_reach_is_read_off),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
