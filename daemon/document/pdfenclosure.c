// SPDX-License-Identifier: Apache-2.0
#include "document/pdfenclosure.h"

#include <hpdf_conf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "document/pdfobject.h"

/* The name tree wants them in the order of their bytes (section 7.9.6). */
static int
by_name(const void *a, const void *b)
{
    struct span left = (*(const struct enclosure *const *)a)->name;
    struct span right = (*(const struct enclosure *const *)b)->name;
    int order = memcmp(left.data, right.data, left.len < right.len ? left.len : right.len);

    return order != 0 ? order : (left.len > right.len) - (left.len < right.len);
}

/* "D:20260302102030Z" (section 7.9.4) */
static const char *
pdf_date(struct arena *arena, int64_t at)
{
    struct civil day = day_civil((int32_t)(at / 86400));
    int second = (int)(at % 86400);

    return arena_printf(arena, "D:%04d%02d%02d%02d%02d%02dZ", day.year, day.month, day.day, second / 3600,
                        second / 60 % 60, second % 60);
}

static HPDF_Dict
add_stream(struct arena *arena, struct flate *flate, HPDF_Doc doc, const struct enclosure *enclosure)
{
    HPDF_Dict stream = pdfobject_stream(arena, doc, flate_pack(arena, flate, enclosure->data));
    HPDF_Dict parameters = HPDF_Dict_New(doc->mmgr);

    if (stream == NULL || parameters == NULL)
        return NULL;
    HPDF_Dict_AddName(stream, "Type", "EmbeddedFile");
    HPDF_Dict_AddName(stream, "Subtype", span_dup(arena, enclosure->type));
    HPDF_Dict_AddNumber(parameters, "Size", (HPDF_INT32)enclosure->data.len);
    if (enclosure->changed != 0)
        HPDF_Dict_Add(parameters, "ModDate",
                      HPDF_String_New(doc->mmgr, pdf_date(arena, enclosure->changed), NULL));
    HPDF_Dict_Add(stream, "Params", parameters);
    return stream;
}

/* /F is for readers that know no /UF: a name of ours is ASCII. */
static HPDF_Dict
add_specification(struct arena *arena, struct flate *flate, HPDF_Doc doc, const struct enclosure *enclosure)
{
    HPDF_Dict specification = pdfobject_dict(doc, "Filespec"), files = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict stream = add_stream(arena, flate, doc, enclosure);

    if (specification == NULL || files == NULL || stream == NULL)
        return NULL;
    HPDF_Dict_Add(specification, "F", HPDF_String_New(doc->mmgr, span_dup(arena, enclosure->name), NULL));
    HPDF_Dict_Add(specification, "UF", pdfobject_text(arena, doc, enclosure->name));
    HPDF_Dict_Add(specification, "Desc", pdfobject_text(arena, doc, enclosure->description));
    HPDF_Dict_AddName(specification, "AFRelationship", span_dup(arena, enclosure->relationship));
    HPDF_Dict_Add(files, "F", stream);
    HPDF_Dict_Add(files, "UF", stream);
    HPDF_Dict_Add(specification, "EF", files);
    return specification;
}

void
pdfenclosure_add(struct arena *arena, struct flate *flate, HPDF_Doc doc, const struct enclosures *enclosures)
{
    const struct enclosure **sorted = arena_array(arena, enclosures->count, sizeof(const struct enclosure *));
    HPDF_Dict names = HPDF_Dict_New(doc->mmgr), tree = HPDF_Dict_New(doc->mmgr);
    HPDF_Array leaf = HPDF_Array_New(doc->mmgr), associated = HPDF_Array_New(doc->mmgr);

    if (names == NULL || tree == NULL || leaf == NULL || associated == NULL)
        return;
    for (size_t i = 0; i < enclosures->count; i++)
        sorted[i] = &enclosures->at[i];
    qsort(sorted, enclosures->count, sizeof *sorted, by_name);
    HPDF_Dict_Add(tree, "Names", leaf);
    HPDF_Dict_Add(names, "EmbeddedFiles", tree);
    HPDF_Dict_Add(doc->catalog, "Names", names);
    HPDF_Dict_Add(doc->catalog, "AF", associated);
    for (size_t i = 0; i < enclosures->count; i++) {
        HPDF_Dict specification = add_specification(arena, flate, doc, sorted[i]);

        HPDF_Array_Add(leaf, HPDF_String_New(doc->mmgr, span_dup(arena, sorted[i]->name), NULL));
        HPDF_Array_Add(leaf, specification);
        HPDF_Array_Add(associated, specification);
    }
}
