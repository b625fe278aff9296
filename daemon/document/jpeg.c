// SPDX-License-Identifier: Apache-2.0
#include "document/jpeg.h"

#include <string.h>

enum {
    MARKER_START_OF_SCAN = 0xDA,
    MARKER_APP1 = 0xE1,  /* Exif, XMP */
    MARKER_APP13 = 0xED, /* IPTC */
    MARKER_COMMENT = 0xFE,
    TAG_ORIENTATION = 0x0112,
    ENTRY_BYTES = 12,
    ENTRIES_MAX = 512,
};

struct segment {
    unsigned char marker;
    size_t start, end; /* of the whole, marker included */
    struct span data;
};

static unsigned
byte_at(struct span s, size_t at)
{
    return at < s.len ? (unsigned char)s.data[at] : 0;
}

/* The next one before the picture itself; false: none, or it is malformed. */
static bool
next_segment(struct span jpeg, size_t at, struct segment *segment)
{
    size_t length;

    if (at + 4 > jpeg.len || byte_at(jpeg, at) != 0xFF)
        return false;
    segment->marker = (unsigned char)byte_at(jpeg, at + 1);
    length = byte_at(jpeg, at + 2) << 8 | byte_at(jpeg, at + 3);
    if (segment->marker == MARKER_START_OF_SCAN || length < 2 || at + 2 + length > jpeg.len)
        return false;
    segment->start = at;
    segment->end = at + 2 + length;
    segment->data = span_first(span_from(jpeg, at + 4), length - 2);
    return true;
}

/* ---- Exif: a TIFF file, of either byte order ---- */

struct tiff {
    struct span bytes;
    bool little;
};

static uint32_t
number_at(const struct tiff *tiff, size_t at, size_t size)
{
    uint32_t value = 0;

    for (size_t i = 0; i < size; i++)
        value = value << 8 | byte_at(tiff->bytes, tiff->little ? at + size - 1 - i : at + i);
    return value;
}

static int
orientation_in(struct span bytes)
{
    struct tiff tiff = {bytes, span_starts(bytes, "II*")};
    size_t directory, count;

    if (!tiff.little && !(span_starts(bytes, "MM") && byte_at(bytes, 3) == '*'))
        return 1;
    directory = number_at(&tiff, 4, 4);
    count = directory + 2 <= bytes.len ? number_at(&tiff, directory, 2) : 0;
    for (size_t i = 0; i < count && i < ENTRIES_MAX; i++) {
        size_t entry = directory + 2 + i * ENTRY_BYTES;

        if (entry + ENTRY_BYTES <= bytes.len && number_at(&tiff, entry, 2) == TAG_ORIENTATION) {
            uint32_t value = number_at(&tiff, entry + 8, 2);

            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    }
    return 1;
}

int
jpeg_orientation(struct span jpeg)
{
    struct segment segment;

    for (size_t at = 2; next_segment(jpeg, at, &segment); at = segment.end)
        if (segment.marker == MARKER_APP1 && segment.data.len > 6 && memcmp(segment.data.data, "Exif\0", 6) == 0)
            return orientation_in(span_from(segment.data, 6));
    return 1;
}

/* ---- without it ---- */

struct span
jpeg_plain(struct arena *arena, struct span jpeg)
{
    struct text out = text_new(arena, jpeg.len);
    struct segment segment;
    size_t at = 2;

    if (jpeg.len < 4)
        return jpeg;
    text_span(&out, span_first(jpeg, 2));
    for (; next_segment(jpeg, at, &segment); at = segment.end)
        if (segment.marker != MARKER_APP1 && segment.marker != MARKER_APP13 && segment.marker != MARKER_COMMENT)
            text_span(&out, span_first(span_from(jpeg, segment.start), segment.end - segment.start));
    if (byte_at(jpeg, at) != 0xFF || byte_at(jpeg, at + 1) != MARKER_START_OF_SCAN)
        return jpeg;
    text_span(&out, span_from(jpeg, at));
    return text_get(&out);
}
