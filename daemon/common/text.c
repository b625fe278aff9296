// SPDX-License-Identifier: Apache-2.0
#include "common/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FIRST_BYTES = 255 }; /* room that a text has once something was added */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span
span_trim(struct span s)
{
    while (s.len > 0 && is_blank(s.data[0]))
        s = (struct span){s.data + 1, s.len - 1};
    while (s.len > 0 && is_blank(s.data[s.len - 1]))
        s.len--;
    return s;
}

bool
span_equal_nocase(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || strncasecmp(a.data, b.data, a.len) == 0);
}

bool
span_is_nocase(struct span s, const char *string)
{
    return span_equal_nocase(s, span_of(string));
}

bool
span_starts_nocase(struct span s, const char *prefix)
{
    return span_equal_nocase(span_first(s, strlen(prefix)), span_of(prefix));
}

int
span_compare(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len == 0 ? 0 : memcmp(a.data, b.data, len);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool
span_ends(struct span s, const char *suffix)
{
    size_t len = strlen(suffix);

    return s.len >= len && span_is(span_from(s, s.len - len), suffix);
}

size_t
span_find(struct span s, const char *needle)
{
    /* Most texts don't even have the first byte. */
    size_t first = needle[0] == '\0' ? 0 : span_find_byte(s, needle[0]);
    const char *found;

    if (first == SIZE_MAX || s.len == 0)
        return SIZE_MAX;
    found = memmem(s.data + first, s.len - first, needle, strlen(needle));
    return found == NULL ? SIZE_MAX : (size_t)(found - s.data);
}

size_t
span_find_byte(struct span s, char byte)
{
    const char *found = s.len == 0 ? NULL : memchr(s.data, byte, s.len);

    return found == NULL ? SIZE_MAX : (size_t)(found - s.data);
}

bool
span_starts_any(struct span s, const char *const *prefixes)
{
    char first = s.len > 0 ? s.data[0] : '\0';

    for (; *prefixes != NULL; prefixes++)
        if (**prefixes == first && span_starts(s, *prefixes))
            return true;
    return false;
}

bool
span_finds_any(struct span s, const char *const *needles)
{
    for (; *needles != NULL; needles++)
        if (span_find(s, *needles) != SIZE_MAX)
            return true;
    return false;
}

bool
span_line(struct span *rest, struct span *line)
{
    size_t end;

    if (rest->len == 0)
        return false;
    end = span_find_byte(*rest, '\n');
    *line = span_first(*rest, end);
    *rest = end == SIZE_MAX ? span_from(*rest, rest->len) : span_from(*rest, end + 1);
    if (line->len > 0 && line->data[line->len - 1] == '\r')
        line->len--;
    return true;
}

bool
span_split(struct span *rest, char separator, struct span *piece)
{
    size_t end;

    if (rest->data == NULL)
        return false;
    end = span_find_byte(*rest, separator);
    *piece = span_first(*rest, end);
    *rest = end == SIZE_MAX ? (struct span){NULL, 0} : span_from(*rest, end + 1);
    return true;
}

bool
span_to_uint(struct span s, uint64_t *value)
{
    uint64_t result = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        if (__builtin_mul_overflow(result, 10, &result) ||
            __builtin_add_overflow(result, (uint64_t)(s.data[i] - '0'), &result))
            return false;
    }
    *value = result;
    return true;
}

bool
span_to_hundredths(struct span s, int64_t *hundredths)
{
    size_t dot = span_find_byte(s, '.');
    struct span whole = span_first(s, dot == SIZE_MAX ? s.len : dot);
    struct span part = dot == SIZE_MAX ? SPAN("") : span_from(s, dot + 1);
    uint64_t units, rest = 0;

    if (!span_to_uint(whole, &units) || units > 1000000000 || part.len > 2 ||
        (part.len > 0 && !span_to_uint(part, &rest)))
        return false;
    *hundredths = (int64_t)(units * 100 + (part.len == 1 ? rest * 10 : rest));
    return true;
}

char *
span_dup(struct arena *arena, struct span s)
{
    return arena_copy(arena, s.data, s.len);
}

struct span
span_copy(struct arena *arena, struct span s)
{
    return (struct span){arena_copy(arena, s.data, s.len), s.len};
}

struct span
span_lower(struct arena *arena, struct span s)
{
    char *copy = arena_copy(arena, s.data, s.len);

    for (size_t i = 0; i < s.len; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] - 'A' + 'a');
    return (struct span){copy, s.len};
}

struct span
span_printf(struct arena *arena, const char *format, ...)
{
    struct text text = text_new(arena, SIZE_MAX / 2);
    va_list args;
    char small[256];
    int len;

    va_start(args, format);
    len = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    assert(len >= 0);
    if ((size_t)len < sizeof small)
        return (struct span){arena_copy(arena, small, (size_t)len), (size_t)len};
    text.data = arena_raw(arena, (size_t)len + 1);
    va_start(args, format);
    vsnprintf(text.data, (size_t)len + 1, format, args);
    va_end(args);
    return (struct span){text.data, (size_t)len};
}

struct text
text_new(struct arena *arena, size_t max)
{
    return (struct text){.arena = arena, .max = max};
}

void
text_reserve(struct text *text, size_t more)
{
    size_t wanted = text->len + more + 1, capacity;
    char *data;

    if (wanted <= text->capacity)
        return;
    capacity = text->capacity * 2;
    if (capacity < wanted)
        capacity = wanted;
    if (text->data == NULL || !arena_extend(text->arena, text->data, text->capacity, capacity)) {
        data = arena_raw(text->arena, capacity);
        if (text->len > 0)
            memcpy(data, text->data, text->len);
        text->data = data;
    }
    text->capacity = capacity;
}

void
text_add(struct text *text, const void *data, size_t len)
{
    if (len > text->max - text->len) {
        text->overflow = true;
        len = text->max - text->len;
    }
    text_reserve(text, text->data == NULL && len < FIRST_BYTES ? FIRST_BYTES : len);
    if (len > 0)
        memcpy(text->data + text->len, data, len);
    text->len += len;
    text->data[text->len] = '\0';
}

void
text_span(struct text *text, struct span s)
{
    text_add(text, s.data, s.len);
}

void
text_printf(struct text *text, const char *format, ...)
{
    char small[512], *large;
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    assert(len >= 0);
    if ((size_t)len < sizeof small) {
        text_add(text, small, (size_t)len);
        return;
    }
    large = arena_raw(text->arena, (size_t)len + 1);
    va_start(args, format);
    vsnprintf(large, (size_t)len + 1, format, args);
    va_end(args);
    text_add(text, large, (size_t)len);
}

void
text_cut(struct text *text, size_t len)
{
    assert(len <= text->len);
    text->len = len;
    if (text->data != NULL)
        text->data[len] = '\0';
}

struct span
text_get(const struct text *text)
{
    return (struct span){text->data, text->len};
}

const char *
text_cstr(const struct text *text)
{
    return text->data == NULL ? "" : text->data;
}

struct span
span_with_crlf(struct arena *arena, struct span bytes)
{
    struct text out = text_new(arena, bytes.len * 2 + 2);
    struct span line;

    while (span_line(&bytes, &line)) {
        text_span(&out, line);
        text_string(&out, "\r\n");
    }
    return text_get(&out);
}
