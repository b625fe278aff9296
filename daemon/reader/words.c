// SPDX-License-Identifier: Apache-2.0
#include "reader/words.h"

#include <assert.h>
#include <string.h>

#include "common/utf8.h"

enum {
    RULE_LENGTH = 5, /* dashes that make a line across */
    WORD_BYTES = 6,  /* of the usual word and what parts it from the next */
};

enum glyph { GLYPH_LETTER, GLYPH_SPACE, GLYPH_PART, GLYPH_STOP, GLYPH_QUESTION, GLYPH_ODD };

/* Pictures that say nothing that a word beside them would not say. */
static bool
is_friendly(uint32_t code)
{
    return code == 0x1F44D || (code >= 0x1F3FB && code <= 0x1F3FF) || code == 0x1F642 || code == 0x1F60A ||
           code == 0x1F600 || code == 0x1F603 || code == 0x2705 || code == 0x2714 || code == 0x2611 ||
           code == 0x1F64F || code == 0x263A || code == 0x2709 || code == 0x260E || code == 0x1F4DE ||
           code == 0x1F4E7;
}

static bool
is_ascii_letter(uint32_t code)
{
    return (code | 0x20) - 'a' < 26 || code - '0' < 10;
}

static enum glyph
glyph_ascii(uint32_t code)
{
    if (is_ascii_letter(code))
        return GLYPH_LETTER;
    if (code == ' ' || code - '\t' < 5)
        return GLYPH_SPACE;
    if (code == '?')
        return GLYPH_QUESTION;
    return code == '.' || code == ',' || code == ';' || code == ':' || code == '!' || code == '(' ||
                   code == ')'
               ? GLYPH_STOP
               : GLYPH_PART;
}

static enum glyph
glyph_of(uint32_t code)
{
    if (code < 0x80)
        return code == 0 ? GLYPH_PART : glyph_ascii(code);
    if (code == 0xFF1F || code == 0xBF || code == 0x2753 || code == 0x2754 || code == 0x2049 ||
        code == 0x203D)
        return GLYPH_QUESTION;
    if (code == 0x2026 || code == 0xFF1A || code == 0xFF01)
        return GLYPH_STOP;
    if (code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code <= 0x218F) ||
        (code >= 0x3000 && code <= 0x303F) || (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF ||
        is_friendly(code))
        return GLYPH_PART;
    if ((code >= 0x2190 && code <= 0x2BFF) || code >= 0x1F000 || code == UTF8_REPLACEMENT)
        return GLYPH_ODD;
    return GLYPH_LETTER;
}

static bool
is_capital(struct span word)
{
    uint32_t code = utf8_next(&word);

    return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7) || code == 0x152 ||
           code == 0x178;
}

struct scan {
    struct words *words;
    size_t room;        /* for words */
    struct text folded; /* one word after the other */
    uint32_t line;
    bool opens, stop, question, ruled;
    size_t dashes; /* in a row, up to here */
};

static struct word *
next_word(struct arena *arena, struct scan *scan)
{
    struct words *words = scan->words;

    if (words->count == scan->room) {
        struct word *more = arena_raw(arena, 2 * scan->room * sizeof *more);

        memcpy(more, words->at, words->count * sizeof *more);
        words->at = more;
        scan->room *= 2;
    }
    return &words->at[words->count++];
}

static void
put(struct arena *arena, struct scan *scan, size_t start, size_t end, bool odd)
{
    struct word *word = next_word(arena, scan);
    struct span text = span_first(span_from(scan->words->text, start), end - start);

    *word = (struct word){.start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .line = scan->line,
                          .opens = scan->opens,
                          .stop = scan->stop,
                          .question = scan->question,
                          .ruled = scan->ruled,
                          .plus = start > 0 && scan->words->text.data[start - 1] == '+',
                          .folded = {"", 0}};
    if (!odd) {
        word->folded = utf8_fold_to(&scan->folded, text);
        word->capital = is_capital(text);
    }
    scan->opens = scan->stop = scan->question = scan->ruled = false;
}

