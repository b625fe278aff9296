// SPDX-License-Identifier: Apache-2.0
/*
 * inline: text and the elements inside it, as letters.
 */
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "document/setter.h"

enum {
    STYLES_MAX = 4096,
    LETTERS_FIRST = 16,
    INLINE_DEPTH_MAX = 16,
    NARROW = 200,
    RISE = 330,
    SMALLER = 700
};

struct reader {
    struct setter *setter;
    struct letter *letters;
    struct style *styles;
    size_t count, capacity, styles_count, styles_capacity;
    uint16_t style;
    bool french;
    int depth;
};

/* How the text inside an inline element differs. */
struct tone {
    enum face family;
    bool bold, italic, raised;
    int32_t size;
    enum colour colour;
    const char *link;
};

static enum face
variant(const struct tone *tone)
{
    if (tone->family == FACE_MONO)
        return FACE_MONO;
    return tone->family + (tone->bold ? 1 : 0) + (tone->italic ? 2 : 0);
}

static void
grow_styles(struct reader *reader)
{
    size_t capacity = reader->styles_capacity == 0 ? 4 : reader->styles_capacity * 2;
    struct style *more = arena_array(reader->setter->arena, capacity, sizeof *more);

    if (reader->styles_count > 0)
        memcpy(more, reader->styles, reader->styles_count * sizeof *more);
    reader->styles = more;
    reader->styles_capacity = capacity;
}

static void
change_style(struct reader *reader, const struct tone *tone)
{
    enum face face = variant(tone);
    struct style style = {.face = face,
                          .glyphs = font_glyphs(reader->setter->fonts, face),
                          .size = tone->raised ? tone->size * SMALLER / 1000 : tone->size,
                          .rise = tone->raised ? tone->size * RISE / 1000 : 0,
                          .colour = tone->colour,
                          .link = tone->link};

    if (reader->styles_count == STYLES_MAX) {
        setter_fail(reader->setter, ERROR_TOO_BIG, NULL, "too many changes of style in one paragraph");
        return;
    }
    if (reader->styles_count == reader->styles_capacity)
        grow_styles(reader);
    reader->style = (uint16_t)reader->styles_count;
    reader->styles[reader->styles_count++] = style;
}

static void
grow_letters(struct reader *reader)
{
    struct arena *arena = reader->setter->arena;
    size_t capacity = reader->capacity == 0 ? LETTERS_FIRST : reader->capacity * 2;
    size_t before = reader->capacity * sizeof(struct letter), after = capacity * sizeof(struct letter);

    if (reader->letters == NULL || !arena_extend(arena, reader->letters, before, after)) {
        struct letter *more = arena_raw(arena, after);

        if (before > 0)
            memcpy(more, reader->letters, before);
        reader->letters = more;
    }
    reader->capacity = capacity;
}

static struct letter *
push(struct reader *reader, uint32_t code, enum letter_kind kind)
{
    if (++reader->setter->letters > SETTER_LETTERS_MAX)
        setter_fail(reader->setter, ERROR_TOO_BIG, NULL, "the document has too many letters");
    if (reader->count == reader->capacity)
        grow_letters(reader);
    reader->letters[reader->count] = (struct letter){.code = code,
                                                     .style = reader->style,
                                                     .face = (uint8_t)reader->styles[reader->style].face,
                                                     .kind = (uint8_t)kind};
    return &reader->letters[reader->count++];
}

static int32_t
scaled(const struct style *style, int32_t thousandths)
{
    return (int32_t)((int64_t)style->size * thousandths / 1000);
}

/* Of another face, which has it. */
static struct glyph
borrow_glyph(struct reader *reader, struct letter *letter, uint32_t code)
{
    enum face face = reader->styles[letter->style].face;
    struct glyph glyph = font_glyph(reader->setter->fonts, &face, code);

    letter->face = (uint8_t)face;
    return glyph;
}

