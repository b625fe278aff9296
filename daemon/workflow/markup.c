// SPDX-License-Identifier: Apache-2.0
#include "workflow/markup.h"

#include "common/utf8.h"

static const char *
escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;"; /* an attribute would lose it */
    case '\t':
        return "&#9;";
    }
    return NULL;
}

static bool
is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"';
}

static void
escape_wide(struct text *out, struct span *rest)
{
    uint32_t code = utf8_next(rest);

    utf8_add(out, code == 0xFFFE || code == 0xFFFF ? UTF8_REPLACEMENT : code);
}

void
markup_escape(struct text *out, struct span value)
{
    while (value.len > 0) {
        size_t run = 0;

        while (run < value.len && is_plain((unsigned char)value.data[run]))
            run++;
        if (run > 0) {
            text_add(out, value.data, run);
            value = span_from(value, run);
            continue;
        }
        if ((unsigned char)value.data[0] >= 0x80) {
            escape_wide(out, &value);
            continue;
        }
        if (escape_of(value.data[0]) != NULL)
            text_string(out, escape_of(value.data[0]));
        else if (value.data[0] != '\r')
            utf8_add(out, UTF8_REPLACEMENT);
        value = span_from(value, 1);
    }
}

void
markup_attribute(struct text *out, const char *name, struct span value)
{
    text_byte(out, ' ');
    text_string(out, name);
    text_string(out, "=\"");
    markup_escape(out, value);
    text_byte(out, '"');
}

void
markup_element(struct text *out, const char *name, struct span value)
{
    text_byte(out, '<');
    text_string(out, name);
    text_byte(out, '>');
    markup_escape(out, value);
    text_string(out, "</");
    text_string(out, name);
    text_byte(out, '>');
}
