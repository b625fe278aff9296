// SPDX-License-Identifier: Apache-2.0
#include "mail/encode.h"

#include <openssl/evp.h>
#include <string.h>

#include "common/digest.h"
#include "common/utf8.h"

enum { PARAMETER_MAX = 200, BASE64_LINE_BYTES = 57 };

static bool
is_plain_word(struct span word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.data[i] <= ' ' || (unsigned char)word.data[i] >= 0x7F)
            return false;
    return span_find(word, "=?") == SIZE_MAX && word.len < ENCODE_WORD;
}

/* Spaces for every control character and line end; invalid UTF-8 mended. */
static struct span
one_line(struct arena *arena, struct span value)
{
    struct span clean = utf8_clean(arena, value);
    char *copy = span_dup(arena, clean);

    for (size_t i = 0; i < clean.len; i++)
        if ((unsigned char)copy[i] < ' ')
            copy[i] = ' ';
    return span_trim((struct span){copy, clean.len});
}

/* Adds a piece, on a new line when it would pass the line's end. */
static void
add_folded(struct text *out, size_t *column, struct span piece)
{
    if (*column + 1 + piece.len > ENCODE_LINE && *column > 1) {
        text_string(out, "\r\n ");
        *column = 1;
    } else {
        text_byte(out, ' ');
        *column += 1;
    }
    text_span(out, piece);
    *column += piece.len;
}

/* Whole characters, at most 45 bytes a word, which base64 makes 60. */
static void
add_encoded(struct text *out, size_t *column, struct span text)
{
    struct arena *arena = out->arena;

    while (text.len > 0) {
        struct span rest = text, taken, encoded;

        while (rest.len > 0) {
            struct span before = rest;

            utf8_next(&rest);
            if (text.len - rest.len > 39) {
                rest = before;
                break;
            }
        }
        taken = span_first(text, text.len - rest.len);
        encoded = base64_encode(arena, taken);
        add_folded(out, column, span_printf(arena, "=?UTF-8?B?%.*s?=", SPAN_ARG(encoded)));
        text = rest;
    }
}

/* The longest run of words that need encoding goes into encoded words together: the space
 * between two encoded words is not shown. */
static void
add_words(struct text *out, size_t *column, struct span value)
{
    struct span rest = value;

    while (rest.len > 0) {
        size_t end = span_find_byte(rest, ' ');
        struct span word = span_first(rest, end);

        if (is_plain_word(word)) {
            add_folded(out, column, word);
            rest = span_trim(span_from(rest, word.len));
            continue;
        }
        struct span run = word;
        for (;;) {
            struct span after = span_from(rest, run.len + 1);
            struct span next = span_first(after, span_find_byte(after, ' '));

            if (run.len >= rest.len || next.len == 0 || is_plain_word(next))
                break;
            run.len += 1 + next.len;
        }
        add_encoded(out, column, run);
        rest = span_trim(span_from(rest, run.len));
    }
}

void
encode_unstructured(struct text *out, const char *name, struct span value)
{
    size_t column = strlen(name) + 1;

    text_printf(out, "%s:", name);
    add_words(out, &column, one_line(out->arena, value));
    text_string(out, "\r\n");
}

