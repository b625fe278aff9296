// SPDX-License-Identifier: Apache-2.0
#include "procedure/procedure_help.h"

static void
fields_are_found_by_what_people_call_them(void **state)
{
    static const struct {
        const char *section, *label, *field; /* NULL: none, or two */
    } cases[] = {
        {NULL, "Nom de famille", "reader.name"},
        {NULL, "NOM DE FAMILLE :", "reader.name"},
        {NULL, "Nom", NULL},
        {"reader", "nom", "reader.name"},
        {"desk", "Nom (obligatoire) *", "desk.name"},
        {"loan", "Nom", NULL},
        {"desk", "Courriel", "reader.mail"},
        {NULL, "reader.name", "reader.name"},
        {NULL, "last name", "reader.name"},
        {NULL, "loan.item.title", "loan.item.title"},
        {NULL, "Titre", "loan.item.title"},
        {NULL, "", NULL},
        {NULL, "(", NULL},
        {NULL, "Prêt", NULL},
    };
    struct arena *arena = arena_open(HELP_ARENA);
    struct procedure *procedure;
    struct form form;

    (void)state;
    xml_start();
    procedure_start();
    procedure = help_desk(arena);
    form = *procedure_form(procedure);
    for (int words = 1; words >= 0; words--) {
        if (!words)
            form.words = NULL;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            const struct section *section =
                cases[i].section == NULL ? NULL
                                         : form_section_by_label(arena, &form, span_of(cases[i].section));
            const struct field *field = form_field_by_label(arena, &form, section, span_of(cases[i].label));

            if ((field == NULL) != (cases[i].field == NULL) ||
                (field != NULL && !span_is(field->id, cases[i].field)))
                fail_msg("\"%s\" in %s is %.*s", cases[i].label, cases[i].section,
                         SPAN_ARG(field == NULL ? SPAN("nothing") : field->id));
        }
    }
    assert_ptr_equal(form_section_by_label(arena, &form, SPAN("LECTEUR")), &form.sections[0]);
    assert_ptr_equal(form_section_by_label(arena, &form, SPAN("reader")), &form.sections[0]);
    assert_null(form_section_by_label(arena, &form, SPAN("autre")));
    assert_null(form_field(&form, SPAN("loan.title")));
    assert_int_equal(form.sections[1].field_count, 7);
    check_span(form_field(&form, SPAN("loan.item.copies"))->group, "item", "group");
    arena_close(&arena);
    procedure_close(&procedure);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fields_are_found_by_what_people_call_them)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
