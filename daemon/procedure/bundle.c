// SPDX-License-Identifier: Apache-2.0
#include "procedure/bundle.h"

#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

enum { NAME_BYTES_MAX = 200 };

static int
compare_files(const void *a, const void *b)
{
    return span_compare(((const struct bundle_file *)a)->name, ((const struct bundle_file *)b)->name);
}

/* A path below the bundle: no step up, no absolute one. */
static bool
is_name(struct span name)
{
    return name.len > 0 && name.len <= NAME_BYTES_MAX && name.data[0] != '/' && utf8_valid(name) &&
           span_find(name, "..") == SIZE_MAX && memchr(name.data, '\0', name.len) == NULL &&
           span_find_byte(name, '\\') == SIZE_MAX;
}

static void
digest_bytes(struct digest_stream *stream, struct span bytes)
{
    uint8_t head[8];
    uint64_t len = bytes.len;

    for (size_t i = 0; i < sizeof head; i++)
        head[i] = (uint8_t)(len >> (8 * i));
    digest_more(stream, (struct span){(const char *)head, sizeof head});
    digest_more(stream, bytes);
}

static struct digest
digest_of(const struct bundle *bundle)
{
    struct digest_stream *stream = digest_begin();

    digest_bytes(stream, bundle->procedure);
    for (size_t i = 0; i < bundle->count; i++) {
        digest_bytes(stream, bundle->files[i].name);
        digest_bytes(stream, bundle->files[i].data);
    }
    return digest_end(&stream);
}

bool
bundle_make(struct bundle *bundle, struct span procedure, struct bundle_file *files, size_t count,
            struct error *err)
{
    size_t bytes = 0;

    if (!is_name(procedure) || span_find_byte(procedure, '/') != SIZE_MAX)
        return error_set(err, ERROR_BAD_INPUT, "\"%.*s\" is no name of a procedure", SPAN_ARG(procedure));
    if (count > BUNDLE_FILES_MAX)
        return error_set(err, ERROR_TOO_BIG, "%zu files, at most %d are taken", count, BUNDLE_FILES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (!is_name(files[i].name))
            return error_set(err, ERROR_BAD_INPUT, "\"%.*s\" is no name of a file", SPAN_ARG(files[i].name));
        if (files[i].data.len > BUNDLE_BYTES_MAX - bytes)
            return error_set(err, ERROR_TOO_BIG, "more than %d bytes in all", BUNDLE_BYTES_MAX);
        bytes += files[i].data.len;
    }
    if (count > 0)
        qsort(files, count, sizeof files[0], compare_files);
    for (size_t i = 1; i < count; i++)
        if (span_equal(files[i].name, files[i - 1].name))
            return error_set(err, ERROR_BAD_INPUT, "\"%.*s\" is there twice", SPAN_ARG(files[i].name));
    *bundle = (struct bundle){.procedure = procedure, .files = files, .count = count};
    bundle->digest = digest_of(bundle);
    return true;
}

const struct bundle_file *
bundle_find(const struct bundle *bundle, const char *name)
{
    struct span wanted = span_of(name);
    size_t low = 0, high = bundle->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = span_compare(wanted, bundle->files[middle].name);

        if (order == 0)
            return &bundle->files[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
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
    struct bundle_file *files;

    if (wire->bad || count > BUNDLE_FILES_MAX)
        return error_set(err, ERROR_BAD_INPUT, "a malformed bundle");
    files = arena_array(arena, count, sizeof *files);
    for (uint32_t i = 0; i < count; i++) {
        files[i].name = wire_get_bytes(wire);
        files[i].data = wire_get_bytes(wire);
    }
    if (wire->bad)
        return error_set(err, ERROR_BAD_INPUT, "a malformed bundle");
    return bundle_make(bundle, procedure, files, count, err);
}
