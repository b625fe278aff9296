// SPDX-License-Identifier: Apache-2.0
#include "signature/appearance.h"

#include "common/utf8.h"

enum { FIRST = 32, LAST = 126, WIDTH_OTHER = 556, PAD = 6, LEADING = 10, GLYPH = 26 };

/* Widths of Helvetica, thousandths of its size (Adobe's font metrics), from space to tilde. */
static const short widths[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

/* WinAnsiEncoding where it is not Latin-1. */
static unsigned char
to_winansi(uint32_t c)
{
    static const struct {
        uint32_t from;
        unsigned char to;
    } others[] = {{0x20AC, 0x80}, {0x0152, 0x8C}, {0x0153, 0x9C}, {0x2013, 0x96}, {0x2014, 0x97},
                  {0x2018, 0x91}, {0x2019, 0x92}, {0x201C, 0x93}, {0x201D, 0x94}, {0x2026, 0x85},
                  {0x202F, 0xA0}, {0x2011, '-'},  {0x0178, 0x9F}, {0x0160, 0x8A}, {0x0161, 0x9A}};

    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
        return (unsigned char)c;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (others[i].from == c)
            return others[i].to;
    return '?';
}

static double
width_of(unsigned char c, double size)
{
    return (c >= FIRST && c <= LAST ? widths[c - FIRST] : c == 0xA0 ? 278 : WIDTH_OTHER) * size / 1000;
}

static void
put_string(struct text *out, struct span line, double size, double room)
{
    double used = 0;

    text_byte(out, '(');
    while (line.len > 0) {
        unsigned char c = to_winansi(utf8_next(&line));

        used += width_of(c, size);
        if (used > room - size && line.len > 0) {
            text_string(out, "\\205");
            break;
        }
        if (c == '(' || c == ')' || c == '\\')
            text_byte(out, '\\');
        if (c < ' ')
            c = ' ';
        if (c < 0x7F)
            text_byte(out, (char)c);
        else
            text_printf(out, "\\%03o", c);
    }
    text_string(out, ") Tj\n");
}

/* A frame, and a round seal with a tick in it at the left. */
static void
draw_frame(struct text *out, const struct appearance *a)
{
    double x = PAD + GLYPH / 2.0, y = a->height / 2, r = GLYPH / 2.0, k = r * 0.5523;

    text_printf(out, "q 0.96 0.97 0.99 rg 0.25 0.35 0.55 RG 0.6 w 0.5 0.5 %.2f %.2f re B\n", a->width - 1,
                a->height - 1);
    text_printf(out, "1.1 w %.2f %.2f m %.2f %.2f %.2f %.2f %.2f %.2f c %.2f %.2f %.2f %.2f %.2f %.2f c\n",
                x + r, y, x + r, y + k, x + k, y + r, x, y + r, x - k, y + r, x - r, y + k, x - r, y);
    text_printf(out, "%.2f %.2f %.2f %.2f %.2f %.2f c %.2f %.2f %.2f %.2f %.2f %.2f c s\n", x - r, y - k,
                x - k, y - r, x, y - r, x + k, y - r, x + r, y - k, x + r, y);
    text_printf(out, "1.8 w 1 J 1 j %.2f %.2f m %.2f %.2f l %.2f %.2f l S Q\n", x - 6, y, x - 2, y - 5, x + 7,
                y + 6);
}

struct span
appearance_draw(struct arena *arena, const struct appearance *a)
{
    struct text out = text_new(arena, 8192);
    double x = PAD * 2 + GLYPH, room = a->width - x - PAD;
    double y = a->height / 2 + LEADING * (double)a->count / 2 - 1;

    draw_frame(&out, a);
    text_printf(&out, "BT 0.12 0.18 0.32 rg /FB 8.5 Tf %.2f %.2f Td\n", x, y);
    put_string(&out, a->title, 9.2, room);
    text_printf(&out, "/F 7.5 Tf 0.15 g\n");
    for (size_t i = 0; i < a->count; i++) {
        text_printf(&out, "0 -%d Td ", LEADING);
        put_string(&out, a->lines[i], 7.5, room);
    }
    text_string(&out, "ET\n");
    return text_get(&out);
}
