// SPDX-License-Identifier: Apache-2.0
#include "document/scan.h"

#include <hpdf.h>

#include "document/image.h"

static const float long_side = 841.89F, short_side = 595.276F, margin = 14; /* points */

static void
on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    HPDF_STATUS *failure = user;

    (void)detail;
    if (*failure == 0)
        *failure = error;
}

bool
scan_takes(struct span picture)
{
    struct image image;

    return image_measure(picture, &image) && image.width <= SCAN_SIDE_MAX && image.height <= SCAN_SIDE_MAX &&
           (image.jpeg || (uint64_t)image.width * image.height <= SCAN_PNG_MAX);
}

/* As large as the page allows, lying or standing as the picture does. */
static void
add_page(HPDF_Doc doc, struct span picture)
{
    HPDF_Page page = HPDF_AddPage(doc);
    const HPDF_BYTE *bytes = (const HPDF_BYTE *)picture.data;
    float width, height, scale;
    HPDF_Image drawn;
    struct image image;

    if (page == NULL || !image_measure(picture, &image))
        return;
    drawn = image.jpeg ? HPDF_LoadJpegImageFromMem(doc, bytes, (HPDF_UINT)picture.len)
                       : HPDF_LoadPngImageFromMem(doc, bytes, (HPDF_UINT)picture.len);
    if (drawn == NULL)
        return;
    width = image.width > image.height ? long_side : short_side;
    height = image.width > image.height ? short_side : long_side;
    scale = (width - 2 * margin) / (float)image.width;
    if (scale > (height - 2 * margin) / (float)image.height)
        scale = (height - 2 * margin) / (float)image.height;
    HPDF_Page_SetWidth(page, width);
    HPDF_Page_SetHeight(page, height);
    HPDF_Page_DrawImage(page, drawn, (width - (float)image.width * scale) / 2,
                        (height - (float)image.height * scale) / 2, (float)image.width * scale,
                        (float)image.height * scale);
}

static bool
save(struct arena *arena, HPDF_Doc doc, struct span *pdf)
{
    HPDF_UINT32 len;
    HPDF_BYTE *bytes;

    if (HPDF_SaveToStream(doc) != HPDF_OK)
        return false;
    len = HPDF_GetStreamSize(doc);
    bytes = arena_alloc(arena, len + 1);
    HPDF_ResetStream(doc);
    HPDF_ReadFromStream(doc, bytes, &len);
    *pdf = (struct span){(const char *)bytes, len};
    return true;
}

bool
scan_write(struct arena *arena, const struct span *pictures, size_t count, struct span *pdf,
           struct error *err)
{
    HPDF_STATUS failure = 0;
    HPDF_Doc doc = HPDF_New(on_error, &failure);
    bool done;

    if (doc == NULL)
        return error_set(err, ERROR_TEMPORARY, "PDF: libharu could not begin a document");
    for (size_t i = 0; i < count && i < SCAN_PAGES_MAX && failure == 0; i++)
        add_page(doc, pictures[i]);
    done = failure == 0 && save(arena, doc, pdf) && failure == 0;
    HPDF_Free(doc);
    return done || error_set(err, ERROR_BAD_INPUT, "a picture that can't be put into a PDF (0x%04lX)",
                             (unsigned long)failure);
}
