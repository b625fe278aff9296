// SPDX-License-Identifier: Apache-2.0
/* An answer given for somebody else: for whom, by whom, and what is too unclear to act. */
#include "workflow/loan.h"

#include "workflow/declaring.h"

static struct definition *definition;
static struct arena *arena;

static const struct decision *
say(struct world *world, const char *from, const char *argument, uint32_t task)
{
    struct intent intent = mail_from(from, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE,
                          .intent = &intent,
                          .match = task == 0 ? MATCH_NONE : MATCH_TASK,
                          .serial = task};

    intent.verb = SPAN("non");
    intent.argument = span_of(argument);
    return play(world, &event);
}

static void
who_is_meant_and_who_may(void **state)
{
    static const struct {
        const char *from, *written, *reason; /* NULL: no declaration at all */
        bool in_reply;
    } cases[] = {
        {STORE, "responsable", "declared", false},
        {STORE, "le responsable", "declared", false},
        {STORE, "Chef", "declared", false},
        {STORE, "(chef@univ.example)", "declared", false},
        {STORE, "Chef\nMerci, le magasin", "declared", false},
        {STORE, "", "declared", true},
        {STORE, "", "declare-who", false},
        {STORE, "quelqu’un", "declare-who", false},
        {STORE, "Mme", "declare-who", false},
        {STORE, "magasin", "declare-not-asked", false},
        {BORROWER, "responsable", NULL, false},
        {"stranger@elsewhere.example", "responsable", NULL, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_open(definition);
        const struct decision *decision;
        const struct effect *told;
        uint32_t task;
        bool done;

        send_form(world, BORROWER, 0, whole_form());
        check_state(world, "accord");
        task = open_task(world, "valider");
        decision = say(world, cases[i].from, cases[i].written, cases[i].in_reply ? task : 0);
        done = span_is(span_of(attribute_of(world, task, "status")), "refused");
        if (done != (cases[i].reason != NULL && strcmp(cases[i].reason, "declared") == 0))
            fail_msg("\"%s\": %s", cases[i].written, done ? "done" : "not done");
        told = mail_named(decision, "statut", NULL);
        if (cases[i].reason != NULL && (told == NULL || span_find(seen_by(world, told), cases[i].reason) == SIZE_MAX))
            fail_msg("\"%s\": not %s", cases[i].written, cases[i].reason);
        if (cases[i].reason == NULL && told != NULL)
            fail_msg("\"%s\" from %s: taken for a declaration", cases[i].written, cases[i].from);
        world_close(world);
    }
}

static int
load(void **state)
{
    (void)state;
    arena = arena_open(64u * 1024 * 1024);
    definition = loan_load(arena);
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    definition_close(&definition);
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(who_is_meant_and_who_may)};

    return cmocka_run_group_tests(tests, load, unload);
}
