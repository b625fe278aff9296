// SPDX-License-Identifier: Apache-2.0
#include "reader/multipart.h"

#include <string.h>

#include "reader/headerblock.h"

bool
multipart_is_boundary(struct span boundary)
{
    if (boundary.len == 0 || boundary.len > MIME_BOUNDARY_BYTES_MAX)
        return false;
    for (size_t i = 0; i < boundary.len; i++) {
        char c = boundary.data[i];

        if (c < ' ' || c > '~' || c == '"' || c == '\\')
            return false;
    }
    return true;
}

enum kind { NOT_A_DELIMITER, DELIMITER, CLOSING };

static enum kind
kind_of(struct span line, struct span boundary)
{
    struct span tail;
    enum kind kind = DELIMITER;

    if (line.len < boundary.len + 2 || line.data[0] != '-' || line.data[1] != '-' ||
        memcmp(line.data + 2, boundary.data, boundary.len) != 0)
        return NOT_A_DELIMITER;
    tail = span_from(line, boundary.len + 2);
    if (span_starts(tail, "--")) {
        kind = CLOSING;
        tail = span_from(tail, 2);
    }
    return span_trim(tail).len == 0 ? kind : NOT_A_DELIMITER;
}

/* From..to without the line end, which belongs to the delimiter. */
static struct span
between(const char *from, const char *to)
{
    if (to > from && to[-1] == '\n')
        to--;
    if (to > from && to[-1] == '\r')
        to--;
    return (struct span){from, (size_t)(to - from)};
}

static void
add_piece(struct multipart *multipart, size_t max, const char *from, const char *to)
{
    if (from == NULL)
        return;
    if (multipart->count == max)
        multipart->too_many = true;
    else
        multipart->pieces[multipart->count++] = between(from, to);
}

static bool
has_delimiter(struct span rest, struct span boundary)
{
    struct span line;

    while (span_line(&rest, &line))
        if (kind_of(line, boundary) != NOT_A_DELIMITER)
            return true;
    return false;
}

struct multipart
multipart_split(struct arena *arena, struct span body, struct span boundary, size_t max)
{
    struct multipart multipart = {.pieces = arena_array(arena, max + 1, sizeof(struct span))};
    struct span rest = body, line;
    const char *from = NULL;

    while (!multipart.closed && !multipart.too_many && span_line(&rest, &line)) {
        enum kind kind = kind_of(line, boundary);

        if (kind == NOT_A_DELIMITER)
            continue;
        add_piece(&multipart, max, from, line.data);
        from = rest.data;
        multipart.closed = kind == CLOSING;
    }
    if (multipart.closed)
        multipart.after_close = has_delimiter(rest, boundary);
    else if (from != NULL && span_trim((struct span){from, (size_t)(body.data + body.len - from)}).len > 0)
        add_piece(&multipart, max, from, body.data + body.len);
    return multipart;
}

struct span
multipart_guess(struct span body)
{
    struct span line, next;

    while (span_line(&body, &line)) {
        struct span rest = body, boundary = span_trim(span_from(line, 2));
        size_t name_len;

        if (!span_starts(line, "--") || !multipart_is_boundary(boundary))
            continue;
        if (span_line(&rest, &next) && span_starts_nocase(next, "content-") &&
            headerblock_is_field(next, &name_len))
            return boundary;
    }
    return (struct span){"", 0};
}
