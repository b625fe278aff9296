// SPDX-License-Identifier: Apache-2.0
#include "reader/textform.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8.h"
#include "reader/answer.h"
#include "reader/formlabel.h"
#include "reader/formvalue.h"
#include "reader/trim.h"

enum {
    SEPARATORS_TRIED = 4,
    SCRATCH_MAX = 8 << 20,
    UNKNOWN_LABEL_MAX = 60, /* bytes of a label that is none of ours */
    UNKNOWN_WORDS_MAX = 7,
    HEADING_BYTES_MAX = 120,
    CELLS_MAX = 40,
    PERIODS_MAX = 50,
    INSTANCES_MAX = 50, /* of a group, counted by us */
};

struct form_reader {
    struct arena *arena;
    struct formlabel_finder finder;
    struct textform form;
    const struct field *open; /* whose value may go on over the next lines */
    size_t open_value;        /* its index, SIZE_MAX while it has none */
    uint32_t open_instance;
    struct text grown; /* the open value, once a second line has come */
    unsigned blanks;   /* blank lines since the last line */
    uint32_t line;
    bool keep_first; /* a value that is there stays */
};

static void
close_field(struct form_reader *r)
{
    r->open = NULL;
    r->open_value = SIZE_MAX;
}

static size_t
value_index(const struct form_reader *r, struct span id)
{
    for (size_t i = 0; i < r->form.value_count; i++)
        if (span_equal(r->form.values[i].field, id))
            return i;
    return SIZE_MAX;
}

/* A group's member without its number is that of the next instance which has none yet. */
static uint32_t
instance_of(const struct form_reader *r, const struct field *field, uint32_t instance)
{
    if (field->group.len == 0 || instance > 0)
        return instance;
    for (uint32_t n = 1; n < INSTANCES_MAX; n++)
        if (value_index(r, formlabel_id(r->finder.scratch, field, n)) == SIZE_MAX)
            return n;
    return INSTANCES_MAX;
}

static void
put_value(struct form_reader *r, const struct field *field, uint32_t instance, struct span value)
{
    struct span id = formlabel_id(r->arena, field, instance_of(r, field, instance));
    size_t at = value_index(r, id);

    if (at != SIZE_MAX && r->keep_first)
        return;
    if (at == SIZE_MAX) {
        if (r->form.value_count == TEXTFORM_VALUES_MAX)
            return;
        at = r->form.value_count++;
    }
    r->form.values[at] =
        (struct intent_value){.field = id,
                              .value = span_copy(r->arena, span_first(value, TEXTFORM_VALUE_BYTES_MAX)),
                              .line = r->line};
    r->open_value = at;
    r->grown = (struct text){.arena = NULL};
}

/* A value that was written, whatever it is worth, for a field that was named. */
static void
take_value(struct form_reader *r, struct formlabel label, struct span written)
{
    struct span value;
    enum formvalue_state state = formvalue_clean(r->arena, written, &value);

    r->open = label.field;
    r->open_value = SIZE_MAX;
    r->open_instance = label.instance;
    if (state != FORMVALUE_NONE)
        put_value(r, label.field, label.instance, value);
    if (state == FORMVALUE_EMPTY)
        close_field(r);
}

/* -- one line ---------------------------------------------------------------------- */

/* The next place that may part a label from its value, from `from` on; *len of the mark. */
static size_t
separator(struct span s, size_t from, size_t *len)
{
    for (size_t i = from; i < s.len; i++) {
        char c = s.data[i];

        *len = c == ' ' ? 2 : (c & 0x80) != 0 ? 3 : 1;
        if ((c == ':' && !span_starts(span_from(s, i), "://")) || c == '=' || c == '\t' ||
            (c == ' ' && i > 0 && i + 1 < s.len && s.data[i + 1] == ' ') ||
            ((c & 0x80) != 0 && span_starts(span_from(s, i), "\uff1a")))
            return i;
    }
    return SIZE_MAX;
}

