// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

#include <stdlib.h>

#include "common/xml.h"
#include "document/layout.h"
#include "document/pdf.h"

struct typesetter {
    struct fonts *fonts;
    struct hyphens *hyphens;
    struct flate *flate;
};

struct typesetter *
typesetter_open(struct error *err)
{
    struct typesetter *typesetter = calloc(1, sizeof *typesetter);

    if (typesetter == NULL)
        abort();
    typesetter->flate = flate_open(FLATE_QUICK);
    typesetter->fonts = fonts_open(err);
    if (typesetter->fonts != NULL)
        typesetter->hyphens = hyphens_open(err);
    if (typesetter->hyphens == NULL)
        typesetter_close(&typesetter);
    return typesetter;
}

void
typesetter_close(struct typesetter **typesetter)
{
    if (*typesetter == NULL)
        return;
    fonts_close(&(*typesetter)->fonts);
    hyphens_close(&(*typesetter)->hyphens);
    flate_close(&(*typesetter)->flate);
    free(*typesetter);
    *typesetter = NULL;
}

bool
document_set_with(struct arena *arena, struct typesetter *typesetter, xmlDoc *layout,
                  const struct bundle *files, const struct enclosures *enclosures, struct span *pdf,
                  struct error *err)
{
    const struct settings settings = {typesetter->fonts, typesetter->hyphens, typesetter->flate, files};
    struct printed printed;

    if (!layout_set(arena, &settings, layout, &printed, err))
        return false;
    printed.enclosures = *enclosures;
    return pdf_write(arena, &settings, &printed, pdf, err);
}

bool
document_set(struct arena *arena, struct typesetter *typesetter, xmlDoc *layout, struct span *pdf,
             struct error *err)
{
    static const struct enclosures none;

    return document_set_with(arena, typesetter, layout, NULL, &none, pdf, err);
}
