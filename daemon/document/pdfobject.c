// SPDX-License-Identifier: Apache-2.0
#include "document/pdfobject.h"

#include <hpdf_conf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "common/utf8.h"

enum { TEXT_MAX = 2000, FILE_FIRST = 64 * 1024 };

/* A stream that is written from where its bytes are: libharu's own copies them three times, byte by byte. */
struct body {
    struct span bytes;
    bool deflated;
    HPDF_Stream to; /* the file, once the dictionary has been written to it */
};

static HPDF_STATUS
put(HPDF_Stream to, struct span bytes)
{
    return HPDF_Stream_Write(to, (const HPDF_BYTE *)bytes.data, (HPDF_UINT)bytes.len);
}

/* Entries that libharu has no objects for are spelt out where the dictionary is written. */
static HPDF_STATUS
write_filter(HPDF_Dict dict, HPDF_Stream to)
{
    struct body *body = dict->attr;

    body->to = to;
    return body->deflated ? put(to, SPAN("/Filter /FlateDecode\012")) : HPDF_OK;
}

/* Behind the dictionary. */
static HPDF_STATUS
write_body(HPDF_Dict dict)
{
    const struct body *body = dict->attr;
    const struct span parts[] = {SPAN("\012stream\015\012"), body->bytes, SPAN("\012endstream")};
    HPDF_STATUS status = HPDF_OK;

    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == HPDF_OK; i++)
        status = put(body->to, parts[i]);
    return status;
}

static void
add_body(struct arena *arena, HPDF_Dict dict, struct span bytes, bool deflated)
{
    struct body *body = arena_alloc(arena, sizeof *body);

    *body = (struct body){bytes, deflated, NULL};
    dict->attr = body;
    dict->write_fn = write_filter;
    dict->after_write_fn = write_body;
}

static HPDF_Dict
new_stream(struct arena *arena, HPDF_Doc doc, struct span bytes, bool deflated)
{
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);

    if (dict == NULL || HPDF_Xref_Add(doc->xref, dict) != HPDF_OK)
        return NULL;
    HPDF_Dict_AddNumber(dict, "Length", (HPDF_INT32)bytes.len);
    add_body(arena, dict, bytes, deflated);
    return dict;
}

HPDF_Dict
pdfobject_stream(struct arena *arena, HPDF_Doc doc, struct span deflated)
{
    return new_stream(arena, doc, deflated, true);
}

HPDF_Dict
pdfobject_plain(struct arena *arena, HPDF_Doc doc, struct span bytes)
{
    return new_stream(arena, doc, bytes, false);
}

void
pdfobject_fill(struct arena *arena, HPDF_Dict dict, struct span deflated)
{
    HPDF_Number length = dict == NULL ? NULL : HPDF_Dict_GetItem(dict, "Length", HPDF_OCLASS_NUMBER);

    if (length == NULL)
        return;
    HPDF_Number_SetValue(length, (HPDF_INT32)deflated.len);
    HPDF_Stream_Free(dict->stream);
    dict->stream = NULL;
    add_body(arena, dict, deflated, true);
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

static HPDF_STATUS
write_entries(HPDF_Dict dict, HPDF_Stream to)
{
    const struct span *entries = dict->attr;

    return put(to, *entries);
}

HPDF_Dict
pdfobject_spelt(struct arena *arena, HPDF_Doc doc, const char *type, struct span entries)
{
    HPDF_Dict dict = pdfobject_dict(doc, type);
    struct span *kept = arena_alloc(arena, sizeof *kept);

    if (dict == NULL)
        return NULL;
    *kept = entries;
    dict->attr = kept;
    dict->write_fn = write_entries;
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

static HPDF_STATUS
take(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
    text_add(stream->attr, bytes, len);
    return HPDF_OK;
}

/* Into the arena at once: HPDF_SaveToStream writes to the stream that is there already. */
bool
pdfobject_save(struct arena *arena, HPDF_Doc doc, struct span *pdf)
{
    struct text file = text_new(arena, SIZE_MAX / 2);

    text_reserve(&file, FILE_FIRST);
    doc->stream = HPDF_CallbackWriter_New(doc->mmgr, take, &file);
    if (doc->stream == NULL || HPDF_SaveToStream(doc) != HPDF_OK)
        return false;
    *pdf = text_get(&file);
    return true;
}
