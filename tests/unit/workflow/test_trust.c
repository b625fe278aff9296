// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "workflow/loan_group.h"
#include "workflow/trust.h"

static void
domains_fit(void **state)
{
    static const struct {
        const char *address, *domains;
        bool fits;
    } cases[] = {
        {"a@univ.example", "univ.example", true},
        {"a@UNIV.example", "univ.example", true},
        {"a@etu.univ.example", "univ.example", false},
        {"a@etu.univ.example", "x.example .univ.example", true},
        {"a@univ.example", ".univ.example", false},
        {"a@evil-univ.example", ".univ.example univ.example", false},
        {"a@univ.example.evil.example", "univ.example .univ.example", false},
        {"a@b.example", "*", true},
        {"a@b.example", "", false},
        {"a", "*", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (trust_domain(span_of(cases[i].address), span_of(cases[i].domains)) != cases[i].fits)
            fail_msg("%s in \"%s\"", cases[i].address, cases[i].domains);
}

/* The manager's role asks for authentication, the store's takes the address. */
static void
the_administrator_goes_before_the_procedure(void **state)
{
    static const struct {
        const char *what, *policy;
        enum auth_verdict verdict;
        bool acts, asks;
    } cases[] = {
        {"as the procedure says", "", AUTH_NONE, false, false},
        {"as the procedure says", "", AUTH_PASS, true, false},
        {"another role's policy", "emprunteur:address", AUTH_NONE, false, false},
        {"laxer", "responsable:address", AUTH_NONE, true, false},
        {"laxer, but a forgery stays one", "responsable:address", AUTH_FAIL, false, false},
        {"with a second mail", "emprunteur:address  responsable:code", AUTH_NONE, false, true},
        {"not needed when vouched for", "responsable:code", AUTH_PASS, true, false},
        {"a second mail mends no forgery", "responsable:code", AUTH_FAIL, false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_open(definition);
        struct intent intent = mail_from(MANAGER, INTENT_ANSWER);
        struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};

        event.serial = to_approval(world);
        world->trust = cases[i].policy;
        intent.verb = SPAN("oui");
        intent.authentication.verdict = cases[i].verdict;
        play(world, &event);
        if (world->last.acted != cases[i].acts)
            fail_msg("%s: acted %d", cases[i].what, world->last.acted);
        assert_int_equal(record_named(&world->last, "answer.put-by") != NULL, cases[i].asks);
        world_close(world);
    }
}

static void
stricter_too(void **state)
{
    struct world *world = world_open(definition);
    struct intent intent = mail_from(STORE, INTENT_ANSWER);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_TASK};

    (void)state;
    send_answer(world, MANAGER, to_approval(world), "oui");
    world->trust = "magasinier:authenticated";
    intent.verb = SPAN("oui");
    intent.authentication.verdict = AUTH_NONE;
    event.serial = open_task(world, "preparer");
    check_reason(play(world, &event), "unauthenticated", STORE, "unauthenticated");
    world_close(world);
}

static void
a_policy_is_checked(void **state)
{
    const struct definition *all = definition;
    struct error err;

    (void)state;
    assert_true(trust_check(&all, 1, SPAN(""), &err));
    assert_true(trust_check(&all, 1, SPAN(" responsable:code  magasinier:address "), &err));
    assert_false(trust_check(&all, 1, SPAN("responsable"), &err));
    assert_false(trust_check(&all, 1, SPAN("responsable:blind"), &err));
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    assert_false(trust_check(&all, 1, SPAN("boss:code"), &err));
    assert_non_null(strstr(err.text, "boss"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(domains_fit),
        cmocka_unit_test(the_administrator_goes_before_the_procedure),
        cmocka_unit_test(stricter_too),
        cmocka_unit_test(a_policy_is_checked),
    };

    return cmocka_run_group_tests(tests, loan_group_open, loan_group_close);
}
