// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "reader/answer.h"
#include "reader/words.h"

static struct arena *arena;

static struct answer
read_answer(const char *text)
{
    static const struct span objects[] = {{"pret", 4}, {"livre", 5}};
    struct answer_context context = {.author = SPAN("Anne Durand anne.durand@univ.example"),
                                     .signature = {"", 0},
                                     .objects = objects,
                                     .object_count = 2};

    return answer_read(arena, span_of(text), &context);
}

struct acting {
    const char *text, *verb, *argument;
};

static void
check_acting(const struct acting *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct answer answer = read_answer(cases[i].text);

        if (answer.verb == NULL)
            fail_msg("\"%s\": %s, expected %s", cases[i].text, answer.reason, cases[i].verb);
        check_span(span_of(answer.verb->id), cases[i].verb, cases[i].text);
        check_span(answer.argument, cases[i].argument, cases[i].text);
    }
}

static void
a_verb_with_courtesy_around_it_acts(void **state)
{
    static const struct acting cases[] = {
        {"OUI", "oui", ""},
        {"REPRENDRE", "reprendre", ""},
        {"Bonjour,\n\nje reprends la main.\n\nAnne Durand", "reprendre", ""},
        {"oui.", "oui", ""},
        {"Oui !", "oui", ""},
        {"OUI\n\nAnne Durand", "oui", ""},
        {"Oui,\n\nA. Durand\nResponsable du service\nTél. : 01 02 03 04 05", "oui", ""},
        {"Bonjour, oui je valide. Cordialement, Anne Durand", "oui", ""},
        {"Bonjour Madame,\n\nOui.\n\nBien cordialement,\n\nAnne Durand\nUniversité Paris-Est\n01 02 03 04 05",
         "oui", ""},
        {"Bonjour M. Martin, d’accord", "oui", ""},
        {"Bonjour M. Martin,\nD\u2019ACCORD", "oui", ""},
        {"Madame, Monsieur,\n\nJe valide.\n\nSalutations distinguées", "oui", ""},
        {"Bonjour à tous,\nvalidé\nmerci", "oui", ""},
        {"Merci, oui", "oui", ""},
        {"Ok pour moi, bonne journée !\nAnne", "oui", ""},
        {"Oui, je valide le prêt 2026-00042.", "oui", ""},
        {"je valide ce dossier", "oui", ""},
        {"J'accepte", "oui", ""},
        {"J’approuve", "oui", ""},
        {"Yes", "oui", ""},
        {"Hi,\n\nApproved, thanks!\n\nBest regards,\nAnne", "oui", ""},
        {"Dear Sir or Madam,\nI agree.\nKind regards\nAnne Durand", "oui", ""},
        {"OUI 👍", "oui", ""},
        {"Oui, pas de souci.", "oui", ""},
        {"Oui\nCordialement, anne durand", "oui", ""},
        {"Oui\u00a0!", "oui", ""},
        {"JE SIGNE", "signer", ""},
        {"Oui, je signe.", "signer", ""},
        {"I sign", "signer", ""},
        {"PAPIER", "papier", ""},
        {"Version papier svp", "papier", ""},
        {"2", "numero", "2"},
        {"n° 2", "numero", "2"},
        {"Le numéro 3, merci", "numero", "3"},
        {"12345678", "confirmer", "12345678"},
        {"Code : 12345678", "confirmer", "12345678"},
        {"AIDE", "aide", ""},
        {"Help?", "aide", ""},
        {"Tableau de bord", "tableau", ""},
        {"DASHBOARD", "tableau", ""},
        {"FORMULAIRE\n\nCordialement\nAnne", "formulaire", ""},
        {"Mes données", "donnees", ""},
        {"statut 2026-00042 ?", "statut", "2026-00042 ?"},
    };

    (void)state;
    check_acting(cases, sizeof cases / sizeof cases[0]);
}

