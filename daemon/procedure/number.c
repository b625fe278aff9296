// SPDX-License-Identifier: Apache-2.0
/* Exact numbers as people write them: minutes, cents; and back. */
#include <string.h>

#include "common/utf8.h"
#include "procedure/compiled.h"

enum { NUMBER_MAX = 40 }; /* bytes of a written number */

/* Takes spaces and a trailing unit off: "1 234,50 €" -> "1234,50". */
static bool
squeeze(struct span written, char *out, size_t *len, const char *const *units)
{
    struct arena *arena = arena_open(64 * 1024);
    struct span folded = utf8_fold(arena, span_first(written, 100));
    bool good = true;

    for (size_t i = 0; units[i] != NULL; i++)
        if (span_ends(folded, units[i])) {
            folded.len -= strlen(units[i]);
            break;
        }
    *len = 0;
    for (size_t i = 0; i < folded.len && good; i++) {
        if (folded.data[i] == ' ')
            continue;
        good = *len < NUMBER_MAX;
        if (good)
            out[(*len)++] = folded.data[i];
    }
    arena_close(&arena);
    return good && *len > 0;
}

/* Decimal with a point or a comma, times `scale` (a power of ten), rounded half up. */
static bool
scaled(struct span s, int64_t scale, int64_t *value)
{
    bool negative = span_starts(s, "-"), point = false;
    int64_t result = 0, unit = scale;
    int round = -1;

    for (size_t i = negative; i < s.len; i++) {
        char c = s.data[i];

        if ((c == '.' || c == ',') && !point && i > (size_t)negative) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        if (!point) {
            if (__builtin_mul_overflow(result, 10, &result) ||
                __builtin_add_overflow(result, c - '0', &result) || result > INT64_MAX / 1000000)
                return false;
        } else if (unit >= 10) {
            if (unit == scale)
                result *= scale;
            unit /= 10;
            result += (c - '0') * unit;
        } else if (round < 0) {
            round = c - '0';
        }
    }
    if (s.len == (size_t)negative)
        return false;
    if (unit == scale)
        result *= scale;
    if (round >= 5)
        result++;
    *value = negative ? -result : result;
    return true;
}

bool
datatype_cents(struct span written, int64_t *cents)
{
    static const char *const units[] = {"euros", "euro", "eur", "\xe2\x82\xac", NULL};
    char text[NUMBER_MAX];
    size_t len;

    return squeeze(written, text, &len, units) && scaled((struct span){text, len}, 100, cents);
}

/* "37h30", "37:30": whole hours and minutes. */
static bool
hours_and_minutes(struct span s, size_t at, int64_t *minutes)
{
    uint64_t hours, rest = 0;

    if (!span_to_uint(span_first(s, at), &hours) || hours > 100000)
        return false;
    if (at + 1 < s.len && (!span_to_uint(span_from(s, at + 1), &rest) || rest > 59))
        return false;
    *minutes = (int64_t)(hours * 60 + rest);
    return true;
}

bool
datatype_minutes(struct span written, int64_t *minutes)
{
    static const char *const units[] = {"heures", "heure", "hours", "hour", "minutes", "min", "mn", NULL};
    char text[NUMBER_MAX];
    struct span s;
    int64_t parts;
    size_t len, at;

    if (!squeeze(written, text, &len, units))
        return false;
    s = (struct span){text, len};
    at = span_find_byte(s, 'h');
    if (at == SIZE_MAX)
        at = span_find_byte(s, ':');
    if (at != SIZE_MAX)
        return hours_and_minutes(s, at, minutes);
    /* Four decimals hold every minute: 20 min are 0.3333 h. */
    if (!scaled(s, 10000, &parts) || parts < 0)
        return false;
    *minutes = (parts * 60 + 5000) / 10000;
    return true;
}
