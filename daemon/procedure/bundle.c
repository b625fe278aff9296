// SPDX-License-Identifier: Apache-2.0
#include "procedure/bundle.h"

#include <stdlib.h>
#include <string.h>

static int
by_name(const void *a, const void *b)
{
    const struct bundle_file *one = a, *other = b;
    size_t least = one->name.len < other->name.len ? one->name.len : other->name.len;
    int order = memcmp(one->name.data, other->name.data, least);

    return order != 0 ? order : (one->name.len > other->name.len) - (one->name.len < other->name.len);
}

static void
hash_span(struct digest_stream *stream, struct span s)
{
    unsigned char length[8];

    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)((uint64_t)s.len >> (8 * i));
    digest_more(stream, (struct span){(const char *)length, sizeof length});
    digest_more(stream, s);
}

bool
bundle_make(struct bundle *bundle, struct span procedure, struct bundle_file *files, size_t count,
            struct error *err)
{
    struct digest_stream *stream;
    size_t bytes = 0;

    if (count > BUNDLE_FILES_MAX)
        return error_set(err, ERROR_TOO_BIG, "more than %d files in one procedure", BUNDLE_FILES_MAX);
    for (size_t i = 0; i < count; i++)
        bytes += files[i].data.len;
    if (bytes > BUNDLE_BYTES_MAX)
        return error_set(err, ERROR_TOO_BIG, "more than %d bytes in one procedure", BUNDLE_BYTES_MAX);
    if (count > 1)
        qsort(files, count, sizeof *files, by_name);
    stream = digest_begin();
    hash_span(stream, procedure);
    for (size_t i = 0; i < count; i++) {
        hash_span(stream, files[i].name);
        hash_span(stream, files[i].data);
    }
    *bundle = (struct bundle){procedure, files, count, digest_end(&stream)};
    return true;
}

const struct bundle_file *
bundle_find(const struct bundle *bundle, const char *name)
{
    for (size_t i = 0; i < bundle->count; i++)
        if (span_is(bundle->files[i].name, name))
            return &bundle->files[i];
    return NULL;
}

void
bundle_put(struct text *out, const struct bundle *bundle)
{
    wire_put_bytes(out, bundle->procedure);
    wire_put_u32(out, (uint32_t)bundle->count);
    for (size_t i = 0; i < bundle->count; i++) {
        wire_put_bytes(out, bundle->files[i].name);
        wire_put_bytes(out, bundle->files[i].data);
    }
}

bool
bundle_get(struct arena *arena, struct wire *wire, struct bundle *bundle, struct error *err)
{
    struct span procedure = wire_get_bytes(wire);
    uint32_t count = wire_get_count(wire, 8);
    struct bundle_file *files = arena_array(arena, count, sizeof *files);

    for (uint32_t i = 0; i < count; i++) {
        files[i].name = wire_get_bytes(wire);
        files[i].data = wire_get_bytes(wire);
    }
    if (wire->bad)
        return error_set(err, ERROR_BAD_INPUT, "a malformed bundle");
    return bundle_make(bundle, procedure, files, count, err);
}
