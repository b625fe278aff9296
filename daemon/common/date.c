// SPDX-License-Identifier: Apache-2.0
#include "common/date.h"

#include <string.h>

#include "common/utf8.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199, DAY_SECONDS = 86400 };

struct month {
    const char *fr, *en, *folded_fr, *folded_en, *short_en;
};

static const struct month months[] = {
    {"janvier", "January", "janvier", "january", "Jan"},
    {"février", "February", "fevrier", "february", "Feb"},
    {"mars", "March", "mars", "march", "Mar"},
    {"avril", "April", "avril", "april", "Apr"},
    {"mai", "May", "mai", "may", "May"},
    {"juin", "June", "juin", "june", "Jun"},
    {"juillet", "July", "juillet", "july", "Jul"},
    {"août", "August", "aout", "august", "Aug"},
    {"septembre", "September", "septembre", "september", "Sep"},
    {"octobre", "October", "octobre", "october", "Oct"},
    {"novembre", "November", "novembre", "november", "Nov"},
    {"décembre", "December", "decembre", "december", "Dec"},
};

static const char *const weekdays_fr[] = {"lundi",    "mardi",  "mercredi", "jeudi",
                                          "vendredi", "samedi", "dimanche"};
static const char *const weekdays_en[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};

static bool
is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Days since 1970-01-01, counted in years that begin in March, so that the leap day is last. */
static int32_t
days_from_civil(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int32_t
day_of(int year, int month, int day)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month))
        return DAY_NONE;
    return days_from_civil(year, month, day);
}

struct civil
day_civil(int32_t day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * of_year + 2) / 153;
    struct civil civil;

    civil.day = of_year - (153 * shifted + 2) / 5 + 1;
    civil.month = shifted < 10 ? shifted + 3 : shifted - 9;
    civil.year = year_of_era + era * 400 + (civil.month <= 2);
    return civil;
}

int
day_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    return (int)((((int64_t)day + 3) % 7 + 7) % 7) + 1;
}

int32_t
day_easter(int year)
{
    /* Anonymous Gregorian computus (Meeus, Jones, Butcher). */
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;

    return day_of(year, n / 31, n % 31 + 1);
}

int
day_iso_week(int32_t day, int *year)
{
    /* The week belongs to the year of its Thursday (ISO 8601). */
    int32_t thursday = day - day_weekday(day) + 4;
    struct civil civil = day_civil(thursday);

    if (year != NULL)
        *year = civil.year;
    return (thursday - days_from_civil(civil.year, 1, 1)) / 7 + 1;
}

static bool
digits(struct span s, size_t from, size_t len, int *value)
{
    uint64_t number;

    if (!span_to_uint(span_first(span_from(s, from), len), &number) || s.len < from + len)
        return false;
    *value = (int)number;
    return true;
}

bool
day_parse_iso(struct span s, int32_t *day)
{
    int y, m, d;

    if (s.len != 10 || s.data[4] != '-' || s.data[7] != '-' || !digits(s, 0, 4, &y) || !digits(s, 5, 2, &m) ||
        !digits(s, 8, 2, &d))
        return false;
    *day = day_of(y, m, d);
    return *day != DAY_NONE;
}

/* Splits folded text into at most `max` words of letters and digits; 0 when there are more. */
static size_t
words_of(struct span folded, struct span *words, size_t max)
{
    size_t count = 0, i = 0;

    while (i < folded.len) {
        size_t start;

        while (i < folded.len && strchr(" ./,-", folded.data[i]) != NULL)
            i++;
        start = i;
        while (i < folded.len && strchr(" ./,-", folded.data[i]) == NULL)
            i++;
        if (i == start)
            break;
        if (count == max)
            return 0;
        words[count++] = (struct span){folded.data + start, i - start};
    }
    return count;
}

static int
month_named(struct span word)
{
    for (int i = 0; i < 12; i++) {
        struct span short_en = span_of(months[i].folded_en);

        short_en.len = 3;
        if (span_is(word, months[i].folded_fr) || span_is(word, months[i].folded_en) ||
            span_equal(word, short_en))
            return i + 1;
    }
    if (span_is(word, "janv"))
        return 1;
    if (span_is(word, "fevr"))
        return 2;
    if (span_is(word, "avr"))
        return 4;
    return span_is(word, "juil") ? 7 : 0;
}

static bool
is_weekday_name(struct arena *arena, struct span word)
{
    for (int i = 0; i < 7; i++)
        if (span_is(word, weekdays_fr[i]) || span_equal(word, span_lower(arena, span_of(weekdays_en[i]))))
            return true;
    return false;
}

static bool
day_number(struct span word, int *value)
{
    uint64_t number;

    if (span_is(word, "1er") || span_is(word, "1st")) {
        *value = 1;
        return true;
    }
    if (word.len > 2 || !span_to_uint(word, &number))
        return false;
    *value = (int)number;
    return true;
}

static bool
from_words(const struct span *words, int32_t *day)
{
    uint64_t number;
    int d, m, y;

    if (words[2].len != 4 || !span_to_uint(words[2], &number) || !day_number(words[0], &d))
        return false;
    y = (int)number;
    m = month_named(words[1]);
    if (m == 0 && !day_number(words[1], &m))
        return false;
    *day = day_of(y, m, d);
    return *day != DAY_NONE;
}

