// SPDX-License-Identifier: Apache-2.0
/* The loan desk's approval, asked by a provider of signatures. */
#include "workflow/loan.h"

#include "workflow/provider.h"

static struct arena *arena;
static struct definition *definition;
static struct world *world;
static uint32_t first, second;

static int
open_desk(void **state)
{
    (void)state;
    arena = arena_open(64u * 1024 * 1024);
    definition = loan_load_with(
        arena, "<state id=\"accord\" edit=\"emprunteur\">",
        "<state id=\"accord\" edit=\"emprunteur\" provider=\"fiche\" signed=\"fiche-signee\">"
        "<transition event=\"provider\" target=\"refuse\"/>");
    world = world_open(definition);
    world->provider = true;
    send_form(world, BORROWER, 0, whole_form());
    check_state(world, "accord");
    first = open_task(world, "valider");
    second = first + 1;
    return 0;
}

static int
close_desk(void **state)
{
    (void)state;
    world_close(world);
    definition_close(&definition);
    arena_close(&arena);
    return 0;
}

static const struct decision *
hear(enum provider_outcome outcome, const struct provider_signature *signatures, size_t count)
{
    struct provider_report report = {
        .entry = 2, .outcome = outcome, .reason = SPAN("changed"), .signatures = signatures, .count = count};
    struct event event = {.kind = EVENT_PROVIDER, .provider = &report};

    return play(world, &event);
}

static const char *
status_of(uint32_t task)
{
    return attribute_of(world, task, "status");
}

static void
nobody_is_asked_by_mail(void **state)
{
    (void)state;
    assert_null(mail_named(&world->last, "accord", MANAGER));
    assert_non_null(record_named(&world->last, "provider.wanted"));
    assert_int_equal(world->document_count, 1); /* what is to be signed is made all the same */
    assert_string_equal(attribute_of(world, first, "by"), "provider");
    assert_string_equal(attribute_of(world, second, "address"), STORE); /* known before their turn */
}

static void
the_last_waits_for_the_document(void **state)
{
    const struct provider_signature both[] = {{.task = second}, {.task = first, .at = SPAN("noon")}};

    (void)state;
    hear(PROVIDER_WAITING, both, 2); /* in the order of ranks, whatever the report's */
    assert_string_equal(status_of(first), "done");
    assert_string_equal(status_of(second), "open");
    hear(PROVIDER_WAITING, both, 2);
    assert_false(world->last.acted); /* twice is once */
    hear(PROVIDER_DONE, both, 2);
    check_state(world, "remise");
    hear(PROVIDER_DONE, both, 2);
    check_state(world, "remise");
    assert_non_null(record_named(&world->last, "provider.ignored"));
}

static void
who_has_not_had_their_turn_does_not_sign(void **state)
{
    const struct provider_signature later = {.task = second};

    (void)state;
    hear(PROVIDER_WAITING, &later, 1);
    assert_string_equal(status_of(first), "open");
    assert_string_equal(status_of(second), "waiting");
}

static void
a_refusal_acts_with_its_reason(void **state)
{
    const struct provider_signature no = {.task = first, .refused = true, .reason = SPAN("Trop cher.")};

    (void)state;
    hear(PROVIDER_REFUSED, &no, 1);
    check_state(world, "refuse");
    assert_string_equal(status_of(first), "refused");
    assert_string_equal(attribute_of(world, first, "verb"), "non");
}

static void
what_is_not_whole_is_not_taken(void **state)
{
    const struct provider_signature one = {.task = first};

    (void)state;
    hear(PROVIDER_DONE, &one, 1); /* it says done, and names one of two */
    check_state(world, "refuse");
    assert_string_equal(status_of(first), "cancelled");
    assert_non_null(record_named(&world->last, "provider.failed"));
}

static void
a_request_that_is_gone_is_heard(void **state)
{
    (void)state;
    hear(PROVIDER_EXPIRED, NULL, 0);
    check_state(world, "refuse");
}

static void
a_mail_does_not_sign_beside_it(void **state)
{
    (void)state;
    send_answer(world, MANAGER, first, "oui");
    assert_string_equal(status_of(first), "open");
}

static const char *
noted(const char *name)
{
    return xml_attr_or(world->arena, xml_first(xmlDocGetRootElement(world->dossier), "provider"), name, "");
}

static void
another_is_asked_there_in_their_place(void **state)
{
    struct intent intent = mail_from(STORE, INTENT_COMMAND);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_NONE};
    const struct decision *decision;
    uint32_t other;

    (void)state;
    intent.verb = SPAN("remplacer");
    intent.argument = SPAN("responsable par Lise Roy lise.roy@univ.example");
    decision = play(world, &event);
    assert_null(mail_named(decision, "accord", NULL)); /* the provider writes */
    assert_non_null(mail_named(decision, "replaced", MANAGER));
    assert_string_equal(noted("changes"), "1");
    other = open_task(world, "valider");
    assert_string_equal(attribute_of(world, other, "by"), "provider");
    assert_string_equal(attribute_of(world, other, "address"), "lise.roy@univ.example");
    hear(PROVIDER_WAITING, (const struct provider_signature[]){{.task = first}}, 1); /* too late for them */
    assert_string_equal(status_of(first), "cancelled");
    hear(PROVIDER_DONE, (const struct provider_signature[]){{.task = other}, {.task = second}}, 2);
    check_state(world, "remise");
}

static void
a_reminder_is_the_providers_to_write(void **state)
{
    const struct decision *decision;

    (void)state;
    world->now += 3 * 86400;
    decision = strike(world, "rappel", first);
    assert_null(mail_named(decision, "relance", MANAGER));
    assert_non_null(mail_named(decision, "relance", STORE)); /* the copy is ours */
    assert_string_equal(noted("reminders"), "1");
}

int
main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)
    const struct CMUnitTest tests[] = {
        DESK(nobody_is_asked_by_mail),        DESK(the_last_waits_for_the_document),
        DESK(who_has_not_had_their_turn_does_not_sign), DESK(a_refusal_acts_with_its_reason),
        DESK(what_is_not_whole_is_not_taken), DESK(a_request_that_is_gone_is_heard),
        DESK(a_mail_does_not_sign_beside_it), DESK(another_is_asked_there_in_their_place),
        DESK(a_reminder_is_the_providers_to_write),
    };

    xml_start();
    procedure_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
