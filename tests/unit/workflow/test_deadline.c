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
        {SPAN("2026-03-27"), 1, "2026-03-27T08:00:00Z", "the Friday before summer time"},
        {SPAN("2026-03-30"), 1, "2026-03-30T07:00:00Z", "the Monday after it began"},
        {SPAN("2026-10-23"), 1, "2026-10-23T07:00:00Z", "the Friday before winter time"},
        {SPAN("2026-10-26"), 1, "2026-10-26T08:00:00Z", "the Monday after it began"},
        {SPAN("2027-01-04"), 1, "2027-01-04T08:00:00Z", "over the end of the year"},
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

static void
send_over(struct world *world, int32_t day, int hour)
{
    static const char *const some[] = {"emprunteur.nom", "Martin", NULL};

    world->now = instant_of_local(day, hour, 0, 60);
    send_form(world, BORROWER, 0, some);
}

/* A reminder that comes due while the daemon is down waits for the morning, by day and over holidays. */
static void
nothing_at_night(void **state)
{
    static const struct {
        int month, day, hour, minute;
        const char *at, *why;
    } cases[] = {
        {4, 8, 6, 0, "2026-04-08T07:00:00Z", "six in the morning of the day"},
        {4, 8, 22, 30, "2026-04-09T07:00:00Z", "late in the evening"},
        {4, 11, 11, 0, "2026-04-13T07:00:00Z", "a Saturday"},
        {5, 1, 11, 0, "2026-05-04T07:00:00Z", "the first of May, a Friday"},
        {10, 25, 2, 30, "2026-10-26T08:00:00Z", "the hour that there is twice, a Sunday"},
        {12, 25, 10, 0, "2026-12-28T08:00:00Z", "Christmas, a Friday"},
    };
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct definition *definition;

    (void)state;
    xml_start();
    definition = loan_load(arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world *world = world_open(definition);
        const char *id;
        uint32_t task;

        send_over(world, day_of(2026, 4, 2), 14);
        id = xml_attr_or(world->arena, last_of(world, "deadline"), "id", "");
        task = (uint32_t)strtoul(xml_attr_or(world->arena, last_of(world, "deadline"), "task", "0"), NULL, 10);
        world->now = instant_of_local(day_of(2026, cases[i].month, cases[i].day), cases[i].hour,
                                      cases[i].minute, 60);
        strike(world, id, task);
        assert_int_equal(world->last.effect_count, 0);
        check_span(span_of(xml_attr_or(world->arena, last_of(world, "deadline"), "at", "")), cases[i].at,
                   cases[i].why);
        world_close(world);
    }
    definition_close(&definition);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(instants), cmocka_unit_test(holidays_are_kept_clear),
                                       cmocka_unit_test(nothing_at_night)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