bool
day_parse(struct span s, int32_t *day)
{
    struct arena *arena;
    struct span words[5], folded;
    size_t count, first = 0;
    bool good;

    s = span_trim(s);
    if (day_parse_iso(s, day))
        return true;
    if (s.len == 0 || s.len > 60)
        return false;
    arena = arena_open(64 * 1024);
    folded = utf8_fold(arena, s);
    count = words_of(folded, words, 5);
    if (count == 4 && is_weekday_name(arena, words[0]))
        first = 1;
    good = count - first == 3 && count > 0 && from_words(words + first, day);
    arena_close(&arena);
    return good;
}

struct span
day_iso(struct arena *arena, int32_t day)
{
    struct civil civil = day_civil(day);

    return span_printf(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

struct span
day_long(struct arena *arena, int32_t day, const char *lang, bool weekday)
{
    struct civil civil = day_civil(day);
    int number = day_weekday(day) - 1;

    if (strcmp(lang, "en") == 0)
        return span_printf(arena, "%s%s%d %s %d", weekday ? weekdays_en[number] : "", weekday ? " " : "",
                           civil.day, months[civil.month - 1].en, civil.year);
    return span_printf(arena, "%s%s%d%s %s %d", weekday ? weekdays_fr[number] : "", weekday ? " " : "",
                       civil.day, civil.day == 1 ? "er" : "", months[civil.month - 1].fr, civil.year);
}

struct span
day_short(struct arena *arena, int32_t day, const char *lang)
{
    struct civil civil = day_civil(day);

    if (strcmp(lang, "en") == 0)
        return span_printf(arena, "%d %s %d", civil.day, months[civil.month - 1].short_en, civil.year);
    return span_printf(arena, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
}

static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The last Sunday of the month at 01:00 UTC, when the clocks of the Union change. */
static int64_t
change_instant(int year, int month)
{
    int32_t last = day_of(year, month, 31);

    if (last == DAY_NONE)
        return 0;
    last -= day_weekday(last) % 7;
    return (int64_t)last * DAY_SECONDS + 3600;
}

static int
offset_at(int64_t instant, int base_offset)
{
    int year = day_civil((int32_t)floor_div(instant, DAY_SECONDS)).year;

    if (instant >= change_instant(year, 3) && instant < change_instant(year, 10))
        return base_offset + 60;
    return base_offset;
}

struct clock_time
clock_of_instant(int64_t instant, int base_offset)
{
    struct clock_time clock;
    int64_t local;
    int second;

    clock.offset = offset_at(instant, base_offset);
    local = instant + clock.offset * 60;
    clock.day = (int32_t)floor_div(local, DAY_SECONDS);
    second = (int)(local - (int64_t)clock.day * DAY_SECONDS);
    clock.hour = second / 3600;
    clock.minute = second / 60 % 60;
    clock.second = second % 60;
    return clock;
}

int32_t
day_of_instant(int64_t instant, int base_offset)
{
    return clock_of_instant(instant, base_offset).day;
}

int64_t
instant_of_local(int32_t day, int hour, int minute, int base_offset)
{
    int64_t winter = (int64_t)day * DAY_SECONDS + hour * 3600 + minute * 60 - base_offset * 60;

    return winter - (offset_at(winter - 3600, base_offset) - base_offset) * 60;
}

struct span
instant_iso(struct arena *arena, int64_t instant)
{
    int32_t day = (int32_t)floor_div(instant, DAY_SECONDS);
    int second = (int)(instant - (int64_t)day * DAY_SECONDS);
    struct civil civil = day_civil(day);

    return span_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month, civil.day,
                       second / 3600, second / 60 % 60, second % 60);
}

bool
instant_parse_iso(struct span s, int64_t *instant)
{
    int32_t day;
    int h, m, sec;

    if (s.len != 20 || s.data[10] != 'T' || s.data[13] != ':' || s.data[16] != ':' || s.data[19] != 'Z' ||
        !day_parse_iso(span_first(s, 10), &day) || !digits(s, 11, 2, &h) || !digits(s, 14, 2, &m) ||
        !digits(s, 17, 2, &sec) || h > 23 || m > 59 || sec > 60)
        return false;
    *instant = (int64_t)day * DAY_SECONDS + h * 3600 + m * 60 + sec;
    return true;
}

struct span
instant_rfc5322(struct arena *arena, int64_t instant, int base_offset)
{
    struct clock_time clock = clock_of_instant(instant, base_offset);
    struct civil civil = day_civil(clock.day);
    int east = clock.offset < 0 ? -clock.offset : clock.offset;

    return span_printf(arena, "%.3s, %02d %s %04d %02d:%02d:%02d %c%02d%02d",
                       weekdays_en[day_weekday(clock.day) - 1], civil.day, months[civil.month - 1].short_en,
                       civil.year, clock.hour, clock.minute, clock.second, clock.offset < 0 ? '-' : '+',
                       east / 60, east % 60);
}

struct span
instant_long(struct arena *arena, int64_t instant, int base_offset, const char *lang)
{
    struct clock_time clock = clock_of_instant(instant, base_offset);
    struct span day = day_long(arena, clock.day, lang, false);

    if (strcmp(lang, "en") == 0)
        return span_printf(arena, "%.*s, %d:%02d", SPAN_ARG(day), clock.hour, clock.minute);
    return span_printf(arena, "%.*s à %d\u00a0h\u00a0%02d", SPAN_ARG(day), clock.hour, clock.minute);
}
