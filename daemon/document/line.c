// SPDX-License-Identifier: Apache-2.0
#include "document/line.h"

#include <assert.h>
#include <string.h>

/* Thousandths of an em. */
enum {
    SHRINK = 35,   /* what a gap may lose */
    LOOSE = 180,   /* a gap that gains more than this asks for a hyphen */
    HOLLOW = 1500, /* a gap that would gain more than this is left alone */
};

enum { HYPHENS_RUNNING = 2 }; /* at most so many lines in a row end with one */

struct breaker {
    const struct paragraph *paragraph;
    const struct line_setting *setting;
    size_t start;
    int32_t limit;
    int hyphens; /* lines before this one that end with a hyphen */
};

/* A place to end the line. */
struct ending {
    bool found, hyphen, last;
    size_t end, next; /* letters of the line; start of the next one */
    int32_t width, gaps;
};

static const struct style *
style_at(const struct breaker *breaker, size_t i)
{
    return &breaker->paragraph->styles[breaker->paragraph->letters[i].style];
}

static int32_t
em(const struct style *style, int32_t thousandths)
{
    return (int32_t)((int64_t)style->size * thousandths / 1000);
}

static bool
is_letter(const struct letter *letter)
{
    uint32_t c = letter->code;

    if (letter->kind != LETTER)
        return false;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

static bool
is_small(const struct letter *letter)
{
    uint32_t c = letter->code;

    return is_letter(letter) && !(c >= 'A' && c <= 'Z') && !(c >= 0xC0 && c <= 0xDE) && c != 0x152;
}

static bool
stretches(const struct letter *letter)
{
    return letter->kind == LETTER_SPACE || letter->kind == LETTER_TIE;
}

/* After a hyphen or dash between two letters. */
static bool
breaks_after(const struct paragraph *paragraph, size_t i)
{
    const struct letter *letters = paragraph->letters;
    uint32_t c = letters[i].code;

    if (letters[i].kind != LETTER || (c != '-' && c != 0x2010 && c != 0x2013 && c != 0x2014))
        return c == 0x200B;
    return i > 0 && i + 1 < paragraph->count && is_letter(&letters[i - 1]) && is_letter(&letters[i + 1]);
}

/* Room for the letters as far as `full`, in one word from the left; at least one letter,
 * or a letter wider than the line would never be set. */
static struct ending
cut_anywhere(const struct breaker *breaker, size_t full)
{
    const struct letter *letters = breaker->paragraph->letters;
    size_t end = full > breaker->start ? full : breaker->start + 1;
    struct ending ending = {.found = true};

    for (size_t i = end; i > breaker->start + 3; i--)
        if (letters[i - 1].code < 0x80 && letters[i - 1].code != 0 &&
            strchr("/.@-_?&=,", (int)letters[i - 1].code) != NULL) {
            end = i;
            break;
        }
    for (size_t i = breaker->start; i < end; i++) {
        ending.width += letters[i].width;
        ending.gaps += stretches(&letters[i]);
    }
    ending.end = ending.next = end;
    return ending;
}

static bool
divisible(const struct breaker *breaker, size_t first, size_t end)
{
    const struct paragraph *paragraph = breaker->paragraph;

    if (end - first < HYPHEN_LEFT + HYPHEN_RIGHT || end - first > HYPHEN_WORD_MAX)
        return false;
    for (size_t i = first; i < end; i++)
        if (!is_small(&paragraph->letters[i]))
            return false; /* names and acronyms stay whole */
    while (end < paragraph->count && paragraph->letters[end].kind == LETTER)
        end++;
    return end < paragraph->count; /* the last word of a paragraph stays whole */
}

/* The longest part of the word at `full` (the first letter without room) that fits with its hyphen. */
static struct ending
divide(const struct breaker *breaker, size_t full)
{
    const struct letter *letters = breaker->paragraph->letters;
    size_t first = full, end = full;
    uint32_t word[HYPHEN_WORD_MAX];
    bool divides[HYPHEN_WORD_MAX];
    struct ending ending = {0};
    int32_t width = 0, gaps = 0;

    while (first > breaker->start && full - first <= HYPHEN_WORD_MAX && is_letter(&letters[first - 1]))
        first--;
    while (end < breaker->paragraph->count && end - first <= HYPHEN_WORD_MAX && is_letter(&letters[end]))
        end++;
    if (!divisible(breaker, first, end))
        return ending;
    for (size_t i = first; i < end; i++)
        word[i - first] = letters[i].code;
    if (!hyphen_word(breaker->setting->hyphens, breaker->setting->language, word, end - first, divides))
        return ending;
    for (size_t i = breaker->start; i < end; i++) {
        const struct style *style = style_at(breaker, i);
        int32_t hyphen = em(style, style->glyphs['-'].width);

        width += letters[i].width;
        gaps += stretches(&letters[i]);
        if (width + hyphen > breaker->limit)
            break;
        if (i >= first && divides[i - first])
            ending = (struct ending){true, true, false, i + 1, i + 1, width + hyphen, gaps};
    }
    return ending;
}

static bool
too_loose(const struct breaker *breaker, const struct ending *ending)
{
    int32_t left = breaker->limit - ending->width;

    if (!ending->found)
        return true;
    if (!breaker->setting->justify)
        return left > breaker->limit / 3;
    return ending->gaps == 0 || left / ending->gaps > em(style_at(breaker, breaker->start), LOOSE);
}

/* Whether there is room for a line of that width, to letter i: in a justified one the gaps may lose a little. */
static bool
fits(const struct breaker *breaker, size_t i, int32_t width, int32_t gaps)
{
    if (width <= breaker->limit)
        return true;
    return breaker->setting->justify && width - gaps * em(style_at(breaker, i), SHRINK) <= breaker->limit;
}

/* Walks to the first letter without room; *best is the last place before it to end the line. */
static size_t
fill(const struct breaker *breaker, struct ending *best)
{
    const struct paragraph *paragraph = breaker->paragraph;
    int32_t width = 0, gaps = 0;

    for (size_t i = breaker->start; i < paragraph->count; i++) {
        const struct letter *letter = &paragraph->letters[i];

        if (letter->kind == LETTER_BREAK) {
            *best = (struct ending){true, false, true, i, i + 1, width, gaps};
            return paragraph->count;
        }
        if (letter->kind == LETTER_SPACE)
            *best = (struct ending){true, false, false, i, i + 1, width, gaps};
        else if (!fits(breaker, i, width + letter->width, gaps))
            return i;
        width += letter->width;
        gaps += stretches(letter);
        if (breaks_after(paragraph, i))
            *best = (struct ending){true, false, false, i + 1, i + 1, width, gaps};
    }
    *best = (struct ending){true, false, true, paragraph->count, paragraph->count, width, gaps};
    return paragraph->count;
}

static struct ending
next_line(const struct breaker *breaker)
{
    struct ending best = {0}, divided = {0};
    size_t full = fill(breaker, &best);

    if (full == breaker->paragraph->count)
        return best;
    if (breaker->setting->hyphenate && breaker->hyphens < HYPHENS_RUNNING && too_loose(breaker, &best))
        divided = divide(breaker, full);
    if (divided.found)
        return divided;
    return best.found && best.end > breaker->start ? best : cut_anywhere(breaker, full);
}

struct line *
line_break(struct arena *arena, const struct paragraph *paragraph, const struct line_setting *setting,
           size_t *count)
{
    struct breaker breaker = {.paragraph = paragraph, .setting = setting};
    size_t capacity = 4;
    struct line *lines = arena_array(arena, capacity, sizeof *lines);

    *count = 0;
    while (breaker.start < paragraph->count) {
        struct ending ending;

        if (paragraph->letters[breaker.start].kind == LETTER_SPACE) {
            breaker.start++;
            continue;
        }
        breaker.limit = setting->width - (*count == 0 ? setting->first_indent : 0);
        if (breaker.limit < POINT)
            breaker.limit = POINT;
        ending = next_line(&breaker);
        assert(ending.next > breaker.start);
        if (*count == capacity) {
            struct line *more = arena_array(arena, capacity * 2, sizeof *more);

            memcpy(more, lines, capacity * sizeof *lines);
            lines = more;
            capacity *= 2;
        }
        lines[(*count)++] = (struct line){paragraph->letters + breaker.start,
                                          ending.end - breaker.start,
                                          ending.width,
                                          ending.gaps,
                                          ending.hyphen,
                                          ending.last};
        breaker.hyphens = ending.hyphen ? breaker.hyphens + 1 : 0;
        breaker.start = ending.next;
    }
    return lines;
}

int32_t
line_stretch(const struct line *line, const struct paragraph *paragraph, int32_t width)
{
    int32_t gap;

    if (line->gaps == 0 || line->count == 0)
        return 0;
    gap = (width - line->width) / line->gaps;
    if (line->last && gap > 0)
        return 0;
    return gap > em(&paragraph->styles[line->letters[0].style], HOLLOW) ? 0 : gap;
}
