// SPDX-License-Identifier: Apache-2.0
/* The head of a message that comes without its envelope: read in the daemon itself, not in a worker. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/envelope.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_within(struct span whole, struct span part)
{
    return part.len == 0 || (part.data >= whole.data && part.data + part.len <= whole.data + whole.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)64 * 1024 * 1024);
    struct span bytes = {(const char *)data, size};

    assert(envelope_sender(arena, bytes).len <= size);
    assert(is_within(bytes, envelope_recipient(bytes)));
    arena_close(&arena);
    return 0;
}
