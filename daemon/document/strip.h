// SPDX-License-Identifier: Apache-2.0
/*
 * strip: what is between two places where a page may end.
 *
 * A block becomes a stack of strips, one under the other: a line of text, a row of
 * a table, a signature block.  A strip is never divided.  Frames (boxes, tables)
 * are drawn around the run of their strips, on each page anew.
 */
#ifndef DOCUMENT_STRIP_H
#define DOCUMENT_STRIP_H

#include "document/canvas.h"

enum strip_break {
    BREAK_ALLOWED,
    BREAK_FORBIDDEN, /* the page does not end above this strip */
    BREAK_FORCED,    /* it does */
};

struct frame {
    const struct frame *parent;
    int32_t x, width;
    bool filled, stroked;
    enum colour fill, stroke;
    int32_t line_width;
};

struct stack;

enum mark_kind { MARK_LINE, MARK_FILL, MARK_FRAME, MARK_PLACE, MARK_STACK, MARK_INPUT, MARK_IMAGE, MARK_SIGNING };

/* One thing to draw; y counts from the strip's top. */
struct mark {
    struct mark *next;
    enum mark_kind kind;
    struct rectangle at; /* of a line: x and base line */
    enum colour colour;
    int32_t line_width; /* of a line of text: what its gaps take more */
    union {
        struct {
            const struct paragraph *paragraph;
            const struct line *line;
        } text;
        const struct stack *stack;
        const struct image *image;
        struct {
            const struct input *input;
            const struct paragraph *paragraph;
            const struct line *lines;
            size_t count;
        } field;
        struct {
            const char *name;
            struct span label;
        } signing;
        struct span title;
    } as;
    int level;
};

struct strip {
    int32_t height;
    int32_t space; /* above, unless the strip begins a page */
    enum strip_break before;
    const struct frame *frame;
    const struct stack *repeat; /* set again when a page begins here: a table's header */
    struct mark *marks, *last_mark;
};

struct stack {
    struct strip *strips;
    size_t count, capacity;
    int32_t space_after;   /* of the last block */
    enum strip_break next; /* what the next strip's `before` will be */
};

struct strip *stack_push(struct arena *arena, struct stack *stack, int32_t height, int32_t space,
                         const struct frame *frame);
struct mark *strip_mark(struct arena *arena, struct strip *strip, enum mark_kind kind, struct rectangle at);
/* Height of strips [first, end), the space above the first left out. */
int32_t stack_height(const struct stack *stack, size_t first, size_t end);
void stack_draw(struct canvas *canvas, const struct stack *stack, size_t first, size_t end, int32_t x,
                int32_t y);
/* Every inner break forbidden. */
void stack_keep(struct stack *stack, size_t first);

#endif
