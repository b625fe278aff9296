// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a message, and as an intent on the wire: no crash, and what is put comes back the same. */
#include <stdlib.h>

#include "../unit/reader/loan.h"
#include "common/xml.h"
#include "reader/charset.h"
#include "reader/intent.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    xml_start();
    charset_start();
    return 0;
}

static void
go_round(struct arena *arena, const struct intent *intent)
{
    struct text out = text_new(arena, (size_t)64 << 20), again = text_new(arena, (size_t)64 << 20);
    struct wire wire;
    struct intent *back;

    intent_put(&out, intent, true);
    wire = wire_read(text_get(&out));
    back = intent_get(arena, &wire);
    if (back == NULL || !wire_done(&wire))
        abort();
    intent_put(&again, back, true);
    if (!span_equal(text_get(&out), text_get(&again)))
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)512 << 20);
    struct span bytes = {(const char *)data, size};
    struct message message = {.bytes = bytes, .sender = {"", 0}};
    struct intent_settings settings = {.authserv_id = SPAN("mx.library.example"),
                                       .mailbox = SPAN("desk@library.example"),
                                       .delimiter = '+',
                                       .forms = &loan_form,
                                       .form_count = 1};
    struct intent *intent = intent_read(arena, &message, &settings), *other;
    struct wire wire = wire_read(bytes);

    if ((intent->kind == INTENT_UNCLEAR || intent->kind == INTENT_DOCUMENT) != (intent->reason.len > 0) ||
        (intent->kind == INTENT_ANSWER && intent->verb.len == 0) ||
        (intent->automatic != AUTO_NO && intent->kind != INTENT_BOUNCE && intent->kind != INTENT_AUTO_REPLY))
        abort();
    go_round(arena, intent);
    other = intent_get(arena, &wire);
    if (other != NULL)
        go_round(arena, other);
    arena_close(&arena);
    return 0;
}
