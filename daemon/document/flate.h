// SPDX-License-Identifier: Apache-2.0
/*
 * flate: bytes as a /FlateDecode stream (ISO 32000-1 section 7.4.4).
 */
#ifndef DOCUMENT_FLATE_H
#define DOCUMENT_FLATE_H

#include "common/text.h"

/* libdeflate's levels. */
enum flate_effort { FLATE_QUICK = 1, FLATE_SMALL = 9 };

struct flate; /* a compressor and its tables: kept, since setting one up costs more than a page */

struct flate *flate_open(enum flate_effort effort);
void flate_close(struct flate **flate); /* nulls *flate; NULL is fine */

struct span flate_pack(struct arena *arena, struct flate *flate, struct span bytes);

#endif
