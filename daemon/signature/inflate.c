// SPDX-License-Identifier: Apache-2.0
#include "signature/inflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { COLUMNS_MAX = 65536, FIRST_ROOM = 16384 };

static bool
expand(struct arena *arena, struct span packed, size_t max, struct span *data, struct error *err)
{
    z_stream flow = {.next_in = (Bytef *)(uintptr_t)packed.data, .avail_in = (uInt)packed.len};
    char buffer[FIRST_ROOM];
    struct text out = text_new(arena, max);
    int status = Z_OK;

    if (packed.len > UINT32_MAX || inflateInit(&flow) != Z_OK)
        return error_set(err, ERROR_TOO_BIG, "a packed stream is too long");
    while (status == Z_OK && !out.overflow) {
        flow.next_out = (Bytef *)buffer;
        flow.avail_out = sizeof buffer;
        status = inflate(&flow, Z_NO_FLUSH);
        text_add(&out, buffer, sizeof buffer - flow.avail_out);
    }
    inflateEnd(&flow);
    *data = text_get(&out);
    if (out.overflow)
        return error_set(err, ERROR_TOO_BIG, "a packed stream expands to more than %zu bytes", max);
    return status == Z_STREAM_END || error_set(err, ERROR_BAD_INPUT, "a packed stream is damaged");
}

static int
paeth(int left, int up, int corner)
{
    int guess = left + up - corner, by_left = abs(guess - left), by_up = abs(guess - up),
        by_corner = abs(guess - corner);

    if (by_left <= by_up && by_left <= by_corner)
        return left;
    return by_up <= by_corner ? up : corner;
}

/* One row of PNG (RFC 2083 section 6), samples of one byte; above is the row before, undone. */
static bool
undo_row(int filter, const unsigned char *in, const unsigned char *above, unsigned char *out, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        int left = i > 0 ? out[i - 1] : 0, up = above[i], corner = i > 0 ? above[i - 1] : 0;
        int guess[] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};

        if (filter > 4)
            return false;
        out[i] = (unsigned char)(in[i] + guess[filter]);
    }
    return true;
}

static bool
undo_predictor(struct arena *arena, size_t columns, struct span *data, struct error *err)
{
    size_t rows = data->len / (columns + 1);
    unsigned char *out = arena_alloc(arena, (rows + 1) * columns), *above = out;
    const unsigned char *in = (const unsigned char *)data->data;

    /* The first row stays zero and is the one above. */
    for (size_t i = 0; i < rows; i++, in += columns + 1, above += columns)
        if (!undo_row(in[0], in + 1, above, above + columns, columns))
            return error_set(err, ERROR_BAD_INPUT, "a stream has an unknown predictor");
    if (data->len != rows * (columns + 1))
        return error_set(err, ERROR_BAD_INPUT, "a stream ends within a row");
    *data = (struct span){(const char *)out + columns, rows * columns};
    return true;
}

/* The only item of an array of one, else the object itself. */
static const struct object *
only(const struct object *object)
{
    return object != NULL && object->kind == OBJECT_ARRAY && object->count == 1 ? object->items[0] : object;
}

static int64_t
integer_or(const struct object *dictionary, const char *key, int64_t standard)
{
    const struct object *value = object_get(dictionary, key);

    if (value == NULL)
        return standard;
    return value->kind == OBJECT_INTEGER ? value->integer : -1;
}

bool
inflate_stream(struct arena *arena, const struct object *stream, size_t max, struct span *data,
               struct error *err)
{
    const struct object *filter = only(object_get(stream, "Filter"));
    const struct object *parameters = only(object_get(stream, "DecodeParms"));
    int64_t predictor = integer_or(parameters, "Predictor", 1),
            columns = integer_or(parameters, "Columns", 1);

    *data = stream->bytes;
    if (filter == NULL)
        return true;
    if (!object_is_name(filter, "FlateDecode"))
        return error_set(err, ERROR_BAD_INPUT, "a cross-reference or object stream has an unknown filter");
    if (!expand(arena, stream->bytes, max, data, err))
        return false;
    if (predictor == 1)
        return true;
    if (predictor < 10 || predictor > 15 || columns < 1 || columns > COLUMNS_MAX ||
        integer_or(parameters, "Colors", 1) != 1 || integer_or(parameters, "BitsPerComponent", 8) != 8)
        return error_set(err, ERROR_BAD_INPUT, "a stream has an unknown predictor");
    return undo_predictor(arena, (size_t)columns, data, err);
}
