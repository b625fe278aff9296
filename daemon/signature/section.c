// SPDX-License-Identifier: Apache-2.0
#include "signature/section.h"

#include <stdlib.h>
#include <string.h>

#include "signature/inflate.h"

struct listing {
    struct arena *arena;
    struct revision *revision;
    size_t room;
};

static bool
bad(struct error *err, size_t at, const char *what)
{
    return error_set(err, ERROR_BAD_INPUT, "byte %zu: %s", at, what);
}

static bool
add(struct listing *listing, uint64_t number, struct place place, struct error *err)
{
    struct revision *revision = listing->revision;

    if (number > OBJECT_NUMBER_MAX || revision->count >= OBJECTS_MAX)
        return error_set(err, ERROR_TOO_BIG, "too many objects");
    if (revision->count > 0 && revision->changed[revision->count - 1] >= number)
        return error_set(err, ERROR_BAD_INPUT,
                         "a cross-reference section lists object %u twice or out of order", (unsigned)number);
    if (revision->count == listing->room) {
        size_t room = listing->room * 2 + 64;
        uint32_t *changed = arena_array(listing->arena, room, sizeof *changed);
        struct place *places = arena_array(listing->arena, room, sizeof *places);

        if (revision->count > 0) {
            memcpy(changed, revision->changed, revision->count * sizeof *changed);
            memcpy(places, revision->places, revision->count * sizeof *places);
        }
        revision->changed = changed;
        revision->places = places;
        listing->room = room;
    }
    revision->changed[revision->count] = (uint32_t)number;
    revision->places[revision->count++] = place;
    return true;
}

static bool
read_row(struct span bytes, size_t *at, struct place *place)
{
    uint64_t offset, generation;
    size_t start = *at;
    char kind;

    if (!object_read_number(bytes, at, &offset) || *at - start != 10 || *at + 8 > bytes.len ||
        bytes.data[(*at)++] != ' ')
        return false;
    start = *at;
    if (!object_read_number(bytes, at, &generation) || *at - start != 5 || generation > 65535 ||
        *at + 2 >= bytes.len || bytes.data[(*at)++] != ' ')
        return false;
    kind = bytes.data[(*at)++];
    *place = (struct place){kind == 'n' ? PLACE_AT : PLACE_FREE, (uint32_t)generation, offset, 0};
    return kind == 'n' || kind == 'f';
}

static size_t
skip_blanks(struct span bytes, size_t at)
{
    while (at < bytes.len && strchr(" \r\n\t", bytes.data[at]) != NULL && bytes.data[at] != '\0')
        at++;
    return at;
}

static bool
read_subsection(struct listing *listing, struct span bytes, size_t *at, struct error *err)
{
    uint64_t first, count;
    struct place place;

    if (!object_read_number(bytes, at, &first))
        return bad(err, *at, "a malformed cross-reference table");
    *at = skip_blanks(bytes, *at);
    if (!object_read_number(bytes, at, &count) || count > OBJECTS_MAX)
        return bad(err, *at, "a malformed cross-reference table");
    for (uint64_t i = 0; i < count; i++) {
        *at = skip_blanks(bytes, *at);
        if (!read_row(bytes, at, &place))
            return bad(err, *at, "a malformed row of a cross-reference table");
        if (!add(listing, first + i, place, err))
            return false;
    }
    *at = skip_blanks(bytes, *at);
    return true;
}

/* Subsections may stand in any order in a table; the listing is in order of number. */
static bool
read_table(struct listing *listing, struct span bytes, size_t *at, struct error *err)
{
    *at = skip_blanks(bytes, *at);
    while (!object_keyword(bytes, at, "trailer"))
        if (!read_subsection(listing, bytes, at, err))
            return false;
    return object_read(listing->arena, bytes, at, &listing->revision->trailer, err);
}

/* A big-endian field of a row; a width of 0 gives the standard value. */
static uint64_t
take_field(const unsigned char **row, int64_t width, uint64_t standard)
{
    uint64_t value = 0;

    for (int64_t i = 0; i < width; i++)
        value = value << 8 | *(*row)++;
    return width == 0 ? standard : value;
}

static bool
place_of_fields(uint64_t type, uint64_t second, uint64_t third, struct place *place)
{
    if (type == 1 && third <= 65535)
        *place = (struct place){PLACE_AT, (uint32_t)third, second, 0};
    else if (type == 2 && second <= OBJECT_NUMBER_MAX && third < OBJECTS_MAX)
        *place = (struct place){PLACE_PACKED, 0, second, (uint32_t)third};
    else if (type == 0)
        *place = (struct place){PLACE_FREE, 0, 0, 0};
    else
        return false;
    return true;
}

