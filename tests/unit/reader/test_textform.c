// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "loan.h"
#include "reader/textform.h"

static struct arena *arena;

static struct textform
read_form(const char *body)
{
    struct quote quote = quote_read(arena, span_of(body));

    return textform_read(arena, &loan_form, quote.lines, quote.count);
}

/* "id=value;id=value", in the order of the text, with unknown lines behind "?". */
static struct span
shown(const struct textform *form)
{
    struct text out = text_new(arena, 100000);

    for (size_t i = 0; i < form->value_count; i++)
        text_printf(&out, "%s%.*s=%.*s", i == 0 ? "" : ";", SPAN_ARG(form->values[i].field),
                    SPAN_ARG(form->values[i].value));
    for (size_t i = 0; i < form->unknown_count; i++)
        text_printf(&out, "?%.*s", SPAN_ARG(form->unknown[i]));
    return text_get(&out);
}

struct reading {
    const char *body, *shown;
};

static void
check_readings(const struct reading *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct textform form = read_form(cases[i].body);

        check_span(shown(&form), cases[i].shown, cases[i].body);
    }
}

static void
a_line_is_a_label_and_its_value(void **state)
{
    static const struct reading cases[] = {
        {"Prénom : Anne", "emprunteur.prenom=Anne"},
        {"Prénom\u00a0: Anne", "emprunteur.prenom=Anne"},
        {"PRENOM:Anne", "emprunteur.prenom=Anne"},
        {"  prénom   =   Anne  ", "emprunteur.prenom=Anne"},
        {"Prénom\tAnne", "emprunteur.prenom=Anne"},
        {"Prénom      Anne", "emprunteur.prenom=Anne"},
        {"Prénom\uff1aAnne", "emprunteur.prenom=Anne"},
        {"Prénom (obligatoire) : Anne", "emprunteur.prenom=Anne"},
        {"Prénom* : Anne", "emprunteur.prenom=Anne"},
        {"*Prénom :* Anne", "emprunteur.prenom=Anne"},
        {"**Prénom** : Anne", "emprunteur.prenom=Anne"},
        {"- Prénom : Anne", "emprunteur.prenom=Anne"},
        {"\u2022 Prénom : Anne", "emprunteur.prenom=Anne"},
        {"2. Prénom : Anne", "emprunteur.prenom=Anne"},
        {"First name: Anne", "emprunteur.prenom=Anne"},
        {"emprunteur.prenom: Anne", "emprunteur.prenom=Anne"},
        {"Adresse : rue : 3, rue Haute", "emprunteur.adresse=3, rue Haute"},
        {"Date de début (JJ/MM/AAAA) : 02/03/2026", "pret.debut=02/03/2026"},
        {"Prénom | Anne", "emprunteur.prenom=Anne"},
        {"Prénom : Anne | Date de début : 2 mars 2026", "emprunteur.prenom=Anne;pret.debut=2 mars 2026"},
        {"| Prénom | Anne | Date de début | 2 mars 2026 |", "emprunteur.prenom=Anne;pret.debut=2 mars 2026"},
        {"Prénom :\nAnne", "emprunteur.prenom=Anne"},
        {"Courriel : a@x.fr", "?Courriel : a@x.fr"}, /* of whom? */
        {"Emprunteur - Courriel : a@x.fr<mailto:a@x.fr>", "emprunteur.courriel=a@x.fr"},
        {"Garant / Nom : Petit", "garant.nom=Petit"},
        {"Prénom : Anne\nPrénom : Anna", "emprunteur.prenom=Anna"},
        {"Bonjour,\n\nPrénom : Anne\n\nCordialement,\nAnne\nDate de début : 2 mars 2026",
         "emprunteur.prenom=Anne"},
        {"Prénom : « Anne »", "emprunteur.prenom=Anne"},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
}

static void
a_heading_tells_which_of_two_fields(void **state)
{
    static const struct reading cases[] = {
        {"Emprunteur\nNom : Durand\nGarant\nNom : Petit", "emprunteur.nom=Durand;garant.nom=Petit"},
        {"== Garant ==\nNom : Petit", "garant.nom=Petit"},
        {"3. Garant\nNom : Petit", "garant.nom=Petit"},
        {"GUARANTOR:\nLast name: Petit", "garant.nom=Petit"},
        {"Nom : Durand", "?Nom : Durand"},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
}

static void
nothing_written_is_no_value_and_a_dash_empties(void **state)
{
    static const struct reading cases[] = {
        {"Prénom :\nDate de début : 2 mars 2026", "pret.debut=2 mars 2026"},
        {"Prénom : ......\nDate de début : 2 mars 2026", "pret.debut=2 mars 2026"},
        {"Prénom : ____", ""},
        {"Prénom : __Anne__", "emprunteur.prenom=Anne"},
        {"Prénom : -", "emprunteur.prenom="},
        {"Prénom : (vide)", "emprunteur.prenom="},
        {"Prénom : (none)", "emprunteur.prenom="},
        {"Date de début : (JJ/MM/AAAA)", ""},
        {"Prénom :\n\nAnne", ""},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
}

static void
boxes_are_read(void **state)
{
    static const struct reading cases[] = {
        {"Consultation : [x] Sur place [ ] À domicile", "pret.lieu=Sur place"},
        {"Consultation : [ ] Sur place [ ] À domicile", ""},
        {"Consultation : Sur place [ ] À domicile [x]", "pret.lieu=À domicile"},
        {"Consultation :\n[ ] Sur place\n[x] À domicile", "pret.lieu=À domicile"},
        {"Consultation : \u2610 Sur place \u2612 À domicile", "pret.lieu=À domicile"},
        {"[x] Renouvelable", "pret.renouvelable=oui"},
        {"[ ] Renouvelable", ""},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
}

static void
a_wrapped_text_goes_on(void **state)
{
    static const struct reading cases[] = {
        {"Prénom : Anne\nMarie", "emprunteur.prenom=Anne Marie"},
        {"Prénom : Anne\n\nMarie", "emprunteur.prenom=Anne"},
        {"Date de début : 2 mars 2026\nou 3", "pret.debut=2 mars 2026"},
        {"Objet du prêt : lire,\nrelire\nNote : rendre\nPrénom : Anne",
         "pret.objet=lire,\nrelire\nNote : rendre;emprunteur.prenom=Anne"},
        {"Objet du prêt : lire\n\nrelire\n\nCordialement", "pret.objet=lire\n\nrelire"},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
}

static void
groups_have_instances(void **state)
{
    static const struct reading cases[] = {
        {"Interruption 1 - début : 06/04/2026\nInterruption 1 - fin : 10/04/2026\nInterruption 2 - début : "
         "01/05/2026",
         "pret.interruption.1.debut=06/04/2026;pret.interruption.1.fin=10/04/"
         "2026;pret.interruption.2.debut=01/05/2026"},
        {"Début de l'interruption : 06/04/2026\nFin de l'interruption : 10/04/2026\nDébut de l'interruption "
         ": 01/05/2026",
         "pret.interruption.1.debut=06/04/2026;pret.interruption.1.fin=10/04/"
         "2026;pret.interruption.2.debut=01/05/2026"},
        {"pret.interruption.3.fin: 10/04/2026", "pret.interruption.3.fin=10/04/2026"},
        {"Interruptions : 06/04/2026 au 10/04/2026, du 1er mai 2026 au 3 mai 2026",
         "pret.interruption.1.debut=06/04/2026;pret.interruption.1.fin=10/04/2026;"
         "pret.interruption.2.debut=1er mai 2026;pret.interruption.2.fin=3 mai 2026"},
        {"Interruptions : 2026-04-06/2026-04-10",
         "pret.interruption.1.debut=2026-04-06;pret.interruption.1.fin=2026-04-10"},
        {"Interruption 2 : 06/04/2026",
         "pret.interruption.2.debut=06/04/2026;pret.interruption.2.fin=06/04/2026"},
        {"Interruptions : bientôt", "?Interruptions : bientôt"},
        /* The number of a line is not that of an instance. */
        {"7. Interruptions : 06/04/2026 au 10/04/2026",
         "pret.interruption.1.debut=06/04/2026;pret.interruption.1.fin=10/04/2026"},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
}

static void
a_quoted_form_counts_only_when_nothing_new_does(void **state)
{
    static const struct reading cases[] = {
        {"> Prénom : Anne\n> Date de début : 2 mars 2026", "emprunteur.prenom=Anne;pret.debut=2 mars 2026"},
        {"Prénom : Anna\n\n> Prénom : Anne\n> Date de début : 2 mars 2026", "emprunteur.prenom=Anna"},
        {"Ci-dessous\n\nDe : S\nEnvoyé : lundi\nÀ : A\nObjet : X\n\nPrénom : Anne\nDate de début : 2 mars "
         "2026",
         "emprunteur.prenom=Anne;pret.debut=2 mars 2026"},
        {"> Prénom :\nAnne\n> Date de début :\n\n2 mars 2026\n",
         "emprunteur.prenom=Anne;pret.debut=2 mars 2026"},
        {"> Prénom : Anne\n> > Prénom : Zoé\n> > Date de début : 2 mars 2026", "emprunteur.prenom=Anne"},
        {"> Prénom : Anne\n>\n> Prénom : Zoé", "emprunteur.prenom=Anne"},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
    assert_true(read_form("> Prénom : Anne").in_place);
    assert_false(read_form("Prénom : Anne").in_place);
}

static void
several_forms_read_the_same_lines(void **state)
{
    static struct field fields[] = {
        {.id = {"salle.numero", 12}, .name = {"numero", 6}, .label = {{"Salle", 5}, {"Room", 4}}},
        {.id = {"salle.date", 10}, .name = {"date", 4}, .label = {{"Date de début", 14}, {"Date", 4}}}};
    struct form forms[] = {
        loan_form, {.id = {"salle", 5}, .fields = fields, .field_count = 2}, {.id = {"rien", 4}}};
    struct quote quote =
        quote_read(arena, SPAN("Prénom : Anne\nCouleur : bleu\nSalle : 3\nDate de début : demain\n"));
    struct textform *each = textform_read_each(arena, forms, 3, quote.lines, quote.count);

    (void)state;
    check_span(shown(&each[0]), "emprunteur.prenom=Anne;pret.debut=demain?Couleur : bleu?Salle : 3", "loan");
    check_span(shown(&each[1]), "salle.numero=3;salle.date=demain?Prénom : Anne?Couleur : bleu", "room");
    assert_null(each[2].form);
    quote = quote_read(arena, SPAN("Prénom : Anne\n> Salle : 3\n> Prénom : Léa\n"));
    each = textform_read_each(arena, forms, 3, quote.lines, quote.count);
    check_span(shown(&each[0]), "emprunteur.prenom=Anne", "new lines go before quoted ones");
    check_span(shown(&each[1]), "salle.numero=3", "for each form by itself");
    assert_false(each[0].in_place);
    assert_true(each[1].in_place);
}

static void
unknown_labels_are_collected_only_from_lines_of_a_form(void **state)
{
    static const struct reading cases[] = {
        {"Couleur : bleu", "?Couleur : bleu"},
        {"Voir https://x.example/a", ""},
        {"je pense que : oui", ""},
        {"Merci de noter, svp : la date", ""},
        {"Bonjour,", ""},
    };

    (void)state;
    check_readings(cases, sizeof cases / sizeof cases[0]);
    assert_true(read_form("Prénom : Anne\nbonjour").opens);
    assert_false(read_form("bonjour\nPrénom : Anne").opens);
}

static void
remarks_name_their_field(void **state)
{
    size_t count;
    struct intent_value *remarks = textform_remarks(
        arena, &loan_form, 1,
        SPAN("Date de début : plutôt le 3\net pas le 2\npret.objet: trop vague\n\nTout revoir"), &count);

    (void)state;
    assert_int_equal(count, 3);
    check_span(remarks[0].field, "pret.debut", "field");
    check_span(remarks[0].value, "plutôt le 3\net pas le 2", "remark");
    check_span(remarks[1].field, "pret.objet", "field");
    check_span(remarks[2].field, "", "general");
    check_span(remarks[2].value, "Tout revoir", "general");
}

static void
any_number_of_lines_is_read_within_bounds(void **state)
{
    static const char *const lines[] = {
        "Objet du prêt : a\n", "a\n",           "Début de l'interruption : a\n", "[x] [ ] [x]\n",
        "> Prénom :\nx\n",     "a|b|c|d|e|f\n", "a : b : c : d : e\n",           "a - b / c > d, e : f\n"};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct arena *own = arena_open((size_t)64 << 20);
        struct text body = text_new(own, 1 << 20);
        struct quote quote;

        text_string(&body, "Objet du prêt : ");
        while (body.len < 300000)
            text_string(&body, lines[i]);
        quote = quote_read(own, text_get(&body));
        assert_true(textform_read(own, &loan_form, quote.lines, quote.count).value_count <=
                    TEXTFORM_VALUES_MAX);
        arena_close(&own);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_label_and_its_value),
        cmocka_unit_test(a_heading_tells_which_of_two_fields),
        cmocka_unit_test(nothing_written_is_no_value_and_a_dash_empties),
        cmocka_unit_test(boxes_are_read),
        cmocka_unit_test(a_wrapped_text_goes_on),
        cmocka_unit_test(groups_have_instances),
        cmocka_unit_test(a_quoted_form_counts_only_when_nothing_new_does),
        cmocka_unit_test(several_forms_read_the_same_lines),
        cmocka_unit_test(unknown_labels_are_collected_only_from_lines_of_a_form),
        cmocka_unit_test(remarks_name_their_field),
        cmocka_unit_test(any_number_of_lines_is_read_within_bounds),
    };
    int result;

    arena = arena_open(256 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
