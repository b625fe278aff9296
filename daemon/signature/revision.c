// SPDX-License-Identifier: Apache-2.0
#include "signature/revision.h"

#include <string.h>

#include "signature/inflate.h"
#include "signature/section.h"

enum {
    TAIL = 1024,        /* bytes at the end in which startxref stands */
    REFERENCES_MAX = 8, /* from one object to the next */
};

struct known {
    struct known *next;
    size_t from; /* the revision that named its place */
    const struct object *object;
};

struct packed { /* an object stream, expanded */
    struct packed *next;
    uint64_t number;
    size_t from;
    struct span data;
    int64_t count, first;
};

struct cache {
    struct known **heads; /* by number */
    struct packed *packed;
    size_t expanded; /* bytes of object streams so far */
    int depth;       /* of streams whose length is asked for */
};

struct view { /* for object_length */
    struct arena *arena;
    struct revisions *revisions;
    size_t number;
};

/* ---- the sections ---- */

static bool
bad(struct error *err, const char *what)
{
    return error_set(err, ERROR_BAD_INPUT, "%s", what);
}

/* "startxref", the number, "%%EOF". */
static bool
read_end(struct span bytes, size_t at, uint64_t *number, size_t *end)
{
    at = object_skip_space(bytes, at);
    if (!object_keyword(bytes, &at, "startxref"))
        return false;
    at = object_skip_space(bytes, at);
    if (!object_read_number(bytes, &at, number))
        return false;
    while (at < bytes.len && (bytes.data[at] == ' ' || bytes.data[at] == '\r' || bytes.data[at] == '\n'))
        at++;
    *end = at + 5;
    return span_starts(span_from(bytes, at), "%%EOF");
}

static bool
last_startxref(struct span bytes, uint64_t *offset)
{
    size_t from = bytes.len > TAIL ? bytes.len - TAIL : 0, end;

    for (size_t at = bytes.len; at-- > from;)
        if (span_starts(span_from(bytes, at), "startxref"))
            return read_end(bytes, at, offset, &end);
    return false;
}

/* The offset in /Prev; false when there is none or it is malformed. */
static bool
previous_of(const struct revision *revision, uint64_t *offset)
{
    const struct object *previous = object_get(revision->trailer, "Prev");

    if (previous == NULL || previous->kind != OBJECT_INTEGER || previous->integer < 0)
        return false;
    *offset = (uint64_t)previous->integer;
    return true;
}

/* The oldest section of a linearized file stands before the one that it says is older. */
static bool
join_linearized(struct arena *arena, struct span bytes, struct revision *first, uint64_t offset,
                struct error *err)
{
    struct revision main_part;
    uint64_t said;
    size_t after;

    if (!section_read(arena, bytes, offset, &main_part, &after, err))
        return false;
    if (object_get(main_part.trailer, "Prev") != NULL || !read_end(bytes, after, &said, &first->end) ||
        said != first->section)
        return bad(err, "the file's cross-reference sections run in a circle");
    section_merge(arena, first, &main_part);
    return true;
}

static bool
join_hybrid(struct arena *arena, struct span bytes, struct revision *first, struct error *err)
{
    const struct object *hidden = object_get(first->trailer, "XRefStm");
    struct revision more;
    size_t after;

    if (hidden == NULL)
        return true;
    if (hidden->kind != OBJECT_INTEGER || hidden->integer < 0)
        return bad(err, "a malformed /XRefStm");
    if (!section_read(arena, bytes, (size_t)hidden->integer, &more, &after, err))
        return false;
    section_merge(arena, first, &more);
    return true;
}

