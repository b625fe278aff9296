// SPDX-License-Identifier: Apache-2.0
/* Tasks that are passed on: who may be named, who acts when, and what is kept of it. */
#include "workflow/loan.h"

#define DEPUTY "lise.roy@univ.example"
#define ALLOWED "accept=\"oui non modifier\" mail=\"accord\""
#define DELEGATED ALLOWED " delegate=\"'univ.example'\""

static struct definition *definition;

static struct world *
world_asked(void)
{
    struct world *world = world_open(definition);

    send_form(world, BORROWER, 0, whole_form());
    check_state(world, "accord");
    return world;
}

static const struct decision *
say(struct world *world, const char *from, uint32_t serial, const char *verb, const char *argument)
{
    struct intent intent = mail_from(from, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK, .serial = serial};

    intent.verb = span_of(verb);
    intent.argument = span_of(argument);
    return play(world, &event);
}

/* The newest task of that address, 0 none. */
static uint32_t
task_of(struct world *world, const char *address)
{
    uint32_t found = 0;

    for (uint32_t serial = 1; dossier_task(world->dossier, serial) != NULL; serial++)
        if (strcmp(attribute_of(world, serial, "address"), address) == 0)
            found = serial;
    return found;
}

static void
only_some_can_be_named(void **state)
{
    static const struct {
        const char *written, *reason; /* NULL: they are asked */
    } cases[] = {
        {"lise.roy@univ.example", NULL},
        {"à Lise Roy <Lise.Roy@univ.example>", NULL},
        {"lise.roy@univ.example.", NULL},
        {"lise.roy@univ.example, LISE.ROY@univ.example", NULL},
        {"", "not-allowed-delegate-address"},
        {"Lise Roy", "not-allowed-delegate-address"},
        {"lise.roy@", "not-allowed-delegate-address"},
        {"lise.roy@univ.example jean@univ.example", "not-allowed-delegate-address"},
        {"pret@univ.example", "not-allowed-delegate-address"},
        {"Chef@univ.example", "not-allowed-delegate-self"},
        {BORROWER, "not-allowed-delegate-party"},
        {STORE, "not-allowed-delegate-party"},
        {"lise.roy@elsewhere.example", "not-allowed-delegate-domain"},
        {"lise.roy@sub.univ.example", "not-allowed-delegate-domain"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_asked();
        const struct decision *decision =
            say(world, MANAGER, open_task(world, "valider"), "deleguer", cases[i].written);
        const struct effect *told = mail_named(decision, "not-allowed", MANAGER);

        if ((told == NULL) != (cases[i].reason == NULL))
            fail_msg("\"%s\": %s", cases[i].written, told == NULL ? "done" : "refused");
        if (told != NULL && span_find(seen_by(world, told), cases[i].reason) == SIZE_MAX)
            fail_msg("\"%s\": not %s", cases[i].written, cases[i].reason);
        assert_true((mail_named(decision, "delegation", NULL) != NULL) == (cases[i].reason == NULL));
        world_close(world);
    }
}

static void
it_passes_when_both_have_said_so(void **state)
{
    struct world *world = world_asked();
    uint32_t task = open_task(world, "valider"), offer, passed;
    const struct decision *decision = say(world, MANAGER, task, "deleguer", "Lise Roy <" DEPUTY ">");

    (void)state;
    offer = task_of(world, DEPUTY);
    assert_int_equal(mail_named(decision, "delegation", DEPUTY)->task, offer);
    say(world, DEPUTY, task, "oui", ""); /* not the delegate's reference */
    say(world, "autre@univ.example", offer, "oui", "");
    check_state(world, "accord");
    assert_string_equal(attribute_of(world, task, "status"), "open");
    decision = say(world, DEPUTY, offer, "oui", "");
    check_state(world, "accord");
    passed = task_of(world, DEPUTY);
    assert_int_equal(mail_named(decision, "accord", DEPUTY)->task, passed);
    assert_non_null(mail_named(decision, "delegation-note", MANAGER));
    assert_string_equal(attribute_of(world, task, "status"), "cancelled");
    assert_string_equal(attribute_of(world, passed, "delegated-by"), MANAGER);
    assert_string_equal(attribute_of(world, passed, "name"), "Lise Roy");
    assert_non_null(mail_named(say(world, MANAGER, task, "oui", ""), "stale", MANAGER));
    assert_non_null(mail_named(say(world, DEPUTY, passed, "deleguer", "jean@univ.example"), "not-allowed", DEPUTY));
    check_state(world, "accord");
    decision = say(world, DEPUTY, passed, "oui", "");
    assert_true(span_find(record_named(decision, "answer.accepted")->detail, "delegated-by=" MANAGER) != SIZE_MAX);
    assert_string_equal(attribute_of(world, passed, "status"), "done");
    world_close(world);
}

static void
it_is_declined_or_taken_back(void **state)
{
    struct world *world = world_asked();
    uint32_t task = open_task(world, "valider"), offer, passed;
    const struct decision *decision;

    (void)state;
    say(world, MANAGER, task, "deleguer", DEPUTY);
    decision = say(world, DEPUTY, task_of(world, DEPUTY), "non", "not me");
    assert_non_null(mail_named(decision, "delegation-note", MANAGER));
    assert_int_equal(open_task(world, "valider"), task);

    say(world, MANAGER, task, "deleguer", DEPUTY);
    offer = task_of(world, DEPUTY);
    say(world, MANAGER, task, "reprendre", "");
    assert_non_null(mail_named(say(world, DEPUTY, offer, "oui", ""), "stale", DEPUTY));

    say(world, MANAGER, task, "deleguer", DEPUTY);
    say(world, DEPUTY, task_of(world, DEPUTY), "oui", "");
    passed = task_of(world, DEPUTY);
    decision = say(world, MANAGER, task, "reprendre", "");
    assert_string_equal(attribute_of(world, passed, "status"), "cancelled");
    assert_true(open_task(world, "valider") > passed);
    assert_non_null(mail_named(decision, "accord", MANAGER));
    assert_non_null(mail_named(say(world, MANAGER, task, "reprendre", ""), "not-allowed", MANAGER));
    say(world, MANAGER, open_task(world, "valider"), "oui", "");
    assert_int_equal(open_task(world, "valider"), 0);
    world_close(world);
}

static void
who_answers_meanwhile_ends_the_offer(void **state)
{
    struct world *world = world_asked();
    uint32_t task = open_task(world, "valider");
    const struct decision *decision;

    (void)state;
    say(world, MANAGER, task, "deleguer", DEPUTY);
    decision = say(world, MANAGER, task, "oui", "");
    assert_non_null(mail_named(decision, "delegation-note", DEPUTY));
    assert_string_equal(attribute_of(world, task_of(world, DEPUTY), "status"), "cancelled");
    assert_non_null(mail_named(say(world, DEPUTY, task_of(world, DEPUTY), "oui", ""), "stale", DEPUTY));
    world_close(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_some_can_be_named),
        cmocka_unit_test(it_passes_when_both_have_said_so),
        cmocka_unit_test(it_is_declined_or_taken_back),
        cmocka_unit_test(who_answers_meanwhile_ends_the_offer),
    };
    struct arena *arena = arena_open(64u * 1024 * 1024);
    int result;

    definition = loan_load_with(arena, ALLOWED, DELEGATED);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    definition_close(&definition);
    arena_close(&arena);
    return result;
}
