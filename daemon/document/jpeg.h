// SPDX-License-Identifier: Apache-2.0
/*
 * jpeg: what a photograph says of itself besides its picture (ITU-T T.81 annex B; Exif 2.3): which way is up, which is
 * wanted, and where, when and by what it was taken, which is nobody's business.
 */
#ifndef DOCUMENT_JPEG_H
#define DOCUMENT_JPEG_H

#include "common/text.h"

/* Exif tag 0x0112: 1 upright, 3 upside down, 6 to be turned to the right, 8 to the left; 2, 4, 5, 7 the same mirrored.
 * 1 when it does not say, or is malformed. */
int jpeg_orientation(struct span jpeg);
/* The same picture without Exif, XMP, IPTC and comments; what the colours need stays.  What is malformed comes back
 * as it is. */
struct span jpeg_plain(struct arena *arena, struct span jpeg);

#endif
