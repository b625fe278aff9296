// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

static struct procedure *procedure;

static int
set_up(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);

    (void)state;
    xml_start();
    procedure_start();
    procedure = help_desk(arena);
    arena_close(&arena);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    procedure_close(&procedure);
    return 0;
}

static const char *
outcome(struct arena *arena, const char *dossier, const char *facts)
{
    struct error err;
    xmlDoc *doc = help_dossier(arena, dossier);
    xmlDoc *known = facts == NULL ? NULL : xml_parse(arena, span_of(facts), "facts", XML_OWN_MAX, &err);
    struct evaluation *evaluation = evaluation_open(arena, procedure, doc, known, HELP_NOW);
    struct findings findings = rules_check(evaluation);
    struct text out = text_new(arena, 4000);

    for (size_t i = 0; i < findings.count; i++)
        text_printf(&out, "%.*s@%.*s ", SPAN_ARG(findings.items[i].rule), SPAN_ARG(findings.items[i].field));
    text_printf(&out, "%s %s", findings_complete(&findings) ? "complete" : "open",
                findings_valid(&findings) ? "valid" : "invalid");
    for (size_t i = 0; i < procedure_form(procedure)->section_count; i++)
        text_printf(&out, " %s",
                    gauge_name(rules_gauge(arena, xml_first(xmlDocGetRootElement(doc), "data"),
                                           &procedure_form(procedure)->sections[i], &findings)));
    return text_cstr(&out);
}

static void
findings_come_in_the_forms_order(void **state)
{
    static const struct {
        const char *dossier, *facts, *expected;
    } cases[] = {
        {"<data/>", NULL, "required@reader.name required@loan.from open invalid red red green"},
        {"<data><reader><name>M</name></reader><loan><from>2026-03-02</from></loan></data>", NULL,
         "required@loan.to open invalid green orange green"},
        {"<data><reader><name>M</name></reader><loan><from>2026-03-02</from><to>2026-03-01</to></loan></"
         "data>",
         NULL, "R1@loan.to complete invalid green orange green"},
        {"<data><reader><name>M</name></reader><loan><from>2026-03-02</from><to>2026-05-01</to></loan></"
         "data>",
         NULL, "R2@loan.from complete valid green green green"},
        /* The first item's fields have the plain id. */
        {"<data><reader><name>M</name></reader><loan><from>2026-03-02</from><to>2026-03-02</to>"
         "<item><title/></item><item><title>x</title></item></loan></data>",
         NULL, "required@loan.item.title required@loan.item.2.copies open invalid green orange green"},
        /* What was written but can't be read is told once, and is missing where it was wanted. */
        {"<data/><rejected field='loan.from' value='demain'><fr>une date</fr><en>a date</en></rejected>",
         NULL, "required@reader.name value@loan.from open invalid red orange green"},
        {"<data><reader><name>M</name></reader><loan><from>2026-03-02</from><to>2026-03-02</to></loan></data>"
         "<rejected field='reader.mail' value='x'><fr>une adresse</fr></rejected>",
         NULL, "value@reader.mail complete invalid orange green green"},
        {"<data><reader><name>M</name></reader><loan><from>2026-03-02</from><to>2026-03-02</to></loan></"
         "data>",
         "<facts><mail key='k'><other number='1'/><other number='2'/></mail></facts>",
         "R4@ complete valid green green green"},
    };
    struct arena *arena = arena_open(HELP_ARENA);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(span_of(outcome(arena, cases[i].dossier, cases[i].facts)), cases[i].expected,
                   cases[i].dossier);
    arena_close(&arena);
}

static void
a_rule_holds_in_its_time(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);
    xmlDoc *dossier = help_dossier(arena, "<data><reader><name>M</name></reader><loan><from>2026-03-02</from>"
                                          "<to>2026-05-01</to></loan></data>");
    struct findings findings;

    (void)state;
    xml_set(xmlDocGetRootElement(dossier), "created", SPAN("2026-02-28T23:30:00Z")); /* 1 March in Paris */
    findings = rules_check(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW));
    assert_int_equal(findings.count, 1);
    xml_set(xmlDocGetRootElement(dossier), "created", SPAN("2026-02-28T22:30:00Z"));
    findings = rules_check(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW));
    assert_int_equal(findings.count, 0);
    arena_close(&arena);
}

static void
messages_carry_values(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);
    xmlDoc *dossier = help_dossier(arena, "<data><reader><name>M</name></reader><loan><from>2026-03-02</from>"
                                          "<to>2026-03-01</to></loan></data>");
    struct findings findings = rules_check(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW));

    (void)state;
    assert_int_equal(findings.count, 1);
    check_span(findings.items[0].message.fr, "La fin, le 1er mars 2026, précède le début.", "fr");
    check_span(findings.items[0].message.en, "The end, 1 March 2026, comes too early.", "en");
    check_span(findings.items[0].source, "Rule book, 1", "source");
    assert_int_equal(findings.items[0].severity, SEVERITY_BLOCK);
    arena_close(&arena);
}

static void
the_store_is_told_what_to_look_up(void **state)
{
    struct arena *arena = arena_open(HELP_ARENA);
    xmlDoc *dossier =
        help_dossier(arena, "<data><reader><name>M</name><mail>A@B.Example</mail></reader><loan>"
                            "<from>2026-03-02</from><to>2026-03-11</to></loan></data>");
    struct index_entry *entries;

    (void)state;
    assert_int_equal(facts_wanted(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW), &entries), 1);
    check_span(entries[0].index, "mail", "index");
    check_span(entries[0].key, "a@b.example", "key");
    check_span(entries[0].label, "M", "label");
    assert_int_equal(entries[0].amount, 10);
    assert_int_equal(entries[0].to - entries[0].from, 9);
    assert_true(entries[0].seen);
    dossier = help_dossier(arena, "<data><reader><name>N</name><mail>A@B.Example</mail></reader><loan>"
                                  "<from>2026-03-02</from></loan></data>");
    assert_int_equal(facts_wanted(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW), &entries), 1);
    assert_false(entries[0].seen);
    dossier = help_dossier(arena, "<data><loan><from>2026-03-02</from></loan></data>");
    assert_int_equal(facts_wanted(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW), &entries), 0);
    dossier = help_dossier(arena, "<data><reader><mail>a@b.example</mail></reader></data>");
    assert_int_equal(facts_wanted(evaluation_open(arena, procedure, dossier, NULL, HELP_NOW), &entries), 0);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_come_in_the_forms_order),
        cmocka_unit_test(a_rule_holds_in_its_time),
        cmocka_unit_test(messages_carry_values),
        cmocka_unit_test(the_store_is_told_what_to_look_up),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
