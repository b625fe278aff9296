// SPDX-License-Identifier: Apache-2.0
#include "signature/enclosed.h"

#include "common/utf8.h"
#include "signature/inflate.h"

enum { TREE_DEPTH = 8 };

struct listing {
    struct arena *arena;
    struct revisions *revisions;
    size_t last, count, bytes;
    struct enclosed *files;
    struct error *err;
};

static const struct object *
get(struct listing *listing, const struct object *object, const char *key)
{
    return revision_get(listing->arena, listing->revisions, listing->last, object, key);
}

/* A text string (section 7.9.2.2) in UTF-16, or as it stands. */
static struct span
text_of(struct arena *arena, const struct object *string)
{
    struct text out;

    if (string == NULL || string->kind != OBJECT_STRING)
        return SPAN("");
    if (!span_starts(string->bytes, "\xFE\xFF"))
        return utf8_clean(arena, string->bytes);
    out = text_new(arena, string->bytes.len * 2);
    for (size_t i = 2; i + 1 < string->bytes.len; i += 2) {
        const unsigned char *at = (const unsigned char *)string->bytes.data + i;
        uint32_t code = (uint32_t)at[0] << 8 | at[1];

        if (code >= 0xD800 && code < 0xDC00 && i + 3 < string->bytes.len) {
            code = 0x10000 + ((code - 0xD800) << 10) + (((uint32_t)at[2] << 8 | at[3]) & 0x3FF);
            i += 2;
        }
        utf8_add(&out, code);
    }
    return text_get(&out);
}

static bool
add_file(struct listing *listing, const struct object *specification)
{
    const struct object *unicode = get(listing, specification, "UF");
    const struct object *relationship = get(listing, specification, "AFRelationship");
    const struct object *stream = get(listing, get(listing, specification, "EF"), "F");
    struct enclosed *file = &listing->files[listing->count];

    if (listing->count == ENCLOSED_MAX)
        return error_set(listing->err, ERROR_TOO_BIG, "the document carries more than %d files", ENCLOSED_MAX);
    if (stream == NULL || stream->kind != OBJECT_STREAM)
        return error_set(listing->err, ERROR_BAD_INPUT, "a file that the document carries is not there");
    file->name = text_of(listing->arena, unicode != NULL ? unicode : get(listing, specification, "F"));
    file->relationship =
        relationship != NULL && relationship->kind == OBJECT_NAME ? relationship->bytes : SPAN("");
    if (!inflate_stream(listing->arena, stream, ENCLOSED_BYTES_MAX - listing->bytes, &file->data, listing->err))
        return false;
    listing->bytes += file->data.len;
    listing->count++;
    return true;
}

/* A name tree (section 7.9.6). */
static bool
walk(struct listing *listing, const struct object *node, int depth)
{
    const struct object *names = get(listing, node, "Names"), *kids = get(listing, node, "Kids");

    if (depth == TREE_DEPTH)
        return error_set(listing->err, ERROR_BAD_INPUT, "the list of the document's files is too deep");
    for (size_t i = 1; names != NULL && names->kind == OBJECT_ARRAY && i < names->count; i += 2)
        if (!add_file(listing, revision_resolve(listing->arena, listing->revisions, listing->last,
                                                names->items[i], NULL)))
            return false;
    for (size_t i = 0; kids != NULL && kids->kind == OBJECT_ARRAY && i < kids->count; i++)
        if (!walk(listing,
                  revision_resolve(listing->arena, listing->revisions, listing->last, kids->items[i], NULL),
                  depth + 1))
            return false;
    return true;
}

bool
enclosed_list(struct arena *arena, struct revisions *revisions, struct enclosed **files, size_t *count,
              struct error *err)
{
    struct listing listing = {
        .arena = arena, .revisions = revisions, .last = revisions->count - 1, .err = err};
    const struct object *names;

    listing.files = arena_array(arena, ENCLOSED_MAX, sizeof *listing.files);
    names = get(&listing, revision_root(arena, revisions, listing.last), "Names");
    *files = listing.files;
    *count = 0;
    if (!walk(&listing, get(&listing, names, "EmbeddedFiles"), 0))
        return false;
    *count = listing.count;
    return true;
}
