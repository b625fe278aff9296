// SPDX-License-Identifier: Apache-2.0
/* The files that any PDF carries. */
#include <stddef.h>
#include <stdint.h>

#include "signature/enclosed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open(512 << 20);
    struct span pdf = {(const char *)data, size};
    struct revisions revisions;
    struct enclosed *files;
    struct error err;
    size_t count = 0;

    if (revisions_open(arena, pdf, &revisions, &err) && !enclosed_list(arena, &revisions, &files, &count, &err))
        count = 0;
    arena_close(&arena);
    return count > ENCLOSED_MAX;
}
