// SPDX-License-Identifier: Apache-2.0
#include "document/flate.h"

#include <assert.h>
#include <zlib.h>

struct span
flate(struct arena *arena, struct span bytes, enum flate_effort effort)
{
    uLongf len = compressBound((uLong)bytes.len);
    char *out = arena_alloc(arena, len);
    int status = compress2((Bytef *)out, &len, (const Bytef *)(bytes.len == 0 ? "" : bytes.data),
                           (uLong)bytes.len, (int)effort);

    assert(status == Z_OK); /* the room is compressBound's; only want of memory is left */
    return (struct span){out, len};
}