static bool
is_atext(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

bool
encode_is_address(struct span address)
{
    size_t at = span_find_byte(address, '@');
    bool atom = false;

    if (at == SIZE_MAX || address.len > 254)
        return false;
    for (size_t i = 0; i < address.len; i++) {
        bool separator = i == at || address.data[i] == '.';

        if (separator ? !atom : !is_atext(address.data[i]))
            return false;
        atom = !separator;
    }
    return atom;
}

static bool
is_plain_phrase(struct span phrase)
{
    for (size_t i = 0; i < phrase.len; i++)
        if (!is_atext(phrase.data[i]) && phrase.data[i] != ' ')
            return false;
    return span_find(phrase, "=?") == SIZE_MAX;
}

void
encode_address(struct text *out, const char *name, struct span display, struct span address)
{
    struct span phrase = one_line(out->arena, span_first(display, 200));
    size_t column = strlen(name) + 1;

    text_printf(out, "%s:", name);
    if (phrase.len > 0 && is_plain_phrase(phrase))
        add_words(out, &column, phrase);
    else if (phrase.len > 0)
        add_encoded(out, &column, phrase);
    add_folded(out, &column, phrase.len > 0 ? span_printf(out->arena, "<%.*s>", SPAN_ARG(address)) : address);
    text_string(out, "\r\n");
}

void
encode_token(struct text *out, const char *name, struct span value)
{
    size_t column = strlen(name) + 1;

    text_printf(out, "%s:", name);
    add_folded(out, &column, one_line(out->arena, value));
    text_string(out, "\r\n");
}

void
encode_parameter(struct text *out, const char *name, struct span value)
{
    struct span clean = one_line(out->arena, span_first(value, PARAMETER_MAX));
    struct span folded = utf8_fold(out->arena, clean);
    bool ascii = true;

    text_printf(out, ";\r\n %s=\"", name);
    for (size_t i = 0; i < folded.len; i++)
        text_byte(out, is_atext(folded.data[i]) || folded.data[i] == '.' ? folded.data[i] : '_');
    text_byte(out, '"');
    for (size_t i = 0; i < clean.len; i++)
        ascii = ascii && (is_atext(clean.data[i]) || clean.data[i] == '.');
    if (ascii)
        return;
    text_printf(out, ";\r\n %s*=UTF-8''", name);
    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.data[i];

        if ((is_atext(c) && strchr("*'%", c) == NULL) || c == '.')
            text_byte(out, c);
        else
            text_printf(out, "%%%02X", (unsigned char)c);
    }
}

void
encode_quoted_printable(struct text *out, struct span text)
{
    size_t column = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool line_ends = i + 1 == text.len || text.data[i + 1] == '\n';
        bool plain = (c >= '!' && c <= '~' && c != '=') || ((c == ' ' || c == '\t') && !line_ends);
        size_t width = plain ? 1 : 3;

        if (c == '\n') {
            text_string(out, "\r\n");
            column = 0;
            continue;
        }
        /* "From " and a lone dot at the start of a line tempt programs on the way. */
        if (column == 0 && (c == '.' || (c == 'F' && span_starts(span_from(text, i), "From ")))) {
            plain = false;
            width = 3;
        }
        if (column + width > ENCODE_LINE - 1) {
            text_string(out, "=\r\n");
            column = 0;
        }
        if (plain)
            text_byte(out, (char)c);
        else
            text_printf(out, "=%02X", c);
        column += width;
    }
}

void
encode_base64(struct text *out, struct span data)
{
    unsigned char line[ENCODE_LINE + 4];

    while (data.len > 0) {
        struct span piece = span_first(data, BASE64_LINE_BYTES);
        int len = EVP_EncodeBlock(line, (const unsigned char *)piece.data, (int)piece.len);

        line[len] = '\r';
        line[len + 1] = '\n';
        text_add(out, line, (size_t)len + 2);
        data = span_from(data, piece.len);
    }
}

void
encode_mailto(struct text *out, struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];

        if (c == '\n')
            text_string(out, "%0D%0A");
        else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 (c != '\0' && strchr("-._~@", c) != NULL))
            text_byte(out, c);
        else
            text_printf(out, "%%%02X", (unsigned char)c);
    }
}

void
encode_html(struct text *out, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        switch (text.data[i]) {
        case '&':
            text_string(out, "&amp;");
            break;
        case '<':
            text_string(out, "&lt;");
            break;
        case '>':
            text_string(out, "&gt;");
            break;
        case '"':
            text_string(out, "&quot;");
            break;
        default:
            text_byte(out, text.data[i]);
        }
}