static bool
widths_of(const struct object *stream, int64_t widths[3], size_t *row)
{
    const struct object *array = object_get(stream, "W");

    *row = 0;
    if (array == NULL || array->kind != OBJECT_ARRAY || array->count != 3)
        return false;
    for (size_t i = 0; i < 3; i++) {
        widths[i] = array->items[i]->integer;
        if (array->items[i]->kind != OBJECT_INTEGER || widths[i] < 0 || widths[i] > 8)
            return false;
        *row += (size_t)widths[i];
    }
    return *row > 0;
}

/* /Index, or the one subsection from 0 to /Size. */
static bool
bounds_of(const struct object *stream, size_t number, int64_t *first, int64_t *count)
{
    const struct object *index = object_get(stream, "Index"), *size = object_get(stream, "Size");

    if (index == NULL) {
        *first = 0;
        *count = size != NULL && size->kind == OBJECT_INTEGER && number == 0 ? size->integer : -1;
    } else {
        if (index->kind != OBJECT_ARRAY || number * 2 + 1 >= index->count ||
            index->items[number * 2]->kind != OBJECT_INTEGER ||
            index->items[number * 2 + 1]->kind != OBJECT_INTEGER)
            return false;
        *first = index->items[number * 2]->integer;
        *count = index->items[number * 2 + 1]->integer;
    }
    return *first >= 0 && *count >= 0 && *count <= OBJECTS_MAX;
}

static bool
read_rows(struct listing *listing, const struct object *stream, struct span rows, struct error *err)
{
    const unsigned char *row = (const unsigned char *)rows.data, *end = row + rows.len;
    int64_t widths[3], first, count;
    size_t size;

    if (!widths_of(stream, widths, &size))
        return error_set(err, ERROR_BAD_INPUT, "a cross-reference stream has no usable /W");
    for (size_t i = 0; bounds_of(stream, i, &first, &count); i++)
        for (int64_t j = 0; j < count; j++) {
            struct place place;
            uint64_t type, second;

            if ((size_t)(end - row) < size)
                return error_set(err, ERROR_BAD_INPUT, "a cross-reference stream is too short");
            type = take_field(&row, widths[0], 1);
            second = take_field(&row, widths[1], 0);
            if (!place_of_fields(type, second, take_field(&row, widths[2], 0), &place))
                return error_set(err, ERROR_BAD_INPUT, "a malformed row of a cross-reference stream");
            if (!add(listing, (uint64_t)(first + j), place, err))
                return false;
        }
    return row == end || error_set(err, ERROR_BAD_INPUT, "a cross-reference stream is too long");
}

static bool
read_stream(struct listing *listing, struct span bytes, size_t *at, struct error *err)
{
    struct indirect indirect;
    struct span rows;

    if (!object_read_indirect(listing->arena, bytes, *at, NULL, NULL, &indirect, err))
        return false;
    if (indirect.object->kind != OBJECT_STREAM ||
        !object_is_name(object_get(indirect.object, "Type"), "XRef"))
        return bad(err, *at, "no cross-reference section stands where the file says");
    *at = indirect.end;
    listing->revision->trailer = indirect.object;
    listing->revision->stream = true;
    return inflate_stream(listing->arena, indirect.object, EXPANDED_MAX / 4, &rows, err) &&
           read_rows(listing, indirect.object, rows, err);
}

bool
section_read(struct arena *arena, struct span bytes, size_t offset, struct revision *revision, size_t *after,
             struct error *err)
{
    struct listing listing = {arena, revision, 0};

    *revision = (struct revision){.section = offset};
    *after = offset;
    if (offset >= bytes.len)
        return bad(err, offset, "a cross-reference section lies outside the file");
    if (object_keyword(bytes, after, "xref")) {
        if (!read_table(&listing, bytes, after, err))
            return false;
    } else if (!read_stream(&listing, bytes, after, err)) {
        return false;
    }
    return true;
}

const struct place *
section_find(const struct revision *revision, uint32_t number)
{
    size_t low = 0, high = revision->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (revision->changed[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < revision->count && revision->changed[low] == number ? &revision->places[low] : NULL;
}

void
section_merge(struct arena *arena, struct revision *revision, const struct revision *more)
{
    size_t total = revision->count + more->count, i = 0, j = 0, count = 0;
    uint32_t *changed = arena_array(arena, total, sizeof *changed);
    struct place *places = arena_array(arena, total, sizeof *places);

    while (i < revision->count || j < more->count) {
        bool both = i < revision->count && j < more->count && revision->changed[i] == more->changed[j];
        bool ours = j == more->count || (i < revision->count && revision->changed[i] <= more->changed[j]);

        if (both && revision->places[i].kind == PLACE_FREE)
            ours = false;
        changed[count] = ours ? revision->changed[i] : more->changed[j];
        places[count++] = ours ? revision->places[i] : more->places[j];
        i += ours || both;
        j += !ours || both;
    }
    revision->changed = changed;
    revision->places = places;
    revision->count = count;
}
