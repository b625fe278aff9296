// SPDX-License-Identifier: Apache-2.0
/*
 * image: a picture for a document: PNG (ISO/IEC 15948) or JPEG (ITU-T T.81).  Only its head is
 * read here, for its size; what paints it is libharu.
 */
#ifndef DOCUMENT_IMAGE_H
#define DOCUMENT_IMAGE_H

#include <stdint.h>

#include "common/text.h"

enum {
    IMAGE_BYTES_MAX = 512 * 1024,
    IMAGE_PIXELS_MAX = 4000, /* a side */
};

struct image {
    struct span data;
    bool jpeg;
    uint32_t width, height; /* pixels */
};

/* Its kind and size, however large; false: no image, or one without pixels. */
bool image_measure(struct span data, struct image *image);
/* False: `why` says what is wrong with it, in a few words. */
bool image_read(struct span data, struct image *image, const char **why);

#endif
