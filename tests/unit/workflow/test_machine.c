// SPDX-License-Identifier: Apache-2.0
/* The machine's limits, and what holds after every event whatever came before. */
#include "workflow/loan.h"

static struct world *
desk_with(struct arena *arena, struct definition **definition, const char *old, const char *new)
{
    *definition = loan_load_with(arena, old, new);
    return world_open(*definition);
}

static void
an_endless_workflow_changes_nothing(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition;
    struct world *world =
        desk_with(arena, &definition, "<transition event=\"done.state\" target=\"remise\"/>",
                  "<transition cond=\"true()\" target=\"accord\"/>"
                  "<transition event=\"done.state\" target=\"remise\"/>");
    const struct decision *decision = send_form(world, BORROWER, 0, whole_form());

    (void)state;
    assert_null(decision->dossier);
    assert_false(decision->created);
    assert_int_equal(decision->effect_count, 1);
    assert_non_null(mail_named(decision, "not-allowed", BORROWER)); /* who wrote is told */
    assert_non_null(record_named(decision, "workflow.endless"));
    world_close(world);
    definition_close(&definition);
    arena_close(&arena);
}

static void
a_task_without_address_is_reported(void **state)
{
    static const char *const dear[] = {"materiel.valeur", "2500", "materiel.assurance", "labo", NULL};
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition;
    struct world *world =
        desk_with(arena, &definition, "address=\"e:param('comptable')\"", "address=\"'nobody at home'\"");

    (void)state;
    send_form(world, BORROWER, 0, whole_form());
    send_form(world, BORROWER, 0, dear);
    assert_non_null(mail_named(&world->last, "bounced", STORE));
    assert_non_null(record_named(&world->last, "task.unaddressed"));
    assert_string_equal(attribute_of(world, open_task(world, "assurer"), "bounced"), "no-address");
    world_close(world);
    definition_close(&definition);
    arena_close(&arena);
}

/* A form that no transition hears, in a state where it changes what others were asked: they are
 * asked again; a transition without target alone does not hide it. */
static void
a_targetless_transition_hides_no_change(void **state)
{
    static const char *const change[] = {"materiel.valeur", "500", NULL};
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition;
    struct world *world =
        desk_with(arena, &definition,
                  "<transition event=\"form\" cond=\"not($complete and $valid)\" target=\"demande\"/>",
                  "<transition event=\"form\"/>");
    uint32_t before;

    (void)state;
    send_form(world, BORROWER, 0, whole_form());
    before = open_task(world, "valider");
    send_form(world, BORROWER, 0, change);
    assert_int_not_equal(open_task(world, "valider"), before);
    world_close(world);
    definition_close(&definition);
    arena_close(&arena);
}

static void
a_dossier_too_big_stays_as_it_was(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition = loan_load(arena);
    struct world *world = world_open(definition);
    char *long_text = arena_alloc(world->arena, 1001);
    xmlNode *review;
    uint32_t serial;

    (void)state;
    memset(long_text, 'x', 1000);
    send_form(world, BORROWER, 0, whole_form());
    serial = open_task(world, "valider");
    review = xml_add(xmlDocGetRootElement(world->dossier), "review", SPAN(""));
    for (int i = 0; i < 262; i++)
        xml_add(review, "item", span_of(long_text));
    send_answer(world, MANAGER, serial, "modifier");
    assert_null(world->last.dossier);
    assert_non_null(record_named(&world->last, "dossier.too-big"));
    assert_int_equal(world->last.effect_count, 1);
    assert_true(span_find(mail_named(&world->last, "not-allowed", MANAGER)->context, "not-allowed-too-big") !=
                SIZE_MAX);
    assert_string_equal(state_of(world), "accord");
    world_close(world);
    definition_close(&definition);
    arena_close(&arena);
}

/* --- whatever happens -------------------------------------------------------------------- */

struct luck {
    uint64_t seed;
};

static uint32_t
pick(struct luck *luck, uint32_t below)
{
    luck->seed = luck->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(luck->seed >> 33) % below;
}

static void
check_tasks(struct world *world, xmlNode *root)
{
    xmlNode *active = xml_first(root, "state");
    const char *entry = xml_attr_or(world->arena, active, "entry", "");
    bool final = definition_is_final(world->definition, span_of(state_of(world)));
    unsigned long last = 0;

    assert_int_equal(xml_count(root, "state"), 1);
    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task")) {
        const char *status = xml_attr_or(world->arena, task, "status", "");
        unsigned long serial = strtoul(xml_attr_or(world->arena, task, "serial", "0"), NULL, 10);
        bool waits = strcmp(status, "open") == 0 || strcmp(status, "waiting") == 0;

        assert_true(serial == last + 1);
        last = serial;
        assert_false(waits && final);
        if (waits)
            assert_string_equal(xml_attr_or(world->arena, task, "entry", ""), entry);
    }
}

static void
check_deadlines(struct world *world, xmlNode *root)
{
    for (xmlNode *node = xml_first(root, "deadline"); node != NULL; node = xml_next(node, "deadline")) {
        uint32_t serial = (uint32_t)strtoul(xml_attr_or(world->arena, node, "task", "0"), NULL, 10);
        int64_t at;
        struct clock_time clock;

        assert_true(instant_parse_iso(span_of(xml_attr_or(world->arena, node, "at", "")), &at));
        clock = clock_of_instant(at, 60);
        assert_int_equal(clock.hour, 9);
        assert_true(day_weekday(clock.day) < 6);
        assert_string_equal(xml_attr_or(world->arena, node, "state", ""), state_of(world));
        if (serial != 0)
            assert_string_equal(attribute_of(world, serial, "status"), "open");
    }
}

