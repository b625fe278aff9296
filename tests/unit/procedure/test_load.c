// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

#define FORM(fields)                                                                                         \
    "<form xmlns='urn:conventiond:form' id='desk'>\n<label xml:lang='fr'>x</label><section id='loan'>"       \
    "<label xml:lang='fr'>x</label>\n<field id='from' type='date'><label "                                   \
    "xml:lang='fr'>x</label></field>\n" fields "</section></form>"
#define LABEL "<label xml:lang='fr'>x</label>"
#define RULES(content) HELP_RULES_HEAD "\n<let name='days' select='1'/>\n" content "</rules>"
#define PARAMETERS(content) HELP_PARAMETERS_HEAD "\n" content "</parameters>"
#define RULE(attributes) "<rule severity='warn' " attributes "><message xml:lang='fr'>x</message></rule>"
#define SHEET "<m xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xsl:version='1.0'>\n"

static const char good_form[] = FORM("");
static const char good_rules[] = RULES("");
static const char good_parameters[] = PARAMETERS("");

struct fault {
    const char *file, *data; /* in place of the good one, or beside */
    int line;
    const char *words; /* of the first problem on that line */
};

static const struct fault faults[] = {
    {"rules/form.xml", "<form", 0, "form.xml:1:"},
    {"rules/form.xml", "<!DOCTYPE form [<!ENTITY a 'b'>]><form xmlns='urn:conventiond:form' id='x'/>", 0,
     "DOCTYPE"},
    {"rules/form.xml", FORM("<field id='x' type='odd'>" LABEL "</field>"), 4, "attributes"},
    {"rules/form.xml", FORM("<field id='from' type='text'>" LABEL "</field>"), 4, "loan.from stands twice"},
    {"rules/form.xml", FORM("<field id='x' type='choice'>" LABEL "</field>"), 4, "choice"},
    {"rules/form.xml", FORM("<field id='x' type='pattern' pattern='(a'>" LABEL "</field>"), 4, "pattern: "},
    {"rules/form.xml", FORM("<field id='x' type='text' required='loan/from ='>" LABEL "</field>"), 4,
     "XPath"},
    {"rules/form.xml", FORM("<field id='x' type='text' required='loan/form'>" LABEL "</field>"), 4,
     "there is no field loan/form in form.xml"},
    {"rules/form.xml", FORM("<field id='x' type='text' required='$none'>" LABEL "</field>"), 4,
     "there is no variable $none"},
    {"rules/form.xml",
     FORM("<field id='x' type='choice'>" LABEL "<choice value='a'>" LABEL "</choice><choice value='a'>" LABEL
          "</choice></field>"),
     4, "\"a\" stands twice"},
    {"rules/form.xml", FORM("<field id='x' type='text' calculate='1' required='true()'>" LABEL "</field>"), 4,
     "computed"},
    {"rules/rules.xml", RULES(RULE("id='a' test='true()' field='loan.to'")), 3, "no field \"loan.to\""},
    {"rules/rules.xml", RULES(RULE("id='a' test='true()'") "\n" RULE("id='a' test='true()'")), 4,
     "on line 3 already"},
    {"rules/rules.xml", RULES(RULE("id='a' test='false() and e:nothing(1)'")), 3,
     "there is no function e:nothing()"},
    {"rules/rules.xml", RULES(RULE("id='a' test='false() and e:let(1)'")), 3,
     "there is no function e:let()"},
    {"rules/rules.xml", RULES(RULE("id='a' test='false() and e:age(1)'")), 3,
     "e:age() takes 2 to 2 arguments, here it has 1"},
    {"rules/rules.xml", RULES(RULE("id='a' test='contain(1, 2)'")), 3, "there is no function contain()"},
    {"rules/rules.xml", RULES(RULE("id='a' test='true()' valid-from='2026-02-30'")), 3, "valid-from"},
    {"rules/rules.xml",
     RULES("<rule id='a' test='1' severity='warn'><message xml:lang='en'>x</message></rule>"), 3,
     "needs a <message xml:lang=\"fr\">"},
    {"rules/rules.xml",
     RULES("<rule id='a' test='1' severity='warn'><message xml:lang='fr'><value "
           "select='$x'/></message></rule>"),
     3, "there is no variable $x"},
    {"rules/rules.xml",
     RULES("<rule id='a' test='1' severity='warn'><message xml:lang='fr'><value select='1' "
           "as='odd'/></message></rule>"),
     3, "odd"},
    {"rules/rules.xml", RULES("<let name='days' select='2'/>"), 3, "days"},
    {"rules/rules.xml", RULES("<let name='a' select='$b'/>\n<let name='b' select='$a'/>"), 3, "$"},
    {"rules/rules.xml", RULES("<calculation name='c'><output name='o' select='$dossier'/></calculation>"), 3,
     "there is no variable $dossier"},
    {"rules/rules.xml",
     RULES("<calculation name='c'><input name='i' type='odd'/><output name='o' select='$i'/></calculation>"),
     3, "odd"},
    {"rules/parameters.xml", PARAMETERS("<parameter id='a'><value from='2026-13-01'>1</value></parameter>"),
     2, "from"},
    {"rules/parameters.xml", PARAMETERS("<table id='feries'><row rule='13-01'/></table>"), 2,
     "a holiday has rule"},
    {"rules/parameters.xml", PARAMETERS("<table id='feries'>\n<row rule='easter39'/></table>"), 3,
     "a holiday has rule"},
    {"rules/parameters.xml",
     PARAMETERS(
         "<parameter id='a'><value>1</value></parameter>\n<parameter id='a'><value>1</value></parameter>"),
     3, "on line 2 already"},
    {"rules/parameters.xml", PARAMETERS("<table id='pays'><row iso='FRA' fr='a' en='b'/></table>"), 2,
     "a country has"},
    {"site/parameters.xml", PARAMETERS("<odd/>"), 2, "odd"},
    {"templates/fr/mail/a.xsl", SHEET "<xsl:value-of select='1 +'/></m>", 2, "1 +"},
    {"templates/fr/mail/a.xsl", SHEET "<xsl:odd/></m>", 2, "odd"},
    {"templates/fr/mail/a.xsl", SHEET "<b></m>", 2, "mismatch"},
    {"templates/fr/mail/a.xsl",
     "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n<xsl:import "
     "href='no.xsl'/>"
     "</xsl:stylesheet>",
     0, "there is no file templates/fr/mail/no.xsl to import"},
    {"templates/fr/mail/a.xsl", SHEET "<enclose document='no'/></m>", 2,
     "there is no templates/fr/document/no.xsl"},
    {"templates/fr/mail/a.xsl",
     SHEET "<b><xsl:if test='false()'>\n<c x='{{e:x()}}{e:nothing(1)}'/></xsl:if></b></m>", 3,
     "x: there is no function e:nothing()"},
    {"templates/fr/mail/a.xsl", SHEET "<b/>\n<xsl:value-of select='e:age(1)'/></m>", 3, "e:age() takes 2"},
    {"templates/fr/mail/a.xsl", "", 0, ""},
};

