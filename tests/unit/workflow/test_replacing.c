// SPDX-License-Identifier: Apache-2.0
/* Another person in a role's place: what is understood, who may say so, and what becomes of the tasks. */
#include "workflow/loan.h"

#include "workflow/replacing.h"

#define OTHER "lise.roy@univ.example"

static struct definition *definition;
static struct arena *arena;

static void
reads_who_and_by_whom(void **state)
{
    static const struct {
        const char *written, *reason, *role, *name, *address;
    } cases[] = {
        {"responsable par Lise Roy lise.roy@univ.example", NULL, "responsable", "Lise Roy", OTHER},
        {"le responsable par Lise Roy <Lise.Roy@univ.example>", NULL, "responsable", "Lise Roy", OTHER},
        {"CHEF DE SERVICE : Lise Roy (lise.roy@univ.example).", NULL, "responsable", "Lise Roy", OTHER},
        {"the manager with Lise Roy, lise.roy@univ.example", NULL, "responsable", "Lise Roy", OTHER},
        {"magasin\nNom : Lise Roy\nCourriel : lise.roy@univ.example", NULL, "magasinier", "Lise Roy", OTHER},
        {"magasin lise.roy@univ.example Mme Lise Roy", NULL, "magasinier", "Lise Roy", OTHER},
        {"chef par Lise Roy lise.roy@univ.example LISE.ROY@univ.example", NULL, "responsable", "Lise Roy", OTHER},
        {"", "replace-role", NULL, NULL, NULL},
        {"Jean Petit par Lise Roy lise.roy@univ.example", "replace-role", NULL, NULL, NULL},
        {"emprunteur par Lise Roy lise.roy@univ.example", "replace-role", NULL, NULL, NULL},
        {"responsable par Lise Roy", "replace-address", NULL, NULL, NULL},
        {"responsable par Lise Roy lise.roy@", "replace-address", NULL, NULL, NULL},
        {"responsable par Lise Roy a@univ.example b@univ.example", "replace-address", NULL, NULL, NULL},
        {"responsable par lise.roy@univ.example", "replace-name", NULL, NULL, NULL},
        {"responsable par Lise Roy lise.roy@univ.example parce que le premier est parti hier", "replace-name", NULL, NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *block = malloc(strlen(cases[i].written) + 1);
        struct span written = {block, strlen(cases[i].written)};
        struct replacement replacement;
        const char *reason;

        memcpy(block, cases[i].written, written.len);
        reason = replacing_read(arena, definition, written, &replacement);
        if (!span_is(span_of(reason), cases[i].reason))
            fail_msg("\"%s\": %s", cases[i].written, reason == NULL ? "understood" : reason);
        if (reason == NULL) {
            check_span(replacement.person.role, cases[i].role, cases[i].written);
            check_span(replacement.person.name, cases[i].name, cases[i].written);
            check_span(replacement.person.address, cases[i].address, cases[i].written);
        }
        free(block);
    }
}

static struct world *
world_asked(void)
{
    struct world *world = world_open(definition);

    send_form(world, BORROWER, 0, whole_form());
    check_state(world, "accord");
    return world;
}

static const struct decision *
say(struct world *world, const char *from, const char *argument)
{
    struct intent intent = mail_from(from, INTENT_COMMAND);
    struct event event = {.kind = EVENT_MESSAGE, .intent = &intent, .match = MATCH_NONE};

    intent.verb = SPAN("remplacer");
    intent.argument = span_of(argument);
    return play(world, &event);
}

static void
only_some_may_and_some_can(void **state)
{
    static const struct {
        const char *from, *written, *reason;
    } cases[] = {
        {STORE, "magasin par Lise Roy lise.roy@univ.example", "replaced"},
        {STORE, "responsable par Lise Roy lise.roy@univ.example", "replaced"},
        {STORE, "responsable par Chef CHEF@univ.example", "replace-self"},
        {STORE, "responsable par Magasin " STORE, "replace-party"},
        {STORE, "responsable par Léa Martin " BORROWER, "replace-party"},
        {STORE, "responsable par Nous pret@univ.example", "replace-address"},
        {STORE, "quelqu’un", "replace-role"},
        {BORROWER, "responsable par Lise Roy lise.roy@univ.example", ""},
        {"stranger@elsewhere.example", "responsable par Lise Roy lise.roy@univ.example", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_asked();
        const struct decision *decision = say(world, cases[i].from, cases[i].written);
        const struct effect *told = mail_named(decision, "statut", NULL);
        bool done = record_named(decision, "role.replaced") != NULL;

        if (done != (strcmp(cases[i].reason, "replaced") == 0))
            fail_msg("\"%s\": %s", cases[i].written, done ? "done" : "refused");
        assert_non_null(told);
        if (*cases[i].reason != '\0' && span_find(seen_by(world, told), cases[i].reason) == SIZE_MAX)
            fail_msg("\"%s\": not %s", cases[i].written, cases[i].reason);
        world_close(world);
    }
}

static void
the_other_is_asked_and_the_first_told(void **state)
{
    struct world *world = world_asked();
    uint32_t task = open_task(world, "valider");
    const struct decision *decision = say(world, STORE, "responsable par Lise Roy " OTHER);

    (void)state;
    assert_non_null(mail_named(decision, "accord", OTHER));
    assert_non_null(mail_named(decision, "replaced", MANAGER));
    assert_string_equal(attribute_of(world, task, "status"), "cancelled");
    assert_true(open_task(world, "valider") > task);
    assert_string_equal(attribute_of(world, open_task(world, "valider"), "name"), "Lise Roy");
    assert_non_null(mail_named(send_answer(world, MANAGER, task, "oui"), "stale", MANAGER));
    /* The first answers no more, even under the other's reference. */
    assert_non_null(mail_named(send_answer(world, MANAGER, open_task(world, "valider"), "oui"), "foreign", MANAGER));
    send_answer(world, OTHER, open_task(world, "valider"), "oui");
    check_state(world, "accord");
    /* Answered: what stands is not asked of another. */
    assert_null(record_named(say(world, STORE, "responsable par Jean Petit jean@univ.example"), "role.replaced"));
    send_answer(world, STORE, open_task(world, "preparer"), "oui");
    check_state(world, "remise");
    world_close(world);
}

static void
who_waits_is_asked_in_turn(void **state)
{
    struct world *world = world_asked();
    const struct decision *decision = say(world, STORE, "magasin par Lise Roy " OTHER);

    (void)state;
    assert_null(mail_named(decision, "replaced", NULL));
    assert_null(mail_named(decision, "accord", NULL));
    decision = send_answer(world, MANAGER, open_task(world, "valider"), "oui");
    assert_non_null(mail_named(decision, "accord", OTHER));
    assert_null(mail_named(decision, "accord", STORE));
    world_close(world);
}

/* The role's own address is another: whoever was put in the former one's place is not in this one's. */
static void
other_data_end_it(void **state)
{
    struct world *world = world_asked();
    xmlNode *accord;

    (void)state;
    say(world, STORE, "responsable par Lise Roy " OTHER);
    accord = xml_first(xml_first(xmlDocGetRootElement(world->dossier), "data"), "accord");
    xmlNodeSetContent(xml_first(accord, "responsable"), BAD_CAST "nouveau@univ.example");
    assert_non_null(record_named(say(world, STORE, "chef par Lise Roy " OTHER), "role.replaced"));
    world_close(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_who_and_by_whom),
        cmocka_unit_test(only_some_may_and_some_can),
        cmocka_unit_test(the_other_is_asked_and_the_first_told),
        cmocka_unit_test(who_waits_is_asked_in_turn),
        cmocka_unit_test(other_data_end_it),
    };
    int result;

    arena = arena_open(64u * 1024 * 1024);
    definition = loan_load(arena);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    definition_close(&definition);
    arena_close(&arena);
    return result;
}
