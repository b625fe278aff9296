// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "agreement.h"
#include "reader/pdfform.h"

static struct arena *arena;

enum { OBJECTS_MAX = 12 };

/* A file of these objects, numbered from 1 on; the first is the catalog. */
static struct span
pdf_of(const char *const *objects)
{
    struct text out = text_new(arena, 64 * 1024);
    size_t at[OBJECTS_MAX + 1], count = 0, xref;

    text_string(&out, "%PDF-1.7\n");
    for (; objects[count] != NULL; count++) {
        at[count] = out.len;
        text_printf(&out, "%zu 0 obj\n%s\nendobj\n", count + 1, objects[count]);
    }
    xref = out.len;
    text_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%010zu 00000 n \n", at[i]);
    text_printf(&out, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", count + 1, xref);
    return text_get(&out);
}

/* What stands under the field in the form of the first object's /AcroForm << /Fields [...] >>. */
static struct pdfform
read_fields(const char *fields, bool all)
{
    const char *const objects[] = {
        arena_printf(arena, "<</Type/Catalog/Pages 2 0 R/AcroForm<<%s>>>>", fields),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        "<</T(loop)/FT/Tx/Kids[4 0 R]>>",
        NULL,
    };

    return pdfform_read(arena, &agreement_form, 1, pdf_of(objects), all);
}

static const char *
value_in(const struct pdfform *form, const char *id)
{
    for (size_t i = 0; i < form->value_count; i++)
        if (span_is(form->values[i].field, id))
            return span_dup(arena, form->values[i].value);
    return "(none)";
}

static void
values_are_read(void **state)
{
    static const struct {
        const char *fields, *id, *changed, *all;
    } cases[] = {
        {"/Fields[<</FT/Tx/T(etudiant.nom)/V(Petit)>>]", "etudiant.nom", "Petit", "Petit"},
        {"/Fields[<</T(etudiant)/Kids[<</FT/Tx/T(nom)/V<FEFF00C900690072>>>]>>]", "etudiant.nom", "Éir",
         "Éir"},
        {"/Fields[<</T(etudiant)/FT/Tx/V(of all)/Kids[<</T(nom)>>]>>]", "etudiant.nom", "of all", "of all"},
        {"/Fields[<</FT/Tx/T(etudiant.nom)/V(Petit)/Kids[<</Subtype/Widget>><</Subtype/Widget>>]>>]",
         "etudiant.nom", "Petit", "Petit"},
        {"/Fields[<</FT/Ch/T(etudiant.prenom)/V[(Zo\\351)(Lou)]>>]", "etudiant.prenom", "Zoé", "Zoé"},
        {"/Fields[<</FT/Btn/T(stage.sujet)/V/Yes/DV/Off>>]", "stage.sujet", "oui", "oui"},
        {"/Fields[<</FT/Btn/T(stage.sujet)/V/Off/DV/Off>>]", "stage.sujet", "(none)", "(none)"},
        {"/Fields[<</FT/Btn/T(stage.sujet)/V/Off/DV/Yes>>]", "stage.sujet", "non", "non"},
        {"/Fields[<</FT/Tx/T(stage.debut)/V(2026-03-02)/DV(2026-03-02)>>]", "stage.debut", "(none)",
         "2026-03-02"},
        {"/Fields[<</FT/Tx/T(stage.debut)/V(2026-03-09)/DV(2026-03-02)>>]", "stage.debut", "2026-03-09",
         "2026-03-09"},
        {"/Fields[<</FT/Tx/T(stage.debut)/V()/DV(2026-03-02)>>]", "stage.debut", "", ""},
        {"/Fields[<</FT/Tx/T(stage.debut)/V(  )>>]", "stage.debut", "(none)", "(none)"},
        {"/Fields[<</FT/Tx/T(stage.interruption.2.fin)/V(10/04/2026)>>]", "stage.interruption.2.fin",
         "10/04/2026", "10/04/2026"},
        {"/Fields[<</FT/Sig/T(etudiant.prenom)/V(x)>><</FT/Tx/T(etudiant.nom)/V(y)>>]", "etudiant.prenom",
         "(none)", "(none)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pdfform changed = read_fields(cases[i].fields, false),
                       all = read_fields(cases[i].fields, true);

        assert_string_equal(pdfform_state_name(changed.state), "read");
        assert_string_equal(value_in(&changed, cases[i].id), cases[i].changed);
        assert_string_equal(value_in(&all, cases[i].id), cases[i].all);
    }
}

static void
the_dossier_is_named(void **state)
{
    struct pdfform form =
        read_fields("/Fields[<</FT/Tx/T(_number)/V(2026-00042)>><</FT/Tx/T(etudiant.nom)/V(x)>>"
                    "<</FT/Tx/T(autre.chose)/V(y)>>]",
                    false);

    (void)state;
    check_span(form.number, "2026-00042", "number");
    assert_int_equal(form.value_count, 1);
    assert_int_equal(form.unknown_count, 1);
    check_span(form.unknown[0], "autre.chose", "unknown");
}

static void
what_is_no_form_is_told(void **state)
{
    static const struct {
        const char *fields;
        enum pdfform_state state;
    } cases[] = {
        {"", PDFFORM_FLAT},
        {"/Fields[]", PDFFORM_FLAT},
        {"/Fields[<</FT/Tx/T(autre)/V(x)>>]", PDFFORM_FLAT},
        {"/Fields 7/XFA[]", PDFFORM_XFA},
        {"/Fields[4 0 R]", PDFFORM_FLAT}, /* its own kid */
        {"/Fields[null 1 (x) 99 0 R [] <<>>]", PDFFORM_FLAT},
    };
    const char *const bare[] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", NULL};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(pdfform_state_name(read_fields(cases[i].fields, false).state),
                            pdfform_state_name(cases[i].state));
    assert_int_equal(pdfform_read(arena, &agreement_form, 1, pdf_of(bare), false).state, PDFFORM_FLAT);
    assert_int_equal(pdfform_read(arena, &agreement_form, 1, SPAN("%PDF-1.7\nnothing"), false).state,
                     PDFFORM_BROKEN);
    assert_int_equal(pdfform_read(arena, &agreement_form, 1, SPAN("a letter"), false).state, PDFFORM_BROKEN);
    assert_int_equal(pdfform_read(arena, &agreement_form, 1, SPAN(""), false).state, PDFFORM_BROKEN);
    assert_int_equal(
        pdfform_read(arena, &agreement_form, 1, (struct span){"%PDF-", PDFFORM_BYTES_MAX + 1}, false).state,
        PDFFORM_TOO_BIG);
}

/* A file whose end is lost on the way, at every length. */
static void
a_file_that_was_cut_is_broken(void **state)
{
    const char *const objects[] = {
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[<</FT/Tx/T(etudiant.nom)/V(x)>>]>>>>",
        "<</Type/Pages/Kids[]/Count 0>>", NULL};
    struct span whole = pdf_of(objects);

    (void)state;
    for (size_t len = 0; len + 2 < whole.len; len++) {
        char *copy = malloc(len + 1);
        struct pdfform form;

        memcpy(copy, whole.data, len);
        form = pdfform_read(arena, &agreement_form, 1, (struct span){copy, len}, false);
        free(copy);
        assert_int_not_equal(form.state, PDFFORM_FLAT);
    }
}

static int
setup(void **state)
{
    (void)state;
    arena = arena_open((size_t)512 << 20);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(the_dossier_is_named),
        cmocka_unit_test(what_is_no_form_is_told),
        cmocka_unit_test(a_file_that_was_cut_is_broken),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