/* "Label : value"; *label.field is NULL when no label of ours stands in front. */
static bool
pair(struct form_reader *r, struct span line, struct formlabel *label, struct span *written)
{
    size_t len, at = separator(line, 0, &len);

    for (int tried = 0; at != SIZE_MAX && tried < SEPARATORS_TRIED; tried++) {
        *label = formlabel_find(&r->finder, span_first(line, at));
        if (label->field != NULL) {
            struct span rest = trim_wide(span_from(line, at + len));

            while (rest.len > 0 && (rest.data[0] == ':' || rest.data[0] == '='))
                rest = trim_wide(span_from(rest, 1));
            /* "*Label :* value": the end of the bold that the label began with. */
            while (line.data[0] == '*' && rest.len > 0 && rest.data[0] == '*')
                rest = span_from(rest, 1);
            *written = rest;
            return true;
        }
        at = separator(line, at + len, &len);
    }
    return false;
}

/* "Loans: 06/04/2026 to 10/04/2026, 01/05/2026" */
static bool
periods(struct form_reader *r, struct span line)
{
    size_t len, at = separator(line, 0, &len), count = 0;
    const struct field *from_field, *to_field;
    struct span rest, piece, from[PERIODS_MAX], to[PERIODS_MAX];
    uint32_t instance;

    if (at == SIZE_MAX ||
        !formlabel_group(&r->finder, span_first(line, at), &from_field, &to_field, &instance))
        return false;
    rest = trim_wide(span_from(line, at + len));
    while (rest.len > 0) {
        size_t end = 0;

        while (end < rest.len && rest.data[end] != ',' && rest.data[end] != ';')
            end++;
        piece = span_first(rest, end);
        rest = trim_wide(span_from(rest, end + 1));
        if (count == PERIODS_MAX || !formvalue_period(piece, &from[count], &to[count]))
            return false;
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        put_value(r, from_field, instance == 0 ? 0 : instance + (uint32_t)i, from[i]);
        put_value(r, to_field, instance == 0 ? 0 : instance + (uint32_t)i, to[i]);
    }
    close_field(r);
    return count > 0;
}

/* "Name | Durand | First name | Anne", "Name : Durand | First name : Anne" */
static bool
row(struct form_reader *r, struct span line)
{
    struct span rest = line, cells[CELLS_MAX];
    size_t count = 0;
    bool known = false;

    if (span_find_byte(line, '|') == SIZE_MAX)
        return false;
    while (count < CELLS_MAX && span_split(&rest, '|', &cells[count]))
        cells[count] = trim_wide(cells[count]), count++;
    for (size_t i = 0; i < count; i++) {
        struct formlabel label;
        struct span written;

        if (cells[i].len == 0)
            continue;
        if (!pair(r, cells[i], &label, &written)) {
            label = formlabel_find(&r->finder, cells[i]);
            written = (struct span){"", 0};
        }
        if (label.field == NULL)
            continue;
        known = true;
        if (written.len == 0 && i + 1 < count)
            written = cells[++i];
        take_value(r, label, written);
        close_field(r);
    }
    return known;
}

static bool
heading(struct form_reader *r, struct span line)
{
    const struct section *section;
    size_t len, at = separator(line, 0, &len);

    if (line.len > HEADING_BYTES_MAX ||
        (at != SIZE_MAX && line.data[at] == ':' && trim_wide(span_from(line, at + len)).len > 0))
        return false;
    section = formlabel_section(&r->finder, line);
    if (section == NULL)
        return false;
    r->finder.section = section;
    close_field(r);
    return true;
}

/* "[x] label" below a field, or the label of a field that is itself a box. */
static bool
box(struct form_reader *r, struct span line)
{
    bool ticked;
    struct span text;
    struct formlabel label;

    if (!formvalue_box(line, &ticked, &text))
        return false;
    if (r->open != NULL && r->open_value == SIZE_MAX) {
        const struct field *field = r->open;

        if (ticked && span_find_byte(text, '[') == SIZE_MAX) {
            put_value(r, field, r->open_instance, text);
            r->open = field;
        }
        return true;
    }
    label = formlabel_find(&r->finder, text);
    if (label.field != NULL && ticked)
        put_value(r, label.field, label.instance, SPAN("oui"));
    return label.field != NULL || r->open != NULL;
}

static bool
is_long(const struct field *field)
{
    return field->type == TYPE_LONGTEXT;
}

