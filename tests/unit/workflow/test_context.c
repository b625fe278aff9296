// SPDX-License-Identifier: Apache-2.0
/* What templates see, and what it costs. */
#include "workflow/loan_group.h"

#include <time.h>

#include "procedure/template.h"
#include "workflow/preview.h"

static struct situation
situation_of(struct world *world)
{
    return (struct situation){.definition = definition,
                              .dossier = world->dossier,
                              .facts = facts_none(world->arena),
                              .mailbox = SPAN("pret@univ.example"),
                              .base_offset = 60,
                              .now = world->now};
}

static void
check_has(struct span context, const char *part)
{
    if (span_find(context, part) == SIZE_MAX)
        fail_msg("no %s in\n%.*s", part, SPAN_ARG(context));
}

static void
everything_is_there(void **state)
{
    static const char *const items[] = {"materiel.accessoire.1.nom", "Sonde", "materiel.accessoire.2.nom",
                                        "Pince & co", NULL};
    static const char *const parts[] = {
        "<context now=\"2026-03-02T10:20:30Z\" today=\"2026-03-02\" lang=\"fr\" "
        "mailbox=\"pret@univ.example\" "
        "template=\"jauge\">",
        "<dossier procedure=\"pret\" number=\"2026-00042\"",
        "<let name=\"jours\">",
        "<role id=\"comptable\" address=\"compta@univ.example\" name=\"Service comptable\"",
        "<parameter id=\"jours-max\">90</parameter>",
        "<form id=\"pret\"><label>Prêt de matériel</label>",
        "<section id=\"emprunteur\" gauge=\"red\"><label>Emprunteur</label>",
        "<group id=\"accessoire\" count=\"2\"><item n=\"1\"><field id=\"materiel.accessoire.nom\"",
        "<item n=\"2\"><field id=\"materiel.accessoire.2.nom\"",
        "<value>Pince &amp; co</value>",
        "<choice value=\"labo\">du laboratoire</choice>",
        "computed=\"yes\"",
        "<findings complete=\"no\" valid=",
        "<person role=\"emprunteur\" address=\"lea.martin@univ.example\"",
        "<task serial=\"1\" id=\"completer\" role=\"emprunteur\" state=\"demande\" status=\"open\"",
        "accept=\"form\"/>",
        "<message from=\"lea.martin@univ.example\"",
        "changed=\"2\" rejected=\"0\" refused=\"0\"",
    };
    struct world *world = world_open(definition);
    const struct decision *decision = send_form(world, BORROWER, 0, items);
    struct span context = seen_by(world, mail_named(decision, "jauge", BORROWER));
    struct error err = {0};

    (void)state;
    if (xml_parse(world->arena, context, "context", XML_OWN_MAX, &err) == NULL)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        check_has(context, parts[i]);
    assert_true(span_find(context, "what was written") == SIZE_MAX); /* lean: not quoted in a gauge */
    world_close(world);
}

static void
english(void **state)
{
    struct world *world = world_open(definition);
    struct situation situation;

    (void)state;
    send_form(world, BORROWER, 0, whole_form());
    situation = situation_of(world);
    check_has(preview_context(world->arena, &situation, SPAN("jauge"), SPAN("en"), SPAN("")), "<label>Return date</label>");
    check_has(preview_context(world->arena, &situation, SPAN("jauge"), SPAN("en"), SPAN("")),
              "<shown>20 March 2026</shown>");
    world_close(world);
}

/* Every mail of a whole cycle makes a body. */
static void
templates_take_it(void **state)
{
    struct world *world = world_open(definition);
    struct error err = {0};

    (void)state;
    send_form(world, BORROWER, 0, whole_form());
    for (size_t i = 0; i < world->last.effect_count; i++) {
        const struct effect *effect = &world->last.effects[i];
        const char *parameters[] = {NULL};
        xmlDoc *input = xml_parse(world->arena, seen_by(world, effect), "context", XML_OWN_MAX, &err);
        xmlDoc *body = template_apply(world->arena, definition_procedure(definition),
                                      effect->kind == EFFECT_MAIL ? "mail" : "document",
                                      span_dup(world->arena, effect->template),
                                      span_dup(world->arena, effect->language), input, parameters, &err);

        if (body == NULL)
            fail_msg("%s", err.text);
    }
    world_close(world);
}

/* Two milliseconds for a form with one mail and one document is the aim; ten times that is a bug
 * even under a sanitizer. */
static void
speed(void **state)
{
    enum { ROUNDS = 50 };
    struct timespec start, end;
    double each;

    (void)state;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < ROUNDS; i++) {
        struct world *world = world_open(definition);

        send_form(world, BORROWER, 0, whole_form());
        assert_int_equal(world->last.effect_count, 2);
        world_close(world);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    each = ((double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6) / ROUNDS;
    print_message("a form with a mail and a document: %.2f ms\n", each);
    assert_true(each < 50);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_is_there), cmocka_unit_test(english),
                                       cmocka_unit_test(templates_take_it), cmocka_unit_test(speed)};

    return cmocka_run_group_tests(tests, loan_group_open, loan_group_close);
}
