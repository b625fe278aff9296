// SPDX-License-Identifier: Apache-2.0
/* What both renderings share. */
#include "mail/body.h"

#include <string.h>

#include "common/xml.h"
#include "mail/encode.h"

enum { LINK_MAX = 64 * 1024 };

struct span
body_inline(struct arena *arena, const xmlNode *node)
{
    struct span raw = xml_text(arena, node);
    struct text out = text_new(arena, raw.len + 1);

    for (size_t i = 0; i < raw.len; i++) {
        bool space = raw.data[i] == ' ' || raw.data[i] == '\n' || raw.data[i] == '\t' || raw.data[i] == '\r';

        if (!space)
            text_byte(&out, raw.data[i]);
        else if (out.len > 0 && out.data[out.len - 1] != ' ')
            text_byte(&out, ' ');
    }
    return span_trim(text_get(&out));
}

struct span
body_answer_text(struct arena *arena, const xmlNode *answer)
{
    const char *verb = xml_attr_or(arena, answer, "verb", "");
    struct span lines = span_trim(xml_text(arena, xml_first(answer, "lines")));

    if (lines.len > 0)
        return *verb == '\0' ? lines : span_printf(arena, "%s\n%.*s", verb, SPAN_ARG(lines));
    return span_of(verb);
}

bool
body_is_safe_link(struct span href)
{
    return span_starts(href, "https://") || span_starts(href, "mailto:");
}

/* The first line always, the others while they fit; a line end behind it, where signatures begin. */
static void
add_body(struct text *out, struct span text)
{
    struct span line;
    bool first = true;

    while (span_line(&text, &line)) {
        size_t before = out->len;

        encode_mailto(out, line);
        encode_mailto(out, SPAN("\n"));
        if (out->len > BODY_MAILTO_MAX && !first) {
            text_cut(out, before);
            return;
        }
        first = false;
    }
}

struct span
body_answers_to(struct arena *arena, const xmlNode *answers, const struct body_settings *settings)
{
    const char *key = xml_attr(arena, answers, "item");

    if (key == NULL)
        return settings->reply_to;
    for (size_t i = 0; i < settings->item_count; i++)
        if (span_is(settings->items[i].key, key))
            return settings->items[i].address;
    return SPAN("");
}

struct span
body_answer_link(struct arena *arena, const xmlNode *answer, const struct body_settings *settings)
{
    struct text out = text_new(arena, LINK_MAX);
    struct span subject = span_of(xml_attr_or(arena, answer, "subject", ""));

    if (subject.len == 0)
        subject = span_printf(arena, "Re: %.*s", SPAN_ARG(settings->subject));
    text_string(&out, "mailto:");
    encode_mailto(&out, body_answers_to(arena, answer->parent, settings));
    text_string(&out, "?subject=");
    encode_mailto(&out, subject);
    text_string(&out, "&body=");
    add_body(&out, body_answer_text(arena, answer));
    return text_get(&out);
}

const struct body_gauge body_gauges[GAUGE_STATES] = {
    {"green", "#145a28", "#e3f4e7", "\u25cf", "complet", "complete"},
    {"orange", "#7a4700", "#fdf0d9", "\u25d0", "à compléter", "to be completed"},
    {"red", "#8c1d18", "#fbe7e5", "\u25cb", "à remplir", "to be filled in"},
};

const struct body_gauge *
body_gauge(const char *state)
{
    for (size_t i = 0; i < GAUGE_STATES; i++)
        if (strcmp(body_gauges[i].state, state) == 0)
            return &body_gauges[i];
    return &body_gauges[GAUGE_STATES - 1];
}

const char *
body_gauge_words(const struct body_gauge *gauge, bool english)
{
    return english ? gauge->en : gauge->fr;
}
