// SPDX-License-Identifier: Apache-2.0
/* The habits of people, as the store keeps them. */
#include "testing.h"

#include "common/date.h"
#include "store/listings.h"
#include "store/store_help.h"

static struct habit
habit(const char *address, const char *deputy, bool daily, const char *language)
{
    return (struct habit){.address = span_of(address),
                          .away_from = *deputy == '\0' ? DAY_NONE : day_of(2026, 8, 1),
                          .away_to = DAY_NONE,
                          .deputy = span_of(deputy),
                          .daily = daily,
                          .language = span_of(language)};
}

static void
looked_up(void **state)
{
    struct shelf shelf = shelf_open(state);
    const struct habit all[] = {habit("away@x.example", "paul@x.example", false, ""), habit("daily@x.example", "", true, "en"),
                                habit("speaks@x.example", "", false, "en"), habit("other@x.example", "", false, "fr")};
    const struct span asked[] = {SPAN("speaks@x.example"), SPAN("daily@x.example"), SPAN("nobody@x.example")};
    struct habit *found;
    size_t count;
    bool any;

    good(&shelf, habits_speak(shelf.database, &any, &shelf.err));
    assert_false(any);
    for (size_t i = 0; i < 4; i++)
        good(&shelf, habits_save(shelf.database, &all[i], NOW, &shelf.err));
    good(&shelf, habits_speak(shelf.database, &any, &shelf.err));
    assert_true(any);
    good(&shelf, habits_look_up(shelf.database, shelf.arena, asked, 3, &found, &count, &shelf.err));
    assert_int_equal(count, 3); /* who is away, who gets a digest (once), and who was asked for */
    check_span(found[0].deputy, "paul@x.example", "who is away comes with every look-up");
    assert_int_equal(found[0].away_from, day_of(2026, 8, 1));
    assert_int_equal(found[0].away_to, DAY_NONE);
    check_span(found[2].language, "en", "the one asked for");
    good(&shelf, habits_all(shelf.database, shelf.arena, &found, &count, &shelf.err));
    assert_int_equal(count, 4);
    database_close(&shelf.database);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {test_of(looked_up)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