static void
set_glyph(struct reader *reader, struct letter *letter, uint32_t code)
{
    const struct style *style = &reader->styles[letter->style];
    struct glyph glyph = code < FONT_CODES ? style->glyphs[code] : (struct glyph){0, 0};

    letter->code = code;
    letter->face = (uint8_t)style->face;
    if (glyph.id == 0)
        glyph = borrow_glyph(reader, letter, code);
    letter->glyph = glyph.id;
    letter->width = scaled(style, glyph.width);
}

static bool
is_invisible(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code >= 0xFE00 && code <= 0xFE0F);
}

/* French signs that cling to the word before them, across a space. */
static bool
clings(uint32_t code)
{
    return code == ';' || code == ':' || code == '!' || code == '?' || code == 0xBB || code == '%' ||
           code == 0x20AC;
}

/* After an initial ("J. Martin", "M. Dupont", "L. 124-1") a line does not end. */
static bool
after_initial(const struct reader *reader)
{
    const struct letter *letters = reader->letters;
    size_t n = reader->count;

    return n >= 2 && letters[n - 1].code == '.' && letters[n - 2].code >= 'A' && letters[n - 2].code <= 'Z' &&
           (n == 2 || letters[n - 3].kind != LETTER);
}

/* One space for any run of them; none after a break or at the start of the paragraph. */
static void
add_space(struct reader *reader)
{
    const struct letter *last = reader->count == 0 ? NULL : &reader->letters[reader->count - 1];
    bool tied;

    if (last == NULL || last->kind == LETTER_SPACE || last->kind == LETTER_BREAK)
        return;
    tied = after_initial(reader) || (reader->french && last->code == 0xAB);
    set_glyph(reader, push(reader, ' ', tied ? LETTER_TIE : LETTER_SPACE), ' ');
}

/* Most codes, of which nothing more need be known. */
static bool
is_plain(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
}

static void
add_code(struct reader *reader, uint32_t code)
{
    struct letter *last = reader->count == 0 ? NULL : &reader->letters[reader->count - 1];
    struct letter *letter;

    if (is_plain(code)) {
        set_glyph(reader, push(reader, code, LETTER), code);
        return;
    }
    if (code == ' ' || code == '\t' || code == '\n' || code == '\r') {
        add_space(reader);
        return;
    }
    if (is_invisible(code))
        return;
    if (last != NULL && code >= 0x300 && code <= 0x36F && last->kind == LETTER) {
        uint32_t whole = font_compose(last->code, code);

        if (whole != 0) {
            set_glyph(reader, last, whole);
            return;
        }
    }
    if (last != NULL && reader->french && last->kind == LETTER_SPACE && clings(code))
        last->kind = LETTER_TIE;
    if (code == 0x202F || code == 0x2009 || code == 0x200A) { /* not in every face: moved over */
        letter = push(reader, code, LETTER_NARROW);
        letter->width = scaled(&reader->styles[letter->style], NARROW);
        return;
    }
    letter = push(reader, code, code == 0xA0 ? LETTER_TIE : LETTER);
    set_glyph(reader, letter, code == 0x2011 ? '-' : code); /* no-break hyphen: few faces have it */
    letter->code = code;
}

static void
add_text(struct reader *reader, struct span text)
{
    while (text.len > 0 && !reader->setter->failed)
        add_code(reader, utf8_next(&text));
}

static void
add_number(struct reader *reader, size_t number)
{
    add_text(reader, span_printf(reader->setter->arena, "%zu", number));
}

static void
add_box(struct reader *reader, bool ticked)
{
    struct letter *letter = push(reader, 0x2610, ticked ? LETTER_TICKED : LETTER_BOX);

    letter->width = reader->styles[reader->style].size * 19 / 20;
}

enum inline_kind {
    KIND_BOLD,
    KIND_ITALIC,
    KIND_SUP,
    KIND_CODE,
    KIND_GREY,
    KIND_WARN,
    KIND_LINK,
    KIND_SPAN,
    KIND_BR,
    KIND_PAGE,
    KIND_PAGES,
    KIND_CHECK,
    KIND_NONE
};

static const char *const names[] = {"b", "i",    "sup", "code", "grey",  "warn",
                                    "a", "span", "br",  "page", "pages", "check"};

