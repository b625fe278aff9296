// SPDX-License-Identifier: Apache-2.0
/* One Authentication-Results field. */
#include <stddef.h>
#include <stdint.h>

#include "reader/authres.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open((size_t)64 * 1024 * 1024);
    struct authres_field field;

    if (size <= MIME_LINE_BYTES_MAX)
        authres_parse(arena, (struct span){(const char *)data, size}, &field);
    arena_close(&arena);
    return 0;
}
