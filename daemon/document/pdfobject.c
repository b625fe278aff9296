// SPDX-License-Identifier: Apache-2.0
#include "document/pdfobject.h"

#include <hpdf_conf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "common/utf8.h"

enum { TEXT_MAX = 2000 };

/* Entries that libharu has no objects for are spelt out where the dictionary is written. */
static HPDF_STATUS
write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\012");
}

void
pdfobject_fill(HPDF_Dict dict, struct span deflated)
{
    if (dict == NULL)
        return;
    dict->filter = HPDF_STREAM_FILTER_NONE;
    dict->write_fn = write_filter;
    HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)deflated.data, (HPDF_UINT)deflated.len);
}

HPDF_Dict
pdfobject_stream(HPDF_Doc doc, struct span deflated)
{
    HPDF_Dict dict = HPDF_DictStream_New(doc->mmgr, doc->xref);

    pdfobject_fill(dict, deflated);
    return dict;
}

HPDF_Dict
pdfobject_dict(HPDF_Doc doc, const char *type)
{
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);

    if (dict == NULL || HPDF_Xref_Add(doc->xref, dict) != HPDF_OK)
        return NULL;
    HPDF_Dict_AddName(dict, "Type", type);
    return dict;
}

HPDF_Binary
pdfobject_text(struct arena *arena, HPDF_Doc doc, struct span text)
{
    struct text out = text_new(arena, 4 * TEXT_MAX + 8);

    text_add(&out, "\xFE\xFF", 2);
    for (size_t i = 0; text.len > 0 && i < TEXT_MAX; i++) {
        uint32_t code = utf8_next(&text);

        if (code > 0xFFFF) {
            uint32_t high = 0xD800 + ((code - 0x10000) >> 10);

            text_byte(&out, (char)(high >> 8));
            text_byte(&out, (char)(high & 0xFF));
            code = 0xDC00 + ((code - 0x10000) & 0x3FF);
        }
        text_byte(&out, (char)(code >> 8));
        text_byte(&out, (char)(code & 0xFF));
    }
    return HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)out.data, (HPDF_UINT)out.len);
}
