// SPDX-License-Identifier: Apache-2.0
/* Any value in any place of a message: 7 bit, CR LF, one header stays one, and the text comes back. */
#include <stdlib.h>

#include "common/digest.h"
#include "mail/encode.h"

enum { TEXT_MAX = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Lines beyond the first begin with a space when they are of one header. */
static void
check(struct span out, size_t limit, bool header)
{
    size_t column = 0;

    for (size_t i = 0; i < out.len; i++) {
        unsigned char c = (unsigned char)out.data[i];
        bool last = i + 2 >= out.len;

        if (c >= 0x7F || (c < ' ' && c != '\r' && c != '\n' && c != '\t'))
            abort();
        if (c == '\r' && (i + 1 == out.len || out.data[i + 1] != '\n'))
            abort();
        if (c == '\n' && (i == 0 || out.data[i - 1] != '\r'))
            abort();
        if (header && c == '\n' && !last && out.data[i + 1] != ' ')
            abort();
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        if (column > limit)
            abort();
    }
}

static void
check_header(struct text *out, size_t limit)
{
    check(text_get(out), limit, true);
    if (!span_ends(text_get(out), "\r\n"))
        abort();
    text_cut(out, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)256 << 20);
    struct span value = {(const char *)data, size}, back;
    struct text out = text_new(arena, TEXT_MAX);

    encode_unstructured(&out, "Subject", value);
    check_header(&out, ENCODE_LINE);
    encode_address(&out, "To", value, SPAN("a@b.example"));
    check_header(&out, 78);
    if (encode_is_address(value)) {
        encode_address(&out, "To", SPAN(""), value);
        check_header(&out, 300);
    }
    if (encode_is_id(value)) {
        encode_token(&out, "In-Reply-To", value);
        check_header(&out, 998);
    }
    encode_parameter(&out, "filename", value);
    check(text_get(&out), 78, true);
    text_cut(&out, 0);
    encode_quoted_printable(&out, value);
    check(text_get(&out), ENCODE_LINE, false);
    text_cut(&out, 0);
    encode_base64(&out, value);
    check(text_get(&out), ENCODE_LINE, false);
    if (!base64_decode(arena, text_get(&out), &back) || !span_equal(back, value))
        abort();
    text_cut(&out, 0);
    encode_mailto(&out, value);
    check(text_get(&out), 6 * size, false);
    text_cut(&out, 0);
    encode_html(&out, value);
    for (size_t i = 0; i < out.len; i++)
        if (out.data[i] == '<' || out.data[i] == '>' || out.data[i] == '"')
            abort();
    arena_close(&arena);
    return 0;
}
