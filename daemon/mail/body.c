// SPDX-License-Identifier: Apache-2.0
/* What both renderings share. */
#include "mail/body.h"

#include <string.h>

#include "common/xml.h"
#include "mail/encode.h"

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

struct span
body_answer_link(struct arena *arena, const xmlNode *answer, const struct body_settings *settings)
{
    struct text out = text_new(arena, 64 * 1024);
    struct span subject = span_of(xml_attr_or(arena, answer, "subject", ""));

    text_string(&out, "mailto:");
    encode_mailto(&out, settings->reply_to);
    text_string(&out, "?subject=");
    if (subject.len == 0)
        subject = span_printf(arena, "Re: %.*s", SPAN_ARG(settings->subject));
    encode_mailto(&out, subject);
    text_string(&out, "&body=");
    encode_mailto(&out, body_answer_text(arena, answer));
    return text_get(&out);
}
