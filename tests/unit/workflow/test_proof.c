// SPDX-License-Identifier: Apache-2.0
/* What a final document says to machines: who signed and how, and nothing that its pages do not show. */
#include "workflow/loan_group.h"

#include "workflow/proof.h"

/* Two entries of the state "accord": in the first everybody was asked, in the second they were asked anew. */
static const char context[] =
    "<context now=\"2026-03-02T10:00:00Z\"><dossier number=\"2026-00042\" procedure=\"pret\" revision=\"3\" version=\"abc\">"
    "<data><emprunteur><nom>Martin</nom><courriel>lea@univ.example</courriel></emprunteur>"
    "<pret><motif>compte &amp; FR76 3000 6000 0112 3456 7890 189</motif>"
    "<objet><nom>atlas</nom></objet><objet><nom>lampe</nom></objet></pret></data>"
    "<task serial=\"1\" state=\"accord\" entry=\"1\" role=\"emprunteur\" status=\"done\" verb=\"signer\"/>"
    "<task serial=\"2\" state=\"accord\" entry=\"2\" role=\"emprunteur\" status=\"done\" verb=\"signer\"/>"
    "<task serial=\"3\" state=\"accord\" entry=\"2\" role=\"magasinier\" status=\"done\" verb=\"signer\"/>"
    "<task serial=\"4\" state=\"accord\" entry=\"2\" role=\"garant\" status=\"refused\" verb=\"refuser\"/>"
    "<task serial=\"5\" state=\"retour\" entry=\"3\" role=\"magasinier\" status=\"done\" verb=\"oui\"/>"
    "<task serial=\"6\" state=\"accord\" entry=\"2\" role=\"parent\" status=\"done\" verb=\"papier\"/>"
    "<answer task=\"1\" role=\"emprunteur\" address=\"ancienne@univ.example\" verb=\"signer\" at=\"A\"/>"
    "<answer task=\"2\" role=\"emprunteur\" address=\"lea@univ.example\" name=\"Léa\" verb=\"signer\" at=\"B\" message=\"m2\""
    " message-id=\"id2\" method=\"code\" domain=\"univ.example\" first-message=\"m1\" document=\"fiche\" revision=\"3\""
    " document-sha256=\"d\" shown-at=\"S\" shown-message=\"ours\" shown-receipt=\"250 ok\">secret words</answer>"
    "<answer task=\"3\" role=\"magasinier\" address=\"mag@univ.example\" verb=\"signer\" at=\"C\" method=\"pdf\" mail-method=\"dkim\""
    " message=\"m3\" signer=\"Mag\" level=\"B-T\" signed-at=\"T\" signed-sha256=\"c\" document=\"fiche\" revision=\"3\"/>"
    "<answer task=\"4\" role=\"garant\" address=\"g@univ.example\" verb=\"refuser\" at=\"D\"/>"
    "<answer task=\"6\" role=\"parent\" address=\"p@univ.example\" verb=\"papier\" at=\"E\"/>"
    "<answer task=\"5\" role=\"magasinier\" verb=\"document\" at=\"F\" kept=\"scan\" kept-sha256=\"k\" revision=\"3\" message=\"m5\"/>"
    "<answer task=\"5\" role=\"magasinier\" verb=\"oui\" at=\"G\" message=\"m6\"/>"
    "</dossier><role id=\"parent\" name=\"P. Martin\" address=\"p@univ.example\"/><role id=\"garant\" name=\"G\"/></context>";

static struct span
write_it(struct arena *arena, const char *data, struct span *values)
{
    const struct proof_file file = {SPAN("fiche-1.pdf"), SPAN("fiche"), SPAN("Source"), SPAN("f"), 12};
    struct effect effect = {.evidence = SPAN("accord"),
                            .by_hand = SPAN(" parent "),
                            .data = span_of(data),
                            .document = SPAN("fiche-signee")};
    struct error err = {0};
    xmlDoc *doc = xml_parse(arena, span_of(context), "context", XML_OWN_MAX, &err);
    struct proof_parts parts = {.context = xmlDocGetRootElement(doc),
                                .effect = &effect,
                                .files = &file,
                                .file_count = 1,
                                .log = {57, 0, SPAN("head")}};

    assert_non_null(doc);
    check_span(proof_relationship(&parts, arena, SPAN("fiche")), "Source", "what was signed");
    check_span(proof_relationship(&parts, arena, SPAN("fiche-garant")), "Source", "its edition");
    check_span(proof_relationship(&parts, arena, SPAN("fiches")), "Supplement", "another");
    *values = proof_dossier(arena, definition_procedure(definition), &parts);
    return proof_evidence(arena, &parts);
}

