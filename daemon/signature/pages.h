// SPDX-License-Identifier: Apache-2.0
/* pages: the leaves of a document's page tree (ISO 32000-1 section 7.7.3), in one revision. */
#ifndef SIGNATURE_PAGES_H
#define SIGNATURE_PAGES_H

#include "signature/revision.h"

enum { PAGES_MAX = 2000, PAGES_DEPTH = 16, BOX_CORNERS = 4 };

struct page {
    uint32_t number;         /* of its object */
    double box[BOX_CORNERS]; /* /MediaBox, which may be inherited: left, bottom, right, top */
};

struct pages {
    struct page *items;
    size_t count;
};

/* False: the tree is malformed, too deep or too big. */
bool pages_list(struct arena *arena, struct revisions *revisions, size_t number, struct pages *pages,
                struct error *err) MUST_CHECK;
/* A rectangle as left, bottom, right, top; false: it is none, and the box is as it was. */
bool pages_box(const struct object *rectangle, double box[BOX_CORNERS]);

#endif