/* From the newest section to the oldest; items are filled from the back. */
static bool
read_sections(struct arena *arena, struct revisions *revisions, uint64_t offset, struct error *err)
{
    struct revision *list = arena_array(arena, REVISIONS_MAX, sizeof *list);
    size_t first = REVISIONS_MAX;
    struct span bytes = revisions->bytes;

    for (;;) {
        struct revision *revision = &list[--first];
        uint64_t previous, said = 0;
        size_t after;

        if (!section_read(arena, bytes, offset, revision, &after, err))
            return false;
        if (object_get(revision->trailer, "Root") == NULL)
            return bad(err, "a trailer names no catalog");
        if (!read_end(bytes, after, &said, &revision->end))
            return bad(err, "a revision does not end with startxref and %%EOF");
        revisions->encrypted = object_get(revision->trailer, "Encrypt") != NULL;
        if (revisions->encrypted)
            return bad(err, "the file is encrypted");
        if (!previous_of(revision, &previous)) {
            if (object_get(revision->trailer, "Prev") != NULL || said != revision->section)
                return bad(err, "startxref does not point to its cross-reference section");
            break;
        }
        if (previous >= offset) {
            if (!join_linearized(arena, bytes, revision, previous, err))
                return false;
            break;
        }
        if (said != revision->section)
            return bad(err, "startxref does not point to its cross-reference section");
        if (first == 0)
            return error_set(err, ERROR_TOO_BIG, "more than %d revisions", REVISIONS_MAX);
        offset = previous;
    }
    revisions->items = list + first;
    revisions->count = REVISIONS_MAX - first;
    return join_hybrid(arena, bytes, &revisions->items[0], err);
}

/* ---- objects ---- */

struct place
revision_place(const struct revisions *revisions, size_t number, uint32_t object, size_t *from)
{
    for (size_t i = number + 1; i-- > 0;) {
        const struct place *place = section_find(&revisions->items[i], object);

        *from = i;
        if (place != NULL)
            return *place;
    }
    return (struct place){.kind = PLACE_NONE};
}

static bool
length_of(void *context, const struct object *reference, uint64_t *length)
{
    struct view *view = context;
    struct cache *cache = view->revisions->cache;
    const struct object *value = NULL;

    if (cache->depth >= 4)
        return false;
    cache->depth++;
    value = revision_object(view->arena, view->revisions, view->number, (uint32_t)reference->integer, NULL);
    cache->depth--;
    if (value == NULL || value->kind != OBJECT_INTEGER || value->integer < 0)
        return false;
    *length = (uint64_t)value->integer;
    return true;
}

static const struct object *
object_at(struct arena *arena, struct revisions *revisions, size_t number, uint32_t object,
          struct place place, struct error *err)
{
    struct view view = {arena, revisions, number};
    struct indirect indirect;

    if (place.offset >= revisions->bytes.len ||
        !object_read_indirect(arena, revisions->bytes, place.offset, length_of, &view, &indirect, err)) {
        error_at(err, "object %u", object);
        return NULL;
    }
    if (indirect.number != object || indirect.generation != place.generation) {
        error_set(err, ERROR_BAD_INPUT, "another object stands where object %u should", object);
        return NULL;
    }
    return indirect.object;
}

static struct packed *
open_packed(struct arena *arena, struct revisions *revisions, size_t number, uint64_t stream,
            struct error *err)
{
    struct cache *cache = revisions->cache;
    const struct object *object, *count, *first;
    struct packed *packed = cache->packed;
    size_t from;
    struct place place = revision_place(revisions, number, (uint32_t)stream, &from);

    while (packed != NULL && (packed->number != stream || packed->from != from))
        packed = packed->next;
    if (packed != NULL)
        return packed;
    if (place.kind != PLACE_AT) {
        bad(err, "an object is said to be in a stream that does not exist");
        return NULL;
    }
    object = object_at(arena, revisions, number, (uint32_t)stream, place, err);
    count = object_get(object, "N");
    first = object_get(object, "First");
    if (object == NULL || object->kind != OBJECT_STREAM ||
        !object_is_name(object_get(object, "Type"), "ObjStm") || count == NULL ||
        count->kind != OBJECT_INTEGER || first == NULL || first->kind != OBJECT_INTEGER) {
        bad(err, "a malformed object stream");
        return NULL;
    }
    packed = arena_alloc(arena, sizeof *packed);
    *packed = (struct packed){cache->packed, stream, from, {NULL, 0}, count->integer, first->integer};
    if (!inflate_stream(arena, object, EXPANDED_MAX - cache->expanded, &packed->data, err))
        return NULL;
    cache->expanded += packed->data.len;
    if (packed->first < 0 || (uint64_t)packed->first > packed->data.len || packed->count < 0 ||
        packed->count > OBJECTS_MAX) {
        bad(err, "a malformed object stream");
        return NULL;
    }
    cache->packed = packed;
    return packed;
}

