// SPDX-License-Identifier: Apache-2.0
#include "document/font.h"

#include <assert.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdio.h>
#include <string.h>

#include "common/digest.h"

enum { FONTS_BYTES_MAX = 64 * 1024 * 1024, EM = 1000, TO_UNICODE_BLOCK = 100, TAG_LETTERS = 6 };

/* Bits of /Flags (ISO 32000-1 table 123). */
enum { FLAG_FIXED = 1, FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

struct face_source {
    const char *file, *name;
    int flags, italic_angle, stem;
};

static const struct face_source sources[FACE_COUNT] = {
    [FACE_SERIF] = {"LiberationSerif-Regular.ttf", "LiberationSerif", FLAG_SERIF, 0, 80},
    [FACE_SERIF_BOLD] = {"LiberationSerif-Bold.ttf", "LiberationSerif-Bold", FLAG_SERIF, 0, 140},
    [FACE_SERIF_ITALIC] = {"LiberationSerif-Italic.ttf", "LiberationSerif-Italic", FLAG_SERIF | FLAG_ITALIC,
                           -16, 80},
    [FACE_SERIF_BOLD_ITALIC] = {"LiberationSerif-BoldItalic.ttf", "LiberationSerif-BoldItalic",
                                FLAG_SERIF | FLAG_ITALIC, -16, 140},
    [FACE_SANS] = {"LiberationSans-Regular.ttf", "LiberationSans", 0, 0, 80},
    [FACE_SANS_BOLD] = {"LiberationSans-Bold.ttf", "LiberationSans-Bold", 0, 0, 140},
    [FACE_SANS_ITALIC] = {"LiberationSans-Italic.ttf", "LiberationSans-Italic", FLAG_ITALIC, -12, 80},
    [FACE_SANS_BOLD_ITALIC] = {"LiberationSans-BoldItalic.ttf", "LiberationSans-BoldItalic", FLAG_ITALIC, -12,
                               140},
    [FACE_MONO] = {"LiberationMono-Regular.ttf", "LiberationMono", FLAG_FIXED, 0, 80},
    [FACE_FALLBACK] = {"DejaVuSans.ttf", "DejaVuSans", 0, 0, 80},
};

/* Where Debian keeps them: fonts-liberation2 (12), fonts-liberation (13, and the older cut in 12),
 * fonts-dejavu-core. */
static const char *const folders[] = {
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/dejavu",
};

struct code_range {
    uint32_t first, last;
};

static const struct code_range printed[] = {
    {0x0020, 0x007E}, {0x00A0, 0x024F}, {0x02B0, 0x036F}, {0x0370, 0x03FF}, {0x0400, 0x052F},
    {0x1E00, 0x1EFF}, {0x2000, 0x206F}, {0x2070, 0x209F}, {0x20A0, 0x20CF}, {0x2100, 0x214F},
    {0x2150, 0x218F}, {0x2190, 0x21FF}, {0x2200, 0x22FF}, {0x2500, 0x25FF}, {0, 0},
};

/* Right-to-left scripts are left out on purpose: we do not shape, and Arabic in isolated
 * letters from left to right would be worse than an honest U+FFFD. */
static const struct code_range printed_fallback[] = {
    {0x0020, 0x007E}, {0x00A0, 0x058F}, {0x10A0, 0x10FF}, {0x1D00, 0x1FFF},
    {0x2000, 0x2BFF}, {0xFFFD, 0xFFFD}, {0, 0},
};

static const struct code_range basic[] = {
    {0x0020, 0x007E}, {0x00A0, 0x00FF}, {0x0152, 0x0153}, {0x0178, 0x0178}, {0x2009, 0x200A},
    {0x2010, 0x2014}, {0x2018, 0x201E}, {0x2020, 0x2022}, {0x2026, 0x2026}, {0x202F, 0x202F},
    {0x2030, 0x2030}, {0x2039, 0x203A}, {0x20AC, 0x20AC}, {0x2116, 0x2116}, {0x2122, 0x2122},
    {0x2192, 0x2192}, {0x2264, 0x2265}, {0, 0},
};

/* What the descriptor says of the whole face, lengths in thousandths of an em. */
struct metrics {
    int flags, italic_angle, ascent, descent, cap_height, stem;
    int box[4];
};

struct font {
    struct glyph glyphs[FONT_CODES];
    struct glyph replacement;          /* U+FFFD, in the fallback face */
    uint32_t code_of[FONT_GLYPHS_MAX]; /* lowest code point of each glyph */
    uint16_t width_of[FONT_GLYPHS_MAX];
    struct metrics metrics;
    struct glyph_set basic_set;
    struct embedding basic;
    hb_face_t *cut;
};

struct fonts {
    struct arena *arena;
    struct font *faces[FACE_COUNT];
};

static bool
holds(const struct glyph_set *set, unsigned id)
{
    return (set->bits[id / 64] >> (id % 64) & 1) != 0;
}

static bool
within(const struct glyph_set *inner, const struct glyph_set *outer)
{
    for (size_t i = 0; i < FONT_GLYPHS_MAX / 64; i++)
        if ((inner->bits[i] & ~outer->bits[i]) != 0)
            return false;
    return true;
}

static hb_face_t *
load(const struct face_source *source)
{
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char path[256];
        hb_blob_t *blob;
        hb_face_t *face;

        snprintf(path, sizeof path, "%s/%s", folders[i], source->file);
        blob = hb_blob_create_from_file_or_fail(path);
        if (blob == NULL)
            continue;
        face = hb_face_create(blob, 0);
        hb_blob_destroy(blob);
        if (hb_face_get_glyph_count(face) > 0)
            return face;
        hb_face_destroy(face);
    }
    return NULL;
}

