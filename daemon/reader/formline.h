// SPDX-License-Identifier: Apache-2.0
/*
 * formline: one line of a text form, before anybody knows whose: what may be a label, and what would then be
 * its value.  A mail is read by every form of its mailbox; a line is looked at once for all of them.
 */
#ifndef READER_FORMLINE_H
#define READER_FORMLINE_H

#include "reader/formlabel.h"

enum {
    FORMLINE_MARKS = 4, /* separators tried */
    FORMLINE_CELLS_MAX = 40,
};

/* A separator: what stands before it may be a label. */
struct formline_mark {
    size_t at, len;
    struct formlabel_written *label; /* NULL: nobody asked yet */
};

struct formline {
    struct arena *arena; /* of the labels; the line lives no longer */
    struct span text;    /* white space at both ends off */
    struct formline_mark marks[FORMLINE_MARKS];
    size_t mark_count;
    bool has_cells;         /* "a | b" */
    struct formline *cells; /* NULL: nobody asked yet */
    size_t cell_count;
    bool may_head;                               /* short, and nothing behind a colon */
    bool is_pair;                                /* looks like "Label : value", whatever the label */
    bool is_box, ticked;                         /* "[x] ..." */
    struct span boxed;                           /* what stands behind the box */
    struct formlabel_written *whole, *box_label; /* NULL: nobody asked yet */
};

struct formline formline_of(struct arena *arena, struct span raw);

/* As labels: the line up to a mark, the whole line, what stands behind its box. */
const struct formlabel_written *formline_label(struct formline *line, size_t mark);
const struct formlabel_written *formline_whole(struct formline *line);
const struct formlabel_written *formline_box(struct formline *line);
/* Each as a line of its own. */
struct formline *formline_cells(struct formline *line, size_t *count);
/* What stands behind a mark. */
struct span formline_value(const struct formline *line, size_t mark);

#endif
