// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "common/xml.h"
#include "loan.h"
#include "reader/xmlform.h"

static struct arena *arena;

static void
values_come_by_path_and_by_id(void **state)
{
    static const struct {
        const char *xml, *shown;
    } cases[] = {
        {"<form xmlns='urn:conventiond:data' procedure='pret'><emprunteur><nom> Durand "
         "</nom></emprunteur></form>",
         "emprunteur.nom=Durand;"},
        {"<formulaire><emprunteur>\n<nom>D</nom></emprunteur><field id='garant.nom'>P</field></formulaire>",
         "emprunteur.nom=D;garant.nom=P;"},
        {"<form><pret><interruption><debut>a</debut><fin>b</fin></interruption><interruption><debut>c</debut>"
         "</interruption></pret></form>",
         "pret.interruption.1.debut=a;pret.interruption.1.fin=b;pret.interruption.2.debut=c;"},
        {"<form><field id='pret.interruption.3.fin'>x</field></form>", "pret.interruption.3.fin=x;"},
        {"<form><emprunteur><nom/><prenom empty='yes'/></emprunteur></form>", "emprunteur.prenom=;"},
        {"<form><emprunteur><age>3</age></emprunteur><autre><x>1</x></autre></form>",
         "?emprunteur.age;?autre.x;"},
        {"<form><emprunteur><nom>A</nom><nom>B</nom></emprunteur></form>", "emprunteur.nom=B;"},
        {"<data><emprunteur><nom>&lt;é&gt;</nom></emprunteur></data>", "emprunteur.nom=<é>;"},
    };
    struct error err;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct xmlform form;
        struct text out = text_new(arena, 10000);

        assert_true(xmlform_is(span_of(cases[i].xml)));
        if (!xmlform_read(arena, &loan_form, 1, span_of(cases[i].xml), "a.xml", &form, &err))
            fail_msg("%s: %s", cases[i].xml, err.text);
        for (size_t v = 0; v < form.value_count; v++)
            text_printf(&out, "%.*s=%.*s;", SPAN_ARG(form.values[v].field), SPAN_ARG(form.values[v].value));
        for (size_t v = 0; v < form.unknown_count; v++)
            text_printf(&out, "?%.*s;", SPAN_ARG(form.unknown[v]));
        check_span(text_get(&out), cases[i].shown, cases[i].xml);
    }
}

static void
what_is_no_form_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *xml, *start;
    } cases[] = {
        {"<form>\n<emprunteur></form>", "a.xml:2:"},
        {"\n<form procedure='autre'/>", "a.xml:2: no procedure"},
        {"<form xmlns='urn:other'/>", "a.xml:1: the root"},
        {"<html/>", "a.xml:1: the root"},
        {"<!DOCTYPE form [<!ENTITY a 'b'>]><form>&a;</form>", "a.xml:"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct xmlform form;
        struct error err;

        assert_false(xmlform_read(arena, &loan_form, 1, span_of(cases[i].xml), "a.xml", &form, &err));
        if (strncmp(err.text, cases[i].start, strlen(cases[i].start)) != 0)
            fail_msg("%s: %s", cases[i].xml, err.text);
    }
    assert_false(xmlform_is(SPAN("<formula/>")));
    assert_false(xmlform_is(SPAN("<form")));
}

static void
many_elements_are_read_within_bounds(void **state)
{
    struct text xml = text_new(arena, 300000);
    struct xmlform form;
    struct error err;

    (void)state;
    text_string(&xml, "<form><pret>");
    while (xml.len < 200000)
        text_string(&xml, "<interruption><debut>a</debut></interruption>");
    text_string(&xml, "</pret></form>");
    assert_true(xmlform_read(arena, &loan_form, 1, text_get(&xml), "a.xml", &form, &err));
    assert_int_equal(form.value_count, 200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_by_path_and_by_id),
        cmocka_unit_test(what_is_no_form_is_refused_with_its_line),
        cmocka_unit_test(many_elements_are_read_within_bounds),
    };
    int result;

    xml_start();
    arena = arena_open(64 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
