// SPDX-License-Identifier: Apache-2.0
/*
 * layout: the layout vocabulary of document(5), set on pages.
 */
#ifndef DOCUMENT_LAYOUT_H
#define DOCUMENT_LAYOUT_H

#include <libxml/tree.h>

#include "document/canvas.h"
#include "document/enclosure.h"
#include "procedure/bundle.h"

struct sheet {
    struct span content; /* operators */
    const struct link *links;
    const struct input *inputs;
    const struct signing *signings;
};

struct printed {
    const struct press *press;
    const struct sheet *sheets;
    size_t count;
    struct span title, subject, author, language;
    struct enclosures enclosures; /* none, as they are set; pdf_write takes them in */
};

/* What to set with. */
struct settings {
    const struct fonts *fonts;
    const struct hyphens *hyphens;
    struct flate *flate;
    const struct bundle *files; /* has the images; NULL: none */
};

bool layout_set(struct arena *arena, const struct settings *settings, xmlDoc *layout, struct printed *printed,
                struct error *err) MUST_CHECK;

#endif
