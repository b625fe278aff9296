// SPDX-License-Identifier: Apache-2.0
/*
 * textform: a form written as lines, `Label : value`.
 *
 * A label is a field's label in either language, an alias or its id, however spaced,
 * marked or followed by "(required)".  Separators: ":", "=", a tab, two spaces, the " | " of
 * a flattened table.  A heading sets the section in which a label is looked up.  A line
 * without a known label goes on with the value of a text above it.  "-" or "(vide)" is an
 * explicit empty value; nothing at all, dots or underscores are no value.
 *
 * Quoting.  Values count in unquoted lines.  Only when there are none is the mail that is
 * answered (depth 1) read as a form that was filled in place: a quoted label with its
 * value behind it, or with new text right below it.  Older mails (depth 2...) never count.
 */
#ifndef READER_TEXTFORM_H
#define READER_TEXTFORM_H

#include "reader/intent.h"
#include "reader/quote.h"

enum {
    TEXTFORM_VALUES_MAX = 1000,
    TEXTFORM_UNKNOWN_MAX = 50,
    TEXTFORM_LOOKUPS_MAX = 6000,          /* labels tried per message and form */
    TEXTFORM_VALUE_BYTES_MAX = 32 * 1024, /* of one value */
};

struct textform {
    const struct form *form; /* NULL when no line has a label that it knows */
    struct intent_value *values;
    size_t value_count;
    struct span *unknown; /* whole lines that look like a form's, without a known label */
    size_t unknown_count;
    bool opens;    /* the first new line that is not blank has a known label */
    bool in_place; /* the values stood in the quoted mail */
};

struct textform textform_read(struct arena *arena, const struct form *form, const struct quote_line *lines,
                              size_t count);
/* The same lines by several forms: one result each. */
struct textform *textform_read_each(struct arena *arena, const struct form *forms, size_t form_count,
                                    const struct quote_line *lines, size_t count);
/* Of these the one with most known fields. */
struct textform textform_best(const struct textform *each, size_t count);

/* "field: remark" lines; a line without a known label has field "". */
struct intent_value *textform_remarks(struct arena *arena, const struct form *forms, size_t form_count,
                                      struct span text, size_t *count);

#endif
