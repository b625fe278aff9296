// SPDX-License-Identifier: Apache-2.0
#include "document/scan.h"

#include <hpdf.h>
#include <png.h>
#include <stdlib.h>

#include "document/image.h"
#include "document/jpeg.h"
#include "document/pdfobject.h"

static const float long_side = 841.89F, short_side = 595.276F, margin = 14; /* points */

static void
on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    HPDF_STATUS *failure = user;

    (void)detail;
    if (*failure == 0)
        *failure = error;
}

static bool
is_whole_png(struct span picture)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    unsigned char *pixels = NULL;
    bool good = false;

    if (png_image_begin_read_from_memory(&image, picture.data, picture.len) != 0) {
        image.format = PNG_FORMAT_GRAY;
        pixels = malloc(PNG_IMAGE_SIZE(image));
        good = pixels != NULL && png_image_finish_read(&image, NULL, pixels, 0, NULL) != 0 &&
               (image.warning_or_error & PNG_IMAGE_ERROR) == 0;
    }
    free(pixels);
    png_image_free(&image);
    return good;
}

bool
scan_takes(struct span picture)
{
    struct image image;

    return image_measure(picture, &image) && image.width <= SCAN_SIDE_MAX && image.height <= SCAN_SIDE_MAX &&
           (image.jpeg || ((uint64_t)image.width * image.height <= SCAN_PNG_MAX && is_whole_png(picture)));
}

bool
scan_is_heif(struct span picture)
{
    static const char *const brands[] = {"heic", "heix", "hevc", "heim", "heis", "hevm", "mif1", "msf1", "avif"};

    for (size_t i = 0; i < sizeof brands / sizeof brands[0]; i++)
        if (picture.len > 12 && span_starts(span_from(picture, 4), "ftyp") && span_starts(span_from(picture, 8), brands[i]))
            return true;
    return false;
}

struct box {
    float x, y, width, height;
};

/* The unit square, in which a picture is painted, onto the box (ISO 32000-1 section 8.9.5), turned and mirrored: where
 * the picture's right and its top go. */
static void
paint(HPDF_Page page, HPDF_Image drawn, int orientation, const struct box *box)
{
    static const struct {
        signed char right_x, right_y, top_x, top_y;
    } turns[] = {[1] = {1, 0, 0, 1},   [2] = {-1, 0, 0, 1}, [3] = {-1, 0, 0, -1}, [4] = {1, 0, 0, -1},
                 [5] = {0, -1, -1, 0}, [6] = {0, -1, 1, 0}, [7] = {0, 1, 1, 0},   [8] = {0, 1, -1, 0}};
    float a = turns[orientation].right_x * box->width, b = turns[orientation].right_y * box->height;
    float c = turns[orientation].top_x * box->width, d = turns[orientation].top_y * box->height;

    HPDF_Page_GSave(page);
    HPDF_Page_Concat(page, a, b, c, d, box->x + (a + c < 0 ? box->width : 0), box->y + (b + d < 0 ? box->height : 0));
    HPDF_Page_ExecuteXObject(page, drawn);
    HPDF_Page_GRestore(page);
}

/* As large as the page allows, lying or standing as the picture does when it is upright. */
static void
add_page(struct arena *arena, HPDF_Doc doc, struct span picture)
{
    HPDF_Page page = HPDF_AddPage(doc);
    HPDF_Image drawn;
    struct image image;
    struct box box;
    float width, height, scale;
    int orientation;
    bool turned;

    if (page == NULL || !image_measure(picture, &image))
        return;
    orientation = image.jpeg ? jpeg_orientation(picture) : 1;
    if (image.jpeg)
        picture = jpeg_plain(arena, picture);
    drawn = image.jpeg ? HPDF_LoadJpegImageFromMem(doc, (const HPDF_BYTE *)picture.data, (HPDF_UINT)picture.len)
                       : HPDF_LoadPngImageFromMem(doc, (const HPDF_BYTE *)picture.data, (HPDF_UINT)picture.len);
    if (drawn == NULL)
        return;
    turned = orientation >= 5;
    box.width = (float)(turned ? image.height : image.width);
    box.height = (float)(turned ? image.width : image.height);
    width = box.width > box.height ? long_side : short_side;
    height = box.width > box.height ? short_side : long_side;
    scale = (width - 2 * margin) / box.width;
    if (scale > (height - 2 * margin) / box.height)
        scale = (height - 2 * margin) / box.height;
    box.width *= scale;
    box.height *= scale;
    box.x = (width - box.width) / 2;
    box.y = (height - box.height) / 2;
    HPDF_Page_SetWidth(page, width);
    HPDF_Page_SetHeight(page, height);
    paint(page, drawn, orientation, &box);
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
        add_page(arena, doc, pictures[i]);
    done = failure == 0 && pdfobject_save(arena, doc, pdf) && failure == 0;
    HPDF_Free(doc);
    return done || error_set(err, ERROR_BAD_INPUT, "a picture that can't be put into a PDF (0x%04lX)",
                             (unsigned long)failure);
}
