// SPDX-License-Identifier: Apache-2.0
/*
 * pdfform: the values that somebody filled into the fields of our PDF form.
 * Source: ISO 32000-1 sections 12.7.3 and 12.7.4; read through libqpdf, in a worker.
 *
 * A field's full name is the id of the form's field.  /DV is what the form held when we sent it: a value
 * that is still the same was not touched by its author, one that was taken away is an explicit empty one.
 * The field "_number" says which dossier the form was made for.
 *
 * Only the current state of the file is read: what a viewer appended or wrote anew.  Nothing is
 * repaired: a file whose cross-reference table is damaged is broken.
 */
#ifndef READER_PDFFORM_H
#define READER_PDFFORM_H

#include "reader/intent.h"

enum {
    PDFFORM_BYTES_MAX = 24 * 1024 * 1024,
    PDFFORM_VALUES_MAX = 1000,
    PDFFORM_UNKNOWN_MAX = 50,
    PDFFORM_NODES_MAX = 5000, /* of the tree of fields */
    PDFFORM_DEPTH_MAX = 16,
    PDFFORM_VALUE_BYTES_MAX = 32 * 1024,
};

#define PDFFORM_NUMBER "_number"

enum pdfform_state {
    PDFFORM_READ,      /* fields of ours are there */
    PDFFORM_FLAT,      /* none: printed, scanned, photographed, or another document */
    PDFFORM_ENCRYPTED, /* can't be opened without a password, or is protected */
    PDFFORM_BROKEN,    /* no PDF, or a damaged one */
    PDFFORM_TOO_BIG,
    PDFFORM_XFA, /* fields of another kind (Adobe LiveCycle) */
};

struct pdfform {
    enum pdfform_state state;
    const struct form *form;     /* READ: the one with most known fields */
    struct intent_value *values; /* that were filled in or changed; "" is explicitly empty */
    size_t value_count;
    size_t untouched;     /* values that are as we sent them */
    struct span *unknown; /* names that are no field of the form */
    size_t unknown_count;
    struct span number; /* "2026-00042", "" when the form was sent blank */
};

/* all: untouched values too. */
struct pdfform pdfform_read(struct arena *arena, const struct form *forms, size_t form_count,
                            struct span bytes, bool all);

const char *pdfform_state_name(enum pdfform_state state); /* "read", "flat", "encrypted"... */

#endif
