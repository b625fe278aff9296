// SPDX-License-Identifier: Apache-2.0
/* spots: where on its pages a document has empty signature fields (ISO 32000-1 section 12.7.4.5). */
#ifndef SIGNATURE_SPOTS_H
#define SIGNATURE_SPOTS_H

#include "common/error.h"
#include "common/text.h"

enum { SPOTS_MAX = 64 };

struct spot {
    struct span field; /* its name */
    uint32_t page;     /* from 1 */
    double x, y, width, height; /* points; x, y: its upper left corner, from the page's upper left corner */
};

/* Those of the newest revision that can be seen, in the form's order. */
bool spots_find(struct arena *arena, struct span pdf, struct spot spots[SPOTS_MAX], size_t *count,
                struct error *err) MUST_CHECK;

#endif
