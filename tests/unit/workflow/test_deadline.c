// SPDX-License-Identifier: Apache-2.0
#include "workflow/loan.h"

#include "workflow/deadline.h"

static void
instants(void **state)
{
    /* now: Monday 2 March 2026, 10:20:30 UTC; Paris. */
    const struct {
        struct span day;
        uint32_t days;
        const char *expected, *why;
    } cases[] = {
        {SPAN("2026-03-05"), 3, "2026-03-05T08:00:00Z",
         "the day that the table of holidays gave, nine in winter"},
        {SPAN("2026-04-07"), 1, "2026-04-07T07:00:00Z", "nine in summer"},
        {SPAN(""), 3, "2026-03-05T08:00:00Z", "no table: Thursday"},
        {SPAN(""), 5, "2026-03-09T08:00:00Z", "no table: over a week-end"},
        {SPAN("nonsense"), 1, "2026-03-03T08:00:00Z", "a bad date is none"},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(instant_iso(arena, deadline_instant(cases[i].day, cases[i].days, LOAN_NOW, 60)),
                   cases[i].expected, cases[i].why);
    arena_close(&arena);
}

/* Three working days from Thursday 2 April 2026 go over Easter Monday. */
static void
holidays_are_kept_clear(void **state)
{
    static const char *const some[] = {"emprunteur.nom", "Martin", NULL};
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition;
    struct world *world;

    (void)state;
    xml_start();
    definition = loan_load(arena);
    world = world_open(definition);
    world->now = instant_of_local(day_of(2026, 4, 2), 14, 0, 60);
    send_form(world, BORROWER, 0, some);
    assert_string_equal(
        xml_attr_or(world->arena, xml_first(xmlDocGetRootElement(world->dossier), "deadline"), "at", ""),
        "2026-05-04T07:00:00Z"); /* twenty, over Easter Monday and the first of May */
    assert_string_equal(xml_attr_or(world->arena, last_of(world, "deadline"), "at", ""),
                        "2026-04-08T07:00:00Z");
    world_close(world);
    definition_close(&definition);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(instants), cmocka_unit_test(holidays_are_kept_clear)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
