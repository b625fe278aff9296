// SPDX-License-Identifier: Apache-2.0
/*
 * flate: bytes as a /FlateDecode stream (ISO 32000-1 section 7.4.4).
 */
#ifndef DOCUMENT_FLATE_H
#define DOCUMENT_FLATE_H

#include "common/text.h"

enum flate_effort { FLATE_QUICK = 3, FLATE_SMALL = 9 }; /* zlib's levels */

struct span flate(struct arena *arena, struct span bytes, enum flate_effort effort);

#endif
