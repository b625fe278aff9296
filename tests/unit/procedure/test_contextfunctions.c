// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"
#include "procedure/template.h"

#define XSL                                                                                                  \
    "<mail xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xsl:version='1.0' "                              \
    "xmlns:e='urn:conventiond:functions' xsl:exclude-result-prefixes='e'>"

static const char context[] =
    "<context>"
    "<let name='days'>3</let><let name=''>nobody</let><let name='weeks'>1</let><let name='days'>later</let>"
    "<parent><form><field id='loan.from'><shown>their day</shown></field></form></parent>"
    "<form><section id='loan'><label>loan</label>"
    "<group id='tools'><item><field id='loan.tools.name'><shown>saw</shown></field></item>"
    "<item><field id='loan.tools.2.name'><shown>axe</shown></field></item></group>"
    "<field id='loan.from'><label>From</label><shown>a day</shown></field>"
    "<field id='reader.astray'><shown>in a section that is not its own</shown></field></section>"
    "<section id='reader'><field id='reader.name'><shown>Ada</shown></field><field "
    "id='reader.mail'/></section>"
    "</form></context>";

/* What an expression gives as a string. */
static const struct {
    const char *expression, *value;
} cases[] = {
    {"e:let('days')", "3"},
    {"e:let('weeks')", "1"},
    {"count(e:let('months'))", "0"},
    {"e:let('months') != ''", "false"},
    {"e:field('loan.from')/shown", "a day"},
    {"e:field(' loan.from ')/label", "From"},
    {"e:field('reader.name')/shown", "Ada"},
    {"e:field('loan.tools.name')/shown", "saw"},
    {"e:field('loan.tools.2.name')/shown", "axe"},
    {"count(e:field('loan.tools.3.name'))", "0"},
    {"count(e:field('loan'))", "0"},
    {"count(e:field(''))", "0"},
    {"count(e:field('reader.astray'))", "0"},
    {"count(e:field('reader.mail'))", "1"},
    {"e:field('loan.from', /context/parent/form)/shown", "their day"},
    {"count(e:field('reader.name', /context/parent/form))", "0"},
    {"count(e:field('loan.from', /context/amended/form))", "0"},
    {"count(e:field('loan.from', 'no node'))", "0"},
    {"e:month-minutes('2026-03-02', '2026-03-31', 35)[e:let('days') = 3]/@id", "2026-03"},
};

static void
a_template_finds_what_its_context_holds(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);
    const char *none[] = {NULL};
    struct help_file files[sizeof cases / sizeof cases[0] + 3] = {{"rules/form.xml", help_form},
                                                                  {"rules/rules.xml", help_rules},
                                                                  {"rules/parameters.xml", help_parameters}};
    struct procedure *procedure;
    struct bundle bundle;
    struct error err = {0};
    xmlDoc *doc = xml_parse(arena, SPAN(context), "context", XML_OWN_MAX, &err);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        files[i + 3].name = arena_printf(arena, "templates/fr/mail/m%zu.xsl", i);
        files[i + 3].data =
            arena_printf(arena, XSL "<xsl:value-of select=\"%s\"/></mail>", cases[i].expression);
    }
    bundle = help_bundle(arena, files, sizeof files / sizeof files[0]);
    procedure = help_load(arena, &bundle);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        xmlDoc *result =
            template_apply(arena, procedure, "mail", arena_printf(arena, "m%zu", i), "fr", doc, none, &err);

        if (result == NULL)
            fail_msg("%s: %s", cases[i].expression, err.text);
        check_span(xml_text(arena, xmlDocGetRootElement(result)), cases[i].value, cases[i].expression);
    }
    procedure_close(&procedure);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_template_finds_what_its_context_holds)};

    return cmocka_run_group_tests(tests, help_start, NULL);
}