static size_t
word_end(struct span text, size_t start)
{
    for (size_t at = start; at < text.len;) {
        struct span rest = span_from(text, at);

        if (is_ascii_letter((unsigned char)text.data[at])) {
            at++;
            continue;
        }
        if (glyph_of(utf8_next(&rest)) != GLYPH_LETTER)
            return at;
        at = text.len - rest.len;
    }
    return text.len;
}

struct words
words_first(struct arena *arena, struct span text, size_t most)
{
    struct words words = {.text = text};
    struct scan scan = {.words = &words, .folded = text_new(arena, text.len * 3 + 1), .opens = true};
    struct span rest = text;

    assert(text.len <= UINT32_MAX);
    scan.room = text.len / WORD_BYTES < most ? text.len / WORD_BYTES + 1 : most;
    words.at = arena_raw(arena, scan.room * sizeof *words.at);
    text_reserve(&scan.folded, scan.room * WORD_BYTES);
    while (rest.len > 0) {
        size_t start = text.len - rest.len, end;
        uint32_t code = utf8_next(&rest);
        enum glyph glyph = glyph_of(code);

        if (code == '\n') {
            scan.line++;
            scan.opens = true;
        }
        scan.dashes = code == '-' || code == '_' || code == '=' || code == '*' ? scan.dashes + 1 : 0;
        scan.ruled |= scan.dashes == RULE_LENGTH;
        scan.stop |= glyph == GLYPH_STOP || glyph == GLYPH_QUESTION;
        scan.question |= glyph == GLYPH_QUESTION;
        if (glyph != GLYPH_LETTER && glyph != GLYPH_ODD)
            continue;
        if (words.count == most) {
            words.too_long = true;
            break;
        }
        end = glyph == GLYPH_LETTER ? word_end(text, start) : text.len - rest.len;
        put(arena, &scan, start, end, glyph == GLYPH_ODD);
        rest = span_from(text, end);
    }
    words.asks = scan.question;
    return words;
}

struct words
words_of(struct arena *arena, struct span text)
{
    return words_first(arena, text, text.len < WORDS_MAX ? text.len : WORDS_MAX);
}

/* Words of the phrase, when it stands at `at`. */
static size_t
match(const struct words *words, size_t at, const char *phrase)
{
    struct span rest = span_of(phrase), piece;
    size_t n = 0;

    while (span_split(&rest, ' ', &piece)) {
        if (at + n >= words->count || (n > 0 && words->at[at + n].stop) ||
            !span_equal(words->at[at + n].folded, piece))
            return 0;
        n++;
    }
    return n;
}

size_t
words_match_any(const struct words *words, size_t at, const char *const *phrases)
{
    size_t longest = 0;

    if (at >= words->count || words->at[at].folded.len == 0)
        return 0;
    for (; *phrases != NULL; phrases++) {
        /* Most phrases begin otherwise. */
        size_t n = **phrases == words->at[at].folded.data[0] ? match(words, at, *phrases) : 0;

        if (n > longest)
            longest = n;
    }
    return longest;
}

bool
words_begin_any(const struct word *word, const char *const *phrases)
{
    struct span first = word->folded;

    for (; first.len > 0 && *phrases != NULL; phrases++)
        if (first.data[0] == (*phrases)[0] && strncmp(first.data, *phrases, first.len) == 0 &&
            ((*phrases)[first.len] == ' ' || (*phrases)[first.len] == '\0'))
            return true;
    return false;
}

bool
words_in(struct span folded, const char *const *list)
{
    for (; *list != NULL; list++)
        if (span_is(folded, *list))
            return true;
    return false;
}

size_t
words_line_end(const struct words *words, size_t at)
{
    size_t end = at;

    while (end < words->count && words->at[end].line == words->at[at].line)
        end++;
    return end;
}

bool
words_question(const struct words *words, size_t from, size_t to)
{
    for (size_t i = from + 1; i <= to && i < words->count; i++)
        if (words->at[i].question)
            return true;
    return to >= words->count && words->asks;
}
