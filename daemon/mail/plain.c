// SPDX-License-Identifier: Apache-2.0
/* The text/plain rendering: wrapped at BODY_WIDTH columns, states in words and symbols. */
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "mail/body.h"

enum { PLAIN_MAX = 1024 * 1024 };

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
            text_printf(&plain->out, "\n%s", rest);
            column = utf8_count(span_of(rest));
            begins = true;
        }
        text_printf(&plain->out, "%s%.*s", begins ? "" : " ", SPAN_ARG(word));
        column += width + !begins;
        begins = false;
    }
    text_byte(&plain->out, '\n');
}

static void
add_paragraph(struct plain *plain, const xmlNode *node)
{
    wrap(plain, body_inline(plain->arena, node), "", "");
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
        wrap(plain, body_inline(plain->arena, item), "- ", "  ");
    end_paragraph(plain);
}

static void
add_facts(struct plain *plain, const xmlNode *node)
{
    for (xmlNode *fact = xml_first(node, "fact"); fact != NULL; fact = xml_next(fact, "fact"))
        wrap(plain,
             span_printf(plain->arena, "%s%s %.*s", xml_attr_or(plain->arena, fact, "label", ""),
                         plain->english ? ":" : "\u00a0:", SPAN_ARG(body_inline(plain->arena, fact))),
             "", "  ");
    end_paragraph(plain);
}

/* Each row as "head: cell" lines: it reads on every screen. */
static void
add_table(struct plain *plain, const xmlNode *node)
{
    xmlNode *heads = xml_first(node, "row");

    if (heads != NULL && xml_attr(plain->arena, heads, "head") == NULL)
        heads = NULL;
    for (xmlNode *row = xml_first(node, "row"); row != NULL; row = xml_next(row, "row")) {
        xmlNode *head = xml_first(heads, "cell");
        struct text line = text_new(plain->arena, 16 * 1024);

        if (row == heads)
            continue;
        for (xmlNode *cell = xml_first(row, "cell"); cell != NULL; cell = xml_next(cell, "cell")) {
            struct span text = body_inline(plain->arena, cell);

            if (text.len > 0 && line.len > 0)
                text_string(&line, " | ");
            if (text.len > 0 && head != NULL)
                text_printf(&line, "%.*s%s ", SPAN_ARG(body_inline(plain->arena, head)),
                            plain->english ? ":" : "\u00a0:");
            text_span(&line, text);
            head = head == NULL ? NULL : xml_next(head, "cell");
        }
        wrap(plain, text_get(&line), "- ", "  ");
    }
    end_paragraph(plain);
}

static const char *
gauge_words(const struct plain *plain, const char *state)
{
    if (strcmp(state, "green") == 0)
        return plain->english ? "\u25cf complete" : "\u25cf complet";
    if (strcmp(state, "orange") == 0)
        return plain->english ? "\u25d0 to be completed" : "\u25d0 à compléter";
    return plain->english ? "\u25cb to be filled in" : "\u25cb à remplir";
}

static void
add_gauges(struct plain *plain, const xmlNode *node)
{
    for (xmlNode *gauge = xml_first(node, "gauge"); gauge != NULL; gauge = xml_next(gauge, "gauge")) {
        struct span note = body_inline(plain->arena, gauge);

        wrap(plain,
             span_printf(plain->arena, "%s %s %s%s%.*s",
                         gauge_words(plain, xml_attr_or(plain->arena, gauge, "state", "")), "\u2014",
                         xml_attr_or(plain->arena, gauge, "label", ""), note.len > 0 ? ", " : "",
                         SPAN_ARG(note)),
             "", "  ");
    }
    end_paragraph(plain);
}

static void
add_answers(struct plain *plain, const xmlNode *node)
{
    for (xmlNode *answer = xml_first(node, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
        struct span text = body_answer_text(plain->arena, answer), first;
        struct span hint = body_inline(plain->arena, xml_first(answer, "hint"));

        span_line(&text, &first);
        wrap(plain,
             span_printf(plain->arena,
                         plain->english ? "%s: reply beginning with   %.*s"
                                        : "%s\u00a0: répondez en commençant par   %.*s",
                         xml_attr_or(plain->arena, answer, "label", ""), SPAN_ARG(first)),
             "> ", "  ");
        if (hint.len > 0)
            wrap(plain, hint, "  ", "  ");
    }
    end_paragraph(plain);
}

/* Lines that are to be copied stay as they are. */
static void
add_lines(struct plain *plain, const xmlNode *node)
{
    struct span lines = span_trim(xml_text(plain->arena, node));

    text_span(&plain->out, lines);
    text_byte(&plain->out, '\n');
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
                          .english = strcmp(settings->lang, "en") == 0};

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
