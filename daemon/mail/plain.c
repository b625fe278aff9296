// SPDX-License-Identifier: Apache-2.0
/* The text/plain rendering: wrapped at BODY_WIDTH columns, states in words and symbols. */
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "mail/body.h"

enum { PLAIN_MAX = 1024 * 1024, TABLE_COLUMNS = 12, TABLE_GAP = 2 };

struct plain {
    struct arena *arena;
    struct text out;
    const struct body_settings *settings;
    bool english;
};

static void
end_paragraph(struct plain *plain)
{
    if (plain->out.len > 0 && !span_ends(text_get(&plain->out), "\n\n"))
        text_string(&plain->out, span_ends(text_get(&plain->out), "\n") ? "\n" : "\n\n");
}

/* Wraps at spaces; no-break spaces stay whole. */
static void
wrap(struct plain *plain, struct span text, const char *first, const char *rest)
{
    size_t column = utf8_count(span_of(first));
    struct span word;
    bool begins = true;

    text_string(&plain->out, first);
    while (span_split(&text, ' ', &word)) {
        size_t width = utf8_count(word);

        if (width == 0)
            continue;
        if (!begins && column + 1 + width > BODY_WIDTH) {
            text_byte(&plain->out, '\n');
            text_string(&plain->out, rest);
            column = utf8_count(span_of(rest));
            begins = true;
        }
        if (!begins)
            text_byte(&plain->out, ' ');
        text_span(&plain->out, word);
        column += width + !begins;
        begins = false;
    }
    text_byte(&plain->out, '\n');
}

/* Several lines, each wrapped alone. */
static void
wrap_lines(struct plain *plain, struct span text, const char *first, const char *rest)
{
    struct span line;

    while (span_line(&text, &line)) {
        wrap(plain, line, first, rest);
        first = rest;
    }
}

static void
add_folded(struct text *out, struct span raw)
{
    for (size_t i = 0; i < raw.len; i++) {
        bool space = raw.data[i] == ' ' || raw.data[i] == '\n' || raw.data[i] == '\t' || raw.data[i] == '\r';
        bool begins = out->len == 0 || out->data[out->len - 1] == ' ' || out->data[out->len - 1] == '\n';

        if (!space)
            text_byte(out, raw.data[i]);
        else if (!begins)
            text_byte(out, ' ');
    }
}

/* A link shows where it leads, unless its text says so. */
static void
add_inline(struct plain *plain, struct text *out, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        struct span href = span_of(xml_attr_or(plain->arena, node, "href", ""));
        size_t start = out->len;

        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            add_folded(out, span_of((const char *)node->content));
        else if (xml_is(node, "br"))
            text_byte(out, '\n');
        else if (node->type == XML_ELEMENT_NODE)
            add_inline(plain, out, node);
        if (!xml_is(node, "a") || !body_is_safe_link(href))
            continue;
        if (span_starts(href, "mailto:"))
            href = span_first(span_from(href, 7), span_find_byte(span_from(href, 7), '?'));
        if (!span_equal(span_from(text_get(out), start), href))
            text_printf(out, " <%.*s>", SPAN_ARG(href));
    }
}

static struct span
inline_text(struct plain *plain, const xmlNode *node)
{
    struct text out = text_new(plain->arena, PLAIN_MAX);

    if (node != NULL)
        add_inline(plain, &out, node);
    return span_trim(text_get(&out));
}

static const char *
colon(const struct plain *plain)
{
    return plain->english ? ":" : "\u00a0:";
}

static void
add_paragraph(struct plain *plain, const xmlNode *node)
{
    wrap_lines(plain, inline_text(plain, node), "", "");
    end_paragraph(plain);
}

static void
add_heading(struct plain *plain, const xmlNode *node)
{
    struct span text = body_inline(plain->arena, node);

    end_paragraph(plain);
    wrap(plain, text, "", "");
    for (size_t i = utf8_count(text); i > 0; i--)
        text_byte(&plain->out, '-');
    text_byte(&plain->out, '\n');
}

static void
add_list(struct plain *plain, const xmlNode *node)
{
    for (xmlNode *item = xml_first(node, "item"); item != NULL; item = xml_next(item, "item"))
        wrap_lines(plain, inline_text(plain, item), "- ", "  ");
    end_paragraph(plain);
}

/* A dash, not a colon: a reply quotes these lines, and "Label: value" would read as one of a form. */
static void
add_facts(struct plain *plain, const xmlNode *node)
{
    for (xmlNode *fact = xml_first(node, "fact"); fact != NULL; fact = xml_next(fact, "fact"))
        wrap_lines(plain,
                   span_printf(plain->arena, "%s \u2014 %.*s", xml_attr_or(plain->arena, fact, "label", ""),
                               SPAN_ARG(inline_text(plain, fact))),
                   "", "  ");
    end_paragraph(plain);
}

