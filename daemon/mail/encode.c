// SPDX-License-Identifier: Apache-2.0
#include "mail/encode.h"

#include <openssl/evp.h>
#include <string.h>

#include "common/digest.h"
#include "common/utf8.h"

enum {
    PARAMETER_MAX = 200, /* bytes of a file name */
    DISPLAY_MAX = 200,   /* bytes of a display name */
    FALLBACK_MAX = 60,   /* bytes of a file name in ASCII */
    FALLBACK_END = 10,   /* of these, from the end of a longer one */
    QUOTED_MAX = 64,     /* a longer quoted-string could not be folded */
    ID_MAX = 900,        /* with its header below the 998 octets of RFC 5322 section 2.1.1 */
    WORD_BYTES = 39,     /* of text in one encoded word: 64 octets, room for the header's name */
    BASE64_LINE_BYTES = 57,
    BASE64_BLOCK_LINES = 64,
};

static const char hex[] = "0123456789ABCDEF";

static bool
isalnum_ascii(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* At most max bytes, without half a character at the end. */
static struct span
whole_characters(struct span value, size_t max)
{
    struct span first = span_first(value, max);

    if (first.len == value.len)
        return first;
    while (first.len > 0 && ((unsigned char)value.data[first.len] & 0xC0) == 0x80)
        first.len--;
    return first;
}

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
        if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7F)
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

