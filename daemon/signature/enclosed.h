// SPDX-License-Identifier: Apache-2.0
/*
 * enclosed: the files that a PDF carries within (ISO 32000-1 section 7.11.4), as its newest revision has them.
 * Strict, as everything here: what does not fit is an error.
 */
#ifndef SIGNATURE_ENCLOSED_H
#define SIGNATURE_ENCLOSED_H

#include "signature/revision.h"

enum { ENCLOSED_MAX = 100, ENCLOSED_BYTES_MAX = 64 * 1024 * 1024 /* of all, unpacked */ };

struct enclosed {
    struct span name;         /* UTF-8 */
    struct span relationship; /* "" not said */
    struct span data;
};

bool enclosed_list(struct arena *arena, struct revisions *revisions, struct enclosed **files, size_t *count,
                   struct error *err) MUST_CHECK;

#endif
