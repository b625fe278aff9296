// SPDX-License-Identifier: Apache-2.0
/* The text/html rendering: one column, inline styles, nothing remote, readable at 380 pixels. */
#include <string.h>

#include "common/xml.h"
#include "mail/body.h"
#include "mail/encode.h"

enum { HTML_MAX = 4 * 1024 * 1024 };

#define NOTE_STYLE "margin:0 0 12px;font-size:13px;line-height:1.4;color:#56606b"

enum { COLUMNS_MAX = 12 };

struct html {
    struct arena *arena;
    struct text out;
    const struct body_settings *settings;
    bool english;
};

static void
escaped(struct html *html, struct span text)
{
    encode_html(&html->out, text);
}

static void
put(struct html *html, const char *markup)
{
    text_string(&html->out, markup);
}

/* Text with <b>, <i>, <a>, <br>. */
static void
add_inline(struct html *html, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        const char *href;

        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            escaped(html, span_of((const char *)node->content));
        } else if (xml_is(node, "b") || xml_is(node, "i")) {
            text_printf(&html->out, "<%s>", xml_name(node));
            add_inline(html, node);
            text_printf(&html->out, "</%s>", xml_name(node));
        } else if (xml_is(node, "br")) {
            put(html, "<br>");
        } else if (xml_is(node, "a") && (href = xml_attr(html->arena, node, "href")) != NULL &&
                   body_is_safe_link(span_of(href))) {
            put(html, "<a style=\"color:#0b4f9c\" href=\"");
            escaped(html, span_of(href));
            put(html, "\">");
            add_inline(html, node);
            put(html, "</a>");
        } else if (node->type == XML_ELEMENT_NODE) {
            add_inline(html, node);
        }
    }
}

static void
add_paragraph(struct html *html, const xmlNode *node)
{
    put(html, "<p style=\"margin:0 0 14px;word-break:break-word\">");
    add_inline(html, node);
    put(html, "</p>\n");
}

static void
add_note(struct html *html, const xmlNode *node)
{
    put(html, "<p style=\"margin:14px 0;font-size:13px;line-height:1.4;color:#56606b;word-break:break-word\">");
    add_inline(html, node);
    put(html, "</p>\n");
}

static void
add_heading(struct html *html, const xmlNode *node)
{
    put(html, "<h2 style=\"margin:22px 0 8px;font-size:17px;line-height:1.3;color:#16324f\">");
    add_inline(html, node);
    put(html, "</h2>\n");
}

static void
add_list(struct html *html, const xmlNode *node)
{
    put(html, "<ul style=\"margin:0 0 14px;padding-left:22px\">\n");
    for (xmlNode *item = xml_first(node, "item"); item != NULL; item = xml_next(item, "item")) {
        put(html, "<li style=\"margin:0 0 6px\">");
        add_inline(html, item);
        put(html, "</li>\n");
    }
    put(html, "</ul>\n");
}

static void
add_facts(struct html *html, const xmlNode *node)
{
    put(html,
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;margin:0 0 14px;"
        "border-collapse:collapse\">\n");
    for (xmlNode *fact = xml_first(node, "fact"); fact != NULL; fact = xml_next(fact, "fact")) {
        put(html, "<tr><td style=\"padding:5px 12px 5px 0;width:34%;vertical-align:top;color:#56606b;"
                  "border-bottom:1px solid #e4e8ec\">");
        escaped(html, span_of(xml_attr_or(html->arena, fact, "label", "")));
        put(html, "</td><td style=\"padding:5px 0;vertical-align:top;border-bottom:1px solid #e4e8ec;"
                  "word-break:break-word\">");
        add_inline(html, fact);
        put(html, "</td></tr>\n");
    }
    put(html, "</table>\n");
}

/* "3* 2*": how the columns share the width, in hundredths; 0: as their texts ask for. */
static size_t
read_shares(const struct html *html, const xmlNode *node, unsigned shares[COLUMNS_MAX])
{
    struct span rest = span_of(xml_attr_or(html->arena, node, "columns", "")), word;
    uint64_t parts[COLUMNS_MAX], all = 0;
    size_t count = 0;

    while (count < COLUMNS_MAX && span_split(&rest, ' ', &word)) {
        if (!span_ends(word, "*") || !span_to_uint(span_first(word, word.len - 1), &parts[count]) ||
            parts[count] == 0 || parts[count] > 100)
            return 0;
        all += parts[count++];
    }
    for (size_t i = 0; i < count; i++)
        shares[i] = (unsigned)(parts[i] * 100 / all);
    return count;
}

