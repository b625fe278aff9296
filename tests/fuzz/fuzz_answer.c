// SPDX-License-Identifier: Apache-2.0
/* Any text: quoting, verb, tags, language; what acts has a verb, what does not has a reason. */
#include <stdlib.h>

#include "reader/answer.h"
#include "reader/language.h"
#include "reader/quote.h"
#include "reader/subject.h"
#include "reader/tag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)256 << 20);
    struct span body = {(const char *)data, size};
    struct quote quote = quote_read(arena, body);
    struct answer_context context = {.author = SPAN("Anne Durand anne.durand"), .signature = quote.signature};
    struct answer answer = answer_read(arena, quote.text, &context);
    struct tags tags = {.count = 0};

    if ((answer.verb == NULL) == (answer.reason == NULL))
        abort();
    if (quote.text.len > size + quote.count || quote.before_quote.len > quote.text.len)
        abort();
    tag_in_text(arena, &tags, body);
    tag_in_address(arena, &tags, body, SPAN("desk@library.example"), '+');
    tag_in_id(arena, &tags, body);
    if (tag_number(body).len > size || subject_read(arena, body).words.len > size ||
        language_guess(arena, body).len != 2)
        abort();
    arena_close(&arena);
    return 0;
}
