// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/quote.h"

static struct arena *arena;

static void
the_new_text_stands_above_any_client_s_quote(void **state)
{
    static const char *const quotes[] = {
        /* Outlook desktop, web and mobile, French and English */
        "De : Service <s@x.fr>\nEnvoyé : lundi 2 mars 2026 10:12\nÀ : Anne <a@x.fr>\nObjet : [2026-00042] À "
        "valider\n\nRépondez OUI",
        "________________________________\nDe : Service <s@x.fr>\nEnvoyé : lundi 2 mars 2026 10:12\nÀ : Anne "
        "<a@x.fr>\n"
        "Objet : X\n\nRépondez OUI",
        "De: Service\nEnvoyé: lundi 2 mars 2026 10:12\nÀ: Anne\nCc: B\nObjet: X\n\nRépondez OUI",
        "De\u00a0: Service\nEnvoyé\u00a0: lundi\nÀ\u00a0: Anne\n\nRépondez OUI",
        "*De :* Service de la part de B\n*Envoyé :* lundi\n*À :* Anne\n*Objet :* X\n\nRépondez OUI",
        "From: Service <s@x.fr>\nSent: Monday, March 2, 2026 10:12 AM\nTo: Anne <a@x.fr>\nSubject: "
        "X\n\nAnswer YES",
        "-----Message d'origine-----\nDe : Service\nEnvoyé : lundi\nÀ : Anne\nObjet : X\n\nRépondez OUI",
        "-----Original Message-----\nFrom: Service\nSent: Monday\nTo: Anne\nSubject: X\n\nAnswer YES",
        "De : Service <s@x.fr>\nDate : lundi, 2 mars 2026 à 10:12\nÀ : Anne <a@x.fr>\nObjet : X\nRépondez "
        "OUI",
        "De : Service <s@x.fr> Envoyé : lundi 2 mars 2026 10:12 À : Anne <a@x.fr> Objet : X\nRépondez OUI",
        "De : Service\nEnvoyé : lundi\nÀ : un <a@x.fr>; deux\n <b@x.fr>; trois <c@x.fr>\nObjet : X\n\nOUI",
        /* Zimbra, Partage */
        "----- Mail original -----\nDe: \"Service\" <s@x.fr>\nÀ: \"Anne\" <a@x.fr>\nEnvoyé: Lundi 2 Mars "
        "2026 10:12:39\n"
        "Objet: X\n\nRépondez OUI",
        "De: \"Service\" <s@x.fr>\nÀ: \"Anne\" <a@x.fr>\nCc: \"B\" <b@x.fr>\nEnvoyé: Lundi 2 Mars 2026 "
        "10:12:39\nObjet: X\nOUI",
        "----- Mail original -----\n> De: \"Service\" <s@x.fr>\n> À: \"Anne\"\n> Envoyé: Lundi\n>\n> "
        "Répondez OUI",
        /* Thunderbird, Gmail one line and wrapped, Apple, Roundcube, Yahoo, K-9, SOGo, Evolution */
        "Le 02/03/2026 à 10:12, Service a écrit\u00a0:\n> Répondez OUI\n> svp",
        "Le lun. 2 mars 2026 à 10:12, Service des prêts <desk@library.example> a\nécrit :\n\n> Répondez OUI",
        "Le lun. 2 mars 2026 à 10:12, Service des prêts\n<desk+0123456789abcdefghjkmnpqrs@library.example> a "
        "écrit :\n\n> OUI",
        "Le 2 mars 2026 à 10:12, Service <s@x.fr> a écrit :\n\n> Répondez OUI",
        "Le 2 mars 2026 à 10:12, Service <s@x.fr> a écrit :\n\nRépondez OUI (sans chevrons)",
        "Le 2026-03-02 10:12, Service a écrit\u00a0:\n> Répondez OUI",
        "Le 02.03.2026 10:12, Service a écrit\u00a0:\n> Répondez OUI",
        "Le lundi 2 mars 2026 à 10:12:00 UTC+1, Service <s@x.fr> a écrit :\n\nRépondez OUI",
        "Le 2 mars 2026 10:12:00 GMT+01:00, Service <s@x.fr> a écrit :\n>Répondez OUI",
        "On Mon, Mar 2, 2026 at 10:12 AM Service <s@x.fr> wrote:\n\n> Answer YES",
        "On Mon, 2 Mar 2026, Service wrote:\n> Answer YES",
        "2026-03-02 10:12 GMT+01:00 Service <s@x.fr>:\n\n> Répondez OUI",
        "Service <s@x.fr> a écrit :\n> Répondez OUI",
        "Service a écrit le 02/03/2026 10:12 :\n> OUI",
        "Le service des prêts a écrit :\n\n> OUI",
        "Am 02.03.2026 um 10:12 schrieb Service <s@x.fr>:\n> OUI",
        /* Orange, SFR, Samsung, bare quoting */
        "> Message du 02/03/26 10:12\n> De : \"Service\" <s@x.fr>\n> A : a@x.fr\n> Copie à :\n> Objet : "
        "X\n>\n> Répondez OUI",
        "========================================\n\nMessage du : 02/03/2026 10:12\nDe : \"Service\" "
        "<s@x.fr>\nA : a@x.fr\n"
        "Copie à :\nSujet : X\n\nRépondez OUI",
        "-------- Message d'origine --------\nDe : Service <s@x.fr>\nDate : 02/03/2026 10:12 (GMT+01:00)\nÀ "
        ": Anne\n"
        "Objet : X\n\nRépondez OUI",
        "\u2010\u2010\u2010\u2010\u2010\u2010\u2010 Original Message "
        "\u2010\u2010\u2010\u2010\u2010\u2010\u2010\n\nRépondez OUI",
        "> Répondez OUI",
        ">Répondez OUI\n>\n> > encore",
    };

    (void)state;
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
        struct span body = span_printf(arena, "Bonjour,\n\nVoici.\n\n%s\n", quotes[i]);
        struct quote quote = quote_read(arena, body);

        check_span(quote.text, "Bonjour,\n\nVoici.", quotes[i]);
        check_span(quote.before_quote, "Bonjour,\n\nVoici.", quotes[i]);
        assert_true(quote.quoted);
        assert_false(quote.below || quote.inside || quote.forwarded);
        quote = quote_read(arena, span_of(quotes[i]));
        check_span(quote.text, "", quotes[i]);
    }
}

