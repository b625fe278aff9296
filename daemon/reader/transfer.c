// SPDX-License-Identifier: Apache-2.0
#include "reader/transfer.h"

#include <stddef.h>

#include "reader/header.h"

static int
sextet(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static int
hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte written as two hexadecimal digits at s[at], or -1. */
static int
hex_pair(struct span s, size_t at)
{
    int high, low;

    if (at + 2 > s.len)
        return -1;
    high = hex(s.data[at]);
    low = hex(s.data[at + 1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Characters of a line that no encoder writes. */
static size_t
junk_in(struct span line)
{
    size_t junk = 0;

    for (size_t i = 0; i < line.len; i++)
        junk += sextet(line.data[i]) < 0 && line.data[i] != '=';
    return junk;
}

/*
 * Without what somebody on the way wrote below it in clear, as lists and virus scanners do.  Encoders make
 * lines of one length, the last one shorter at most: a line of words shows that there is such a text, and
 * where the lengths end so does the encoding.  A lone odd character is damage, and passed over.
 */
static struct span
encoded_lines(struct span data)
{
    struct span rest = data, line;
    size_t end = SIZE_MAX, width = 0, last = 0;

    while (span_line(&rest, &line)) {
        size_t at = (size_t)(line.data - data.data);

        line = span_trim(line);
        if (line.len == 0)
            continue;
        if (width > 0 && junk_in(line) >= 2)
            return span_first(data, end < at ? end : at);
        if (end == SIZE_MAX && width > 0 && (line.len > width || last < width))
            end = at;
        width = width > 0 ? width : line.len;
        last = line.len;
    }
    return data;
}

struct span
transfer_base64(struct arena *arena, struct span data)
{
    char *out = arena_alloc(arena, data.len / 4 * 3 + 4);
    size_t len = 0;
    uint32_t bits = 0;
    int count = 0;

    for (size_t i = 0; i < data.len; i++) {
        int value = sextet(data.data[i]);

        /* A lone "=" in front of everything is junk like any other. */
        if (data.data[i] == '=' && count >= 2)
            break;
        if (value < 0)
            continue;
        bits = bits << 6 | (uint32_t)value;
        if (++count < 4)
            continue;
        out[len++] = (char)(bits >> 16);
        out[len++] = (char)(bits >> 8);
        out[len++] = (char)bits;
        bits = 0;
        count = 0;
    }
    if (count >= 2)
        out[len++] = (char)(bits >> (count == 2 ? 4 : 10));
    if (count == 3)
        out[len++] = (char)(bits >> 2);
    return (struct span){out, len};
}

/* The number of bytes of a soft line break after the "=" at s[at], 0 when it is none. */
static size_t
soft_break(struct span s, size_t at)
{
    size_t i = at + 1;

    while (i < s.len && (s.data[i] == ' ' || s.data[i] == '\t'))
        i++;
    if (i == s.len)
        return i - at;
    if (s.data[i] == '\r' && i + 1 < s.len && s.data[i + 1] == '\n')
        return i + 2 - at;
    return s.data[i] == '\n' ? i + 1 - at : 0;
}

/* Is the rest of the line from s[at] on blank?  Such white space was added on the way. */
static bool
blank_to_end(struct span s, size_t at)
{
    while (at < s.len && (s.data[at] == ' ' || s.data[at] == '\t'))
        at++;
    return at == s.len || s.data[at] == '\n' ||
           (s.data[at] == '\r' && at + 1 < s.len && s.data[at + 1] == '\n');
}

static size_t
skip_blanks(struct span s, size_t at)
{
    while (at < s.len && (s.data[at] == ' ' || s.data[at] == '\t'))
        at++;
    return at;
}

struct span
transfer_quoted_printable(struct arena *arena, struct span data)
{
    char *out = arena_alloc(arena, data.len + 1);
    size_t len = 0, i = 0;

    while (i < data.len) {
        size_t soft = data.data[i] == '=' ? soft_break(data, i) : 0;
        int byte = data.data[i] == '=' ? hex_pair(data, i + 1) : -1;

        if (soft > 0) {
            i += soft;
        } else if (byte >= 0) {
            out[len++] = (char)byte;
            i += 3;
        } else if (data.data[i] == ' ' || data.data[i] == '\t') {
            size_t next = skip_blanks(data, i);

            if (blank_to_end(data, next)) {
                i = next;
                continue;
            }
            while (i < next)
                out[len++] = data.data[i++];
        } else {
            out[len++] = data.data[i++];
        }
    }
    return (struct span){out, len};
}

struct span
transfer_q(struct arena *arena, struct span data)
{
    char *out = arena_alloc(arena, data.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < data.len; i++) {
        int byte = data.data[i] == '=' ? hex_pair(data, i + 1) : -1;

        if (byte >= 0)
            i += 2;
        out[len++] = byte >= 0 ? (char)byte : data.data[i] == '_' ? ' ' : data.data[i];
    }
    return (struct span){out, len};
}

struct span
transfer_percent(struct arena *arena, struct span data)
{
    char *out = arena_alloc(arena, data.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < data.len; i++) {
        int byte = data.data[i] == '%' ? hex_pair(data, i + 1) : -1;

        if (byte >= 0)
            i += 2;
        out[len++] = byte >= 0 ? (char)byte : data.data[i];
    }
    return (struct span){out, len};
}

/* One line: a length character, then groups of four.  Returns the bytes written to out. */
static size_t
uudecode_line(struct span line, char *out)
{
    size_t want = line.len == 0 ? 0 : (size_t)(line.data[0] - ' ') & 63, len = 0;

    for (size_t i = 1; i + 3 < line.len && len < want; i += 4) {
        uint32_t bits = 0;

        for (size_t k = 0; k < 4; k++)
            bits = bits << 6 | ((uint32_t)(line.data[i + k] - ' ') & 63);
        for (int shift = 16; shift >= 0 && len < want; shift -= 8)
            out[len++] = (char)(bits >> shift);
    }
    return len;
}

static struct span
uudecode(struct arena *arena, struct span data)
{
    char *out = arena_alloc(arena, data.len + 1);
    struct span line;
    size_t len = 0;
    bool inside = false;

    while (span_line(&data, &line)) {
        if (!inside)
            inside = span_starts(line, "begin ");
        else if (span_is(line, "end"))
            break;
        else
            len += uudecode_line(line, out + len);
    }
    return (struct span){out, len};
}

struct span
transfer_decode(struct arena *arena, struct span encoding, struct span data)
{
    struct span name = span_trim(header_strip_comments(arena, encoding));

    if (span_is_nocase(name, "base64"))
        return transfer_base64(arena, encoded_lines(data));
    if (span_is_nocase(name, "quoted-printable"))
        return transfer_quoted_printable(arena, data);
    if (span_is_nocase(name, "x-uuencode") || span_is_nocase(name, "uuencode") ||
        span_is_nocase(name, "x-uue"))
        return uudecode(arena, data);
    return data;
}