static void
an_argument_is_the_rest_without_its_closing(void **state)
{
    static const struct acting cases[] = {
        {"NON", "non", ""},
        {"Non, merci.", "non", ""},
        {"Non merci", "non", ""},
        {"NON : les dates sont fausses.\n\nCordialement,\nAnne Durand", "non", "les dates sont fausses."},
        {"Bonjour,\nNon, je ne suis pas d'accord avec le sujet\nAnne Durand", "non",
         "je ne suis pas d'accord avec le sujet"},
        {"No, the dates are wrong. Best regards, Anne", "non", "the dates are wrong."},
        {"REFUSER pas le bon signataire", "refuser", "pas le bon signataire"},
        {"Non, je refuse de signer : sujet faux", "refuser", "sujet faux"},
        {"Je refuse de signer.", "refuser", ""},
        {"DECLINE wrong person", "refuser", "wrong person"},
        {"DÉLÉGUER à Lise Roy <lise.roy@univ.example>\n\nCordialement,\nAnne Durand", "deleguer",
         "Lise Roy <lise.roy@univ.example>"},
        {"Delegate to lise.roy@univ.example", "deleguer", "lise.roy@univ.example"},
        {"MODIFIER\ndebut : 3 mars\nfin : 4 mars", "modifier", "debut : 3 mars\nfin : 4 mars"},
        {"CHERCHER 732 829 320 00074", "chercher", "732 829 320 00074"},
        {"search ACME", "chercher", "ACME"},
        {"ANNULER", "annuler", ""},
        {"AVENANT : prolongation", "avenant", "prolongation"},
        {"NON date fausse", "non", "date fausse"},
        {"Non la date est fausse", "non", "la date est fausse"},
        {"NON – motif", "non", "motif"},
    };

    (void)state;
    check_acting(cases, sizeof cases / sizeof cases[0]);
}

