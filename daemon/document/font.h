// SPDX-License-Identifier: Apache-2.0
/*
 * font: the faces we print with, cut once at start-up.
 *
 * Each face of the Debian packages is cut with harfbuzz to the scripts we print
 * (Latin, Greek, Cyrillic, punctuation, symbols), without hints and layout tables.
 * From the cut two embeddings come: the *basic* one (ASCII, Latin-1, the rest of
 * French), compressed once and used as it is by nearly every document; and, when a
 * document holds another character, one cut for that document.  Which of the two
 * depends on the document alone, so equal documents have equal bytes.
 *
 * Widths are whole thousandths of an em: what we measure is what /W says.
 */
#ifndef DOCUMENT_FONT_H
#define DOCUMENT_FONT_H

#include <assert.h>

#include "common/error.h"
#include "common/text.h"
#include "document/flate.h"

enum face {
    FACE_SERIF,
    FACE_SERIF_BOLD,
    FACE_SERIF_ITALIC,
    FACE_SERIF_BOLD_ITALIC,
    FACE_SANS,
    FACE_SANS_BOLD,
    FACE_SANS_ITALIC,
    FACE_SANS_BOLD_ITALIC,
    FACE_MONO,
    FACE_FALLBACK, /* DejaVu Sans: Armenian, Georgian, symbols, U+FFFD */
    FACE_COUNT,
};

enum {
    FONT_CODES = 0x2C00, /* code points from here on are printed as U+FFFD ... */
    FONT_GLYPHS_MAX = 8192,
};

struct glyph {
    uint16_t id;    /* 0: the face has none */
    uint16_t width; /* thousandths of an em */
};

/* What a PDF needs to embed a face (ISO 32000-1 sections 9.7.4, 9.8, 9.10.3). */
struct embedding {
    const char *name;       /* "ABCDEF+LiberationSerif" */
    struct span program;    /* TrueType, deflated */
    size_t program_length;  /* bytes before deflating */
    struct span to_unicode; /* CMap, deflated */
    struct span font, descendant, descriptor; /* the dictionaries' entries, but references, spelt out */
};

struct glyph_set {
    uint64_t bits[FONT_GLYPHS_MAX / 64];
};

struct fonts;

/* Reads files.  NULL on error (which package is missing). */
struct fonts *fonts_open(struct error *err);
void fonts_close(struct fonts **fonts);

/* The glyph of a code point in *face; when the face has none, that of the fallback
 * face, and *face changes; at worst U+FFFD: something always shows. */
struct glyph font_glyph(const struct fonts *fonts, enum face *face, uint32_t code);
/* The face's own, by code point below FONT_CODES; id 0: it has none. */
const struct glyph *font_glyphs(const struct fonts *fonts, enum face face);
/* Canonical composition of two code points (é from e and U+0301); 0 when there is none. */
uint32_t font_compose(uint32_t base, uint32_t mark);

static inline void
glyph_set_add(struct glyph_set *set, uint16_t id)
{
    assert(id < FONT_GLYPHS_MAX);
    set->bits[id / 64] |= UINT64_C(1) << (id % 64);
}

struct embedding font_embed(struct arena *arena, const struct fonts *fonts, struct flate *flate,
                            enum face face, const struct glyph_set *used);

#endif
