// SPDX-License-Identifier: Apache-2.0
#include "reader/headerblock.h"

#include <stddef.h>

#include "reader/header.h"

bool
headerblock_is_field(struct span line, size_t *name_len)
{
    size_t i = 0, end;

    while (i < line.len && line.data[i] > ' ' && line.data[i] < 0x7F && line.data[i] != ':')
        i++;
    *name_len = end = i;
    while (i < line.len && (line.data[i] == ' ' || line.data[i] == '\t'))
        i++;
    return end > 0 && i < line.len && line.data[i] == ':';
}

static bool
is_mbox_line(struct span line)
{
    return span_starts(line, "From ") || span_starts(line, ">From ");
}

struct span
headerblock_skip_leading(struct span bytes, const char **repaired)
{
    struct span rest = bytes, line;

    if (span_starts(rest, "\xEF\xBB\xBF")) {
        *repaired = "leading-blank";
        rest = bytes = span_from(rest, 3);
    }
    while (span_line(&rest, &line)) {
        if (is_mbox_line(line))
            *repaired = "mbox-line";
        else if (span_trim(line).len == 0 && rest.len > 0)
            *repaired = "leading-blank";
        else
            break;
        bytes = rest;
    }
    return bytes;
}

/* Names that tell a lost field from a line of text with a colon in it. */
static bool
is_known(struct span name)
{
    static const char *const starts[] = {
        "from",     "to",           "cc",       "subject",  "date",       "sender",      "message-id",
        "content-", "mime-version", "received", "reply-to", "references", "in-reply-to", "return-path",
        "x-",       "list-",        "dkim-",    "arc-",     "auto-",      "precedence"};

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct span start = span_of(starts[i]);

        if (span_ends(start, "-") ? span_starts_nocase(name, starts[i]) : span_equal_nocase(name, start))
            return true;
    }
    return false;
}

/* Where the last line of a known field begins before the blank line; NULL when there is none. */
static const char *
last_known(struct span rest)
{
    const char *found = NULL;
    struct span line;

    rest = span_first(rest, MIME_HEADER_BYTES_MAX);
    while (span_line(&rest, &line) && line.len > 0) {
        size_t name_len;

        if (headerblock_is_field(line, &name_len) && is_known(span_first(line, name_len)))
            found = line.data;
    }
    return found;
}

struct splitter {
    struct arena *arena;
    struct headerblock block;
    size_t room;
    struct span name;      /* of the field that is being read, "" when none is */
    const char *from, *to; /* its body as it stands */
    const char *last;      /* see last_known */
    bool looked;
};

static void
finish_field(struct splitter *s)
{
    struct headerblock *block = &s->block;

    if (s->name.len == 0)
        return;
    if (block->count == s->room) {
        size_t room = s->room == 0 ? 32 : s->room * 2;
        struct mime_field *fields = arena_array(s->arena, room, sizeof *fields);

        for (size_t i = 0; i < block->count; i++)
            fields[i] = block->fields[i];
        block->fields = fields;
        s->room = room;
    }
    block->fields[block->count].name = s->name;
    block->fields[block->count++].body =
        span_trim(header_unfold(s->arena, (struct span){s->from, (size_t)(s->to - s->from)}));
    s->name.len = 0;
    if (block->count == MIME_FIELDS_MAX)
        block->refused = "too-many-fields";
}

static void
begin_field(struct splitter *s, struct span line, size_t name_len)
{
    size_t colon = span_find_byte(line, ':');

    finish_field(s);
    s->name = span_first(line, name_len);
    s->from = line.data + colon + 1;
    s->to = line.data + line.len;
}

/* A line that is neither field nor continuation.  False when the body begins with it. */
static bool
pass_over(struct splitter *s, struct span line, struct span rest)
{
    if (is_mbox_line(line)) {
        s->block.repaired = "mbox-line";
        finish_field(s);
        return true;
    }
    if (!s->looked)
        s->last = last_known(rest);
    s->looked = true;
    if (s->block.count > 0 || s->name.len > 0 || s->last != NULL)
        s->block.repaired = "header-line";
    /* A continuation of this line must not go on with the field before it. */
    finish_field(s);
    return s->last != NULL && line.data < s->last;
}

/* False when the header ends before this line. */
static bool
take_line(struct splitter *s, struct span line, struct span rest)
{
    size_t name_len;

    if (line.data[0] == ' ' || line.data[0] == '\t') {
        s->to = line.data + line.len;
        return s->name.len > 0 || pass_over(s, line, rest);
    }
    if (headerblock_is_field(line, &name_len)) {
        begin_field(s, line, name_len);
        return true;
    }
    return pass_over(s, line, rest);
}

static const char *
too_much(struct span line, size_t taken)
{
    if (line.len > MIME_LINE_BYTES_MAX)
        return "header-line-too-long";
    if (taken > MIME_HEADER_BYTES_MAX)
        return "header-too-big";
    return span_find_byte(line, '\0') == SIZE_MAX ? NULL : "nul-in-header";
}

struct headerblock
headerblock_read(struct arena *arena, struct span bytes)
{
    struct splitter s = {.arena = arena};
    struct span rest = bytes, line, before = bytes;

    s.block.fields = arena_array(arena, 1, sizeof s.block.fields[0]);
    while (s.block.refused == NULL && span_line(&rest, &line)) {
        if (line.len == 0) {
            before = rest;
            break;
        }
        s.block.refused = too_much(line, (size_t)(rest.data - bytes.data));
        if (s.block.refused != NULL || !take_line(&s, line, rest))
            break;
        if ((size_t)(rest.data - line.data) == line.len + 1 && s.block.repaired == NULL)
            s.block.repaired = "bare-lf";
        before = rest;
    }
    if (s.block.count < MIME_FIELDS_MAX)
        finish_field(&s);
    s.block.body = before;
    return s.block;
}
