// SPDX-License-Identifier: Apache-2.0
/*
 * setter: what the parts of the layout share while one document is set: the
 * limits, the styles of text, the width at hand.
 */
#ifndef DOCUMENT_SETTER_H
#define DOCUMENT_SETTER_H

#include <libxml/tree.h>

#include "document/strip.h"
#include "procedure/bundle.h"

/* Limits of one document. */
enum {
    SETTER_PAGES_MAX = 200,
    SETTER_ELEMENTS_MAX = 50000,
    SETTER_LETTERS_MAX = 1000000,
    SETTER_STRIPS_MAX = 40000,
    SETTER_DEPTH_MAX = 24, /* of blocks in blocks */
    SETTER_CELLS_MAX = 24, /* in a row */
    SETTER_NARROWEST = 18 * POINT,
};

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_JUSTIFY };

/* How a paragraph looks.  Lengths in thousandths of a point. */
struct look {
    const char *name;
    enum face face; /* the upright, light one of its family */
    bool bold, italic;
    int32_t size, leading, before, after;
    enum colour colour;
    enum align align;
};

struct setter {
    struct arena *arena;
    const struct fonts *fonts;
    const struct hyphens *hyphens;
    const struct bundle *files; /* where images are; NULL: there are none */
    const char *language;
    struct error *err;
    bool failed;
    size_t elements, letters, strips, page, pages; /* page, pages: what <page/> and <pages/> print */
    int depth;
    bool outlined; /* false inside page headers and footers */
};

/* Where blocks go. */
struct flow {
    struct stack *stack;
    const struct frame *frame;
    int32_t x, width;
    const struct look *look; /* of bare text */
};

/* NULL when there is no such look. */
const struct look *look_find(const char *name);

/* Fails once, with the line of the element in the layout. */
void setter_fail(struct setter *setter, enum error_kind kind, const xmlNode *node, const char *what);
/* A strip of the flow; counts it. */
struct strip *setter_strip(struct setter *setter, struct flow *flow, int32_t height, int32_t space);
/* A length attribute ("12", "12pt", "5mm"), between 0 and max. */
int32_t setter_length(struct setter *setter, const xmlNode *node, const char *attribute, int32_t missing,
                      int32_t max);
bool setter_yes(struct setter *setter, const xmlNode *node, const char *attribute);
/* Counts an element against the limit. */
bool setter_count(struct setter *setter, const xmlNode *node);

/* inline.c: the inline content of node's children [from, to) (to NULL: to the end) as a paragraph. */
struct paragraph *inline_read(struct setter *setter, const xmlNode *from, const xmlNode *to,
                              const struct look *look);
bool inline_is(const xmlNode *node); /* text or an inline element */

/* block.c: every child of node, blocks and bare text. */
void block_children(struct setter *setter, const xmlNode *node, struct flow *flow);
/* Sets a paragraph in the flow. */
void block_paragraph(struct setter *setter, struct flow *flow, const struct paragraph *paragraph,
                     const struct look *look, enum align align);

/* table.c */
void table_set(struct setter *setter, const xmlNode *node, struct flow *flow);
void columns_set(struct setter *setter, const xmlNode *node, struct flow *flow);
void fields_set(struct setter *setter, const xmlNode *node, struct flow *flow);
void signatures_set(struct setter *setter, const xmlNode *node, struct flow *flow);

#endif
