// SPDX-License-Identifier: Apache-2.0
/* What a worker does with a file that came back: any message, looked at as a scan and as our document signed, with any
 * bytes as the answer of a responder and of a list. */
#include <openssl/err.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "common/wire.h"
#include "main/returning.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
look(enum returned_kind kind, struct span bytes, struct span original)
{
    struct arena *arena = arena_open(512 << 20);
    struct text question = text_new(arena, bytes.len * 4 + 65536), out = text_new(arena, 256 << 20);
    struct message message = {.bytes = bytes, .sender = SPAN("a@b.example"), .received = 1772445600};
    struct anchors anchors = {0};
    struct error err = {0};
    struct wire wire;

    wire_put_u8(&question, (uint8_t)kind);
    wire_put_u32(&question, UINT32_MAX);
    wire_put_string(&question, "");
    wire_put_u32(&question, 1);
    wire_put_bytes(&question, original);
    wire_put_u32(&question, 2);
    for (uint8_t ocsp = 0; ocsp < 2; ocsp++) {
        wire_put_u8(&question, ocsp);
        wire_put_bytes(&question, original);
    }
    message_put(&question, &message);
    wire = wire_read(text_get(&question));
    if (!returning_work(&anchors, &wire, arena, &out, &err) && err.kind == ERROR_NONE)
        abort();
    ERR_clear_error();
    anchors_close(&anchors);
    arena_close(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = {(const char *)data, size};

    look(RETURNED_SCAN, bytes, SPAN("x"));
    look(RETURNED_SIGNED, bytes, span_first(bytes, size / 2));
    return 0;
}
