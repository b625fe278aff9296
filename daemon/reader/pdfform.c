// SPDX-License-Identifier: Apache-2.0
#include "reader/pdfform.h"

#include <assert.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "common/utf8.h"
#include "reader/formlabel.h"
#include "reader/formvalue.h"
#include "reader/trim.h"

enum { NAME_BYTES_MAX = 200, LOOKUPS_MAX = 6000, SCRATCH_MAX = 16 * 1024 * 1024 };

/* A field as it stands in the file. */
struct entry {
    struct span name, value, sent; /* sent: /DV */
    bool button;
};

struct file {
    struct arena *arena;
    qpdf_data pdf;
    struct entry *entries;
    size_t count, nodes;
};

const char *
pdfform_state_name(enum pdfform_state state)
{
    static const char *const names[] = {
        [PDFFORM_READ] = "read",     [PDFFORM_FLAT] = "flat",       [PDFFORM_ENCRYPTED] = "encrypted",
        [PDFFORM_BROKEN] = "broken", [PDFFORM_TOO_BIG] = "too-big", [PDFFORM_XFA] = "xfa",
    };

    assert(state <= PDFFORM_XFA);
    return names[state];
}

/* -- the tree of fields ------------------------------------------------------------- */

static struct span
string_of(const struct file *file, qpdf_oh object)
{
    size_t len = 0;
    const char *bytes;

    if (!qpdf_oh_is_string(file->pdf, object))
        return (struct span){"", 0};
    bytes = qpdf_oh_get_binary_utf8_value(file->pdf, object, &len);
    return utf8_clean(file->arena, span_first((struct span){bytes, len}, PDFFORM_VALUE_BYTES_MAX));
}

/* Text, the chosen option's value (the first of several), or a button's state ("" when it is off). */
static struct span
value_of(const struct file *file, qpdf_oh object)
{
    if (qpdf_oh_is_array(file->pdf, object))
        return qpdf_oh_get_array_n_items(file->pdf, object) > 0
                   ? string_of(file, qpdf_oh_get_array_item(file->pdf, object, 0))
                   : (struct span){"", 0};
    if (qpdf_oh_is_name(file->pdf, object)) {
        struct span name = span_from(span_of(qpdf_oh_get_name(file->pdf, object)), 1);

        return span_is(name, "Off") ? (struct span){"", 0}
                                    : utf8_clean(file->arena, span_copy(file->arena, name));
    }
    return trim_wide(string_of(file, object));
}

/* What a field has of its parents when it does not say so itself (section 12.7.3.1). */
struct inherited {
    struct span name;
    qpdf_oh type, value, sent;
    int depth;
};

static qpdf_oh
own_or(const struct file *file, qpdf_oh node, const char *key, qpdf_oh inherited)
{
    return qpdf_oh_has_key(file->pdf, node, key) ? qpdf_oh_get_key(file->pdf, node, key) : inherited;
}

static void
add_entry(struct file *file, const struct inherited *field)
{
    bool text = qpdf_oh_is_name_and_equals(file->pdf, field->type, "/Tx");
    bool choice = qpdf_oh_is_name_and_equals(file->pdf, field->type, "/Ch");
    bool button = qpdf_oh_is_name_and_equals(file->pdf, field->type, "/Btn");

    if (!text && !choice && !button)
        return;
    file->entries[file->count++] = (struct entry){.name = field->name,
                                                  .value = value_of(file, field->value),
                                                  .sent = value_of(file, field->sent),
                                                  .button = button};
}

/* A kid with a name of its own is a field; one without is only another place of the same field. */
static bool
has_fields_below(const struct file *file, qpdf_oh kids)
{
    return qpdf_oh_is_array(file->pdf, kids) && qpdf_oh_get_array_n_items(file->pdf, kids) > 0 &&
           qpdf_oh_has_key(file->pdf, qpdf_oh_get_array_item(file->pdf, kids, 0), "/T");
}

/* Recursive, at most PDFFORM_DEPTH_MAX deep and PDFFORM_NODES_MAX in all: cycles end there. */
static void
walk(struct file *file, qpdf_oh node, struct inherited field)
{
    qpdf_oh kids;
    struct span part;

    if (++file->nodes > PDFFORM_NODES_MAX || ++field.depth > PDFFORM_DEPTH_MAX ||
        !qpdf_oh_is_dictionary(file->pdf, node))
        return;
    part = span_first(string_of(file, qpdf_oh_get_key(file->pdf, node, "/T")), NAME_BYTES_MAX);
    if (part.len > 0)
        field.name = field.name.len == 0
                         ? part
                         : span_printf(file->arena, "%.*s.%.*s", SPAN_ARG(field.name), SPAN_ARG(part));
    field.type = own_or(file, node, "/FT", field.type);
    field.value = own_or(file, node, "/V", field.value);
    field.sent = own_or(file, node, "/DV", field.sent);
    kids = qpdf_oh_get_key(file->pdf, node, "/Kids");
    if (!has_fields_below(file, kids)) {
        add_entry(file, &field);
        return;
    }
    for (int i = 0; i < qpdf_oh_get_array_n_items(file->pdf, kids); i++)
        walk(file, qpdf_oh_get_array_item(file->pdf, kids, i), field);
}

