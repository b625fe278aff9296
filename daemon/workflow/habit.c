// SPDX-License-Identifier: Apache-2.0
#include "workflow/habit.h"

#include "common/date.h"
#include "procedure/template.h"
#include "workflow/markup.h"
#include "workflow/model.h"

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

struct span
habit_language(const struct situation *situation, struct span address, struct span otherwise)
{
    const struct habit *habit = habit_of(situation, address);

    if (habit == NULL || habit->language.len == 0 ||
        !span_equal(template_language(situation->definition->procedure, habit->language), habit->language))
        return otherwise;
    return habit->language;
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

void
habit_put(struct text *out, const struct habit *habit)
{
    markup_attribute(out, "daily", habit->daily ? SPAN("yes") : SPAN("no"));
    if (habit->away_from != DAY_NONE) {
        markup_attribute(out, "away-from", day_iso(out->arena, habit->away_from));
        markup_attribute(out, "deputy", habit->deputy);
    }
    if (habit->away_to != DAY_NONE)
        markup_attribute(out, "away-to", day_iso(out->arena, habit->away_to));
    if (habit->language.len > 0)
        markup_attribute(out, "language", habit->language);
}
