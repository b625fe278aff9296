// SPDX-License-Identifier: Apache-2.0
/*
 * text: a borrowed run of bytes (span) and a growing one (text).
 *
 * A span owns nothing; it borrows from a message, an arena or a literal.  A text
 * grows in its arena up to a maximum; what would pass the maximum is dropped and
 * remembered in `overflow`, which the caller looks at once, at the end.
 */
#ifndef COMMON_TEXT_H
#define COMMON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "common/arena.h"

struct span {
    const char *data; /* may be NULL when len is 0 */
    size_t len;
};

#define SPAN(literal) ((struct span){(literal), sizeof(literal) - 1})

/* The smallest ones stand here: of each mail they look at every byte, and against literals they cost nothing. */

/* NULL gives the empty span. */
static inline struct span
span_of(const char *string)
{
    return (struct span){string, string == NULL ? 0 : strlen(string)};
}

static inline struct span
span_from(struct span s, size_t start)
{
    if (start >= s.len)
        return (struct span){s.data == NULL ? NULL : s.data + s.len, 0};
    return (struct span){s.data + start, s.len - start};
}

/* At most len bytes. */
static inline struct span
span_first(struct span s, size_t len)
{
    return (struct span){s.data, len < s.len ? len : s.len};
}

static inline bool
span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* Most comparisons end at the first byte: no call is made before it. */
static inline bool
span_is(struct span s, const char *string)
{
    if (s.len == 0 || string == NULL)
        return s.len == 0 && (string == NULL || string[0] == '\0');
    return s.data[0] == string[0] && strlen(string) == s.len && memcmp(s.data, string, s.len) == 0;
}

static inline bool
span_starts(struct span s, const char *prefix)
{
    for (size_t i = 0; prefix[i] != '\0'; i++)
        if (i == s.len || s.data[i] != prefix[i])
            return false;
    return true;
}

struct span span_trim(struct span s);              /* SP, TAB, CR, LF at both ends */
bool span_is_nocase(struct span s, const char *string); /* ASCII case */
bool span_equal_nocase(struct span a, struct span b);
bool span_starts_nocase(struct span s, const char *prefix);
int span_compare(struct span a, struct span b); /* by bytes, as memcmp; the shorter first when one begins the other */
bool span_ends(struct span s, const char *suffix);
size_t span_find(struct span s, const char *needle); /* offset, SIZE_MAX when absent */
size_t span_find_byte(struct span s, char byte);     /* offset, SIZE_MAX when absent */
/* One of a NULL-ended list; none of them is "". */
bool span_starts_any(struct span s, const char *const *prefixes);
bool span_finds_any(struct span s, const char *const *needles);

/* Takes the next line off *rest, without its LF or CR LF.  False at the end. */
bool span_line(struct span *rest, struct span *line);
/* Takes what stands before `separator` off *rest; the last piece ends the loop. */
bool span_split(struct span *rest, char separator, struct span *piece);

/* Decimal digits only, no sign, no space.  False when empty, other or too large. */
bool span_to_uint(struct span s, uint64_t *value);
/* "12", "4.5", "868.00"; up to 1e9 with two digits after the point.  False when it is no such number. */
bool span_to_hundredths(struct span s, int64_t *hundredths);

char *span_dup(struct arena *arena, struct span s); /* NUL-terminated; NUL bytes inside stay */
struct span span_copy(struct arena *arena, struct span s);
/* Every line ended by CR LF, as on the wire; files of Unix tools end theirs with LF. */
struct span span_with_crlf(struct arena *arena, struct span bytes);
struct span span_lower(struct arena *arena, struct span s); /* ASCII */
struct span span_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define SPAN_ARG(s) (int)(s).len, (s).data == NULL ? "" : (s).data /* for "%.*s" */

struct text {
    struct arena *arena;
    char *data; /* always NUL-terminated once something was added */
    size_t len, capacity, max;
    bool overflow;
};

struct text text_new(struct arena *arena, size_t max); /* max: bytes */
void text_reserve(struct text *text, size_t more); /* room for so many bytes: it need not be copied as it grows */
void text_add(struct text *text, const void *data, size_t len);

static inline void
text_byte(struct text *text, char byte)
{
    if (text->len + 1 >= text->capacity || text->len == text->max) {
        text_add(text, &byte, 1);
        return;
    }
    text->data[text->len++] = byte;
    text->data[text->len] = '\0';
}

static inline void
text_string(struct text *text, const char *string)
{
    text_add(text, string, strlen(string));
}

void text_span(struct text *text, struct span s);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_cut(struct text *text, size_t len); /* shortens to len */
struct span text_get(const struct text *text);
const char *text_cstr(const struct text *text); /* never NULL */

#endif