static bool
is_head(struct plain *plain, const xmlNode *row)
{
    return row != NULL && strcmp(xml_attr_or(plain->arena, row, "head", "no"), "yes") == 0;
}

/* Columns' widths; false when the table is too wide, or has a cell of several lines. */
static bool
measure(struct plain *plain, const xmlNode *node, size_t *widths, size_t *count)
{
    size_t sum = 0;

    *count = 0;
    for (xmlNode *row = xml_first(node, "row"); row != NULL; row = xml_next(row, "row")) {
        size_t column = 0;

        for (xmlNode *cell = xml_first(row, "cell"); cell != NULL; cell = xml_next(cell, "cell")) {
            struct span text = inline_text(plain, cell);

            if (column == TABLE_COLUMNS || span_find_byte(text, '\n') != SIZE_MAX)
                return false;
            if (utf8_count(text) > widths[column])
                widths[column] = utf8_count(text);
            column++;
        }
        if (column > *count)
            *count = column;
    }
    for (size_t i = 0; i < *count; i++)
        sum += widths[i] + TABLE_GAP;
    return sum <= BODY_WIDTH + TABLE_GAP;
}

static void
pad(struct plain *plain, char with, size_t count)
{
    while (count-- > 0)
        text_byte(&plain->out, with);
}

static void
add_aligned(struct plain *plain, const xmlNode *node, const size_t *widths, size_t count)
{
    for (xmlNode *row = xml_first(node, "row"); row != NULL; row = xml_next(row, "row")) {
        size_t column = 0;

        for (xmlNode *cell = xml_first(row, "cell"); cell != NULL; cell = xml_next(cell, "cell")) {
            struct span text = inline_text(plain, cell);

            text_span(&plain->out, text);
            if (xml_next(cell, "cell") != NULL)
                pad(plain, ' ', widths[column] + TABLE_GAP - utf8_count(text));
            column++;
        }
        text_byte(&plain->out, '\n');
        for (size_t i = 0; is_head(plain, row) && i < count; i++) {
            pad(plain, '-', widths[i]);
            if (i + 1 < count)
                pad(plain, ' ', TABLE_GAP);
        }
        if (is_head(plain, row))
            text_byte(&plain->out, '\n');
    }
}

/* Each row as "head: cell" lines: it reads on every screen. */
static void
add_listed(struct plain *plain, const xmlNode *node)
{
    xmlNode *heads = xml_first(node, "row");

    if (!is_head(plain, heads))
        heads = NULL;
    for (xmlNode *row = xml_first(node, "row"); row != NULL; row = xml_next(row, "row")) {
        xmlNode *head = xml_first(heads, "cell");
        const char *mark = "- ";

        for (xmlNode *cell = xml_first(row, "cell"); cell != NULL && row != heads;
             cell = xml_next(cell, "cell")) {
            struct span text = inline_text(plain, cell), label = inline_text(plain, head);

            if (text.len > 0) {
                wrap_lines(plain,
                           label.len == 0 ? text
                                          : span_printf(plain->arena, "%.*s%s %.*s", SPAN_ARG(label),
                                                        colon(plain), SPAN_ARG(text)),
                           mark, "  ");
                mark = "  ";
            }
            head = head == NULL ? NULL : xml_next(head, "cell");
        }
    }
}

static void
add_table(struct plain *plain, const xmlNode *node)
{
    size_t widths[TABLE_COLUMNS] = {0}, count;

    if (measure(plain, node, widths, &count))
        add_aligned(plain, node, widths, count);
    else
        add_listed(plain, node);
    end_paragraph(plain);
}

/* The state first: "Label: state" would read like a line of a form. */
static void
add_gauges(struct plain *plain, const xmlNode *node)
{
    size_t width = 0;

    for (size_t i = 0; i < GAUGE_STATES; i++) {
        size_t wanted = utf8_count(span_of(body_gauge_words(&body_gauges[i], plain->english)));

        width = wanted > width ? wanted : width;
    }
    for (xmlNode *gauge = xml_first(node, "gauge"); gauge != NULL; gauge = xml_next(gauge, "gauge")) {
        const struct body_gauge *look = body_gauge(xml_attr_or(plain->arena, gauge, "state", ""));
        const char *words = body_gauge_words(look, plain->english);
        struct span note = inline_text(plain, gauge);
        struct text first = text_new(plain->arena, 1024);

        text_printf(&first, "%s %s", look->symbol, words);
        for (size_t i = utf8_count(span_of(words)); i < width + TABLE_GAP; i++)
            text_byte(&first, ' ');
        wrap(plain,
             span_printf(plain->arena, "%s%s%.*s%s", xml_attr_or(plain->arena, gauge, "label", ""),
                         note.len > 0 ? " (" : "", SPAN_ARG(note), note.len > 0 ? ")" : ""),
             text_cstr(&first), "    ");
    }
    end_paragraph(plain);
}

