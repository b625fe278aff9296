// SPDX-License-Identifier: Apache-2.0
#include "document/canvas.h"

#include <string.h>

/* Red, green, blue. */
static const char *const palette[COLOURS] = {
    [COLOUR_TEXT] = "0 0 0 ",          [COLOUR_GREY] = "0.36 0.38 0.42 ", [COLOUR_ACCENT] = "0.08 0.2 0.42 ",
    [COLOUR_RULE] = "0.62 0.66 0.72 ", [COLOUR_FILL] = "0.95 0.96 0.98 ", [COLOUR_BAND] = "0.88 0.91 0.95 ",
    [COLOUR_WARN] = "0.66 0.12 0.08 ",
};

struct press *
press_new(struct arena *arena)
{
    struct press *press = arena_alloc(arena, sizeof *press);

    press->arena = arena;
    press->places_end = &press->places;
    return press;
}

struct canvas *
canvas_new(struct press *press, size_t page)
{
    struct canvas *canvas = arena_alloc(press->arena, sizeof *canvas);

    canvas->press = press;
    canvas->page = page;
    canvas->out = text_new(press->arena, CANVAS_BYTES_MAX);
    canvas->inputs_end = &canvas->inputs;
    canvas->face = -1;
    canvas->fill = canvas->stroke = -1;
    return canvas;
}