/* Adds a line to a value; the text doubles as it grows, so that many short lines cost little. */
static void
grow(struct arena *arena, struct text *grown, struct intent_value *value, const char *between,
     struct span line)
{
    if (grown->arena == NULL) {
        *grown = text_new(arena, TEXTFORM_VALUE_BYTES_MAX + 16);
        text_span(grown, value->value);
    }
    if (grown->len + line.len + 2 > TEXTFORM_VALUE_BYTES_MAX)
        return;
    text_string(grown, between);
    text_span(grown, line);
    value->value = text_get(grown);
}

/* A line that has no label of ours goes on with the open value. */
static bool
goes_on(struct form_reader *r, struct span line)
{
    struct intent_value *value;
    struct formlabel label = {.field = r->open, .instance = r->open_instance};

    if (r->open == NULL)
        return false;
    if (r->open_value == SIZE_MAX) {
        if (r->blanks > 0)
            return false;
        take_value(r, label, line);
        return true;
    }
    value = &r->form.values[r->open_value];
    if ((!is_long(r->open) && r->open->type != TYPE_TEXT) || (r->blanks > 0 && !is_long(r->open)))
        return false;
    grow(r->arena, &r->grown, value, !is_long(r->open) ? " " : r->blanks > 0 ? "\n\n" : "\n", line);
    return true;
}

static bool
looks_like_pair(struct span line)
{
    size_t len, at = separator(line, 0, &len), words = 1;
    struct span label;

    if (at == SIZE_MAX || at == 0 || line.data[at] == ' ' || at > UNKNOWN_LABEL_MAX)
        return false;
    label = trim_wide(span_first(line, at));
    for (size_t i = 0; i < label.len; i++) {
        words += label.data[i] == ' ';
        if (strchr(".,;?!<>@\"", label.data[i]) != NULL)
            return false;
    }
    return label.len > 1 && words <= UNKNOWN_WORDS_MAX && !islower((unsigned char)label.data[0]) &&
           !isdigit((unsigned char)label.data[0]) && trim_wide(span_from(line, at + len)).len > 0;
}

static void
note_unknown(struct form_reader *r, struct span line)
{
    if (r->form.unknown_count < TEXTFORM_UNKNOWN_MAX)
        r->form.unknown[r->form.unknown_count++] = span_copy(r->arena, line);
}

/* False: the form ends here. */
static bool
read_line(struct form_reader *r, struct span raw, bool continues)
{
    struct span line = trim_wide(raw), written;
    struct formlabel label;

    r->line++;
    arena_reset(r->finder.scratch);
    if (line.len == 0) {
        r->blanks++;
        if (r->open != NULL && !is_long(r->open))
            close_field(r);
        return true;
    }
    if (answer_is_closing(r->finder.scratch, line))
        return false;
    if (pair(r, line, &label, &written) && span_find_byte(line, '|') == SIZE_MAX)
        take_value(r, label, written);
    else if (!row(r, line) && !heading(r, line) && !periods(r, line) && !box(r, line)) {
        bool unknown = looks_like_pair(line);

        /* Inside a long text a "Word: ..." is text, unless a blank line set it apart. */
        if (unknown && (r->open == NULL || !is_long(r->open) || r->blanks > 0)) {
            note_unknown(r, line);
            close_field(r);
        } else if (!continues || !goes_on(r, line)) {
            close_field(r);
        }
    }
    r->blanks = 0;
    return true;
}

/* -- a whole text ------------------------------------------------------------------ */

static struct form_reader
reader_new(struct arena *arena, struct arena *scratch, const struct form *form)
{
    return (struct form_reader){
        .arena = arena,
        .finder = {.scratch = scratch, .form = form, .lookups_left = TEXTFORM_LOOKUPS_MAX},
        .form = {.form = form,
                 .values = arena_array(arena, TEXTFORM_VALUES_MAX, sizeof(struct intent_value)),
                 .unknown = arena_array(arena, TEXTFORM_UNKNOWN_MAX, sizeof(struct span))},
        .open_value = SIZE_MAX,
    };
}

static void
read_new(struct form_reader *r, const struct quote_line *lines, size_t count)
{
    bool first = true;

    for (size_t i = 0; i < count; i++) {
        size_t before = r->form.value_count;

        if (lines[i].depth > 0 || lines[i].cut)
            continue;
        if (!read_line(r, lines[i].text, true))
            return;
        if (first && trim_wide(lines[i].text).len > 0) {
            first = false;
            r->form.opens = r->form.value_count > before || r->open != NULL;
        }
    }
}

