// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/date.h"

static struct arena *arena;

static void
easter_is_where_the_calendar_has_it(void **state)
{
    static const struct {
        int year, month, day;
    } cases[] = {{1954, 4, 18}, {1981, 4, 19}, {2008, 3, 23}, {2024, 3, 31}, {2025, 4, 20},
                 {2026, 4, 5},  {2027, 3, 28}, {2030, 4, 21}, {2049, 4, 18}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(day_easter(cases[i].year), day_of(cases[i].year, cases[i].month, cases[i].day));
}

static void
dates_are_read_as_people_write_them(void **state)
{
    static const char *const same[] = {"2026-03-02",        "02/03/2026",   "2.3.2026",      "2-3-2026",
                                       " 2 mars 2026 ",     "2 Mars 2026",  "lundi 2 mars 2026", "2 March 2026",
                                       "Monday 2 March 2026", "2\u00a0mars\u00a02026"};
    static const char *const bad[] = {"", "2026-02-30", "31/04/2026", "02/03/26", "2026", "mars 2026", "2/13/2026",
                                      "hier", "0/1/2026", "2026-3-2", "2 mars 2026 ou 3 mars 2026"};
    int32_t day;

    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_true(day_parse(span_of(same[i]), &day));
        assert_int_equal(day, day_of(2026, 3, 2));
    }
    assert_true(day_parse(SPAN("1er août 2026"), &day));
    assert_int_equal(day, day_of(2026, 8, 1));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (day_parse(span_of(bad[i]), &day))
            fail_msg("\"%s\" was read as a date", bad[i]);
}

static void
days_survive_a_round_trip(void **state)
{
    (void)state;
    for (int32_t day = day_of(1999, 12, 1); day < day_of(2033, 1, 1); day++) {
        struct civil civil = day_civil(day);

        assert_int_equal(day_of(civil.year, civil.month, civil.day), day);
        assert_int_equal(day_weekday(day + 7), day_weekday(day));
    }
    assert_int_equal(day_weekday(day_of(2026, 11, 23)), 1);
    assert_int_equal(day_iso_week(day_of(2027, 1, 1), NULL), 53);
}

static void
summer_time_is_the_unions(void **state)
{
    int64_t before = instant_of_local(day_of(2026, 3, 29), 1, 59, 60);
    int64_t noon = instant_of_local(day_of(2026, 7, 1), 12, 0, 60);

    (void)state;
    check_span(instant_iso(arena, before), "2026-03-29T00:59:00Z", "before the change");
    check_span(instant_iso(arena, noon), "2026-07-01T10:00:00Z", "in summer");
    assert_int_equal(clock_of_instant(before + 60, 60).hour, 3);
    assert_int_equal(clock_of_instant(instant_of_local(day_of(2026, 12, 1), 9, 0, 60), 60).hour, 9);
    check_span(instant_rfc5322(arena, noon, 60), "Wed, 01 Jul 2026 12:00:00 +0200", "RFC 5322");
    check_span(instant_long(arena, noon, 60, "fr"), "1er juillet 2026 à 12\u00a0h\u00a000", "French");
    check_span(day_long(arena, day_of(2026, 3, 2), "fr", true), "lundi 2 mars 2026", "long");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easter_is_where_the_calendar_has_it),
        cmocka_unit_test(dates_are_read_as_people_write_them),
        cmocka_unit_test(days_survive_a_round_trip),
        cmocka_unit_test(summer_time_is_the_unions),
    };
    int result;

    arena = arena_open(1 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
