// SPDX-License-Identifier: Apache-2.0
#include "document/flate.h"

#include <assert.h>
#include <zlib.h>

enum { WINDOW = 15, MEMORY = 8 }; /* zlib's usual */

struct span
flate(struct arena *arena, struct span bytes, enum flate_effort effort)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)bytes.data, .avail_in = (uInt)bytes.len};
    int status = deflateInit2(&stream, (int)effort, Z_DEFLATED, WINDOW, MEMORY,
                              effort == FLATE_PACKED ? Z_RLE : Z_DEFAULT_STRATEGY);
    uLong room;

    assert(status == Z_OK && bytes.len <= UINT32_MAX / 2); /* only want of memory is left */
    room = deflateBound(&stream, (uLong)bytes.len);
    stream.next_out = arena_raw(arena, room);
    stream.avail_out = (uInt)room;
    status = deflate(&stream, Z_FINISH);
    assert(status == Z_STREAM_END);
    deflateEnd(&stream);
    return (struct span){(const char *)stream.next_out - stream.total_out, stream.total_out};
}
