// SPDX-License-Identifier: Apache-2.0
#include "reader/formline.h"

#include <ctype.h>
#include <string.h>

#include "reader/formvalue.h"
#include "reader/trim.h"

enum {
    LABEL_BYTES_MAX = 60, /* of a label that may be none of ours */
    LABEL_WORDS_MAX = 7,
    HEADING_BYTES_MAX = 120,
};

static bool
may_begin_mark(char c)
{
    switch (c) {
    case ':':
    case '=':
    case ' ':
    case '\t':
    case '\xef':
        return true;
    default: /* as most bytes */
        return false;
    }
}

/* The next place that may part a label from its value, from `from` on; *len of the mark. */
static size_t
separator(struct span s, size_t from, size_t *len)
{
    for (size_t i = from; i < s.len; i++) {
        char c = s.data[i];

        if (!may_begin_mark(c))
            continue;
        *len = c == ' ' ? 2 : c == '\xef' ? 3 : 1;
        if ((c == ':' && !span_starts(span_from(s, i), "://")) || c == '=' || c == '\t' ||
            (c == ' ' && i > 0 && i + 1 < s.len && s.data[i + 1] == ' ') ||
            (c == '\xef' && span_starts(span_from(s, i), "\uff1a")))
            return i;
    }
    return SIZE_MAX;
}

static void
find_marks(struct formline *line)
{
    size_t len, at = separator(line->text, 0, &len);

    while (at != SIZE_MAX && line->mark_count < FORMLINE_MARKS) {
        line->marks[line->mark_count++] = (struct formline_mark){at, len, NULL};
        at = separator(line->text, at + len, &len);
    }
}

static struct span
behind(const struct formline *line, size_t mark)
{
    return trim_wide(span_from(line->text, line->marks[mark].at + line->marks[mark].len));
}

static bool
is_of_no_label(char c)
{
    return c == '.' || c == ',' || c == ';' || c == '?' || c == '!' || c == '<' || c == '>' || c == '@' ||
           c == '"' || c == '\0';
}

static bool
looks_like_pair(const struct formline *line)
{
    size_t words = 1;
    struct span label;

    if (line->mark_count == 0 || line->marks[0].at == 0 || line->marks[0].at > LABEL_BYTES_MAX ||
        line->text.data[line->marks[0].at] == ' ')
        return false;
    label = trim_wide(span_first(line->text, line->marks[0].at));
    for (size_t i = 0; i < label.len; i++) {
        words += label.data[i] == ' ';
        if (is_of_no_label(label.data[i]))
            return false;
    }
    return label.len > 1 && words <= LABEL_WORDS_MAX && !islower((unsigned char)label.data[0]) &&
           !isdigit((unsigned char)label.data[0]) && behind(line, 0).len > 0;
}

struct formline
formline_of(struct arena *arena, struct span raw)
{
    struct formline line = {.arena = arena, .text = trim_wide(raw)};

    find_marks(&line);
    line.has_cells = span_find_byte(line.text, '|') != SIZE_MAX;
    line.may_head =
        line.text.len <= HEADING_BYTES_MAX &&
        (line.mark_count == 0 || line.text.data[line.marks[0].at] != ':' || behind(&line, 0).len == 0);
    line.is_pair = looks_like_pair(&line);
    line.is_box = formvalue_box(line.text, &line.ticked, &line.boxed);
    return line;
}

static const struct formlabel_written *
make_ready(struct arena *arena, struct formlabel_written **slot, struct span label)
{
    if (*slot == NULL) {
        *slot = arena_raw(arena, sizeof **slot);
        **slot = formlabel_written(arena, label);
    }
    return *slot;
}

const struct formlabel_written *
formline_label(struct formline *line, size_t mark)
{
    return make_ready(line->arena, &line->marks[mark].label, span_first(line->text, line->marks[mark].at));
}

const struct formlabel_written *
formline_whole(struct formline *line)
{
    return make_ready(line->arena, &line->whole, line->text);
}

const struct formlabel_written *
formline_box(struct formline *line)
{
    return make_ready(line->arena, &line->box_label, line->boxed);
}

struct formline *
formline_cells(struct formline *line, size_t *count)
{
    struct span rest = line->text, cell;

    if (line->cells == NULL) {
        line->cells = arena_array(line->arena, FORMLINE_CELLS_MAX, sizeof *line->cells);
        while (line->cell_count < FORMLINE_CELLS_MAX && span_split(&rest, '|', &cell))
            line->cells[line->cell_count++] = formline_of(line->arena, cell);
    }
    *count = line->cell_count;
    return line->cells;
}

struct span
formline_value(const struct formline *line, size_t mark)
{
    struct span rest = behind(line, mark);

    while (rest.len > 0 && (rest.data[0] == ':' || rest.data[0] == '='))
        rest = trim_wide(span_from(rest, 1));
    /* "*Label :* value": the end of the bold that the label began with. */
    while (line->text.data[0] == '*' && rest.len > 0 && rest.data[0] == '*')
        rest = span_from(rest, 1);
    return rest;
}