static void
what_machines_add_is_cut(void **state)
{
    static const struct {
        const char *body, *text;
    } cases[] = {
        {"Oui\n\n-- \nAnne\nmais", "Oui"},
        {"Oui\n--\nAnne", "Oui"},
        {"Oui\n\nEnvoyé de mon iPhone\n\nLe 2 mars 2026 à 10:12, S <s@x.fr> a écrit :\n> x", "Oui"},
        {"Oui\n\nEnvoyé depuis Yahoo Mail pour Android", "Oui"},
        {"Oui\nTélécharger Outlook pour iOS<https://aka.ms/o0ukef>", "Oui"},
        {"Oui\n\nObtenir Outlook pour Android\n<https://aka.ms/AAb9ysg>", "Oui"},
        {"Yes\n\nSent from my iPhone", "Yes"},
        {"Yes\n\nGet Outlook for iOS", "Yes"},
        {"Oui\n\nProvenance : Courrier pour Windows", "Oui"},
        {"Oui\n\nCe message et toutes les pièces jointes sont confidentiels et établis\nà l'intention "
         "exclusive de ses "
         "destinataires.\n\nThis message and any attachments are confidential.",
         "Oui"},
        {"Oui\n\nPensez à l'environnement avant d'imprimer ce message.", "Oui"},
        {"Oui\n\nGaranti sans virus. www.avast.com", "Oui"},
        {"[EXTERNE]\nOui", "Oui"},
        {"[EXTERNE] Oui", "Oui"},
        {"ATTENTION : ce message provient d'un expéditeur externe.\nNe cliquez pas.\n\nOui", "Oui"},
        {"CAUTION: This email originated from outside of the organization.\n\nYes", "Yes"},
        {"Vous ne recevez pas souvent de courriers de la part de a@x.fr. Découvrez pourquoi\n\nOui", "Oui"},
        {"Attention : la date est fausse", "Attention : la date est fausse"},
        {"\u00a0\n\nOui\u00a0!\n\u00a0\n", "Oui\u00a0!"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(quote_read(arena, span_of(cases[i].body)).text, cases[i].text, cases[i].body);
    check_span(quote_read(arena, SPAN("Oui\n-- \nAnne\n01")).signature, "Anne\n01", "signature");
}

static void
text_below_and_between_quotes_is_kept_and_marked(void **state)
{
    struct quote quote;

    (void)state;
    quote =
        quote_read(arena, SPAN("Le 02/03/2026 à 10:12, S a écrit\u00a0:\n> Valider ?\n\nOUI\n\n-- \nAnne"));
    check_span(quote.text, "OUI", "bottom");
    check_span(quote.before_quote, "", "bottom");
    assert_true(quote.below && !quote.inside);
    quote = quote_read(arena, SPAN("> Valider ?\n\nOUI\n\n> Référence : x"));
    check_span(quote.text, "OUI", "inside");
    assert_true(quote.below && quote.inside);
    quote = quote_read(arena, SPAN("Oui\n\n> Valider ?\n\nmais non"));
    check_span(quote.before_quote, "Oui", "above");
    assert_true(quote.below);
    quote = quote_read(
        arena,
        SPAN("> Pour valider ce que nous avons écrit plus haut sur la demande, répondez\nOUI\n> ou NON"));
    check_span(quote.text, "", "a wrapped quoted line is no new text");
}

static void
a_forward_is_told_from_a_reply(void **state)
{
    static const char *const forwards[] = {
        "Pour info\n\n-------- Message transféré --------\nSujet : X\nDate : lundi\nDe : S\nPour : "
        "A\n\nRépondez OUI",
        "Pour info\n\n---------- Forwarded message ---------\nDe : S <s@x.fr>\nDate: lun. 2 mars\nSubject: "
        "X\nTo: <a@x.fr>\n\nOUI",
        "Pour info\n\nDébut du message réexpédié :\n\n> De: S\n> Objet: X\n>\n> Répondez OUI",
        "Pour info\n\nDébut du message transféré :\n\nDe: S\nOUI",
        "Pour info\n\n----- Mail transféré -----\nDe: S\nÀ: A\nEnvoyé: Lundi\nObjet: X\n\nOUI",
    };

    (void)state;
    for (size_t i = 0; i < sizeof forwards / sizeof forwards[0]; i++) {
        struct quote quote = quote_read(arena, span_of(forwards[i]));

        check_span(quote.text, "Pour info", forwards[i]);
        assert_true(quote.forwarded);
    }
    /* A forward deep inside what is answered makes the answer no forward. */
    assert_false(
        quote_read(arena, SPAN("Oui\n\n> a\n\n-------- Message transféré --------\nDe : S\n")).forwarded);
}

static void
quoted_lines_know_their_depth(void **state)
{
    struct quote quote = quote_read(arena, SPAN("a\n\nDe : S\nEnvoyé : lundi\nÀ : A\nObjet : X\n\nb\n\nLe 2 "
                                                "mars 2026 à 10:12, A a écrit :\nc\n> d"));

    (void)state;
    assert_int_equal(quote.lines[0].depth, 0);
    assert_int_equal(quote.lines[7].depth, 1);
    assert_int_equal(quote.lines[quote.count - 2].depth, 2);
    assert_int_equal(quote.lines[quote.count - 1].depth, 3);
}

static void
any_number_of_lines_is_read_in_time(void **state)
{
    static const char *const lines[] = {"De : x\n", ">\n",   "Le 2 mars\n", "> De : x\nOui\n",
                                        "-----\n",  "[x]\n", "\n"};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct arena *own = arena_open((size_t)128 << 20);
        struct text body = text_new(own, 1 << 20);

        while (!body.overflow && body.len < 400000)
            text_string(&body, lines[i]);
        quote_read(own, text_get(&body));
        arena_close(&own);
    }
}

static void
a_line_of_a_form_is_no_disclaimer(void **state)
{
    static const char form[] = "Titre : X\nConfidentialité du sujet ou du rapport : aucune\nAccord : oui";

    (void)state;
    check_span(quote_read(arena, span_of(form)).text, form, "a form with a line about confidentiality");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_a_form_is_no_disclaimer),
        cmocka_unit_test(the_new_text_stands_above_any_client_s_quote),
        cmocka_unit_test(what_machines_add_is_cut),
        cmocka_unit_test(text_below_and_between_quotes_is_kept_and_marked),
        cmocka_unit_test(a_forward_is_told_from_a_reply),
        cmocka_unit_test(quoted_lines_know_their_depth),
        cmocka_unit_test(any_number_of_lines_is_read_in_time),
    };
    int result;

    arena = arena_open(64 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