static void
check_effects(struct world *world)
{
    bool mails = false;

    for (size_t i = 0; i < world->last.effect_count; i++) {
        const struct effect *effect = &world->last.effects[i];

        assert_non_null(xml_parse(world->arena, effect->context, "context", XML_OWN_MAX, NULL));
        if (effect->kind == EFFECT_DOCUMENT) {
            assert_false(mails);
            continue;
        }
        mails = true;
        assert_true(effect->to.len > 0);
        if (effect->task != 0)
            assert_string_equal(attribute_of(world, effect->task, "status"), "open");
    }
}

static void
random_event(struct world *world, struct luck *luck)
{
    static const char *const people[] = {BORROWER,      MANAGER, STORE, ACCOUNTS, "intruder@univ.example",
                                         "x@y.example", ""};
    static const char *const verbs[] = {"oui",    "modifier", "oui",     "signer", "modifier",
                                        "statut", "oui",      "annuler", "clore"};
    static const char *const fields[] = {"materiel.valeur",    "materiel.retour", "materiel.accessoire.2.nom",
                                         "accord.responsable", "emprunteur.nom",  "accord.etat"};
    static const char *const values[] = {
        "40", "2500", "500", "2026-03-20", "demain", "-", "chef@univ.example", "Martin"};
    static const char *const ids[] = {"rappel", "oubli", "retour", "veille", "reminder-1"};
    struct intent_value value = {span_of(fields[pick(luck, 6)]), span_of(values[pick(luck, 8)]), 0};
    struct intent intent = mail_from(people[pick(luck, 7)], (enum intent_kind)pick(luck, 7));
    struct event event = {.kind = (enum event_kind)pick(luck, 8),
                          .intent = &intent,
                          .match = (enum match)pick(luck, 4),
                          .deadline = span_of(ids[pick(luck, 5)]),
                          .verb = span_of(verbs[pick(luck, 9)]),
                          .operator= SPAN("m.durand"),
                          .duplicate_id = pick(luck, 20) == 0};
    uint32_t tasks =
        world->dossier == NULL ? 0 : (uint32_t)xml_count(xmlDocGetRootElement(world->dossier), "task");

    event.serial = tasks == 0 ? 0 : tasks - pick(luck, tasks < 4 ? tasks : 4);
    if (event.kind > EVENT_OPERATOR) {
        event.kind = EVENT_MESSAGE;
        event.match = MATCH_TASK;
    }
    if (event.kind == EVENT_OPERATOR && pick(luck, 4) > 0)
        event.verb = SPAN("rouvrir");
    if (pick(luck, 3) > 0 && event.serial > 0 && *attribute_of(world, event.serial, "address") != '\0')
        intent.from = span_of(attribute_of(world, event.serial, "address"));
    if (world->dossier == NULL && event.match == MATCH_TASK)
        event.match = MATCH_NONE;
    intent.verb = event.verb;
    intent.values = &value;
    intent.value_count = 1;
    intent.authentication.verdict = pick(luck, 5) == 0 ? AUTH_NONE : AUTH_PASS;
    intent.automatic = pick(luck, 10) == 0 ? AUTO_REPLY : AUTO_NO;
    world->now += pick(luck, 5) == 0 ? 5 * 86400 : 600;
    play(world, &event);
}

static void
whatever_happens(void **state)
{
    enum { GAMES = 150, EVENTS = 60 };
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition = loan_load(arena);
    struct luck luck = {42};
    size_t acted = 0, ended = 0;

    (void)state;
    for (int game = 0; game < GAMES; game++) {
        struct world *world = world_open(definition);

        send_form(world, BORROWER, 0, whole_form());
        for (int i = 0; i < EVENTS; i++) {
            uint32_t revision = dossier_revision(world->dossier);
            struct span before = xml_serialize(world->arena, world->dossier);
            bool final = definition_is_final(definition, span_of(state_of(world)));

            random_event(world, &luck);
            assert_true(dossier_revision(world->dossier) >= revision);
            assert_true(world->last.dossier != NULL ||
                        span_equal(xml_serialize(world->arena, world->dossier), before));
            assert_false(final && world->last.acted);
            check_tasks(world, xmlDocGetRootElement(world->dossier));
            check_deadlines(world, xmlDocGetRootElement(world->dossier));
            check_effects(world);
            acted += world->last.acted;
        }
        ended += definition_is_final(definition, span_of(state_of(world)));
        world_close(world);
    }
    print_message("%zu of %d events acted, %zu of %d loans ended\n", acted, GAMES * EVENTS, ended, GAMES);
    assert_true(acted > 100 && ended > 10);
    definition_close(&definition);
    arena_close(&arena);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_endless_workflow_changes_nothing),
                                       cmocka_unit_test(a_task_without_address_is_reported),
                                       cmocka_unit_test(a_targetless_transition_hides_no_change),
                                       cmocka_unit_test(a_dossier_too_big_stays_as_it_was),
                                       cmocka_unit_test(whatever_happens)};

    return cmocka_run_group_tests(tests, start, NULL);
}
