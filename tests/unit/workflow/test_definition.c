// SPDX-License-Identifier: Apache-2.0
/* What is wrong with a workflow is found before it is loaded, with its line. */
#include "workflow/loan.h"

#include "workflow/model.h"

static void
the_loan_desk_is_fine(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition = loan_load(arena);

    (void)state;
    check_span(procedure_name(definition_procedure(definition)), "pret", "name");
    assert_true(definition_is_final(definition, SPAN("rendu")));
    assert_false(definition_is_final(definition, SPAN("demande")));
    assert_false(definition_is_final(definition, SPAN("rendu demande")));
    assert_false(definition_is_final(definition, SPAN("unknown")));
    assert_false(definition_is_final(definition, SPAN("")));
    assert_true(definition_owner_edits(definition, SPAN("accord")));
    assert_false(definition_owner_edits(definition, SPAN("remise")));
    assert_true(definition_owner_edits(definition, SPAN("remise demande")));
    definition_close(&definition);
    assert_null(definition);
    definition_close(&definition);
    arena_close(&arena);
}

static void
faults(void **state)
{
    static const struct {
        const char *old, *new, *message;
    } cases[] = {
        {"initial=\"demande\"", "initial=\"nirvana\"", "there is no such state"},
        {"target=\"refuse\"", "target=\"nirvana\"", "there is no such state"},
        {"role=\"responsable\" accept", "role=\"nobody\" accept", "there is no such role"},
        {"bounce-to=\"magasinier\"", "bounce-to=\"nobody\"", "there is no such role"},
        {"edit=\"emprunteur\"", "edit=\"nobody\"", "there is no role"},
        {"edit=\"emprunteur\"", "edit=\"magasinier\"", "edit of its state lacks its role"},
        {"accept=\"oui non modifier\"", "accept=\"oui maybe\"", "there is no verb"},
        {"mail=\"jauge\"", "mail=\"nothing\"", "no template fr/mail/nothing"},
        {"template=\"fiche\"", "template=\"nothing\"", "no template fr/document/nothing"},
        {"attach=\"fiche\"", "attach=\"nothing\"", "no <document> makes"},
        {"auto=\"$petit\"", "auto=\"$unknown\"", ""},
        {"auto=\"$petit\"", "auto=\"a +\"", ""},
        {"auto=\"$petit\"", "auto=\"e:nothing()\"", ""},
        {"<transition event=\"answer.non\" target=\"refuse\"/>", "", "nothing hears answer.non"},
        {"<transition event=\"deadline.oubli\" target=\"annule\"/>", "", "nothing hears deadline.oubli"},
        {"<state id=\"refuse\" final=\"true\">",
         "<state id=\"lost\" final=\"true\"/>\n<state id=\"refuse\" final=\"true\">",
         "nothing leads to state \"lost\""},
        {"<state id=\"annule\"", "<state id=\"refuse\" final=\"true\"/><state id=\"annule\"",
         "is there twice"},
        {"field=\"accord.service\"", "field=\"accord.rien\"", "is no field"},
        {"<document name=\"bon\" template=\"fiche\"/>", "<document name=\"fiche\" template=\"autre\"/>",
         "no template"},
        {"<annex name=\"devis\" role=\"emprunteur\"", "<annex name=\"devis\" role=\"nobody\"", "there is no such role"},
        {"cond=\"materiel/valeur &gt; 1000\"", "cond=\"a +\"", ""},
        {"<annex name=\"devis\" role=\"emprunteur\"", "<annex name=\"devis\"", ""},
        {"<review/>", "<shout/>", ""},
        {"after=\"P3D\"", "after=\"3 days\"", ""},
        {"copy=\"magasinier\"", "copy=\"nobody\"", "there is no role"},
        {"task=\"valider\"", "task=\"nothing\"", "there is no task"},
        {"verb=\"statut\"", "verb=\"sing\"", "there is no verb"},
        {"from=\"demande accord\"", "from=\"nirvana\"", "there is no state"},
        {"<transition event=\"form\"/>", "<transition target=\"demande\"/>", "needs a cond"},
        {"</workflow>", "", "rules/workflow.xml"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(64u * 1024 * 1024);
        struct span whole = slurp(arena, LOAN "/rules/pret/workflow.xml");
        struct bundle bundle = loan_bundle(arena, replaced(arena, whole, cases[i].old, cases[i].new));
        struct problems problems = {0};
        struct definition *definition = definition_load(arena, &bundle, &problems);
        bool found = false;

        if (definition != NULL)
            fail_msg("%s -> %s was accepted", cases[i].old, cases[i].new);
        for (size_t j = 0; j < problems.count; j++)
            found = found || span_find(problems.items[j].message, cases[i].message) != SIZE_MAX;
        if (!found) {
            print_problems(&problems);
            fail_msg("%s -> %s: nobody said \"%s\"", cases[i].old, cases[i].new, cases[i].message);
        }
        check_span(problems.items[0].file, WORKFLOW_FILE, "file");
        arena_close(&arena);
    }
}

static void
events_are_heard_by_whole_words(void **state)
{
    static const struct {
        const char *descriptors, *event;
        bool heard;
    } cases[] = {
        {"answer.oui", "answer.oui", true},
        {"answer", "answer.oui", true},
        {"answer.*", "answer.oui", true},
        {"answer.ou", "answer.oui", false},
        {"*", "deadline.x", true},
        {"form answer.non", "answer.non", true},
        {"answer.oui", "answer", false},
        {"", "", true},
        {"", "form", false},
        {"form", "", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span words[4], rest = span_of(cases[i].descriptors);
        struct transition transition = {.events = {words, 0}};

        while (rest.len > 0 && span_split(&rest, ' ', &words[transition.events.count]))
            transition.events.count++;
        if (transition_hears(&transition, span_of(cases[i].event)) != cases[i].heard)
            fail_msg("\"%s\" and %s", cases[i].descriptors, cases[i].event);
    }
}

static int
start(void **state)
{
    (void)state;
    xml_start();
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_loan_desk_is_fine), cmocka_unit_test(faults),
                                       cmocka_unit_test(events_are_heard_by_whole_words)};

    return cmocka_run_group_tests(tests, start, NULL);
}
