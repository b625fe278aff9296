// SPDX-License-Identifier: Apache-2.0
/*
 * date: civil days and instants, without the C library's clock or time zone.
 *
 * A day is an int32_t counted from 1970-01-01 (proleptic Gregorian calendar).
 * An instant is an int64_t of UTC seconds since then.  DAY_NONE is "no date".
 */
#ifndef COMMON_DATE_H
#define COMMON_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

#define DAY_NONE INT32_MIN

struct civil {
    int year, month, day; /* 1-12, 1-31 */
};

struct clock_time {
    int32_t day;
    int hour, minute, second;
    int offset; /* minutes east of UTC */
};

int32_t day_of(int year, int month, int day); /* DAY_NONE when there is no such day */
struct civil day_civil(int32_t day);
int day_weekday(int32_t day); /* ISO 8601: 1 Monday ... 7 Sunday */
int32_t day_easter(int year); /* Gregorian computus */
int day_iso_week(int32_t day, int *year);

/* Years 1900-2199 only.  ISO 8601 calendar date "2026-03-02". */
bool day_parse_iso(struct span s, int32_t *day);
/* As people write: ISO, 02/03/2026, 2.3.2026, 2-3-2026, "2 mars 2026", "lundi 2 mars 2026",
 * "1er mars 2026", "2 March 2026"; day before month.  A two-digit year is refused. */
bool day_parse(struct span s, int32_t *day);
struct span day_iso(struct arena *arena, int32_t day);
/* long form, lang "fr": "lundi 2 mars 2026", "1er avril"; "en": "Monday 2 March 2026" */
struct span day_long(struct arena *arena, int32_t day, const char *lang, bool weekday);
struct span day_short(struct arena *arena, int32_t day, const char *lang); /* 02/03/2026; 2 Mar 2026 */

int32_t day_of_instant(int64_t instant, int base_offset); /* local civil day */
/* Local time where the European Union's summer time holds (Directive 2000/84/EC);
 * base_offset: minutes east of UTC in winter (Paris 60). */
struct clock_time clock_of_instant(int64_t instant, int base_offset);
int64_t instant_of_local(int32_t day, int hour, int minute, int base_offset);
struct span instant_iso(struct arena *arena, int64_t instant);                     /* 2026-03-02T10:20:30Z */
bool instant_parse_iso(struct span s, int64_t *instant);                           /* the same shape only */
struct span instant_rfc5322(struct arena *arena, int64_t instant, int base_offset); /* Mon, 02 Mar 2026 11:20:30 +0100 */
/* lang "fr": "2 mars 2026 à 11 h 20", "en": "2 March 2026, 11:20" */
struct span instant_long(struct arena *arena, int64_t instant, int base_offset, const char *lang);

#endif
