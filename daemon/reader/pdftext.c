// SPDX-License-Identifier: Apache-2.0
#include "reader/pdftext.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum { FONTS_MAX = 40, CMAP_MAX = 1024 * 1024, CODES = 65536, NAME_MAX_BYTES = 64 };

/* What the codes of a font show: ASCII letters and digits; 0 anything else. */
struct font {
    char name[NAME_MAX_BYTES]; /* of the resource: "/F1" */
    bool wide;                 /* codes of two bytes */
    char *shown;               /* CODES of them; NULL: codes are ASCII */
};

struct page {
    struct arena *arena;
    qpdf_data pdf;
    struct font fonts[FONTS_MAX];
    size_t font_count;
    const struct font *font; /* that Tf set; NULL none */
    struct text *out;
};

/* ---- tokens: of content streams and of CMaps alike ---- */

enum token_kind { TOKEN_END, TOKEN_STRING, TOKEN_NAME, TOKEN_WORD, TOKEN_OPEN, TOKEN_CLOSE };

struct token {
    enum token_kind kind;
    struct span text; /* of a string: its bytes, decoded */
};

struct tokens {
    struct span rest;
    char *string; /* room for the longest */
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' ||
           c == '/' || c == '%';
}

static int
hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
skip(struct tokens *tokens)
{
    struct span *rest = &tokens->rest;

    while (rest->len > 0 && (is_space(rest->data[0]) || rest->data[0] == '%')) {
        if (rest->data[0] == '%')
            while (rest->len > 0 && rest->data[0] != '\n' && rest->data[0] != '\r')
                *rest = span_from(*rest, 1);
        else
            *rest = span_from(*rest, 1);
    }
}

/* An octal escape of one to three digits, a letter's, or the character itself; the end of a line is none. */
static size_t
take_escape(struct span rest, char *out, size_t *written)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    const char *letter = rest.data[0] == '\0' ? NULL : strchr(letters, rest.data[0]);
    size_t taken = 0;
    int value = 0;

    if (letter != NULL) {
        out[(*written)++] = meant[letter - letters];
        return 1;
    }
    while (taken < 3 && taken < rest.len && rest.data[taken] >= '0' && rest.data[taken] <= '7')
        value = value * 8 + rest.data[taken++] - '0';
    if (taken > 0)
        out[(*written)++] = (char)value;
    else if (rest.data[0] != '\n' && rest.data[0] != '\r')
        out[(*written)++] = rest.data[0];
    return taken > 0 ? taken : 1;
}

static struct token
take_literal(struct tokens *tokens)
{
    struct span rest = span_from(tokens->rest, 1);
    size_t len = 0, depth = 1;

    while (rest.len > 0) {
        char c = rest.data[0];

        rest = span_from(rest, 1);
        if (c == '\\' && rest.len > 0) {
            rest = span_from(rest, take_escape(rest, tokens->string, &len));
            continue;
        }
        depth += c == '(';
        if (c == ')' && --depth == 0)
            break;
        tokens->string[len++] = c;
    }
    tokens->rest = rest;
    return (struct token){TOKEN_STRING, {tokens->string, len}};
}

static struct token
take_hex(struct tokens *tokens)
{
    struct span rest = span_from(tokens->rest, 1);
    size_t nibbles = 0;

    while (rest.len > 0 && rest.data[0] != '>') {
        int value = hex_of(rest.data[0]);

        rest = span_from(rest, 1);
        if (value < 0)
            continue;
        if (nibbles % 2 == 0)
            tokens->string[nibbles / 2] = (char)(value << 4);
        else
            tokens->string[nibbles / 2] = (char)(tokens->string[nibbles / 2] | value);
        nibbles++;
    }
    tokens->rest = span_from(rest, rest.len > 0);
    return (struct token){TOKEN_STRING, {tokens->string, (nibbles + 1) / 2}};
}

