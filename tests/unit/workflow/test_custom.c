// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/date.h"
#include "workflow/custom.h"

#define TODAY day_of(2026, 12, 10)

static void
absences(void **state)
{
    static const struct {
        const char *written, *from, *to, *deputy, *why;
    } cases[] = {
        {"du 21 décembre 2026 au 3 janvier 2027 COLLÈGUE paul@univ.example", "2026-12-21", "2027-01-03",
         "paul@univ.example", "as the manual writes it"},
        {"du 12 au 20 décembre 2026, collègue : Paul@univ.example.", "2026-12-12", "2026-12-20",
         "paul@univ.example", "the month is said once"},
        {"du 12/12/2026 au 20/12/2026 <paul@univ.example>", "2026-12-12", "2026-12-20", "paul@univ.example",
         "in digits"},
        {"du 28 décembre au 3 janvier collègue paul@univ.example", "2026-12-28", "2027-01-03",
         "paul@univ.example", "without years: the next ones"},
        {"from 12 December 2026 to 20 December 2026 COLLEAGUE paul@univ.example", "2026-12-12", "2026-12-20",
         "paul@univ.example", "in English"},
        {"jusqu'au 18 décembre 2026\nCOLLÈGUE paul@univ.example", "2026-12-10", "2026-12-18",
         "paul@univ.example", "from today on"},
        {"à partir du 1er janvier 2027 collègue paul@univ.example", "2027-01-01", "", "paul@univ.example",
         "without end"},
        {"le 14 décembre 2026 au 14 décembre 2026 paul@univ.example", "2026-12-14", "2026-12-14",
         "paul@univ.example", "one day"},
        {"du 12 au 20 décembre 2026", NULL, NULL, NULL, "habit-colleague"},
        {"du 12 au 20 décembre 2026 paul@univ.example sofia@univ.example", NULL, NULL, NULL, "habit-colleague"},
        {"du 12 au 20 décembre 2026 collègue @", NULL, NULL, NULL, "habit-colleague"},
        {"bientôt, collègue paul@univ.example", NULL, NULL, NULL, "habit-dates"},
        {"collègue paul@univ.example", NULL, NULL, NULL, "habit-dates"},
        {"du 20 décembre 2026 au 12 décembre 2026 paul@univ.example", NULL, NULL, NULL, "habit-order"},
        {"du 1 décembre 2026 au 5 décembre 2026 paul@univ.example", NULL, NULL, NULL, "habit-order"},
        {"du 12 décembre 2026 au 12 décembre 2029 paul@univ.example", NULL, NULL, NULL, "habit-order"},
        {"du 12 décembre 2026 au 13 décembre 2026 puis 18 décembre 2026 paul@univ.example", NULL, NULL, NULL,
         "habit-dates"},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct habit habit = {.away_from = DAY_NONE, .away_to = DAY_NONE};
        const char *why = NULL;
        bool good = custom_read_away(arena, span_of(cases[i].written), TODAY, &habit, &why);

        if (cases[i].from == NULL) {
            check_span(span_of(good ? "taken" : why), cases[i].why, cases[i].written);
            continue;
        }
        check_span(good ? SPAN("taken") : span_of(why), "taken", cases[i].written);
        check_span(day_iso(arena, habit.away_from), cases[i].from, cases[i].why);
        check_span(habit.away_to == DAY_NONE ? SPAN("") : day_iso(arena, habit.away_to), cases[i].to,
                   cases[i].why);
        check_span(habit.deputy, cases[i].deputy, cases[i].why);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(absences)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
