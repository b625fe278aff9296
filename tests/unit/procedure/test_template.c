// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"
#include "procedure/template.h"

#define XSL                                                                                                  \
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "                        \
    "xmlns:e='urn:conventiond:functions' exclude-result-prefixes='e'>"
#define SHORT "xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xsl:version='1.0'"

static const struct help_file files[] = {
    {"rules/form.xml", help_form},
    {"rules/rules.xml", help_rules},
    {"rules/parameters.xml", help_parameters},
    {"templates/fr/mail/common.xsl",
     XSL "<xsl:template name='foot'><i>Guichet</i></xsl:template></xsl:stylesheet>"},
    {"templates/fr/mail/due.xsl", XSL
     "<xsl:import href='common.xsl'/><xsl:param name='tag'/><xsl:template match='/context'><mail><s>"
     "<xsl:value-of select='$tag'/></s><p><xsl:value-of select=\"e:format(e:param('fee'), 'money')\"/></p>"
     "<xsl:for-each select=\"e:month-minutes('2026-03-02', '2026-04-30', 35)\"><m><xsl:value-of "
     "select='@id'/>:"
     "<xsl:value-of select='e:hours(@minutes)'/></m></xsl:for-each>"
     "<xsl:value-of select=\"e:table('pays')[2]/@fr\"/>"
     "<xsl:message>noise</xsl:message><xsl:call-template "
     "name='foot'/></mail></xsl:template></xsl:stylesheet>"},
    {"templates/en/mail/due.xsl", "<mail " SHORT ">due <xsl:value-of select='/context/@today'/></mail>"},
    {"templates/fr/mail/steal.xsl",
     "<mail " SHORT "><xsl:copy-of select=\"document('/etc/passwd')\"/><xsl:copy-of "
                    "select=\"document('x.xml')\"/>ok</mail>"},
    {"templates/fr/mail/write.xsl",
     "<mail " SHORT
     "><xsl:document href='/tmp/conventiond-test-write' xmlns:x='y'>x</xsl:document>ok</mail>"},
    {"templates/fr/mail/endless.xsl",
     XSL "<xsl:template match='/'><m><xsl:call-template name='a'/></m></xsl:template>"
         "<xsl:template name='a'><xsl:call-template name='a'/></xsl:template>"
         "</xsl:stylesheet>"},
    {"templates/fr/mail/stop.xsl",
     "<mail " SHORT "><xsl:message terminate='yes'>stop here</xsl:message></mail>"},
    {"templates/fr/mail/unknown.xsl", "<mail " SHORT "><xsl:value-of select='$none'/></mail>"},
    {"templates/fr/document/fiche.xsl", "<document " SHORT "/>"},
    {"templates/fr/mail/notes.txt", "no template"},
};

static struct arena *arena;
static struct procedure *procedure;

static int
set_up(void **state)
{
    struct bundle bundle;

    (void)state;
    xml_start();
    procedure_start();
    procedure_start();
    arena = arena_open(HELP_ARENA);
    bundle = help_bundle(arena, files, sizeof files / sizeof files[0]);
    procedure = help_load(arena, &bundle);
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

static struct span
apply(const char *name, const char *lang, struct error *err)
{
    const char *parameters[] = {"tag", "it's \"x\"", NULL};
    struct error ignored;
    xmlDoc *input = xml_parse(arena, SPAN("<context today='2025-12-31'/>"), "context", XML_OWN_MAX, &ignored);
    xmlDoc *result = template_apply(arena, procedure, "mail", name, lang, input, parameters, err);

    return result == NULL ? (struct span){NULL, 0} : xml_serialize(arena, result);
}

static void
a_template_makes_its_mail(void **state)
{
    struct error err = {0};

    (void)state;
    check_span(
        apply("due", "fr", &err),
        "<mail><s>it's \"x\"</s><p>29,00\u00a0€</p><m>2026-03:154.00</m><m>2026-04:147.00</m>Royaume-Uni"
        "<i>Guichet</i></mail>",
        "fr");
    check_span(apply("due", "en", &err), "<mail>due 2025-12-31</mail>", "en");
    check_span(
        apply("due", "de", &err),
        "<mail><s>it's \"x\"</s><p>29,00\u00a0€</p><m>2026-03:154.00</m><m>2026-04:147.00</m>Royaume-Uni"
        "<i>Guichet</i></mail>",
        "falls back on fr");
    assert_true(template_exists(procedure, "mail", "due", "en"));
    assert_false(template_exists(procedure, "mail", "fiche", "fr"));
    assert_true(template_exists(procedure, "document", "fiche", "fr"));
    assert_null(apply("none", "fr", &err).data);
}

static void
a_template_reaches_nothing_outside(void **state)
{
    struct error err = {0};
    struct span stolen = apply("steal", "fr", &err);

    (void)state;
    if (stolen.data != NULL && span_find(stolen, "root:") != SIZE_MAX)
        fail_msg("a template read a file");
    (void)apply("write", "fr", &err);
    assert_null(fopen("/tmp/conventiond-test-write", "r"));
}

static void
a_failing_template_says_where(void **state)
{
    struct error err = {0};

    (void)state;
    assert_null(apply("endless", "fr", &err).data);
    err = (struct error){0};
    assert_null(apply("stop", "fr", &err).data);
    if (strstr(err.text, "stop here") == NULL)
        fail_msg("\"%s\" does not say why", err.text);
    err = (struct error){0};
    assert_null(apply("unknown", "fr", &err).data);
    if (strstr(err.text, "none") == NULL || strstr(err.text, "line 1") == NULL)
        fail_msg("\"%s\" does not name the variable and the line", err.text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_template_makes_its_mail),
        cmocka_unit_test(a_template_reaches_nothing_outside),
        cmocka_unit_test(a_failing_template_says_where),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