static struct token
next_token(struct tokens *tokens)
{
    struct span *rest = &tokens->rest, word;
    size_t len = 1;
    char first;

    skip(tokens);
    if (rest->len == 0)
        return (struct token){.kind = TOKEN_END};
    first = rest->data[0];
    if (first == '(')
        return take_literal(tokens);
    if (first == '<' && (rest->len == 1 || rest->data[1] != '<'))
        return take_hex(tokens);
    len += first == '<'; /* of two, it is the beginning of a dictionary */
    while (len < rest->len && !is_delimiter(first == '/' ? '\0' : first) && !is_space(rest->data[len]) &&
           !is_delimiter(rest->data[len]))
        len++;
    word = span_first(*rest, len);
    *rest = span_from(*rest, len);
    if (first == '[' || first == ']')
        return (struct token){first == '[' ? TOKEN_OPEN : TOKEN_CLOSE, word};
    return (struct token){first == '/' ? TOKEN_NAME : TOKEN_WORD, word};
}

/* ---- ToUnicode ---- */

static unsigned
number_of(struct span bytes)
{
    unsigned value = 0;

    for (size_t i = 0; i < bytes.len && i < 2; i++)
        value = value << 8 | (unsigned char)bytes.data[i];
    return value;
}

static char
plain(unsigned unicode)
{
    bool good = (unicode >= '0' && unicode <= '9') || (unicode >= 'A' && unicode <= 'Z') ||
                (unicode >= 'a' && unicode <= 'z');

    return good ? (char)unicode : '\0';
}

/* <code> <unicode>, or <first> <last> <unicode of the first>, or <first> <last> [<unicode>...]. */
static void
map_range(struct font *font, unsigned first, unsigned last, struct tokens *tokens)
{
    struct token to = next_token(tokens);
    bool array = to.kind == TOKEN_OPEN;
    unsigned unicode = number_of(to.text);

    for (unsigned code = first; code <= last && code < CODES; code++) {
        if (array) {
            to = next_token(tokens);
            if (to.kind != TOKEN_STRING)
                return;
            unicode = number_of(to.text);
        }
        font->shown[code] = plain(unicode++);
    }
    while (array && to.kind != TOKEN_CLOSE && to.kind != TOKEN_END)
        to = next_token(tokens);
}

static void
read_cmap(struct font *font, struct tokens *tokens)
{
    bool codes = false, chars = false, ranges = false;
    struct token token;

    while ((token = next_token(tokens)).kind != TOKEN_END) {
        unsigned first = number_of(token.text);

        if (token.kind == TOKEN_WORD) {
            codes = span_is(token.text, "begincodespacerange");
            chars = span_is(token.text, "beginbfchar");
            ranges = span_is(token.text, "beginbfrange");
        } else if (token.kind == TOKEN_STRING && codes) {
            font->wide = token.text.len == 2;
        } else if (token.kind == TOKEN_STRING && chars) {
            map_range(font, first, first, tokens);
        } else if (token.kind == TOKEN_STRING && ranges) {
            token = next_token(tokens);
            map_range(font, first, number_of(token.text), tokens);
        }
    }
}

/* An error has to be looked at, or qpdf writes it to stderr. */
static bool
went_well(qpdf_data pdf, QPDF_ERROR_CODE code)
{
    bool error = qpdf_has_error(pdf);

    if (error)
        (void)qpdf_get_error(pdf);
    return !error && (code & QPDF_ERRORS) == 0;
}

static void
add_font(struct page *page, const char *name, qpdf_oh dictionary)
{
    struct font *font = &page->fonts[page->font_count];
    qpdf_oh map = qpdf_oh_get_key(page->pdf, dictionary, "/ToUnicode");
    struct tokens tokens;
    unsigned char *bytes = NULL;
    size_t len = 0;
    int filtered = 0;

    if (page->font_count == FONTS_MAX || strlen(name) >= sizeof font->name)
        return;
    *font = (struct font){.shown = NULL};
    memcpy(font->name, name, strlen(name) + 1);
    page->font_count++;
    if (!qpdf_oh_is_stream(page->pdf, map))
        return;
    if (went_well(page->pdf, qpdf_oh_get_stream_data(page->pdf, map, qpdf_dl_specialized, &filtered, &bytes, &len)) &&
        len <= CMAP_MAX) {
        font->shown = arena_alloc(page->arena, CODES);
        tokens = (struct tokens){{(char *)bytes, len}, arena_alloc(page->arena, len + 1)};
        read_cmap(font, &tokens);
    }
    free(bytes);
}

