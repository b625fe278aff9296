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

bool
calendar_is_holiday(const struct procedure *procedure, int32_t day, struct span territory)
{
    struct civil civil = day_civil(day);
    int32_t easter = day_easter(civil.year);

    if (span_is(territory, "-"))
        return false;
    for (size_t i = 0; i < procedure->holiday_count; i++) {
        const struct holiday *holiday = &procedure->holidays[i];
        bool falls = holiday->easter ? day == easter + holiday->offset
                                     : civil.month == holiday->month && civil.day == holiday->day;

        if (falls && (holiday->from == DAY_NONE || day >= holiday->from) &&
            (holiday->to == DAY_NONE || day <= holiday->to) && is_there(holiday, territory))
            return true;
    }
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
calendar_counts(const struct procedure *procedure, int32_t day, unsigned weekdays, struct span territory,
                const struct period *interruptions, size_t count)
{
    if (!(weekdays & 1U << day_weekday(day)) || calendar_is_holiday(procedure, day, territory))
        return false;
    for (size_t i = 0; i < count; i++)
        if (day >= interruptions[i].from && day <= interruptions[i].to)
            return false;
    return true;
}