/* The quoted form: what was there stays behind its label, what is new may stand below it. */
static void
read_in_place(struct form_reader *r, const struct quote_line *lines, size_t count)
{
    bool pending = false; /* the last quoted line was a label without a value */

    r->keep_first = true;
    r->form.in_place = true;
    for (size_t i = 0; i < count; i++) {
        bool fresh = lines[i].depth == 0;

        if (lines[i].cut || lines[i].depth > 1 || (fresh && (!pending || trim_wide(lines[i].text).len == 0)))
            continue;
        if (fresh)
            r->blanks = 0;
        if (!read_line(r, lines[i].text, fresh) && fresh)
            return;
        pending = !fresh && r->open != NULL && r->open_value == SIZE_MAX;
    }
}

static struct textform
read_form(struct arena *arena, struct arena *scratch, const struct form *form, const struct quote_line *lines,
          size_t count)
{
    struct form_reader fresh = reader_new(arena, scratch, form), quoted;

    read_new(&fresh, lines, count);
    if (fresh.form.value_count > 0)
        return fresh.form;
    quoted = reader_new(arena, scratch, form);
    read_in_place(&quoted, lines, count);
    if (quoted.form.value_count == 0) {
        fresh.form.form = NULL;
        return fresh.form;
    }
    quoted.form.unknown_count = 0;
    return quoted.form;
}

struct textform
textform_read(struct arena *arena, const struct form *form, const struct quote_line *lines, size_t count)
{
    struct arena *scratch = arena_open(SCRATCH_MAX);
    struct textform read = read_form(arena, scratch, form, lines, count);

    arena_close(&scratch);
    return read;
}

struct textform
textform_best(const struct textform *each, size_t count)
{
    struct textform best = {.form = NULL};

    for (size_t i = 0; i < count; i++)
        if (i == 0 || (best.in_place && !each[i].in_place && each[i].value_count > 0) ||
            (best.in_place == each[i].in_place && each[i].value_count > best.value_count))
            best = each[i];
    return best;
}

/* -- remarks ----------------------------------------------------------------------- */

static void
take_remark(struct form_reader *r, struct span line, bool goes_on_line)
{
    struct formlabel label = {.field = NULL};
    struct span written = line;

    if (!pair(r, line, &label, &written)) {
        struct intent_value *last = r->form.value_count > 0 ? &r->form.values[r->form.value_count - 1] : NULL;

        if (goes_on_line && last != NULL && !looks_like_pair(line)) {
            grow(r->arena, &r->grown, last, "\n", line);
            return;
        }
        written = line;
    }
    if (r->form.value_count == TEXTFORM_VALUES_MAX)
        return;
    r->form.values[r->form.value_count++] = (struct intent_value){
        .field =
            label.field == NULL ? (struct span){"", 0} : formlabel_id(r->arena, label.field, label.instance),
        .value = span_copy(r->arena, span_first(written, TEXTFORM_VALUE_BYTES_MAX)),
        .line = r->line,
    };
    r->grown = (struct text){.arena = NULL};
}

struct intent_value *
textform_remarks(struct arena *arena, const struct form *forms, size_t form_count, struct span text,
                 size_t *count)
{
    static const struct form none;
    struct arena *scratch = arena_open(SCRATCH_MAX);
    struct form_reader best = {.form = {.value_count = 0}};
    size_t best_known = 0;

    for (size_t i = 0; i < (form_count == 0 ? 1 : form_count); i++) {
        struct form_reader r = reader_new(arena, scratch, form_count == 0 ? &none : &forms[i]);
        struct span rest = text, line;
        bool joined = false;
        size_t known = 0;

        while (span_line(&rest, &line)) {
            line = trim_wide(line);
            r.line++;
            if (line.len > 0)
                take_remark(&r, line, joined);
            joined = line.len > 0;
        }
        for (size_t v = 0; v < r.form.value_count; v++)
            known += r.form.values[v].field.len > 0;
        if (i == 0 || known > best_known) {
            best = r;
            best_known = known;
        }
    }
    arena_close(&scratch);
    *count = best.form.value_count;
    return best.form.values;
}
