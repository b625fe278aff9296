// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "procedure/compiled.h"

static void
what_an_expression_can_reach_is_read_off(void **state)
{
    static const struct {
        const char *source;
        unsigned reach;
    } cases[] = {
        {"loan/from", 0},
        {"string(loan/item[title = 'a/b'][1]/copies) != ''", 0},
        {"loan//title | loan/item[1]/copies", REACH_COMPUTED},
        {"e:days-between($today, loan/from) > 3", 0},
        {"sum($facts/loans/other/@amount) div 2", REACH_FACTS},
        {"$days * 2", 0},
        {"$late", REACH_BESIDE}, /* a let that looks at tasks */
        {"$unread-yet", REACH_ALL},
        {"$dossier/task[@status = 'open']", REACH_BESIDE | REACH_COMPUTED},
        {"$task/@id", REACH_ALL},
        {"$complete and loan/from", REACH_ALL},
        {"../state/@id", REACH_ALL},
        {"loan/from/../../../task", REACH_ALL},
        {"/dossier/task", REACH_ALL},
        {"count(//task)", REACH_ALL},
        {"loan/from or /dossier", REACH_ALL},
        {"3 */dossier/@revision", REACH_ALL},
        {"loan/ from", REACH_COMPUTED},
        {"not(/dossier)", REACH_ALL},
        {"ancestor::dossier", REACH_ALL},
        {"id('x')", REACH_ALL},
        {"concat('$dossier', \"/..\")", 0}, /* only text */
        {"loan/days", REACH_COMPUTED},
        {"loan/days-late", 0},
        {"count(loan) + 1", REACH_COMPUTED},
        {"loan[from]/to", REACH_COMPUTED},
        {"reader[name]/mail", 0},
        {"*/days", REACH_ALL},
        {"node()/days", REACH_COMPUTED},
        {"3 * loan/from", 0},
        {"string(.)", REACH_COMPUTED},
        {"string()", REACH_COMPUTED},
        {"e:param('rate') * $days", REACH_SCOPE},
        {"e:scope() = 'north' and $facts/x", REACH_SCOPE | REACH_FACTS},
    };
    struct let lets[] = {{.name = "days"}, {.name = "late", .reach = REACH_BESIDE}};
    struct section loan = {.id = SPAN("loan")}, reader = {.id = SPAN("reader")};
    struct field fields[] = {{.name = SPAN("from"), .section = &loan},
                             {.name = SPAN("days"), .section = &loan, .calculate = "$days"},
                             {.name = SPAN("name"), .section = &reader}};
    struct procedure procedure = {
        .lets = lets, .let_count = 2, .form = {.fields = fields, .field_count = 3}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (reach_of(&procedure, cases[i].source) != cases[i].reach)
            fail_msg("%s: reach %u, expected %u", cases[i].source, reach_of(&procedure, cases[i].source),
                     cases[i].reach);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_expression_can_reach_is_read_off),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
