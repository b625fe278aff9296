// SPDX-License-Identifier: Apache-2.0
/* Which days count: weekdays, holidays of a territory, interruptions. */
#include "common/date.h"
#include "procedure/compiled.h"

static bool
is_there(const struct holiday *holiday, struct span territory)
{
    struct span list = holiday->territories, word;

    if (list.len == 0)
        return true;
    while (list.len > 0) {
        size_t end = 0;

        while (end < list.len && list.data[end] != ' ' && list.data[end] != ',')
            end++;
        word = span_first(list, end);
        list = span_from(list, end + 1);
        if (word.len > 0 && span_equal_nocase(word, territory))
            return true;
    }
    return false;
}

/* DAY_NONE: not in that year. */
static int32_t
day_in(const struct holiday *holiday, int year)
{
    int32_t day =
        holiday->easter ? day_easter(year) + holiday->offset : day_of(year, holiday->month, holiday->day);

    if ((holiday->from != DAY_NONE && day < holiday->from) || (holiday->to != DAY_NONE && day > holiday->to))
        return DAY_NONE;
    return day;
}

static void
turn_to(struct calendar *calendar, int year)
{
    const struct procedure *procedure = calendar->procedure;

    calendar->first = day_of(year, 1, 1);
    calendar->last = day_of(year, 12, 31);
    calendar->holiday_count = 0;
    if (span_is(calendar->territory, "-"))
        return;
    for (size_t i = 0; i < procedure->holiday_count; i++) {
        int32_t day = day_in(&procedure->holidays[i], year);

        if (day != DAY_NONE && is_there(&procedure->holidays[i], calendar->territory))
            calendar->holidays[calendar->holiday_count++] = day;
    }
}

void
calendar_open(struct calendar *calendar, const struct procedure *procedure, struct span territory)
{
    calendar->procedure = procedure;
    calendar->territory = territory;
    calendar->first = 0;
    calendar->last = -1; /* no year yet */
    calendar->holiday_count = 0;
}

bool
calendar_is_holiday(struct calendar *calendar, int32_t day)
{
    if (day < calendar->first || day > calendar->last)
        turn_to(calendar, day_civil(day).year);
    for (size_t i = 0; i < calendar->holiday_count; i++)
        if (calendar->holidays[i] == day)
            return true;
    return false;
}

unsigned
calendar_weekdays(struct span list)
{
    unsigned bits = 0;
    struct span piece;

    if (list.len == 0)
        list = SPAN("1-5");
    while (span_split(&list, ',', &piece)) {
        piece = span_trim(piece);
        if (piece.len != 1 && !(piece.len == 3 && piece.data[1] == '-'))
            return 0;
        if (piece.data[0] < '1' || piece.data[piece.len - 1] > '7' ||
            piece.data[0] > piece.data[piece.len - 1])
            return 0;
        for (char day = piece.data[0]; day <= piece.data[piece.len - 1]; day++)
            bits |= 1U << (day - '0');
    }
    return bits;
}

bool
calendar_counts(struct calendar *calendar, int32_t day, unsigned weekdays, const struct period *interruptions,
                size_t count)
{
    if (!(weekdays & 1U << day_weekday(day)) || calendar_is_holiday(calendar, day))
        return false;
    for (size_t i = 0; i < count; i++)
        if (day >= interruptions[i].from && day <= interruptions[i].to)
            return false;
    return true;
}
