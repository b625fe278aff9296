// SPDX-License-Identifier: Apache-2.0
#include "signature/append.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "common/digest.h"

enum { USUAL_ROOM = 64 * 1024, ID_SIZE = 16, ID_LOOKS_AT = 2048 };

void
append_begin(struct arena *arena, const struct revisions *revisions, size_t room, struct append *append)
{
    struct span bytes = revisions->bytes;

    *append = (struct append){.arena = arena, .revisions = revisions, .next = revisions->size};
    append->out = text_new(arena, bytes.len + room);
    text_reserve(&append->out, bytes.len + (room < USUAL_ROOM ? room : USUAL_ROOM));
    text_span(&append->out, bytes);
    if (!span_ends(bytes, "\n") && !span_ends(bytes, "\r"))
        text_byte(&append->out, '\n');
}

uint32_t
append_number(struct append *append)
{
    return append->next++;
}

void
append_object(struct append *append, uint32_t number)
{
    size_t from;
    struct place place = revision_place(append->revisions, append->revisions->count - 1, number, &from);

    assert(append->count < APPEND_OBJECTS_MAX);
    append->objects[append->count].number = number;
    append->objects[append->count].generation = place.kind == PLACE_AT ? place.generation : 0;
    append->objects[append->count].offset = append->out.len;
    text_printf(&append->out, "%u %u obj\n", number, append->objects[append->count].generation);
    append->count++;
}

void
append_object_end(struct append *append)
{
    text_string(&append->out, "\nendobj\n");
}

void
append_stream(struct append *append, uint32_t number, const char *dictionary, struct span data)
{
    append_object(append, number);
    text_printf(&append->out, "<< %s /Length %zu >>\nstream\n", dictionary, data.len);
    text_span(&append->out, data);
    text_string(&append->out, "\nendstream");
    append_object_end(append);
}

static bool
is_one_of(struct span key, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (span_is(key, keys[i]))
            return true;
    return false;
}

static void
put_name(struct text *out, struct span name)
{
    text_byte(out, '/');
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.data[i];

        if (c > ' ' && c < 0x7F && span_find_byte(SPAN("()<>[]{}/%#"), (char)c) == SIZE_MAX)
            text_byte(out, (char)c);
        else
            text_printf(out, "#%02X", c);
    }
}

void
append_dictionary(struct append *append, const struct object *old, const char *const *keys, size_t count,
                  struct span others)
{
    struct text *out = &append->out;

    text_string(out, "<<");
    for (size_t i = 0; old != NULL && i < old->count; i++) {
        if (is_one_of(old->entries[i].key, keys, count))
            continue;
        text_byte(out, ' ');
        put_name(out, old->entries[i].key);
        text_byte(out, ' ');
        text_span(out, old->entries[i].value->raw);
    }
    text_byte(out, ' ');
    text_span(out, others);
    text_string(out, " >>");
}

static int
by_number(const void *a, const void *b)
{
    const uint32_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

/* Of how the update begins and ends: in between is a hole of zeros. */
static struct digest
digest_update(struct span appended)
{
    struct digest_stream *stream = digest_begin();

    digest_more(stream, span_first(appended, ID_LOOKS_AT));
    if (appended.len > ID_LOOKS_AT)
        digest_more(stream, span_from(appended, appended.len - ID_LOOKS_AT));
    return digest_end(&stream);
}

/* The first half as it was, the second of this update. */
static struct span
make_id(struct append *append)
{
    struct digest digest =
        digest_update(span_from(text_get(&append->out), append->revisions->bytes.len));
    struct span half = hex_encode(append->arena, (struct span){(const char *)digest.bytes, ID_SIZE});
    const struct object *old =
        object_get(append->revisions->items[append->revisions->count - 1].trailer, "ID");
    struct span first = half;

    if (old != NULL && old->kind == OBJECT_ARRAY && old->count == 2 && old->items[0]->kind == OBJECT_STRING)
        first = hex_encode(append->arena, old->items[0]->bytes);
    return span_printf(append->arena, "[<%.*s> <%.*s>]", SPAN_ARG(first), SPAN_ARG(half));
}

static void
put_trailer_keys(struct append *append)
{
    const struct revision *last = &append->revisions->items[append->revisions->count - 1];
    const struct object *info = object_get(last->trailer, "Info");
    struct text *out = &append->out;
    struct span id = make_id(append);

    text_printf(out, "/Size %u /Prev %zu /Root %.*s /ID %.*s", append->next, last->section,
                SPAN_ARG(object_get(last->trailer, "Root")->raw), SPAN_ARG(id));
    if (info != NULL && info->kind == OBJECT_REFERENCE)
        text_printf(out, " /Info %.*s", SPAN_ARG(info->raw));
}

/* The run of consecutive numbers that begins with object i. */
static size_t
run_of(const struct append *append, size_t i)
{
    size_t run = 1;

    while (i + run < append->count && append->objects[i + run].number == append->objects[i].number + run)
        run++;
    return run;
}

static void
put_table(struct append *append)
{
    struct text *out = &append->out;

    text_string(out, "xref\n");
    for (size_t i = 0; i < append->count; i++) {
        if (i == 0 || append->objects[i].number != append->objects[i - 1].number + 1)
            text_printf(out, "%u %zu\n", append->objects[i].number, run_of(append, i));
        text_printf(out, "%010zu %05u n\r\n", append->objects[i].offset, append->objects[i].generation);
    }
    text_string(out, "trailer\n<< ");
    put_trailer_keys(append);
    text_string(out, " >>\n");
}

static void
put_row(struct text *rows, size_t offset, uint32_t generation)
{
    text_byte(rows, 1);
    for (int shift = 24; shift >= 0; shift -= 8)
        text_byte(rows, (char)(offset >> shift));
    text_byte(rows, (char)(generation >> 8));
    text_byte(rows, (char)generation);
}

static void
put_stream(struct append *append, size_t start)
{
    struct text *out = &append->out, rows = text_new(append->arena, APPEND_OBJECTS_MAX * 8);

    text_string(out, "<< /Type /XRef /W [1 4 2] /Index [");
    for (size_t i = 0; i < append->count; i++) {
        if (i == 0 || append->objects[i].number != append->objects[i - 1].number + 1)
            text_printf(out, "%u %zu ", append->objects[i].number, run_of(append, i));
        put_row(&rows, append->objects[i].offset, append->objects[i].generation);
    }
    assert(append->objects[append->count - 1].offset == start);
    text_string(out, "] ");
    put_trailer_keys(append);
    text_printf(out, " /Length %zu >>\nstream\n", rows.len);
    text_span(out, text_get(&rows));
    text_string(out, "\nendstream");
    append_object_end(append);
}

void
append_finish(struct append *append)
{
    bool stream = append->revisions->items[append->revisions->count - 1].stream;
    size_t start = append->out.len;

    if (stream)
        append_object(append, append_number(append)); /* the highest number: last when sorted */
    qsort(append->objects, append->count, sizeof append->objects[0], by_number);
    if (stream)
        put_stream(append, start);
    else
        put_table(append);
    text_printf(&append->out, "startxref\n%zu\n%%%%EOF\n", start);
}