static void
open_cell(struct html *html, bool head, unsigned share)
{
    put(html, head ? "<th" : "<td");
    if (share > 0)
        text_printf(&html->out, " width=\"%u%%\"", share);
    put(html, head ? " style=\"padding:6px 8px;text-align:left;background:#eef2f6;border-bottom:1px solid #c9d2da\">"
                   : " style=\"padding:6px 8px;vertical-align:top;border-bottom:1px solid #e4e8ec;"
                     "word-break:break-word\">");
}

static void
add_table(struct html *html, const xmlNode *node)
{
    unsigned shares[COLUMNS_MAX];
    size_t shared = read_shares(html, node, shares);

    put(html, "<table cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;margin:0 0 "
              "14px;border-collapse:collapse;font-size:14px");
    put(html, shared > 0 ? ";table-layout:fixed\">\n" : "\">\n");
    for (xmlNode *row = xml_first(node, "row"); row != NULL; row = xml_next(row, "row")) {
        bool head = strcmp(xml_attr_or(html->arena, row, "head", "no"), "yes") == 0;

        size_t column = 0;

        put(html, "<tr>");
        for (xmlNode *cell = xml_first(row, "cell"); cell != NULL; cell = xml_next(cell, "cell")) {
            open_cell(html, head, column < shared ? shares[column] : 0);
            column++;
            add_inline(html, cell);
            put(html, head ? "</th>" : "</td>");
        }
        put(html, "</tr>\n");
    }
    put(html, "</table>\n");
}

static void
add_gauges(struct html *html, const xmlNode *node)
{
    put(html,
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;margin:0 0 16px;"
        "border-collapse:collapse\">\n");
    for (xmlNode *gauge = xml_first(node, "gauge"); gauge != NULL; gauge = xml_next(gauge, "gauge")) {
        const struct body_gauge *look = body_gauge(xml_attr_or(html->arena, gauge, "state", ""));

        put(html, "<tr><td style=\"padding:5px 8px 5px 0;border-bottom:1px solid #e4e8ec\">");
        escaped(html, span_of(xml_attr_or(html->arena, gauge, "label", "")));
        if (xml_text(html->arena, gauge).len > 0) {
            put(html, "<br><span style=\"font-size:13px;color:#56606b\">");
            add_inline(html, gauge);
            put(html, "</span>");
        }
        text_printf(
            &html->out,
            "</td><td style=\"padding:5px 0;border-bottom:1px solid #e4e8ec;text-align:right;"
            "white-space:nowrap\"><span style=\"display:inline-block;padding:1px 9px;border-radius:11px;"
            "font-size:14px;font-weight:bold;background:%s;color:%s\">%s&nbsp;%s</span></td></tr>\n",
            look->ground, look->colour, look->symbol, body_gauge_words(look, html->english));
    }
    put(html, "</table>\n");
}

static const char *
button_style(const char *style)
{
    if (strcmp(style, "primary") == 0)
        return "background:#0b4f9c;border:2px solid #0b4f9c;color:#ffffff";
    if (strcmp(style, "danger") == 0)
        return "background:#ffffff;border:2px solid #b3261e;color:#b3261e";
    return "background:#ffffff;border:2px solid #0b4f9c;color:#0b4f9c";
}