static enum pdfform_state
read_tree(struct file *file)
{
    qpdf_oh root = qpdf_get_root(file->pdf), none = qpdf_oh_new_null(file->pdf), form, fields;
    struct inherited top = {.name = {"", 0}, .type = none, .value = none, .sent = none};

    if (!qpdf_oh_is_dictionary(file->pdf, root))
        return PDFFORM_BROKEN;
    form = qpdf_oh_get_key(file->pdf, root, "/AcroForm");
    if (!qpdf_oh_is_dictionary(file->pdf, form))
        return PDFFORM_FLAT;
    fields = qpdf_oh_get_key(file->pdf, form, "/Fields");
    file->entries = arena_array(file->arena, PDFFORM_NODES_MAX, sizeof *file->entries);
    if (qpdf_oh_is_array(file->pdf, fields))
        for (int i = 0; i < qpdf_oh_get_array_n_items(file->pdf, fields) && file->nodes < PDFFORM_NODES_MAX;
             i++)
            walk(file, qpdf_oh_get_array_item(file->pdf, fields, i), top);
    if (file->nodes > PDFFORM_NODES_MAX)
        return PDFFORM_TOO_BIG;
    if (file->count == 0)
        return qpdf_oh_has_key(file->pdf, form, "/XFA") ? PDFFORM_XFA : PDFFORM_FLAT;
    return PDFFORM_READ;
}

static enum pdfform_state
read_file(struct file *file, struct span bytes)
{
    QPDF_ERROR_CODE code;
    enum pdfform_state state;

    qpdf_silence_errors(file->pdf);
    qpdf_set_suppress_warnings(file->pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(file->pdf, QPDF_FALSE);
    code = qpdf_read_memory(file->pdf, "form", bytes.data, bytes.len, NULL);
    if ((code & QPDF_ERRORS) != 0)
        return qpdf_get_error_code(file->pdf, qpdf_get_error(file->pdf)) == qpdf_e_password
                   ? PDFFORM_ENCRYPTED
                   : PDFFORM_BROKEN;
    if (qpdf_is_encrypted(file->pdf))
        return PDFFORM_ENCRYPTED;
    state = read_tree(file);
    /* An object that could not be had, want of memory too, is only a warning and looks like nothing. */
    if (qpdf_has_error(file->pdf) || (state == PDFFORM_FLAT && qpdf_more_warnings(file->pdf)))
        return PDFFORM_BROKEN;
    return state;
}

/* -- the fields of a form ------------------------------------------------------------- */

static void
add_value(struct pdfform *out, struct span id, struct span value)
{
    if (out->value_count < PDFFORM_VALUES_MAX)
        out->values[out->value_count++] = (struct intent_value){.field = id, .value = value};
}

/* An unticked box that was sent ticked says no. */
static void
take_entry(struct arena *arena, struct pdfform *out, const struct entry *entry, struct span id, bool all)
{
    struct span value = entry->value, clean;
    bool touched = !span_equal(value, entry->sent);

    out->untouched += !touched && value.len > 0;
    if (!touched && (!all || value.len == 0))
        return;
    if (value.len == 0) {
        add_value(out, id, entry->button ? SPAN("non") : (struct span){"", 0});
        return;
    }
    if (entry->button)
        value = SPAN("oui");
    else if (formvalue_clean(arena, value, &clean) != FORMVALUE_NONE)
        value = clean;
    add_value(out, id, value);
}

static struct pdfform
read_as(struct arena *arena, const struct form *form, const struct file *file, bool all)
{
    struct formlabel_finder finder = formlabel_finder(arena, form, LOOKUPS_MAX);
    struct arena *scratch = arena_open(SCRATCH_MAX);
    struct pdfform out = {.state = PDFFORM_READ, .form = form, .number = {"", 0}};
    size_t known = 0;

    out.values = arena_array(arena, PDFFORM_VALUES_MAX, sizeof *out.values);
    out.unknown = arena_array(arena, PDFFORM_UNKNOWN_MAX, sizeof *out.unknown);
    for (size_t i = 0; i < file->count; i++) {
        const struct entry *entry = &file->entries[i];
        struct formlabel label = {.field = form_field(form, entry->name), .instance = 1};

        if (span_is(entry->name, PDFFORM_NUMBER)) {
            out.number = span_first(entry->value, NAME_BYTES_MAX);
            continue;
        }
        if (label.field == NULL) {
            struct formlabel_written written = formlabel_written(scratch, entry->name);

            label = formlabel_find(&finder, &written);
            arena_reset(scratch);
        }
        if (label.field != NULL) {
            known++;
            take_entry(arena, &out, entry, formlabel_id(arena, label.field, label.instance), all);
        } else if (entry->value.len > 0 && out.unknown_count < PDFFORM_UNKNOWN_MAX) {
            out.unknown[out.unknown_count++] = entry->name;
        }
    }
    arena_close(&scratch);
    if (known == 0)
        out.state = PDFFORM_FLAT;
    return out;
}

struct pdfform
pdfform_read(struct arena *arena, const struct form *forms, size_t form_count, struct span bytes, bool all)
{
    struct file file = {.arena = arena};
    struct pdfform best = {.state = PDFFORM_TOO_BIG, .number = {"", 0}};

    if (bytes.len > PDFFORM_BYTES_MAX)
        return best;
    best.state = PDFFORM_BROKEN;
    if (span_find(span_first(bytes, 1024), "%PDF-") == SIZE_MAX || (file.pdf = qpdf_init()) == NULL)
        return best;
    best.state = read_file(&file, bytes);
    qpdf_cleanup(&file.pdf);
    if (best.state != PDFFORM_READ)
        return best;
    best.state = PDFFORM_FLAT;
    for (size_t i = 0; i < form_count; i++) {
        struct pdfform one = read_as(arena, &forms[i], &file, all);

        if (one.state == PDFFORM_READ &&
            (best.state != PDFFORM_READ ||
             one.value_count + one.untouched > best.value_count + best.untouched))
            best = one;
    }
    return best;
}
