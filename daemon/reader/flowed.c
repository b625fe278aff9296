// SPDX-License-Identifier: Apache-2.0
#include "reader/flowed.h"

#include <stddef.h>

static void
begin_line(struct text *out, size_t depth, bool empty)
{
    for (size_t i = 0; i < depth; i++)
        text_byte(out, '>');
    if (depth > 0 && !empty)
        text_byte(out, ' ');
}

struct span
flowed_join(struct arena *arena, struct span s, bool delsp)
{
    struct text out = text_new(arena, s.len * 2 + 16);
    struct span line;
    size_t open_depth = 0;
    bool open = false; /* the line before ended softly, at open_depth */

    while (span_line(&s, &line)) {
        size_t depth = 0;
        bool soft;

        while (depth < line.len && line.data[depth] == '>')
            depth++;
        line = span_from(line, depth);
        if (line.len > 0 && line.data[0] == ' ')
            line = span_from(line, 1);
        soft = line.len > 0 && line.data[line.len - 1] == ' ' && !span_is(line, "-- ");
        if (open && (depth != open_depth || span_is(line, "-- "))) {
            text_byte(&out, '\n');
            open = false;
        }
        if (!open)
            begin_line(&out, depth, line.len == 0);
        text_span(&out, soft && delsp ? span_first(line, line.len - 1) : line);
        open = soft;
        open_depth = depth;
        if (!soft)
            text_byte(&out, '\n');
    }
    if (open)
        text_byte(&out, '\n');
    return text_get(&out);
}