static void
what_is_more_or_less_than_a_verb_is_unclear(void **state)
{
    static const struct {
        const char *text, *reason;
    } cases[] = {
        {"", "unclear-empty"},
        {"Bonjour,\n\nCordialement", "unclear-empty"},
        {"Merci !", "unclear-empty"},
        {"Anne Durand", "unclear-empty"},
        {"Oui mais la date est fausse", "unclear-condition"},
        {"Oui, sauf la date", "unclear-condition"},
        {"OUI sous réserve de la date", "unclear-condition"},
        {"Yes but the date is wrong", "unclear-condition"},
        {"Ok si le chef est d'accord", "unclear-condition"},
        {"Oui ?", "unclear-question"},
        {"Oui, mais quand ?", "unclear-question"},
        {"Non ?", "unclear-question"},
        {"Annuler ?", "unclear-question"},
        {"Oui\nla date est fausse", "unclear-mixed"},
        {"Oui merci\nla date est fausse", "unclear-mixed"},
        {"Oui\n\nCordialement\nla date est fausse", "unclear-mixed"},
        {"OUI\nAnne Durand\nPS : la date est fausse", "unclear-mixed"},
        {"OUI NON", "unclear-mixed"},
        {"OUI/NON", "unclear-mixed"},
        {"Non, je valide", "unclear-mixed"},
        {"No problem", "unclear-mixed"},
        {"Non, aucun souci, allez-y", "unclear-mixed"},
        {"Je ne valide pas", "unclear-negation"},
        {"Pas d'accord", "unclear-negation"},
        {"not ok", "unclear-negation"},
        {"Oui je ne sais pas", "unclear-negation"},
        {"je valide la date", "unclear-mixed"},
        {"Après lecture, je valide", "unclear-no-verb"},
        {"Bonjour, pouvez-vous me rappeler ?", "unclear-no-verb"},
        {"2 mars", "unclear-mixed"},
        {"1234", "unclear-no-verb"},
        {"MODIFIER", "unclear-argument"},
        {"Chercher", "unclear-argument"},
        {"OUI 🤔", "unclear-mixed"},
        {"ouistiti", "unclear-no-verb"},
        {"Je signe demain", "unclear-mixed"},
        {"Oui\n\nCordialement\nRemplacer le 2 par le 9", "unclear-mixed"},
        {"Yes\nBest case on Friday", "unclear-mixed"},
        {"Oui 15", "unclear-mixed"},
        {"Oui\n\nCordialement\nAnne\n\nLe lieu reste à fixer.", "unclear-mixed"},
        {"Non reçu", "unclear-mixed"},
        {"No idea", "unclear-mixed"},
        {"Accord de principe", "unclear-mixed"},
        {"Oui bien reçu, je regarde demain", "unclear-mixed"},
        {"OK merci de me rappeler", "unclear-mixed"},
        {"Oui\n\nJean Martin", "unclear-mixed"}, /* somebody else's name */
        {"Oui, version papier", "unclear-mixed"},
        {"oui je signe si besoin", "unclear-condition"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answer answer = read_answer(cases[i].text);

        if (answer.verb != NULL)
            fail_msg("\"%s\" acts as %s", cases[i].text, answer.verb->id);
        check_span(span_of(answer.reason), cases[i].reason, cases[i].text);
    }
}

static void
a_contradiction_behind_the_signature_mark_counts(void **state)
{
    struct answer_context context = {.author = {"", 0}, .signature = SPAN("mais pas la date")};
    struct answer answer;

    (void)state;
    answer = answer_read(arena, SPAN("OUI"), &context);
    assert_null(answer.verb);
    context.signature = SPAN("Anne\nMais oui SARL");
    assert_non_null(answer_read(arena, SPAN("OUI"), &context).verb);
}

static void
every_phrase_of_the_table_says_its_verb(void **state)
{
    (void)state;
    for (size_t i = 0; i < answer_verb_count; i++) {
        const struct answer_verb *verb = &answer_verbs[i];
        bool number = strcmp(verb->id, "numero") == 0, code = strcmp(verb->id, "confirmer") == 0;

        assert_ptr_equal(answer_verb(span_of(verb->id)), verb);
        for (int language = 0; language < 2; language++)
            for (const char *const *phrase = language == 0 ? verb->fr : verb->en; *phrase != NULL; phrase++) {
                struct span text =
                    span_printf(arena, "%s%s", *phrase,
                                number || verb->takes == TAKES_ARGUMENT ? (code ? " 12345678" : " 2") : "");
                struct answer answer = read_answer(span_dup(arena, text));

                if (answer.verb != verb)
                    fail_msg("\"%.*s\" is not %s", SPAN_ARG(text), verb->id);
            }
    }
}

static void
a_long_text_is_no_answer(void **state)
{
    struct text text = text_new(arena, 1 << 20);

    (void)state;
    text_string(&text, "oui ");
    for (int i = 0; i < 50000; i++)
        text_string(&text, "oui ");
    assert_null(read_answer(text_cstr(&text)).verb);
}

static void
closings_are_known(void **state)
{
    (void)state;
    assert_true(answer_is_closing(arena, SPAN("Cordialement,")));
    assert_true(answer_is_closing(arena, SPAN("Bien à vous. A. Durand")));
    assert_false(answer_is_closing(arena, SPAN("Bonjour")));
    assert_false(answer_is_closing(arena, SPAN("")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verb_with_courtesy_around_it_acts),
        cmocka_unit_test(an_argument_is_the_rest_without_its_closing),
        cmocka_unit_test(what_is_more_or_less_than_a_verb_is_unclear),
        cmocka_unit_test(a_contradiction_behind_the_signature_mark_counts),
        cmocka_unit_test(every_phrase_of_the_table_says_its_verb),
        cmocka_unit_test(a_long_text_is_no_answer),
        cmocka_unit_test(closings_are_known),
    };
    int result;

    arena = arena_open(64 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