/* Hundredths of a point are enough for any printer; trailing zeros go. */
static void
number(struct text *out, int32_t length)
{
    char digits[16];
    size_t at = sizeof digits;
    int64_t value = length < 0 ? -(int64_t)length : length;
    unsigned hundredths = (unsigned)((value + 5) / 10), rest = hundredths % 100, whole = hundredths / 100;

    digits[--at] = ' ';
    if (rest != 0) {
        if (rest % 10 != 0)
            digits[--at] = (char)('0' + rest % 10);
        digits[--at] = (char)('0' + rest / 10);
        digits[--at] = '.';
    }
    do {
        digits[--at] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    if (length < 0 && hundredths != 0)
        digits[--at] = '-';
    text_add(out, digits + at, sizeof digits - at);
}

static void
colour(struct canvas *canvas, enum colour wanted, int *state, const char *operator)
{
    if (*state == (int)wanted)
        return;
    *state = (int)wanted;
    text_string(&canvas->out, palette[wanted]);
    text_string(&canvas->out, operator);
}

static void
choose(struct canvas *canvas, const struct style *style, int face)
{
    if (canvas->face != face || canvas->size != style->size) {
        text_printf(&canvas->out, "/F%d ", face);
        number(&canvas->out, style->size);
        text_string(&canvas->out, "Tf\n");
        canvas->face = face;
        canvas->size = style->size;
        canvas->press->uses[face] = true;
    }
    if (canvas->rise != style->rise) {
        number(&canvas->out, style->rise);
        text_string(&canvas->out, "Ts\n");
        canvas->rise = style->rise;
    }
    colour(canvas, style->colour, &canvas->fill, "rg\n");
}

/* A byte of a literal string (ISO 32000-1 section 7.3.4.2); returns where the next one goes. */
static char *
literal(char *at, uint8_t byte)
{
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
        *at++ = '\\';
    *at++ = byte == '\r' ? 'r' : (char)byte;
    return at;
}

enum { GLYPH_BYTES = 4, GLYPHS = 64 }; /* bytes of a glyph, at most; glyphs that are added at once */

/* The glyphs of letters that follow one another. */
static void
show_letters(struct canvas *canvas, int face, const struct letter *letters, size_t count)
{
    struct glyph_set *used = &canvas->press->used[face];

    while (count > 0) {
        size_t some = count < GLYPHS ? count : GLYPHS;
        char bytes[GLYPHS * GLYPH_BYTES], *at = bytes;

        for (size_t i = 0; i < some; i++) {
            glyph_set_add(used, letters[i].glyph);
            at = literal(literal(at, (uint8_t)(letters[i].glyph >> 8)), (uint8_t)(letters[i].glyph & 0xFF));
        }
        text_add(&canvas->out, bytes, (size_t)(at - bytes));
        letters += some;
        count -= some;
    }
}

static void
show(struct canvas *canvas, int face, uint16_t glyph)
{
    show_letters(canvas, face, &(struct letter){.glyph = glyph}, 1);
}

/* Moves right inside a TJ array: its numbers are thousandths of an em, to the left. */
static void
move(struct canvas *canvas, int32_t distance)
{
    int64_t thousandths = canvas->size == 0 ? 0 : (int64_t)distance * 1000 * 10 / canvas->size;

    text_string(&canvas->out, ")");
    number(&canvas->out, (int32_t)(-thousandths * POINT / 10));
    text_string(&canvas->out, "(");
}

/* The box is drawn with lines; invisible text (section 9.3.6) tells its state where text is
 * read out or copied.  Returns how far that text went. */
static int32_t
show_tick(struct canvas *canvas, const struct style *style, bool ticked)
{
    const struct glyph said[] = {style->glyphs['['], style->glyphs[ticked ? 'x' : ' '], style->glyphs[']']};
    int32_t width = 0;

    text_string(&canvas->out, ")]TJ 3 Tr [(");
    for (size_t i = 0; i < 3; i++) {
        show(canvas, (int)style->face, said[i].id);
        width += (int32_t)((int64_t)style->size * said[i].width / 1000);
    }
    text_string(&canvas->out, ")]TJ 0 Tr [(");
    return width;
}

static void
link_run(struct canvas *canvas, const char *uri, int32_t x, int32_t width, int32_t y, int32_t size)
{
    struct link *link = canvas->links;

    if (link != NULL && link->uri == uri && link->at.y == y - size && link->at.x + link->at.width == x) {
        link->at.width += width;
        return;
    }
    link = arena_alloc(canvas->press->arena, sizeof *link);
    *link = (struct link){canvas->links, {x, y - size, width, size + size / 4}, uri};
    canvas->links = link;
}

/* The letters of one style and face, from `first` on; returns where the next run begins. */
static size_t
show_run(struct canvas *canvas, const struct paragraph *paragraph, const struct line *line, size_t first,
         int32_t stretch, int32_t *x, int32_t y)
{
    const struct letter *letters = line->letters;
    const struct style *style = &paragraph->styles[letters[first].style];
    int face = letters[first].face;
    int32_t from = *x;
    size_t i = first, shown = first;

    choose(canvas, style, face);
    text_string(&canvas->out, "[(");
    for (; i < line->count && letters[i].style == letters[first].style && letters[i].face == face; i++) {
        bool gap = letters[i].kind == LETTER_SPACE || letters[i].kind == LETTER_TIE;
        bool visible = letters[i].glyph != 0;
        int32_t more = gap ? stretch : 0;

        *x += letters[i].width + more;
        if (visible && more == 0)
            continue; /* it is shown with those that follow */
        show_letters(canvas, face, letters + shown, i + visible - shown);
        shown = i + 1;
        if (!visible && letters[i].kind == LETTER_NARROW)
            move(canvas, letters[i].width);
        else if (!visible)
            move(canvas, letters[i].width - show_tick(canvas, style, letters[i].kind == LETTER_TICKED));
        if (more != 0)
            move(canvas, more);
    }
    show_letters(canvas, face, letters + shown, i - shown);
    if (i == line->count && line->hyphen && (int)style->face == face)
        show(canvas, face, style->glyphs['-'].id);
    text_string(&canvas->out, ")]TJ\n");
    if (style->link != NULL)
        link_run(canvas, style->link, from, *x - from, y, style->size);
    return i;
}

static void
rectangle(struct canvas *canvas, struct rectangle at, const char *operator)
{
    number(&canvas->out, at.x);
    number(&canvas->out, PAGE_HEIGHT - at.y - at.height);
    number(&canvas->out, at.width);
    number(&canvas->out, at.height);
    text_string(&canvas->out, operator);
}

static void
pen(struct canvas *canvas, enum colour wanted, int32_t line_width)
{
    colour(canvas, wanted, &canvas->stroke, "RG\n");
    if (canvas->line_width != line_width) {
        canvas->line_width = line_width;
        number(&canvas->out, line_width);
        text_string(&canvas->out, "w\n");
    }
}

static unsigned
picture_number(struct press *press, const struct image *image)
{
    struct picture *picture;

    for (picture = press->pictures; picture != NULL; picture = picture->next)
        if (picture->image->data.data == image->data.data)
            return picture->number;
    picture = arena_alloc(press->arena, sizeof *picture);
    *picture = (struct picture){press->pictures, image,
                                press->pictures == NULL ? 1 : press->pictures->number + 1};
    press->pictures = picture;
    return picture->number;
}

void
canvas_image(struct canvas *canvas, struct rectangle at, const struct image *image)
{
    text_string(&canvas->out, "q ");
    number(&canvas->out, at.width);
    text_string(&canvas->out, "0 0 ");
    number(&canvas->out, at.height);
    number(&canvas->out, at.x);
    number(&canvas->out, PAGE_HEIGHT - at.y - at.height);
    text_printf(&canvas->out, "cm /I%u Do Q\n", picture_number(canvas->press, image));
}

void
canvas_frame(struct canvas *canvas, struct rectangle at, enum colour wanted, int32_t line_width)
{
    pen(canvas, wanted, line_width);
    rectangle(canvas, at, "re S\n");
}

static void
stroke(struct canvas *canvas, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
    number(&canvas->out, x1);
    number(&canvas->out, PAGE_HEIGHT - y1);
    text_string(&canvas->out, "m ");
    number(&canvas->out, x2);
    number(&canvas->out, PAGE_HEIGHT - y2);
    text_string(&canvas->out, "l S\n");
}

static void
draw_box(struct canvas *canvas, int32_t x, int32_t y, int32_t side, bool ticked)
{
    int32_t in = side / 5;

    canvas_frame(canvas, (struct rectangle){x, y - side, side, side}, COLOUR_TEXT, 600);
    if (!ticked)
        return;
    pen(canvas, COLOUR_TEXT, 1100);
    stroke(canvas, x + in, y - in, x + side - in, y - side + in);
    stroke(canvas, x + in, y - side + in, x + side - in, y - in);
}

static void
show_boxes(struct canvas *canvas, const struct paragraph *paragraph, const struct line *line, int32_t x,
           int32_t y, int32_t stretch)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct letter *letter = &line->letters[i];
        bool gap = letter->kind == LETTER_SPACE || letter->kind == LETTER_TIE;

        if (letter->kind == LETTER_BOX || letter->kind == LETTER_TICKED)
            draw_box(canvas, x, y, paragraph->styles[letter->style].size * 3 / 4,
                     letter->kind == LETTER_TICKED);
        x += letter->width + (gap ? stretch : 0);
    }
}

