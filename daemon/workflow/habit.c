// SPDX-License-Identifier: Apache-2.0
#include "workflow/habit.h"

#include "common/date.h"

const struct habit *
habit_of(const struct situation *situation, struct span address)
{
    for (size_t i = 0; i < situation->habit_count; i++)
        if (address.len > 0 && span_equal_nocase(situation->habits[i].address, address))
            return &situation->habits[i];
    return NULL;
}

bool
habit_is_away(const struct habit *habit, int32_t today)
{
    return habit != NULL && habit->deputy.len > 0 && habit->away_from != DAY_NONE &&
           today >= habit->away_from && (habit->away_to == DAY_NONE || today <= habit->away_to);
}

/* A deputy who is away too sends on to theirs, once: nothing goes round in circles. */
struct span
habit_deputy(const struct situation *situation, struct span address)
{
    int32_t today = day_of_instant(situation->now, situation->base_offset);
    const struct habit *habit = habit_of(situation, address);
    struct span deputy;

    if (!habit_is_away(habit, today))
        return SPAN("");
    deputy = habit->deputy;
    habit = habit_of(situation, deputy);
    if (habit_is_away(habit, today) && !span_equal_nocase(habit->deputy, address))
        return habit->deputy;
    return deputy;
}