/* For who has no program behind mailto: links. */
static void
add_spoken(struct html *html, const xmlNode *node)
{
    bool first = true;

    for (xmlNode *answer = xml_first(node, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
        const char *verb = xml_attr_or(html->arena, answer, "verb", "");

        if (*verb == '\0')
            continue;
        if (first)
            put(html, html->english ? "<p style=\"" NOTE_STYLE "\">Or reply to this message, writing first: "
                                    : "<p style=\"" NOTE_STYLE
                                      "\">Ou répondez à ce message en écrivant d’abord\u00a0: ");
        put(html, first ? "<b>" : " \u00b7 <b>");
        escaped(html, span_of(verb));
        put(html, "</b>");
        first = false;
    }
    if (!first)
        put(html, "</p>\n");
}

/* Of one among many: small buttons in a row. */
static void
add_item_answers(struct html *html, const xmlNode *node)
{
    if (body_answers_to(html->arena, node, html->settings).len == 0)
        return;
    put(html, "<p style=\"margin:0 0 18px\">");
    for (xmlNode *answer = xml_first(node, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
        put(html, "<a href=\"");
        escaped(html, body_answer_link(html->arena, answer, html->settings));
        text_printf(&html->out,
                    "\" style=\"display:inline-block;margin:0 6px 6px 0;padding:8px 12px;border-radius:6px;"
                    "font-size:14px;font-weight:bold;text-decoration:none;%s\">",
                    button_style(xml_attr_or(html->arena, answer, "style", "plain")));
        escaped(html, span_of(xml_attr_or(html->arena, answer, "label", "")));
        put(html, "</a>\n");
    }
    put(html, "</p>\n");
}

static void
add_answers(struct html *html, const xmlNode *node)
{
    if (xml_attr(html->arena, node, "item") != NULL) {
        add_item_answers(html, node);
        return;
    }
    put(html, "<div style=\"margin:4px 0 16px\">\n");
    for (xmlNode *answer = xml_first(node, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
        xmlNode *hint = xml_first(answer, "hint");

        put(html, "<a href=\"");
        escaped(html, body_answer_link(html->arena, answer, html->settings));
        text_printf(
            &html->out,
            "\" style=\"display:block;margin:0 0 8px;padding:12px 16px;border-radius:6px;text-align:center;"
            "font-weight:bold;text-decoration:none;%s\">",
            button_style(xml_attr_or(html->arena, answer, "style", "plain")));
        escaped(html, span_of(xml_attr_or(html->arena, answer, "label", "")));
        put(html, "</a>\n");
        if (hint != NULL) {
            put(html, "<p style=\"margin:-2px 0 12px;font-size:13px;line-height:1.4;color:#56606b\">");
            add_inline(html, hint);
            put(html, "</p>\n");
        }
    }
    add_spoken(html, node);
    put(html, "</div>\n");
}

static void
add_quote(struct html *html, const xmlNode *node)
{
    struct span rest = span_trim(xml_text(html->arena, node)), line;
    bool first = true;

    put(html, "<blockquote style=\"margin:0 0 14px;padding:8px 14px;border-left:4px solid "
              "#c9d2da;background:#f6f8fa\">");
    while (span_line(&rest, &line)) {
        put(html, first ? "" : "<br>");
        escaped(html, line);
        first = false;
    }
    put(html, "</blockquote>\n");
}

static void
add_lines(struct html *html, const xmlNode *node)
{
    put(html, "<pre style=\"margin:0 0 14px;padding:10px 12px;background:#f6f8fa;border:1px solid #e4e8ec;"
              "font-size:13px;line-height:1.5;white-space:pre-wrap;word-break:break-word\">");
    escaped(html, span_trim(xml_text(html->arena, node)));
    put(html, "</pre>\n");
}

static void
add_rule(struct html *html, const xmlNode *node)
{
    (void)node;
    put(html, "<hr style=\"margin:18px 0;border:0;border-top:1px solid #d5dbe1\">\n");
}

struct element {
    const char *name;
    void (*add)(struct html *html, const xmlNode *node);
};

static const struct element elements[] = {
    {"p", add_paragraph}, {"note", add_note},   {"h", add_heading},        {"list", add_list},
    {"facts", add_facts}, {"table", add_table}, {"gauges", add_gauges},    {"answers", add_answers},
    {"quote", add_quote}, {"rule", add_rule},   {"form-lines", add_lines},
};

static void
add_head(struct html *html, const xmlNode *root)
{
    struct span preheader = body_inline(html->arena, xml_first(root, "preheader"));

    text_printf(&html->out,
                "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                "<meta name=\"color-scheme\" content=\"light\">"
                "<meta name=\"supported-color-schemes\" content=\"light\"><title>",
                html->settings->lang);
    escaped(html, html->settings->subject);
    put(html, "</title></head>\n<body style=\"margin:0;padding:0;background:#eef1f4\">\n");
    if (preheader.len > 0) {
        put(html, "<div style=\"display:none;max-height:0;overflow:hidden\">");
        escaped(html, preheader);
        put(html, "</div>\n");
    }
    put(html, "<div style=\"max-width:600px;margin:0 auto;padding:22px 20px;background:#ffffff;"
              "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1c2733\">\n");
}

struct span
body_html(struct arena *arena, const xmlNode *root, const struct body_settings *settings)
{
    struct html html = {.arena = arena,
                        .out = text_new(arena, HTML_MAX),
                        .settings = settings,
                        .english = strcmp(settings->lang, "fr") != 0};

    add_head(&html, root);
    for (xmlNode *node = xml_first(root, NULL); node != NULL; node = xml_next(node, NULL))
        for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
            if (xml_is(node, elements[i].name))
                elements[i].add(&html, node);
    if (settings->tag.len > 0)
        text_printf(&html.out,
                    "<p style=\"margin:20px 0 0;font-size:12px;color:#6b7580\">%s %.*s · %.*s</p>\n",
                    html.english ? "Reference:" : "Référence\u00a0:", SPAN_ARG(settings->number),
                    SPAN_ARG(settings->tag));
    put(&html, "</div>\n</body></html>\n");
    return text_get(&html.out);
}