static enum inline_kind
kind_of(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xml_is(node, names[i]))
            return (enum inline_kind)i;
    return KIND_NONE;
}

bool
inline_is(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE ||
           (node->type == XML_ELEMENT_NODE && kind_of(node) != KIND_NONE);
}

/* Only what a person may click without harm. */
static const char *
safe_link(struct setter *setter, const xmlNode *node)
{
    const char *uri = xml_attr(setter->arena, node, "href");

    if (uri == NULL || strlen(uri) > 2000)
        return NULL;
    if (strncmp(uri, "https://", 8) != 0 && strncmp(uri, "http://", 7) != 0 &&
        strncmp(uri, "mailto:", 7) != 0)
        return NULL;
    for (const char *at = uri; *at != '\0'; at++)
        if (*at <= 0x20 || *at >= 0x7F)
            return NULL;
    return uri;
}

static struct tone
toned(struct setter *setter, const xmlNode *node, struct tone tone)
{
    switch (kind_of(node)) {
    case KIND_BOLD:
        tone.bold = true;
        break;
    case KIND_ITALIC:
        tone.italic = !tone.italic;
        break;
    case KIND_SUP:
        tone.raised = true;
        break;
    case KIND_CODE:
        tone.family = FACE_MONO;
        break;
    case KIND_GREY:
        tone.colour = COLOUR_GREY;
        break;
    case KIND_WARN:
        tone.colour = COLOUR_WARN;
        break;
    case KIND_LINK:
        tone.link = safe_link(setter, node);
        tone.colour = tone.link == NULL ? tone.colour : COLOUR_ACCENT;
        break;
    default:
        break;
    }
    return tone;
}

static void read_nodes(struct reader *reader, const xmlNode *from, const xmlNode *to, struct tone tone);

static void
read_element(struct reader *reader, const xmlNode *node, struct tone tone)
{
    struct setter *setter = reader->setter;
    struct tone inner = toned(setter, node, tone);

    if (!setter_count(setter, node))
        return;
    switch (kind_of(node)) {
    case KIND_BR:
        push(reader, '\n', LETTER_BREAK);
        break;
    case KIND_PAGE:
        add_number(reader, setter->page);
        break;
    case KIND_PAGES:
        add_number(reader, setter->pages);
        break;
    case KIND_CHECK:
        add_box(reader, setter_yes(setter, node, "checked"));
        break;
    case KIND_NONE:
        setter_fail(setter, ERROR_BAD_INPUT, node, "this element cannot stand inside text");
        break;
    default:
        if (++reader->depth > INLINE_DEPTH_MAX)
            setter_fail(setter, ERROR_TOO_BIG, node, "elements nested too deep in text");
        change_style(reader, &inner);
        read_nodes(reader, node->children, NULL, inner);
        change_style(reader, &tone);
        reader->depth--;
    }
}

static void
read_nodes(struct reader *reader, const xmlNode *from, const xmlNode *to, struct tone tone)
{
    for (const xmlNode *node = from; node != to && node != NULL && !reader->setter->failed;
         node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            add_text(reader, span_of((const char *)node->content));
        else if (node->type == XML_ELEMENT_NODE)
            read_element(reader, node, tone);
    }
}

struct paragraph *
inline_read(struct setter *setter, const xmlNode *from, const xmlNode *to, const struct look *look)
{
    struct reader reader = {.setter = setter, .french = strncmp(setter->language, "fr", 2) == 0};
    struct tone tone = {.family = look->face,
                        .bold = look->bold,
                        .italic = look->italic,
                        .size = look->size,
                        .colour = look->colour};
    struct paragraph *paragraph = arena_alloc(setter->arena, sizeof *paragraph);

    change_style(&reader, &tone);
    read_nodes(&reader, from, to, tone);
    while (reader.count > 0 && reader.letters[reader.count - 1].kind == LETTER_SPACE)
        reader.count--;
    *paragraph = (struct paragraph){reader.letters, reader.styles, reader.count};
    return paragraph;
}