static void
the_evidence_names_who_signed_last(void **state)
{
    static const char *const has[] = {
        "<evidence xmlns=\"urn:conventiond:evidence\" number=\"2026-00042\"",
        "<signature role=\"emprunteur\" name=\"Léa\" address=\"lea@univ.example\" means=\"reply\" at=\"B\">",
        "<document name=\"fiche\" revision=\"3\" sha256=\"d\"/>",
        "<request at=\"S\" message-id=\"ours\" accepted=\"250 ok\"/>",
        "<message message-id=\"id2\" sha256=\"m2\" domain=\"univ.example\" authentication=\"none\" code=\"used\" first-sha256=\"m1\"/>",
        "<signature role=\"magasinier\" address=\"mag@univ.example\" means=\"certificate\" at=\"C\">",
        "authentication=\"dkim\" code=\"not-asked\"/>",
        "<certificate subject=\"Mag\" level=\"B-T\" time-proved=\"T\" sha256=\"c\"/>",
        "<signature role=\"parent\" name=\"P. Martin\" means=\"paper\">",
        "<scan document=\"scan\" sha256=\"k\" at=\"F\" message-sha256=\"m5\"/>",
        "<checked role=\"magasinier\" at=\"G\" message-sha256=\"m6\"/>",
        "<enclosed name=\"fiche-1.pdf\" document=\"fiche\" relationship=\"Source\" size=\"12\" sha256=\"f\"/>",
        "<log event=\"57\" at=\"1970-01-01T00:00:00Z\" sha256=\"head\"/>",
    };
    static const char *const has_not[] = {"ancienne", "secret", "refuser", "garant", "verb=\"papier\""};
    struct arena *arena = arena_open(8u * 1024 * 1024);
    struct span values, evidence = write_it(arena, "emprunteur", &values);

    (void)state;
    for (size_t i = 0; i < sizeof has / sizeof has[0]; i++)
        if (span_find(evidence, has[i]) == SIZE_MAX)
            fail_msg("%s is missing in\n%.*s", has[i], SPAN_ARG(evidence));
    for (size_t i = 0; i < sizeof has_not / sizeof has_not[0]; i++)
        if (span_find(evidence, has_not[i]) != SIZE_MAX)
            fail_msg("%s is in\n%.*s", has_not[i], SPAN_ARG(evidence));
    arena_close(&arena);
}

static void
the_values_are_those_that_were_named(void **state)
{
    static const struct {
        const char *data, *has, *has_not;
    } cases[] = {
        {"emprunteur", "<courriel>lea@univ.example</courriel>", "<pret>"},
        {"emprunteur.nom", "  <emprunteur>\n    <nom>Martin</nom>\n  </emprunteur>\n", "courriel"},
        {"pret.objet", "    <objet>\n      <nom>lampe</nom>\n    </objet>\n", "motif"},
        {"pret.motif", "compte &amp; ", "<emprunteur>"},
        {"emprunteu pret.obj", "<dossier xmlns=\"urn:conventiond:dossier\"", "<nom>"},
    };
    struct arena *arena = arena_open(8u * 1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span values;

        write_it(arena, cases[i].data, &values);
        if (span_find(values, cases[i].has) == SIZE_MAX || span_find(values, cases[i].has_not) != SIZE_MAX)
            fail_msg("%s: \"%s\" and not \"%s\" expected in\n%.*s", cases[i].data, cases[i].has,
                     cases[i].has_not, SPAN_ARG(values));
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_evidence_names_who_signed_last),
        cmocka_unit_test(the_values_are_those_that_were_named),
    };

    return cmocka_run_group_tests(tests, loan_group_open, loan_group_close);
}
