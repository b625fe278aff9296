// SPDX-License-Identifier: Apache-2.0
/*
 * canvas: one page's content stream (ISO 32000-1 sections 8 and 9), written as it
 * is drawn, and what stands on the page beside it: links and places to go to.
 * x to the right and y downward from the page's upper left corner.
 */
#ifndef DOCUMENT_CANVAS_H
#define DOCUMENT_CANVAS_H

#include "document/image.h"
#include "document/line.h"

enum { PAGE_WIDTH = 595276, PAGE_HEIGHT = 841890, CANVAS_BYTES_MAX = 4 * 1024 * 1024 }; /* A4 */

struct rectangle {
    int32_t x, y, width, height;
};

struct link {
    struct link *next;
    struct rectangle at;
    const char *uri;
};

/* A field to fill in (ISO 32000-1 section 12.7): text, one of the options, a box to tick. */
enum input_kind { INPUT_TEXT, INPUT_CHOICE, INPUT_CHECK };

struct option {
    struct option *next;
    struct span value, label;
};

struct input {
    struct input *next;
    struct rectangle at;
    enum input_kind kind;
    const char *name;         /* "section.field" */
    struct span label, value; /* CHECK: ticked when value is not "" */
    const struct option *options;
    bool multiline, required, readonly;
    int max;                /* characters, 0: any number */
    struct span appearance; /* operators that draw the value, from the lower left corner */
};

/* An empty field for an electronic signature (ISO 32000-1 section 12.7.4.5). */
struct signing {
    struct signing *next;
    struct rectangle at;
    const char *name;
    struct span label;
};

struct place { /* a bookmark's target */
    struct place *next;
    struct span title;
    int level; /* 1 is the highest */
    size_t page;
    int32_t y;
};

struct picture { /* an image that the pages show, "I1" in their resources */
    struct picture *next;
    const struct image *image;
    unsigned number;
};

/* What the pages of a document have in common. */
struct press {
    struct arena *arena;
    struct glyph_set used[FACE_COUNT];
    bool uses[FACE_COUNT];
    struct place *places, **places_end;
    struct picture *pictures; /* the newest first */
};

struct canvas {
    struct press *press;
    struct text out;
    size_t page; /* from 0 */
    struct link *links;
    struct input *inputs, **inputs_end;
    struct signing *signings;
    /* the graphics state as it stands */
    int face;
    int32_t size, rise;
    int fill, stroke;
    int32_t line_width;
};

struct press *press_new(struct arena *arena);
struct canvas *canvas_new(struct press *press, size_t page);
/* x, y: left end of the base line.  stretch: added to each gap. */
void canvas_line(struct canvas *canvas, const struct paragraph *paragraph, const struct line *line, int32_t x,
                 int32_t y, int32_t stretch);
void canvas_fill(struct canvas *canvas, struct rectangle at, enum colour colour);
void canvas_image(struct canvas *canvas, struct rectangle at, const struct image *image);
void canvas_frame(struct canvas *canvas, struct rectangle at, enum colour colour, int32_t line_width);
/* Notes where a signature goes; draws nothing. */
void canvas_signing(struct canvas *canvas, const char *name, struct span label, struct rectangle at);
/* Draws the field's ground and notes it; its lines are the value as it is shown. */
void canvas_input(struct canvas *canvas, const struct input *input, struct rectangle at,
                  const struct paragraph *paragraph, const struct line *lines, size_t count);
void canvas_place(struct canvas *canvas, struct span title, int level, int32_t y);

#endif