void
canvas_line(struct canvas *canvas, const struct paragraph *paragraph, const struct line *line, int32_t x,
            int32_t y, int32_t stretch)
{
    int32_t at = x;
    size_t i = 0;

    if (line->count == 0)
        return;
    text_string(&canvas->out, "BT\n");
    number(&canvas->out, x);
    number(&canvas->out, PAGE_HEIGHT - y);
    text_string(&canvas->out, "Td\n");
    while (i < line->count)
        i = show_run(canvas, paragraph, line, i, stretch, &at, y);
    text_string(&canvas->out, "ET\n");
    show_boxes(canvas, paragraph, line, x, y, stretch);
}

void
canvas_fill(struct canvas *canvas, struct rectangle at, enum colour wanted)
{
    colour(canvas, wanted, &canvas->fill, "rg\n");
    rectangle(canvas, at, "re f\n");
}

void
canvas_place(struct canvas *canvas, struct span title, int level, int32_t y)
{
    struct place *place = arena_alloc(canvas->press->arena, sizeof *place);

    *place = (struct place){NULL, title, level, canvas->page, y};
    *canvas->press->places_end = place;
    canvas->press->places_end = &place->next;
}

enum { INPUT_PAD = 3 * POINT, INPUT_ROOM = 11 * POINT, INPUT_BASE = 3500, ARROW = 5 * POINT };

/* The sign that there is a list to open. */
static void
draw_arrow(struct canvas *canvas, struct rectangle at)
{
    int32_t x = at.x + at.width - INPUT_PAD - ARROW, y = PAGE_HEIGHT - at.y - at.height / 2 + ARROW / 3;

    colour(canvas, COLOUR_GREY, &canvas->fill, "rg\n");
    number(&canvas->out, x);
    number(&canvas->out, y);
    text_string(&canvas->out, "m ");
    number(&canvas->out, x + ARROW);
    number(&canvas->out, y);
    text_string(&canvas->out, "l ");
    number(&canvas->out, x + ARROW / 2);
    number(&canvas->out, y - ARROW * 2 / 3);
    text_string(&canvas->out, "l f\n");
}

/* The cross of a ticked box, from its lower left corner. */
static void
draw_cross(struct canvas *canvas, int32_t side)
{
    int32_t in = side / 4;

    pen(canvas, COLOUR_TEXT, 1300);
    stroke(canvas, in, PAGE_HEIGHT - in, side - in, PAGE_HEIGHT - side + in);
    stroke(canvas, in, PAGE_HEIGHT - side + in, side - in, PAGE_HEIGHT - in);
}

static void
draw_value(struct canvas *drawn, const struct input *input, struct rectangle at,
           const struct paragraph *paragraph, const struct line *lines, size_t count)
{
    if (input->kind == INPUT_CHECK) {
        draw_cross(drawn, at.height);
        return;
    }
    text_string(&drawn->out, "/Tx BMC\nq\n");
    for (size_t i = 0; i < count && (int32_t)i * INPUT_ROOM < at.height; i++)
        canvas_line(drawn, paragraph, &lines[i], INPUT_PAD,
                    PAGE_HEIGHT - at.height + INPUT_ROOM * (int32_t)(i + 1), 0);
    text_string(&drawn->out, "Q\nEMC\n");
}

void
canvas_input(struct canvas *canvas, const struct input *input, struct rectangle at,
             const struct paragraph *paragraph, const struct line *lines, size_t count)
{
    struct canvas *drawn = canvas_new(canvas->press, canvas->page);
    struct input *noted = arena_alloc(canvas->press->arena, sizeof *noted);

    if (input->kind == INPUT_CHECK)
        at.width = at.height;
    if (!input->readonly)
        canvas_fill(canvas, at, COLOUR_FILL);
    canvas_frame(canvas, at, COLOUR_RULE, INPUT_PAD / 8);
    if (input->kind == INPUT_CHOICE)
        draw_arrow(canvas, at);
    draw_value(drawn, input, at, paragraph, lines, count);
    *noted = *input;
    noted->next = NULL;
    noted->at = at;
    noted->appearance = text_get(&drawn->out);
    *canvas->inputs_end = noted;
    canvas->inputs_end = &noted->next;
}

void
canvas_signing(struct canvas *canvas, const char *name, struct span label, struct rectangle at)
{
    struct signing *signing = arena_alloc(canvas->press->arena, sizeof *signing);

    *signing = (struct signing){canvas->signings, at, name, label};
    canvas->signings = signing;
}