static hb_subset_input_t *
plan(hb_subset_flags_t flags)
{
    static const char dropped[][5] = {"GSUB", "GPOS", "GDEF", "kern", "post", "name", "OS/2",
                                      "gasp", "FFTM", "DSIG", "LTSH", "VDMX", "hdmx", "PCLT"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_t *drop;

    assert(input != NULL);
    hb_subset_input_set_flags(input, flags);
    drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(drop, hb_tag_from_string(dropped[i], 4));
    return input;
}

static hb_face_t *
cut_to(hb_face_t *whole, const struct code_range *ranges)
{
    hb_subset_input_t *input = plan(HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *codes = hb_subset_input_unicode_set(input);
    hb_face_t *cut, *flat;
    hb_blob_t *blob;

    for (; ranges->last != 0; ranges++)
        hb_set_add_range(codes, ranges->first, ranges->last);
    cut = hb_subset_or_fail(whole, input);
    hb_subset_input_destroy(input);
    if (cut == NULL)
        return NULL;
    blob = hb_face_reference_blob(cut); /* one run of bytes, instead of a face built of tables */
    flat = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    return flat;
}

static uint16_t
scaled(int units, unsigned upem)
{
    if (units <= 0)
        return 0;
    return (uint16_t)(((int64_t)units * EM + upem / 2) / upem);
}

static struct glyph
look_up(hb_font_t *of, unsigned upem, uint32_t code)
{
    hb_codepoint_t id = 0;

    if (!hb_font_get_nominal_glyph(of, code, &id) || id >= FONT_GLYPHS_MAX)
        return (struct glyph){0, 0};
    return (struct glyph){(uint16_t)id, scaled(hb_font_get_glyph_h_advance(of, id), upem)};
}

static void
note(struct font *font, struct glyph glyph, uint32_t code)
{
    font->width_of[glyph.id] = glyph.width;
    if (glyph.id != 0 && font->code_of[glyph.id] == 0)
        font->code_of[glyph.id] = code;
}

static void
measure(struct font *font, hb_font_t *of)
{
    unsigned upem = hb_face_get_upem(font->cut);

    for (uint32_t code = 0x20; code < FONT_CODES; code++) {
        font->glyphs[code] = look_up(of, upem, code);
        note(font, font->glyphs[code], code);
    }
    font->replacement = look_up(of, upem, 0xFFFD);
    note(font, font->replacement, 0xFFFD);
    for (const struct code_range *range = basic; range->last != 0; range++)
        for (uint32_t code = range->first; code <= range->last; code++)
            glyph_set_add(&font->basic_set, font->glyphs[code].id);
}

static int
thousandths(int units, unsigned upem)
{
    return (int)((int64_t)units * EM / (int)upem);
}

static void
describe(struct metrics *to, const struct face_source *source, hb_face_t *whole, hb_font_t *of)
{
    unsigned upem = hb_face_get_upem(whole);
    hb_font_extents_t extents = {0};
    hb_position_t cap = 0;
    hb_blob_t *head = hb_face_reference_table(whole, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len = 0;
    const uint8_t *data = (const uint8_t *)hb_blob_get_data(head, &len);

    hb_font_get_h_extents(of, &extents);
    hb_ot_metrics_get_position(of, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
    to->flags = source->flags | FLAG_SYMBOLIC;
    to->italic_angle = source->italic_angle;
    to->stem = source->stem;
    to->ascent = thousandths(extents.ascender, upem);
    to->descent = thousandths(extents.descender, upem);
    to->cap_height = cap > 0 ? thousandths(cap, upem) : 700;
    for (size_t i = 0; i < 4 && len >= 54; i++) /* xMin yMin xMax yMax at offset 36 (OpenType, head) */
        to->box[i] = thousandths((int16_t)(data[36 + 2 * i] << 8 | data[37 + 2 * i]), upem);
    hb_blob_destroy(head);
}

static struct span
spell_widths(struct arena *arena, const struct font *font, const struct glyph_set *set)
{
    struct text out = text_new(arena, 1 << 20);
    bool open = false;

    text_byte(&out, '[');
    for (unsigned id = 0; id < FONT_GLYPHS_MAX; id++) {
        if (!holds(set, id)) {
            if (open)
                text_byte(&out, ']');
            open = false;
            continue;
        }
        if (!open)
            text_printf(&out, "%u[", id);
        text_printf(&out, open ? " %u" : "%u", font->width_of[id]);
        open = true;
    }
    text_string(&out, open ? "]]" : "]");
    return text_get(&out);
}

static void
spell_block(struct text *out, const struct font *font, const uint16_t *ids, size_t count)
{
    text_printf(out, "%zu beginbfchar\n", count);
    for (size_t i = 0; i < count; i++)
        text_printf(out, "<%04X><%04X>\n", ids[i], font->code_of[ids[i]]);
    text_string(out, "endbfchar\n");
}

static struct span
spell_to_unicode(struct arena *arena, const struct font *font, const struct glyph_set *set)
{
    struct text out = text_new(arena, 1 << 20);
    uint16_t ids[TO_UNICODE_BLOCK];
    size_t count = 0;

    text_string(&out, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (unsigned id = 1; id < FONT_GLYPHS_MAX; id++) {
        if (!holds(set, id) || font->code_of[id] == 0)
            continue;
        ids[count++] = (uint16_t)id;
        if (count == TO_UNICODE_BLOCK) {
            spell_block(&out, font, ids, count);
            count = 0;
        }
    }
    if (count > 0)
        spell_block(&out, font, ids, count);
    text_string(&out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend");
    return text_get(&out);
}

/* What is the same wherever the face is embedded. */
static void
spell_dictionaries(struct arena *arena, const struct font *font, const struct glyph_set *set,
                   struct embedding *to)
{
    const struct metrics *metrics = &font->metrics;
    struct span widths = spell_widths(arena, font, set);

    to->font = span_printf(arena, "/Subtype /Type0\n/BaseFont /%s\n/Encoding /Identity-H\n", to->name);
    to->descendant =
        span_printf(arena,
                    "/Subtype /CIDFontType2\n/BaseFont /%s\n/CIDToGIDMap /Identity\n/DW 0\n"
                    "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n/W %.*s\n",
                    to->name, SPAN_ARG(widths));
    to->descriptor =
        span_printf(arena,
                    "/FontName /%s\n/Flags %d\n/ItalicAngle %d\n/Ascent %d\n/Descent %d\n/CapHeight %d\n"
                    "/StemV %d\n/FontBBox [%d %d %d %d]\n",
                    to->name, metrics->flags, metrics->italic_angle, metrics->ascent, metrics->descent,
                    metrics->cap_height, metrics->stem, metrics->box[0], metrics->box[1], metrics->box[2],
                    metrics->box[3]);
}

/* Six capitals, from the program's digest (ISO 32000-1 section 9.6.4). */
static const char *
tagged(struct arena *arena, struct span program, const char *name)
{
    struct digest digest = digest_sha256(program);
    char tag[TAG_LETTERS + 1] = "";

    for (size_t i = 0; i < TAG_LETTERS; i++)
        tag[i] = (char)('A' + digest.bytes[i] % 26);
    return arena_printf(arena, "%s+%s", tag, name);
}

static struct embedding
embed(struct arena *arena, const struct font *font, struct flate *flate, enum face face,
      const struct glyph_set *set)
{
    hb_subset_input_t *input = plan(HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS);
    hb_set_t *ids = hb_subset_input_glyph_set(input);
    struct embedding result;
    hb_face_t *cut;
    hb_blob_t *blob;
    unsigned len = 0;
    const char *data;

    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG('c', 'm', 'a', 'p'));
    for (unsigned id = 0; id < FONT_GLYPHS_MAX; id++)
        if (holds(set, id))
            hb_set_add(ids, id);
    cut = hb_subset_or_fail(font->cut, input);
    hb_subset_input_destroy(input);
    assert(cut != NULL); /* it is our own cut of a face that loaded */
    blob = hb_face_reference_blob(cut);
    data = hb_blob_get_data(blob, &len);
    result.program = flate_pack(arena, flate, (struct span){data, len});
    result.program_length = len;
    result.name = tagged(arena, (struct span){data, len}, sources[face].name);
    spell_dictionaries(arena, font, set, &result);
    result.to_unicode = flate_pack(arena, flate, spell_to_unicode(arena, font, set));
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    return result;
}

static bool
open_face(struct fonts *fonts, struct flate *flate, enum face face, struct error *err)
{
    struct font *font = arena_alloc(fonts->arena, sizeof *font);
    hb_face_t *whole = load(&sources[face]);
    hb_font_t *of;

    if (whole == NULL)
        return error_set(err, ERROR_PERMANENT,
                         "font %s: not found below /usr/share/fonts/truetype; install fonts-liberation2 and "
                         "fonts-dejavu-core",
                         sources[face].file);
    of = hb_font_create(whole);
    describe(&font->metrics, &sources[face], whole, of);
    hb_font_destroy(of);
    font->cut = cut_to(whole, face == FACE_FALLBACK ? printed_fallback : printed);
    hb_face_destroy(whole);
    if (font->cut == NULL)
        return error_set(err, ERROR_PERMANENT, "font %s: harfbuzz could not cut it", sources[face].file);
    of = hb_font_create(font->cut);
    measure(font, of);
    hb_font_destroy(of);
    fonts->faces[face] = font;
    font->basic = embed(fonts->arena, font, flate, face, &font->basic_set);
    return true;
}

struct fonts *
fonts_open(struct error *err)
{
    struct arena *arena = arena_open(FONTS_BYTES_MAX);
    struct fonts *fonts = arena_alloc(arena, sizeof *fonts);
    struct flate *flate = flate_open(FLATE_SMALL);
    bool good = true;

    fonts->arena = arena;
    for (enum face face = 0; good && face < FACE_COUNT; face++)
        good = open_face(fonts, flate, face, err);
    flate_close(&flate);
    if (!good)
        fonts_close(&fonts);
    return fonts;
}

void
fonts_close(struct fonts **fonts)
{
    struct arena *arena;

    if (*fonts == NULL)
        return;
    for (enum face face = 0; face < FACE_COUNT; face++)
        if ((*fonts)->faces[face] != NULL)
            hb_face_destroy((*fonts)->faces[face]->cut);
    arena = (*fonts)->arena;
    *fonts = NULL;
    arena_close(&arena);
}

struct glyph
font_glyph(const struct fonts *fonts, enum face *face, uint32_t code)
{
    if (code < FONT_CODES) {
        struct glyph glyph = fonts->faces[*face]->glyphs[code];

        if (glyph.id != 0)
            return glyph;
        glyph = fonts->faces[FACE_FALLBACK]->glyphs[code];
        if (glyph.id != 0) {
            *face = FACE_FALLBACK;
            return glyph;
        }
    }
    *face = FACE_FALLBACK;
    return fonts->faces[FACE_FALLBACK]->replacement;
}

const struct glyph *
font_glyphs(const struct fonts *fonts, enum face face)
{
    return fonts->faces[face]->glyphs;
}

uint32_t
font_compose(uint32_t base, uint32_t mark)
{
    hb_codepoint_t whole = 0;

    return hb_unicode_compose(hb_unicode_funcs_get_default(), base, mark, &whole) ? whole : 0;
}

struct embedding
font_embed(struct arena *arena, const struct fonts *fonts, struct flate *flate, enum face face,
           const struct glyph_set *used)
{
    const struct font *font = fonts->faces[face];
    struct glyph_set all = font->basic_set;

    if (within(used, &font->basic_set))
        return font->basic;
    for (size_t i = 0; i < FONT_GLYPHS_MAX / 64; i++)
        all.bits[i] |= used->bits[i];
    return embed(arena, font, flate, face, &all);
}
