// SPDX-License-Identifier: Apache-2.0
#include "document/image.h"

#include <string.h>

#include "common/error.h"

static uint32_t
big_endian(struct span s, size_t at, size_t bytes)
{
    uint32_t value = 0;

    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)s.data[at + i];
    return value;
}

static bool
is_png(struct span data)
{
    return data.len >= 33 && memcmp(data.data, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) == 0;
}

/* The frame header (SOF0 to SOF2: baseline, extended, progressive) behind whatever segments. */
static bool
find_frame(struct span data, struct image *image)
{
    size_t at = 2;

    while (at + 9 <= data.len && (unsigned char)data.data[at] == 0xFF) {
        unsigned char marker = (unsigned char)data.data[at + 1];

        if (marker >= 0xC0 && marker <= 0xC2) {
            image->height = big_endian(data, at + 5, 2);
            image->width = big_endian(data, at + 7, 2);
            return true;
        }
        at += 2 + big_endian(data, at + 2, 2);
    }
    return false;
}

bool
image_measure(struct span data, struct image *image)
{
    *image = (struct image){.data = data};
    if (is_png(data)) {
        image->width = big_endian(data, 16, 4);
        image->height = big_endian(data, 20, 4);
    } else
        image->jpeg = data.len > 4 && memcmp(data.data, "\xFF\xD8\xFF", 3) == 0 && find_frame(data, image);
    return image->width > 0 && image->height > 0;
}

bool
image_read(struct span data, struct image *image, const char **why)
{
    bool measured = image_measure(data, image);

    if (data.len > IMAGE_BYTES_MAX) {
        *why = "an image of more than 512 KiB";
        return false;
    }
    if (!measured && !image->jpeg && !is_png(data)) {
        *why = "neither a PNG nor a JPEG image";
        return false;
    }
    *why = "an image with a side of no pixel, or of more than 4000";
    return measured && image->width <= IMAGE_PIXELS_MAX && image->height <= IMAGE_PIXELS_MAX;
}
