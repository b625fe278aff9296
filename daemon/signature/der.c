// SPDX-License-Identifier: Apache-2.0
#include "signature/der.h"

#include <stdlib.h>
#include <string.h>

struct span
der(struct arena *arena, uint8_t tag, const struct span *parts, size_t count)
{
    size_t len = 0, octets = 0;
    struct text out;

    for (size_t i = 0; i < count; i++)
        len += parts[i].len;
    out = text_new(arena, len + 16);
    text_byte(&out, (char)tag);
    if (len < 0x80) {
        text_byte(&out, (char)len);
    } else {
        while (octets < sizeof len && len >> (8 * octets) != 0)
            octets++;
        text_byte(&out, (char)(0x80 | octets));
        while (octets-- > 0)
            text_byte(&out, (char)(len >> (8 * octets)));
    }
    for (size_t i = 0; i < count; i++)
        text_span(&out, parts[i]);
    return text_get(&out);
}

static int
by_bytes(const void *a, const void *b)
{
    const struct span *first = a, *second = b;
    size_t len = first->len < second->len ? first->len : second->len;
    int order = memcmp(first->data, second->data, len);

    return order != 0 ? order : (first->len > second->len) - (first->len < second->len);
}

struct span
der_set(struct arena *arena, struct span *parts, size_t count)
{
    qsort(parts, count, sizeof *parts, by_bytes);
    return der(arena, DER_SET, parts, count);
}

size_t
der_length(struct span bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.data;
    size_t len = 0, octets;

    if (bytes.len < 2)
        return 0;
    if (at[1] < 0x80)
        return (size_t)at[1] + 2 <= bytes.len ? (size_t)at[1] + 2 : 0;
    octets = at[1] & 0x7F;
    if (octets == 0 || octets > 4 || octets + 2 > bytes.len)
        return 0;
    for (size_t i = 0; i < octets; i++)
        len = len << 8 | at[2 + i];
    return len + octets + 2 <= bytes.len ? len + octets + 2 : 0;
}

enum { BER_DEPTH = 16 };

static size_t
length_within(struct span bytes, int depth)
{
    size_t len = 2;

    if (bytes.len < 2 || (unsigned char)bytes.data[1] != 0x80)
        return der_length(bytes);
    while (depth < BER_DEPTH && len + 2 <= bytes.len) {
        size_t inner;

        if (bytes.data[len] == 0 && bytes.data[len + 1] == 0)
            return len + 2;
        inner = length_within(span_from(bytes, len), depth + 1);
        if (inner == 0)
            return 0;
        len += inner;
    }
    return 0;
}

size_t
ber_length(struct span bytes)
{
    return length_within(bytes, 0);
}
