// SPDX-License-Identifier: Apache-2.0
/*
 * scan: photographs of a document's pages, one on each page of a PDF (A4), upright and without what the camera noted
 * beside the picture (document/jpeg.h).
 */
#ifndef DOCUMENT_SCAN_H
#define DOCUMENT_SCAN_H

#include "common/error.h"
#include "common/text.h"

enum {
    SCAN_PAGES_MAX = 30,
    SCAN_SIDE_MAX = 12000, /* pixels */
    SCAN_PNG_MAX = 30 * 1000 * 1000, /* pixels of a PNG, which is unpacked; a JPEG is taken as it is */
};

/* A JPEG or PNG that scan_write takes.  A PNG is unpacked for it once: on one that it can't read, libpng would end
 * the process from within libharu, whose handler returns to it. */
bool scan_takes(struct span picture);
/* A photograph as some telephones make them, which nothing here reads: HEIF (ISO/IEC 23008-12), AVIF. */
bool scan_is_heif(struct span picture);
/* pictures: each of them one that scan_takes. */
bool scan_write(struct arena *arena, const struct span *pictures, size_t count, struct span *pdf,
                struct error *err) MUST_CHECK;

#endif
