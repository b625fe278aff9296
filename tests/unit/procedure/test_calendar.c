// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/date.h"
#include "procedure/compiled.h"

static void
weekdays_are_read(void **state)
{
    static const struct {
        const char *list;
        unsigned bits;
    } cases[] = {{"", 0x3E},  {"1-5", 0x3E}, {"2-6", 0x7C}, {"1,3,5", 0x2A}, {"1-3, 5", 0x2E},
                 {"7", 0x80}, {"1-7", 0xFE}, {"0", 0},      {"8", 0},        {"5-1", 0},
                 {"1-", 0},   {"a", 0},      {",", 0},      {"1;2", 0},      {"1-5-7", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (calendar_weekdays(span_of(cases[i].list)) != cases[i].bits)
            fail_msg("\"%s\" is %x", cases[i].list, calendar_weekdays(span_of(cases[i].list)));
}

static bool
is_holiday(const struct procedure *procedure, int32_t day, const char *territory)
{
    struct calendar calendar;

    calendar_open(&calendar, procedure, span_of(territory));
    return calendar_is_holiday(&calendar, day);
}

static void
holidays_hold_where_and_when_they_hold(void **state)
{
    static struct procedure procedure = {
        .holidays =
            {{.easter = true, .offset = 1, .territories = {"", 0}, .from = DAY_NONE, .to = DAY_NONE},
             {.easter = true, .offset = -2, .territories = {"57,67 68", 8}, .from = DAY_NONE, .to = DAY_NONE},
             {.month = 5, .day = 1, .territories = {"", 0}, .from = DAY_NONE, .to = DAY_NONE}},
        .holiday_count = 3,
    };
    const struct period week = {day_of(2026, 4, 7), day_of(2026, 4, 8)};
    struct calendar calendar;
    int count = 0;

    (void)state;
    assert_true(is_holiday(&procedure, day_of(2026, 4, 6), ""));
    assert_true(is_holiday(&procedure, day_of(2026, 4, 6), "13"));
    assert_false(is_holiday(&procedure, day_of(2026, 4, 6), "-"));
    assert_true(is_holiday(&procedure, day_of(2026, 4, 3), "67"));
    assert_true(is_holiday(&procedure, day_of(2026, 4, 3), "68"));
    assert_false(is_holiday(&procedure, day_of(2026, 4, 3), ""));
    assert_false(is_holiday(&procedure, day_of(2026, 4, 3), "6"));
    calendar_open(&calendar, &procedure, SPAN("67"));
    for (int32_t day = day_of(2026, 4, 1); day <= day_of(2026, 4, 10); day++)
        count += calendar_counts(&calendar, day, calendar_weekdays(SPAN("")), &week, 1);
    assert_int_equal(count, 8 - 1 - 1 - 2);
    /* Another year has its own, before and after. */
    assert_true(calendar_is_holiday(&calendar, day_of(2027, 3, 29)));
    assert_false(calendar_is_holiday(&calendar, day_of(2027, 4, 6)));
    assert_true(calendar_is_holiday(&calendar, day_of(2025, 12, 31) - 244));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_are_read),
        cmocka_unit_test(holidays_hold_where_and_when_they_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