static const struct object *
object_in(struct arena *arena, struct revisions *revisions, size_t number, uint32_t object,
          struct place place, struct error *err)
{
    struct packed *packed = open_packed(arena, revisions, number, place.offset, err);
    uint64_t said = 0, offset = 0;
    const struct object *value;
    size_t at = 0;

    if (packed == NULL)
        return NULL;
    for (uint32_t i = 0; i <= place.index; i++) {
        at = object_skip_space(packed->data, at);
        if (!object_read_number(packed->data, &at, &said))
            break;
        at = object_skip_space(packed->data, at);
        if (!object_read_number(packed->data, &at, &offset))
            said = 0;
    }
    if (said != object || place.index >= packed->count || at > (size_t)packed->first) {
        error_set(err, ERROR_BAD_INPUT, "object %u is not in its object stream", object);
        return NULL;
    }
    at = (size_t)packed->first + offset;
    if (at >= packed->data.len || !object_read(arena, packed->data, &at, &value, err)) {
        error_set(err, ERROR_BAD_INPUT, "object %u in its stream is malformed", object);
        return NULL;
    }
    return value;
}

const struct object *
revision_object(struct arena *arena, struct revisions *revisions, size_t number, uint32_t object,
                struct error *err)
{
    static const struct object null = {.kind = OBJECT_NULL};
    const struct object *value;
    struct known *known, **head;
    struct place place;
    size_t from;

    if (object >= revisions->size)
        return &null;
    place = revision_place(revisions, number, object, &from);
    if (place.kind == PLACE_NONE || place.kind == PLACE_FREE)
        return &null;
    head = &revisions->cache->heads[object];
    for (known = *head; known != NULL; known = known->next)
        if (known->from == from)
            return known->object;
    value = place.kind == PLACE_AT ? object_at(arena, revisions, from, object, place, err)
                                   : object_in(arena, revisions, from, object, place, err);
    if (value == NULL)
        return NULL;
    known = arena_alloc(arena, sizeof *known);
    *known = (struct known){*head, from, value};
    *head = known;
    return value;
}

const struct object *
revision_resolve(struct arena *arena, struct revisions *revisions, size_t number, const struct object *object,
                 struct error *err)
{
    for (int i = 0; object != NULL && object->kind == OBJECT_REFERENCE; i++) {
        if (i == REFERENCES_MAX) {
            bad(err, "references lead to references without end");
            return NULL;
        }
        object = revision_object(arena, revisions, number, (uint32_t)object->integer, err);
    }
    return object;
}

const struct object *
revision_get(struct arena *arena, struct revisions *revisions, size_t number, const struct object *object,
             const char *key)
{
    const struct object *value = revision_resolve(arena, revisions, number, object_get(object, key), NULL);

    return value == NULL || value->kind == OBJECT_NULL ? NULL : value;
}

const struct object *
revision_root(struct arena *arena, struct revisions *revisions, size_t number)
{
    const struct object *root =
        revision_get(arena, revisions, number, revisions->items[number].trailer, "Root");

    return root != NULL && root->kind == OBJECT_DICTIONARY ? root : NULL;
}

/* ---- what an update must be ---- */

static bool
check_listed(const struct revision *revision, const struct indirect *indirect, struct error *err)
{
    const struct place *place = section_find(revision, indirect->number);

    if (place == NULL || place->kind != PLACE_AT || place->offset != indirect->start ||
        place->generation != indirect->generation)
        return error_set(err, ERROR_BAD_INPUT,
                         "byte %zu: object %u stands in an update that does not list it there",
                         indirect->start, indirect->number);
    return true;
}

/* Objects one after the other up to the section; each is listed where it stands, and all that are
 * listed stand there. */