static bool
is_told(const struct problems *problems, const struct fault *fault)
{
    for (size_t i = 0; i < problems->count; i++)
        if (span_is(problems->items[i].file, fault->file) &&
            (fault->line == 0 || problems->items[i].line == fault->line) &&
            (*fault->words == '\0' || span_find(problems->items[i].message, fault->words) != SIZE_MAX))
            return true;
    return false;
}

static void
every_fault_is_told_with_file_and_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct help_file files[4] = {{"rules/form.xml", good_form},
                                     {"rules/rules.xml", good_rules},
                                     {"rules/parameters.xml", good_parameters}};
        struct arena *arena = arena_open(HELP_ARENA);
        struct problems problems = {0};
        struct bundle bundle;
        struct procedure *procedure;
        size_t count = 3;

        for (size_t j = 0; j < 3; j++)
            if (strcmp(files[j].name, faults[i].file) == 0) {
                files[j].data = faults[i].data;
                count = 2;
            }
        if (count == 3)
            files[3] = (struct help_file){faults[i].file, faults[i].data};
        bundle = help_bundle(arena, files, count == 3 ? 4 : 3);
        procedure = procedure_load(arena, &bundle, &problems);
        if (procedure != NULL || !is_told(&problems, &faults[i])) {
            for (size_t j = 0; j < problems.count; j++)
                print_error("%.*s:%d: %.*s\n", SPAN_ARG(problems.items[j].file), problems.items[j].line,
                            SPAN_ARG(problems.items[j].message));
            fail_msg("case %zu, %s: \"%s\" on line %d was not told", i, faults[i].file, faults[i].words,
                     faults[i].line);
        }
        arena_close(&arena);
    }
}

static void
missing_files_are_told(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);
    struct problems problems = {0};
    struct bundle bundle = help_bundle(arena, NULL, 0);

    (void)state;
    assert_null(procedure_load(arena, &bundle, &problems));
    assert_int_equal(problems.count, 3);
    arena_close(&arena);
}

static void
problems_are_bounded(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);
    struct problems problems = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        problem_add(arena, &problems, "a", i, "%d", i);
    assert_int_equal(problems.count, 200);
    assert_true(problems.more);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_told_with_file_and_line),
        cmocka_unit_test(missing_files_are_told),
        cmocka_unit_test(problems_are_bounded),
    };

    return cmocka_run_group_tests(tests, help_start, NULL);
}