static bool
has_verb(struct plain *plain, const xmlNode *answer)
{
    return *xml_attr_or(plain->arena, answer, "verb", "") != '\0';
}

/* "-> VERB - what it does". An answer without verb is a form: its hint says where the lines are. */
static void
add_answer(struct plain *plain, const xmlNode *answer)
{
    const char *verb = xml_attr_or(plain->arena, answer, "verb", "");
    const char *label = xml_attr_or(plain->arena, answer, "label", "");
    struct span hint = inline_text(plain, xml_first(answer, "hint"));

    wrap(plain, span_printf(plain->arena, "%s%s%s", verb, *verb == '\0' ? "" : " \u2014 ", label), "\u2192 ",
         "  ");
    if (hint.len > 0)
        wrap_lines(plain, hint, "  ", "  ");
}

/* "→ VALIDER, MODIFIER : écrire à desk+tag@univ.example" */
static void
add_item_answers(struct plain *plain, const xmlNode *node)
{
    struct span address = body_answers_to(plain->arena, node, plain->settings);
    struct text verbs = text_new(plain->arena, 1000);

    if (address.len == 0)
        return;
    for (xmlNode *answer = xml_first(node, "answer"); answer != NULL; answer = xml_next(answer, "answer"))
        text_printf(&verbs, "%s%s", verbs.len > 0 ? ", " : "", xml_attr_or(plain->arena, answer, "verb", ""));
    text_printf(&plain->out,
                plain->english ? "\u2192 %s: write to %.*s\n" : "\u2192 %s\u00a0: écrire à %.*s\n",
                text_cstr(&verbs), SPAN_ARG(address));
    end_paragraph(plain);
}

static void
add_answers(struct plain *plain, const xmlNode *node)
{
    bool told = false;

    if (xml_attr(plain->arena, node, "item") != NULL) {
        add_item_answers(plain, node);
        return;
    }
    for (xmlNode *answer = xml_first(node, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
        if (has_verb(plain, answer) && !told) {
            if (answer != xml_first(node, "answer"))
                end_paragraph(plain);
            text_string(&plain->out, plain->english ? "Reply to this message, beginning with:\n"
                                                    : "Répondez à ce message en commençant par\u00a0:\n");
            told = true;
        }
        add_answer(plain, answer);
    }
    end_paragraph(plain);
}

/* Lines that are to be copied stay as they are. */
static void
add_lines(struct plain *plain, const xmlNode *node)
{
    struct span lines = span_trim(xml_text(plain->arena, node)), line;

    while (span_line(&lines, &line))
        text_printf(&plain->out, "%.*s\n", SPAN_ARG(line));
    end_paragraph(plain);
}

static void
add_quote(struct plain *plain, const xmlNode *node)
{
    struct span rest = span_trim(xml_text(plain->arena, node)), line;

    while (span_line(&rest, &line))
        wrap(plain, line, "| ", "| ");
    end_paragraph(plain);
}

static void
add_rule(struct plain *plain, const xmlNode *node)
{
    (void)node;
    end_paragraph(plain);
    text_string(&plain->out, "----\n\n");
}

struct element {
    const char *name;
    void (*add)(struct plain *plain, const xmlNode *node);
};

static const struct element elements[] = {
    {"p", add_paragraph}, {"note", add_paragraph}, {"h", add_heading},        {"list", add_list},
    {"facts", add_facts}, {"table", add_table},    {"gauges", add_gauges},    {"answers", add_answers},
    {"quote", add_quote}, {"rule", add_rule},      {"form-lines", add_lines},
};

struct span
body_plain(struct arena *arena, const xmlNode *root, const struct body_settings *settings)
{
    struct plain plain = {.arena = arena,
                          .out = text_new(arena, PLAIN_MAX),
                          .settings = settings,
                          .english = strcmp(settings->lang, "fr") != 0};

    for (xmlNode *node = xml_first(root, NULL); node != NULL; node = xml_next(node, NULL))
        for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
            if (xml_is(node, elements[i].name))
                elements[i].add(&plain, node);
    end_paragraph(&plain);
    if (settings->tag.len > 0)
        text_printf(&plain.out, "%s %.*s · %.*s\n",
                    plain.english ? "Reference:" : "Référence\u00a0:", SPAN_ARG(settings->number),
                    SPAN_ARG(settings->tag));
    return text_get(&plain.out);
}
