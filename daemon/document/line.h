// SPDX-License-Identifier: Apache-2.0
/*
 * line: a paragraph's letters, broken into lines.
 *
 * First fit, but a line that would be left too loose takes a part of the next
 * word (hyphen.h).  No break at U+00A0 and U+202F, nor, in French, at the space
 * before ; : ! ? » % € or after «.  Lengths are thousandths of a point, in
 * integers: no coordinate can be a NaN, and every machine breaks alike.
 */
#ifndef DOCUMENT_LINE_H
#define DOCUMENT_LINE_H

#include "document/font.h"
#include "document/hyphen.h"

enum { POINT = 1000 }; /* lengths in a point (1/72 inch) */

enum colour {
    COLOUR_TEXT,
    COLOUR_GREY,
    COLOUR_ACCENT,
    COLOUR_RULE,
    COLOUR_FILL,
    COLOUR_BAND,
    COLOUR_WARN,
    COLOURS
};

struct style {
    enum face face;
    int32_t size; /* of the em */
    int32_t rise; /* above the base line */
    enum colour colour;
    const struct glyph *glyphs; /* of this face (font_glyphs) */
    const char *link;           /* URI, or NULL */
};

enum letter_kind {
    LETTER,
    LETTER_SPACE,  /* breaks, stretches */
    LETTER_TIE,    /* stretches, does not break */
    LETTER_NARROW, /* U+202F and its like: neither */
    LETTER_BREAK,  /* ends the line */
    LETTER_BOX,    /* an empty check box, drawn */
    LETTER_TICKED, /* a ticked one */
};

struct letter {
    uint32_t code;
    int32_t width;
    uint16_t glyph;
    uint16_t style; /* index into the paragraph's styles */
    uint8_t face;   /* of the glyph; the style's, or the fallback */
    uint8_t kind;   /* enum letter_kind */
};

struct paragraph {
    const struct letter *letters;
    const struct style *styles;
    size_t count;
};

struct line_setting {
    int32_t width, first_indent;
    bool justify, hyphenate;
    const char *language; /* "fr", "en" */
    const struct hyphens *hyphens;
};

struct line {
    const struct letter *letters;
    size_t count;
    int32_t width; /* natural, hyphen included */
    int32_t gaps;  /* letters that stretch */
    bool hyphen;   /* a hyphen is to be drawn after the last letter */
    bool last;     /* of the paragraph, or before a break: not justified */
};

/* Returns the lines and their number in *count; none for an empty paragraph. */
struct line *line_break(struct arena *arena, const struct paragraph *paragraph,
                        const struct line_setting *setting, size_t *count);
/* What each gap takes more (or, a little, less) in a justified line of that width. */
int32_t line_stretch(const struct line *line, const struct paragraph *paragraph, int32_t width);

#endif