static bool
check_objects(struct arena *arena, struct revisions *revisions, size_t number, struct error *err)
{
    const struct revision *revision = &revisions->items[number];
    struct view view = {arena, revisions, number};
    size_t at = object_skip_space(revisions->bytes, revision->start), found = 0, listed = 0;

    while (at < revision->section) {
        struct indirect indirect;

        if (!object_read_indirect(arena, revisions->bytes, at, length_of, &view, &indirect, err) ||
            !check_listed(revision, &indirect, err))
            return false;
        found++;
        at = object_skip_space(revisions->bytes, indirect.end);
    }
    for (size_t i = 0; i < revision->count; i++) {
        const struct place *place = &revision->places[i];

        if (place->kind == PLACE_PACKED &&
            revision_object(arena, revisions, number, revision->changed[i], err) == NULL)
            return false;
        listed += place->kind == PLACE_AT && !(revision->stream && place->offset == revision->section);
    }
    return (at == revision->section && found == listed) ||
           bad(err, "an update lists objects that it does not hold");
}

static bool
check_packed_here(const struct revision *revision, struct error *err)
{
    for (size_t i = 0; i < revision->count; i++) {
        const struct place *place = &revision->places[i], *holder;

        if (place->kind != PLACE_PACKED)
            continue;
        holder = section_find(revision, (uint32_t)place->offset);
        if (holder == NULL || holder->kind != PLACE_AT)
            return bad(err, "an update lists an object in a stream of an older revision");
    }
    return true;
}

static bool
check_update(struct arena *arena, struct revisions *revisions, size_t number, struct error *err)
{
    const struct revision *revision = &revisions->items[number], *before = &revisions->items[number - 1];

    if (object_get(revision->trailer, "XRefStm") != NULL)
        return bad(err, "an update has two cross-reference sections");
    if (!object_equal(object_get(revision->trailer, "Root"), object_get(before->trailer, "Root")))
        return bad(err, "an update has another catalog");
    if (revision->section < before->end)
        return bad(err, "an update begins inside an older revision");
    return check_packed_here(revision, err) && check_objects(arena, revisions, number, err);
}

static uint32_t
size_of(const struct revisions *revisions)
{
    uint32_t size = 1;

    for (size_t i = 0; i < revisions->count; i++) {
        const struct revision *revision = &revisions->items[i];

        if (revision->count > 0 && revision->changed[revision->count - 1] >= size)
            size = revision->changed[revision->count - 1] + 1;
    }
    return size;
}

bool
revision_ends_at(const struct revisions *revisions, size_t number, size_t len)
{
    size_t end = revisions->items[number].end;
    struct span rest = span_from(revisions->bytes, end);

    return len == end || (len == end + 1 && (span_starts(rest, "\n") || span_starts(rest, "\r"))) ||
           (len == end + 2 && span_starts(rest, "\r\n"));
}

bool
revisions_open(struct arena *arena, struct span bytes, struct revisions *revisions, struct error *err)
{
    uint64_t offset;

    *revisions = (struct revisions){.bytes = bytes, .cache = arena_alloc(arena, sizeof *revisions->cache)};
    if (!span_starts(bytes, "%PDF-"))
        return bad(err, "the file does not begin as a PDF");
    if (!last_startxref(bytes, &offset))
        return bad(err, "the file does not end with startxref and %%EOF");
    if (!read_sections(arena, revisions, offset, err))
        return false;
    revisions->size = size_of(revisions);
    revisions->cache->heads = arena_array(arena, revisions->size, sizeof(struct known *));
    if (!revision_ends_at(revisions, revisions->count - 1, bytes.len))
        return bad(err, "something stands behind the end of the file");
    for (size_t i = 1; i < revisions->count; i++) {
        revisions->items[i].start = revisions->items[i - 1].end;
        if (!check_update(arena, revisions, i, err))
            return error_at(err, "revision %zu", i + 1);
    }
    return revision_root(arena, revisions, revisions->count - 1) != NULL || bad(err, "there is no catalog");
}
