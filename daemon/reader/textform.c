// SPDX-License-Identifier: Apache-2.0
#include "reader/textform.h"

#include <string.h>

#include "reader/answer.h"
#include "reader/formline.h"
#include "reader/formvalue.h"
#include "reader/trim.h"

enum {
    SCRATCH_MAX = 8 << 20, /* bytes for one line */
    FIRST_VALUES = 32,     /* room for so many at first */
    PERIODS_MAX = 50,
    INSTANCES_MAX = 50, /* of a group, counted by us */
};

/* One form, reading. */
struct form_reader {
    struct arena *arena;
    struct arena *scratch; /* of the line in hand */
    struct formlabel_finder finder;
    struct textform form;
    size_t room;              /* for values */
    const struct field *open; /* whose value may go on over the next lines */
    size_t open_value;        /* its index, SIZE_MAX while it has none */
    uint32_t open_instance;
    struct text grown; /* the open value, once a second line has come */
    unsigned blanks;   /* blank lines since the last line */
    uint32_t line;
    bool begun;      /* a line that is not blank has been read */
    bool keep_first; /* a value that is there stays */
    bool pending;    /* in place: the last quoted line was a label without a value */
    bool ended;      /* in place: a closing stood among the new lines */
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
        if (value_index(r, formlabel_id(r->scratch, field, n)) == SIZE_MAX)
            return n;
    return INSTANCES_MAX;
}

