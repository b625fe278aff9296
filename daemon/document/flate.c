// SPDX-License-Identifier: Apache-2.0
#include "document/flate.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdlib.h>

struct flate {
    struct libdeflate_compressor *compressor;
};

struct flate *
flate_open(enum flate_effort effort)
{
    struct flate *flate = calloc(1, sizeof *flate);

    if (flate == NULL || (flate->compressor = libdeflate_alloc_compressor((int)effort)) == NULL)
        abort();
    return flate;
}

void
flate_close(struct flate **flate)
{
    if (*flate == NULL)
        return;
    libdeflate_free_compressor((*flate)->compressor);
    free(*flate);
    *flate = NULL;
}

struct span
flate_pack(struct arena *arena, struct flate *flate, struct span bytes)
{
    size_t room = libdeflate_zlib_compress_bound(flate->compressor, bytes.len);
    char *packed = arena_raw(arena, room);
    size_t len = libdeflate_zlib_compress(flate->compressor, bytes.data, bytes.len, packed, room);

    assert(len > 0);
    return (struct span){packed, len};
}
