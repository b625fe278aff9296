// SPDX-License-Identifier: Apache-2.0
#include "common/wire.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

static void
put_little(struct text *out, uint64_t value, size_t size)
{
    uint64_t bytes = htole64(value);

    text_add(out, &bytes, size);
}

void
wire_put_u8(struct text *out, uint8_t value)
{
    put_little(out, value, 1);
}

void
wire_put_u32(struct text *out, uint32_t value)
{
    put_little(out, value, 4);
}

void
wire_put_u64(struct text *out, uint64_t value)
{
    put_little(out, value, 8);
}

void
wire_put_i64(struct text *out, int64_t value)
{
    put_little(out, (uint64_t)value, 8);
}

void
wire_put_bytes(struct text *out, struct span bytes)
{
    assert(bytes.len <= UINT32_MAX);
    wire_put_u32(out, (uint32_t)bytes.len);
    text_span(out, bytes);
}

void
wire_put_string(struct text *out, const char *string)
{
    wire_put_bytes(out, span_of(string));
}

struct wire
wire_read(struct span bytes)
{
    return (struct wire){.rest = bytes};
}

static struct span
take(struct wire *wire, size_t len)
{
    struct span taken = span_first(wire->rest, len);

    if (wire->bad || taken.len < len) {
        wire->bad = true;
        return (struct span){"", 0};
    }
    wire->rest = span_from(wire->rest, len);
    return taken;
}

static uint64_t
get_little(struct wire *wire, size_t size)
{
    struct span bytes = take(wire, size);
    uint64_t value = 0;

    for (size_t i = bytes.len; i > 0; i--)
        value = value << 8 | (unsigned char)bytes.data[i - 1];
    return value;
}

uint8_t
wire_get_u8(struct wire *wire)
{
    return (uint8_t)get_little(wire, 1);
}

uint32_t
wire_get_u32(struct wire *wire)
{
    return (uint32_t)get_little(wire, 4);
}

uint64_t
wire_get_u64(struct wire *wire)
{
    return get_little(wire, 8);
}

int64_t
wire_get_i64(struct wire *wire)
{
    return (int64_t)get_little(wire, 8);
}

struct span
wire_get_bytes(struct wire *wire)
{
    return take(wire, wire_get_u32(wire));
}

uint32_t
wire_get_count(struct wire *wire, size_t least)
{
    uint32_t count = wire_get_u32(wire);

    if (count > wire->rest.len / least) {
        wire->bad = true;
        return 0;
    }
    return count;
}

bool
wire_done(const struct wire *wire)
{
    return !wire->bad && wire->rest.len == 0;
}