static void
read_fonts(struct page *page, qpdf_oh node)
{
    qpdf_oh resources = qpdf_oh_get_key(page->pdf, node, "/Resources"), fonts;

    for (int up = 0; up < 20 && !qpdf_oh_is_dictionary(page->pdf, resources); up++) {
        node = qpdf_oh_get_key(page->pdf, node, "/Parent");
        resources = qpdf_oh_get_key(page->pdf, node, "/Resources");
    }
    fonts = qpdf_oh_get_key(page->pdf, resources, "/Font");
    if (!qpdf_oh_is_dictionary(page->pdf, fonts))
        return;
    qpdf_oh_begin_dict_key_iter(page->pdf, fonts);
    while (qpdf_oh_dict_more_keys(page->pdf)) {
        const char *name = arena_strdup(page->arena, qpdf_oh_dict_next_key(page->pdf));

        add_font(page, name, qpdf_oh_get_key(page->pdf, fonts, name));
    }
}

/* ---- what a page shows ---- */

static void
show(struct page *page, struct span codes)
{
    const struct font *font = page->font;
    size_t step = font != NULL && font->wide ? 2 : 1;

    for (size_t i = 0; i + step <= codes.len; i += step) {
        unsigned code = number_of((struct span){codes.data + i, step});
        char c = font == NULL || font->shown == NULL ? plain(code) : font->shown[code];

        text_byte(page->out, c == '\0' ? ' ' : c);
    }
}

static void
set_font(struct page *page, struct span name)
{
    page->font = NULL;
    for (size_t i = 0; i < page->font_count; i++)
        if (span_is(name, page->fonts[i].name))
            page->font = &page->fonts[i];
}

static bool
moves(struct span operator)
{
    return span_is(operator, "Td") || span_is(operator, "TD") || span_is(operator, "T*") ||
           span_is(operator, "Tm") || span_is(operator, "'") || span_is(operator, "\"") || span_is(operator, "ET");
}

/* A string is shown by whatever operator follows: no other one takes text. */
static void
read_content(struct page *page, struct tokens *tokens)
{
    struct span name = SPAN("");
    struct token token;

    while ((token = next_token(tokens)).kind != TOKEN_END && !page->out->overflow) {
        if (token.kind == TOKEN_STRING)
            show(page, token.text);
        else if (token.kind == TOKEN_NAME)
            name = token.text;
        else if (token.kind == TOKEN_WORD && span_is(token.text, "Tf"))
            set_font(page, name);
        else if (token.kind == TOKEN_WORD && moves(token.text))
            text_byte(page->out, ' ');
    }
    text_byte(page->out, '\n');
}

static void
read_page(struct arena *arena, qpdf_data pdf, size_t number, struct text *out)
{
    struct page page = {.arena = arena, .pdf = pdf, .out = out};
    qpdf_oh node = qpdf_get_page_n(pdf, number);
    struct tokens tokens;
    unsigned char *bytes = NULL;
    size_t len = 0;

    if (went_well(pdf, qpdf_oh_get_page_content_data(pdf, node, &bytes, &len)) && len <= PDFTEXT_CONTENT_MAX) {
        read_fonts(&page, node);
        tokens = (struct tokens){{(char *)bytes, len}, arena_alloc(arena, len + 1)};
        read_content(&page, &tokens);
    }
    free(bytes);
    qpdf_oh_release_all(pdf);
}

struct span
pdftext_read(struct arena *arena, struct span file)
{
    struct text out = text_new(arena, PDFTEXT_TEXT_MAX);
    qpdf_data pdf;

    if (file.len > PDFTEXT_BYTES_MAX || !span_starts(file, "%PDF-") || (pdf = qpdf_init()) == NULL)
        return SPAN("");
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
    if (went_well(pdf, qpdf_read_memory(pdf, "attachment", file.data, file.len, NULL))) {
        int pages = qpdf_get_num_pages(pdf);

        for (int i = 0; i < pages && i < PDFTEXT_PAGES_MAX && !out.overflow; i++) {
            struct arena *scratch = arena_open((size_t)64 * 1024 * 1024);

            read_page(scratch, pdf, (size_t)i, &out);
            arena_close(&scratch);
        }
    }
    qpdf_cleanup(&pdf);
    return text_get(&out);
}
