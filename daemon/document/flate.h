// SPDX-License-Identifier: Apache-2.0
/*
 * flate: bytes as a /FlateDecode stream (ISO 32000-1 section 7.4.4).
 */
#ifndef DOCUMENT_FLATE_H
#define DOCUMENT_FLATE_H

#include "common/text.h"

/* zlib's levels; PACKED is for what is packed already, a PDF say: runs only (a signature's hole), in half the time. */
enum flate_effort { FLATE_PACKED = 1, FLATE_QUICK = 3, FLATE_SMALL = 9 };

struct span flate(struct arena *arena, struct span bytes, enum flate_effort effort);

#endif