/* Whole characters in each word (RFC 2047 section 5). */
static void
add_encoded(struct text *out, size_t *column, struct span text)
{
    struct arena *arena = out->arena;

    while (text.len > 0) {
        struct span rest = text, taken, encoded;

        while (rest.len > 0) {
            struct span before = rest;

            utf8_next(&rest);
            if (text.len - rest.len > WORD_BYTES) {
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
    return isalnum_ascii((unsigned char)c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

bool
encode_is_address(struct span address)
{
    size_t at = span_find_byte(address, '@');
    bool atom = false;

    /* An internationalized domain comes as A-labels (RFC 5890). */
    for (size_t i = at == SIZE_MAX ? 0 : at + 1; i < address.len; i++)
        if (!isalnum_ascii((unsigned char)address.data[i]) && address.data[i] != '-' &&
            address.data[i] != '.')
            return false;
    if (at == SIZE_MAX || address.len > 254 || at > 64)
        return false;
    for (size_t i = 0; i < address.len; i++) {
        bool separator = i == at || address.data[i] == '.';

        if (separator ? !atom : !is_atext(address.data[i]))
            return false;
        atom = !separator;
    }
    return atom;
}

/* Printable ASCII that a quoted-string can hold (RFC 5322 section 3.2.4). */
static bool
is_quotable(struct span phrase)
{
    size_t len = phrase.len;

    for (size_t i = 0; i < phrase.len; i++) {
        if (phrase.data[i] < ' ' || phrase.data[i] > '~')
            return false;
        len += phrase.data[i] == '"' || phrase.data[i] == '\\';
    }
    return len <= QUOTED_MAX;
}

static bool
is_plain_phrase(struct span phrase)
{
    for (size_t i = 0; i < phrase.len; i++)
        if (!is_atext(phrase.data[i]) && phrase.data[i] != ' ')
            return false;
    return span_find(phrase, "=?") == SIZE_MAX;
}

static struct span
quoted(struct arena *arena, struct span phrase)
{
    struct text out = text_new(arena, 2 * QUOTED_MAX + 2);

    text_byte(&out, '"');
    for (size_t i = 0; i < phrase.len; i++) {
        if (phrase.data[i] == '"' || phrase.data[i] == '\\')
            text_byte(&out, '\\');
        text_byte(&out, phrase.data[i]);
    }
    text_byte(&out, '"');
    return text_get(&out);
}

void
encode_address(struct text *out, const char *name, struct span display, struct span address)
{
    struct span phrase = one_line(out->arena, whole_characters(display, DISPLAY_MAX));
    size_t column = strlen(name) + 1;

    text_printf(out, "%s:", name);
    if (phrase.len > 0 && is_plain_phrase(phrase))
        add_words(out, &column, phrase);
    else if (phrase.len > 0 && is_quotable(phrase))
        add_folded(out, &column, quoted(out->arena, phrase));
    else if (phrase.len > 0)
        add_encoded(out, &column, phrase);
    add_folded(out, &column, phrase.len > 0 ? span_printf(out->arena, "<%.*s>", SPAN_ARG(address)) : address);
    text_string(out, "\r\n");
}

bool
encode_is_id(struct span id)
{
    size_t at = span_find_byte(id, '@');

    for (size_t i = 0; i < id.len; i++)
        if (id.data[i] <= ' ' || id.data[i] > '~' || id.data[i] == '<' || id.data[i] == '>')
            return false;
    return at != SIZE_MAX && at > 0 && at + 1 < id.len && id.len <= ID_MAX;
}

void
encode_token(struct text *out, const char *name, struct span value)
{
    size_t column = strlen(name) + 1;

    text_printf(out, "%s:", name);
    add_folded(out, &column, one_line(out->arena, value));
    text_string(out, "\r\n");
}

/* What stays as it is in an extended value: attribute-char of RFC 2231 section 7. */
static bool
is_attribute_char(char c)
{
    return (c == '.' || is_atext(c)) && strchr("*'%/?=", c) == NULL;
}

/* The value without accents, for readers that know no RFC 2231: nothing in it that a path or a
 * quoted-string gives a meaning to, and short, with its end (".pdf") kept. */
static void
add_fallback(struct text *out, struct span value)
{
    struct span rest = utf8_fold(out->arena, value), plain;
    struct text kept = text_new(out->arena, rest.len + 1);

    while (rest.len > 0) {
        uint32_t code = utf8_next(&rest);
        char c = code < 0x80 ? (char)code : '_';

        text_byte(&kept, is_attribute_char(c) || c == ' ' ? c : '_');
    }
    plain = text_get(&kept);
    text_span(out, span_first(plain, plain.len > FALLBACK_MAX ? FALLBACK_MAX - FALLBACK_END : plain.len));
    if (plain.len > FALLBACK_MAX)
        text_span(out, span_from(plain, plain.len - FALLBACK_END));
}

/* "; name*0*=UTF-8''..." in sections that fit a line; one section is "name*=". */
static void
add_extended(struct text *out, const char *name, struct span value)
{
    struct text section = text_new(out->arena, 2 * ENCODE_LINE);
    size_t number = 0, room = ENCODE_LINE - strlen(name) - sizeof "*00*=UTF-8'';";

    for (size_t i = 0; i <= value.len; i++) {
        char c = i < value.len ? value.data[i] : '\0';
        bool plain = i < value.len && is_attribute_char(c);

        if (i == value.len || section.len + (plain ? 1 : 3) > room) {
            if (number == 0 && i == value.len)
                text_printf(out, ";\r\n %s*=UTF-8''", name);
            else
                text_printf(out, ";\r\n %s*%zu*=%s", name, number, number == 0 ? "UTF-8''" : "");
            text_span(out, text_get(&section));
            text_cut(&section, 0);
            number++;
        }
        if (plain)
            text_byte(&section, c);
        else
            text_printf(&section, "%%%02X", (unsigned char)c);
    }
}

void
encode_parameter(struct text *out, const char *name, struct span value)
{
    struct span clean = one_line(out->arena, whole_characters(value, PARAMETER_MAX));
    bool ascii = clean.len > 0 && clean.len <= ENCODE_LINE - 20;

    for (size_t i = 0; i < clean.len; i++)
        ascii = ascii && (is_attribute_char(clean.data[i]) || clean.data[i] == ' ');
    text_printf(out, ";\r\n %s=\"", name);
    if (ascii)
        text_span(out, clean);
    else
        add_fallback(out, clean);
    text_byte(out, '"');
    if (!ascii && clean.len > 0)
        add_extended(out, name, clean);
}

/* Of a line that begins: "From " and a dot tempt programs on the way. */
static bool
is_tempting(struct span rest)
{
    return rest.data[0] == '.' || span_starts(rest, "From ");
}

static bool
is_graphic(char c)
{
    return c >= '!' && c <= '~' && c != '=';
}

/* White space at the end of a line is lost on the way. */
static bool
is_inner_blank(struct span text, size_t i)
{
    return (text.data[i] == ' ' || text.data[i] == '\t') && i + 1 < text.len && text.data[i + 1] != '\n';
}

void
encode_quoted_printable(struct text *out, struct span text)
{
    char line[ENCODE_LINE + 4];
    size_t column = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        bool plain;

        if (is_graphic(c) && column > 0 && column < ENCODE_LINE - 1) { /* as most are */
            line[column++] = c;
            continue;
        }
        if (c == '\n') {
            text_add(out, line, column);
            text_add(out, "\r\n", 2);
            column = 0;
            continue;
        }
        plain = is_graphic(c) || is_inner_blank(text, i);
        if (column + (plain ? 1 : 3) > ENCODE_LINE - 1) {
            line[column] = '=';
            text_add(out, line, column + 1);
            text_add(out, "\r\n", 2);
            column = 0;
        }
        if (column == 0 && is_tempting(span_from(text, i)))
            plain = false;
        if (plain) {
            line[column++] = c;
            continue;
        }
        line[column++] = '=';
        line[column++] = hex[(unsigned char)c >> 4];
        line[column++] = hex[(unsigned char)c & 15];
    }
    text_add(out, line, column);
}

/* On the way of every document: whole lines, gathered into blocks. */
void
encode_base64(struct text *out, struct span data)
{
    unsigned char block[BASE64_BLOCK_LINES * (ENCODE_LINE + 2) + 1];
    size_t used = 0, lines = (data.len + BASE64_LINE_BYTES - 1) / BASE64_LINE_BYTES;

    if (lines <= (out->max - out->len) / (ENCODE_LINE + 2)) /* a mail grows once for it */
        text_reserve(out, lines * (ENCODE_LINE + 2));
    while (data.len > 0) {
        struct span piece = span_first(data, BASE64_LINE_BYTES);

        used += (size_t)EVP_EncodeBlock(block + used, (const unsigned char *)piece.data, (int)piece.len);
        block[used++] = '\r';
        block[used++] = '\n';
        data = span_from(data, piece.len);
        if (data.len == 0 || used + ENCODE_LINE + 2 >= sizeof block) {
            text_add(out, block, used);
            used = 0;
        }
    }
}

void
encode_mailto(struct text *out, struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];

        if (c == '\n')
            text_string(out, "%0D%0A");
        else if (isalnum_ascii(c) || (c != '\0' && strchr("-._~@", c) != NULL))
            text_byte(out, (char)c);
        else if (c != '\r')
            text_add(out, (char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
    }
}

static const char *
entity(char c)
{
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
}

void
encode_html(struct text *out, struct span text)
{
    size_t start = 0;

    for (size_t i = 0; i < text.len; i++) {
        const char *replaced = entity(text.data[i]);

        if (replaced == NULL)
            continue;
        text_add(out, text.data + start, i - start);
        text_string(out, replaced);
        start = i + 1;
    }
    if (start < text.len)
        text_add(out, text.data + start, text.len - start);
}
