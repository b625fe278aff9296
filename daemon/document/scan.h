// SPDX-License-Identifier: Apache-2.0
/*
 * scan: photographs of a document's pages, as they came, one on each page of a PDF (A4).
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

/* A JPEG or PNG that scan_write takes. */
bool scan_takes(struct span picture);
/* pictures: each of them one that scan_takes.  libpng ends the process on a PNG that it can't read (libharu's
 * handler returns to it), so this is for a worker, whose death says that the file is no good. */
bool scan_write(struct arena *arena, const struct span *pictures, size_t count, struct span *pdf,
                struct error *err) MUST_CHECK;

#endif