/* One more; the caller has looked at TEXTFORM_VALUES_MAX. */
static struct intent_value *
next_value(struct form_reader *r)
{
    struct textform *form = &r->form;

    if (form->value_count == r->room) {
        struct intent_value *before = form->values;

        r->room = r->room == 0 ? FIRST_VALUES : r->room * 2;
        form->values = arena_array(r->arena, r->room, sizeof *form->values);
        if (form->value_count > 0)
            memcpy(form->values, before, form->value_count * sizeof *before);
    }
    return &form->values[form->value_count++];
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
        at = r->form.value_count;
        next_value(r);
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

/* "Label : value"; *label.field is NULL when no label of ours stands in front. */
static bool
pair(struct form_reader *r, struct formline *line, struct formlabel *label, struct span *written)
{
    for (size_t i = 0; i < line->mark_count; i++) {
        *label = formlabel_find(&r->finder, formline_label(line, i));
        if (label->field == NULL)
            continue;
        *written = formline_value(line, i);
        return true;
    }
    return false;
}

/* "Loans: 06/04/2026 to 10/04/2026, 01/05/2026" */
static bool
periods(struct form_reader *r, struct formline *line)
{
    size_t count = 0;
    const struct field *from_field, *to_field;
    struct span rest, piece, from[PERIODS_MAX], to[PERIODS_MAX];
    uint32_t instance;

    if (line->mark_count == 0 ||
        !formlabel_group(&r->finder, formline_label(line, 0), &from_field, &to_field))
        return false;
    instance = formline_label(line, 0)->tokens.number;
    rest = trim_wide(span_from(line->text, line->marks[0].at + line->marks[0].len));
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
row(struct form_reader *r, struct formline *line)
{
    struct formline *cells;
    size_t count;
    bool known = false;

    if (!line->has_cells)
        return false;
    cells = formline_cells(line, &count);
    for (size_t i = 0; i < count; i++) {
        struct formlabel label;
        struct span written;

        if (cells[i].text.len == 0)
            continue;
        if (!pair(r, &cells[i], &label, &written)) {
            label = formlabel_find(&r->finder, formline_whole(&cells[i]));
            written = (struct span){"", 0};
        }
        if (label.field == NULL)
            continue;
        known = true;
        if (written.len == 0 && i + 1 < count)
            written = cells[++i].text;
        take_value(r, label, written);
        close_field(r);
    }
    return known;
}

static bool
heading(struct form_reader *r, struct formline *line)
{
    const struct section *section =
        line->may_head ? formlabel_section(&r->finder, formline_whole(line)) : NULL;

    if (section == NULL)
        return false;
    r->finder.section = section;
    close_field(r);
    return true;
}

/* "[x] label" below a field, or the label of a field that is itself a box. */
static bool
box(struct form_reader *r, struct formline *line)
{
    struct formlabel label;

    if (!line->is_box)
        return false;
    if (r->open != NULL && r->open_value == SIZE_MAX) {
        const struct field *field = r->open;

        if (line->ticked && span_find_byte(line->boxed, '[') == SIZE_MAX) {
            put_value(r, field, r->open_instance, line->boxed);
            r->open = field;
        }
        return true;
    }
    label = formlabel_find(&r->finder, formline_box(line));
    if (label.field != NULL && line->ticked)
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

static void
note_unknown(struct form_reader *r, struct span line)
{
    if (r->form.unknown_count < TEXTFORM_UNKNOWN_MAX)
        r->form.unknown[r->form.unknown_count++] = span_copy(r->arena, line);
}

static void
read_blank(struct form_reader *r)
{
    r->blanks++;
    if (r->open != NULL && !is_long(r->open))
        close_field(r);
}

/* continues: without a label it may go on with the value above. */
static void
read_line(struct form_reader *r, struct formline *line, bool continues)
{
    struct span written;
    struct formlabel label;

    if (!line->has_cells && pair(r, line, &label, &written))
        take_value(r, label, written);
    else if (!row(r, line) && !heading(r, line) && !periods(r, line) && !box(r, line)) {
        /* Inside a long text a "Word: ..." is text, unless a blank line set it apart. */
        if (line->is_pair && (r->open == NULL || !is_long(r->open) || r->blanks > 0)) {
            note_unknown(r, line->text);
            close_field(r);
        } else if (!continues || !goes_on(r, line->text)) {
            close_field(r);
        }
    }
    r->blanks = 0;
}

/* -- a whole text ------------------------------------------------------------------ */

static struct form_reader
reader_new(struct arena *arena, struct arena *scratch, const struct form *form)
{
    return (struct form_reader){
        .arena = arena,
        .scratch = scratch,
        .finder = formlabel_finder(arena, form, TEXTFORM_LOOKUPS_MAX),
        .form = {.form = form, .unknown = arena_array(arena, TEXTFORM_UNKNOWN_MAX, sizeof(struct span))},
        .open_value = SIZE_MAX,
    };
}

static void
read_fresh(struct form_reader *r, struct formline *line)
{
    r->line++;
    if (line->text.len == 0) {
        read_blank(r);
        return;
    }
    read_line(r, line, true);
    if (!r->begun)
        r->form.opens = r->form.value_count > 0 || r->open != NULL;
    r->begun = true;
}

/* The new lines, up to a closing. */
static void
read_new(struct form_reader *readers, size_t reader_count, const struct quote_line *lines, size_t count)
{
    for (size_t i = 0; i < count && reader_count > 0; i++) {
        struct arena *scratch = readers[0].scratch;
        struct formline line;

        if (lines[i].depth > 0 || lines[i].cut)
            continue;
        arena_reset(scratch);
        line = formline_of(scratch, lines[i].text);
        if (answer_is_closing(scratch, line.text))
            return;
        for (size_t n = 0; n < reader_count; n++)
            read_fresh(&readers[n], &line);
    }
}

static bool
wants(const struct form_reader *r, bool fresh)
{
    return !r->ended && (!fresh || r->pending);
}

static bool
anyone_wants(const struct form_reader *readers, size_t reader_count, bool fresh)
{
    for (size_t i = 0; i < reader_count; i++)
        if (wants(&readers[i], fresh))
            return true;
    return false;
}

/* The quoted form: what was there stays behind its label, what is new may stand below it. */
static void
read_quoted(struct form_reader *r, struct formline *line, bool fresh, bool closing)
{
    if (fresh && line->text.len == 0)
        return;
    if (fresh)
        r->blanks = 0;
    r->line++;
    if (line->text.len == 0)
        read_blank(r);
    else if (!closing)
        read_line(r, line, fresh);
    r->ended = fresh && closing;
    r->pending = !fresh && r->open != NULL && r->open_value == SIZE_MAX;
}

static void
read_in_place(struct form_reader *readers, size_t reader_count, const struct quote_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct formline line;
        bool fresh = lines[i].depth == 0, closing;

        if (lines[i].cut || lines[i].depth > 1 || !anyone_wants(readers, reader_count, fresh))
            continue;
        arena_reset(readers[0].scratch);
        line = formline_of(readers[0].scratch, lines[i].text);
        closing = answer_is_closing(readers[0].scratch, line.text);
        for (size_t n = 0; n < reader_count; n++)
            if (wants(&readers[n], fresh))
                read_quoted(&readers[n], &line, fresh, closing);
    }
}

/* Nothing was new: what was filled in place counts, if anything was. */
static void
settle(struct textform *form, const struct textform *in_place)
{
    if (in_place->value_count == 0) {
        form->form = NULL;
        return;
    }
    *form = *in_place;
    form->unknown_count = 0;
}

struct textform *
textform_read_each(struct arena *arena, const struct form *forms, size_t form_count,
                   const struct quote_line *lines, size_t count)
{
    struct arena *scratch = arena_open(SCRATCH_MAX);
    struct form_reader *readers = arena_array(arena, form_count, sizeof *readers);
    struct textform *each = arena_array(arena, form_count, sizeof *each);
    size_t quoted = 0;

    for (size_t i = 0; i < form_count; i++)
        readers[i] = reader_new(arena, scratch, &forms[i]);
    read_new(readers, form_count, lines, count);
    for (size_t i = 0; i < form_count; i++) {
        each[i] = readers[i].form;
        if (each[i].value_count > 0)
            continue;
        readers[quoted] = reader_new(arena, scratch, &forms[i]);
        readers[quoted].keep_first = readers[quoted].form.in_place = true;
        quoted++;
    }
    read_in_place(readers, quoted, lines, count);
    for (size_t i = 0; i < quoted; i++)
        settle(&each[readers[i].form.form - forms], &readers[i].form);
    arena_close(&scratch);
    return each;
}

struct textform
textform_read(struct arena *arena, const struct form *form, const struct quote_line *lines, size_t count)
{
    return *textform_read_each(arena, form, 1, lines, count);
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
take_remark(struct form_reader *r, struct formline *line, bool goes_on_line)
{
    struct formlabel label = {.field = NULL};
    struct span written = line->text;

    if (!pair(r, line, &label, &written)) {
        struct intent_value *last = r->form.value_count > 0 ? &r->form.values[r->form.value_count - 1] : NULL;

        if (goes_on_line && last != NULL && !line->is_pair) {
            grow(r->arena, &r->grown, last, "\n", line->text);
            return;
        }
    }
    if (r->form.value_count == TEXTFORM_VALUES_MAX)
        return;
    *next_value(r) = (struct intent_value){
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
        struct span rest = text, raw;
        bool joined = false;
        size_t known = 0;

        while (span_line(&rest, &raw)) {
            struct formline line;

            arena_reset(scratch);
            line = formline_of(scratch, raw);
            r.line++;
            if (line.text.len > 0)
                take_remark(&r, &line, joined);
            joined = line.text.len > 0;
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
