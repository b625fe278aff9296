// SPDX-License-Identifier: Apache-2.0
#include "signature/place.h"

#include <stdio.h>
#include <string.h>

#include "common/utf8.h"
#include "signature/fields.h"

enum { RANGE_WIDTH = 34, PAGES_DEPTH = 16, OTHER_ROOM = 65536 };

struct work {
    struct arena *arena;
    struct revisions *revisions;
    const struct place_order *order;
    struct append append;
    size_t last; /* the newest revision */
    uint32_t signature, field, page;
    struct field found; /* number 0: a new one is made */
    struct placed *placed;
    size_t range; /* offset of the ByteRange's digits */
};

void
place_text(struct text *out, struct span utf8)
{
    bool plain = true;

    for (size_t i = 0; i < utf8.len; i++)
        plain = plain && utf8.data[i] >= ' ' && utf8.data[i] < 0x7F;
    text_string(out, plain ? "(" : "<FEFF");
    while (utf8.len > 0) {
        uint32_t c = utf8_next(&utf8);

        if (plain)
            text_printf(out, c == '(' || c == ')' || c == '\\' ? "\\%c" : "%c", (char)c);
        else if (c >= 0x10000)
            text_printf(out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
        else
            text_printf(out, "%04X", c);
    }
    text_string(out, plain ? ")" : ">");
}

static const struct object *
get(struct work *work, const struct object *object, const char *key)
{
    return revision_get(work->arena, work->revisions, work->last, object, key);
}

static bool
find_field(struct work *work, struct error *err)
{
    struct fields fields;

    if (!fields_list(work->arena, work->revisions, work->last, &fields, err))
        return false;
    for (size_t i = 0; i < fields.count; i++)
        if (fields.items[i].signature && fields.items[i].value == NULL && fields.items[i].number != 0 &&
            span_equal(fields.items[i].name, work->order->field))
            work->found = fields.items[i];
    return true;
}

/* The first leaf of the page tree. */
static bool
find_page(struct work *work, struct error *err)
{
    const struct object *reference =
        object_get(revision_root(work->arena, work->revisions, work->last), "Pages");

    for (int i = 0; i < PAGES_DEPTH && reference != NULL && reference->kind == OBJECT_REFERENCE; i++) {
        const struct object *node =
            revision_resolve(work->arena, work->revisions, work->last, reference, err);
        const struct object *kids = get(work, node, "Kids");

        if (kids == NULL) {
            work->page = (uint32_t)reference->integer;
            return node != NULL;
        }
        reference = kids->kind == OBJECT_ARRAY && kids->count > 0 ? kids->items[0] : NULL;
    }
    return error_set(err, ERROR_BAD_INPUT, "the document has no page");
}

static void
put_zeros(struct text *out, size_t count)
{
    static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";

    for (size_t left = count; left > 0; left -= left < sizeof zeros - 1 ? left : sizeof zeros - 1)
        text_add(out, zeros, left < sizeof zeros - 1 ? left : sizeof zeros - 1);
}

static void
put_signature(struct work *work)
{
    struct text *out = &work->append.out;
    const struct place_order *order = work->order;

    work->signature = append_number(&work->append);
    append_object(&work->append, work->signature);
    text_printf(out, "<< /Type /%s /Filter /Adobe.PPKLite /SubFilter /%s", order->type, order->subfilter);
    if (order->certify)
        text_string(out, " /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams"
                         " << /Type /TransformParams /P 2 /V /1.2 >> >>]");
    text_byte(out, ' ');
    text_span(out, order->entries);
    text_string(out, " /ByteRange ");
    work->range = out->len;
    text_printf(out, "%*s", RANGE_WIDTH + 2, "");
    text_string(out, " /Contents ");
    work->placed->hole = out->len;
    text_byte(out, '<');
    put_zeros(out, order->hole * 2);
    text_byte(out, '>');
    work->placed->hole_end = out->len;
    text_string(out, " >>");
    append_object_end(&work->append);
}

static bool
rectangle_of(struct work *work, double *width, double *height)
{
    const struct object *rectangle = get(work, work->found.object, "Rect");

    if (rectangle == NULL || rectangle->kind != OBJECT_ARRAY || rectangle->count != 4)
        return false;
    for (size_t i = 0; i < 4; i++)
        if (rectangle->items[i]->kind != OBJECT_INTEGER && rectangle->items[i]->kind != OBJECT_REAL)
            return false;
    *width = object_number(rectangle->items[2]) - object_number(rectangle->items[0]);
    *height = object_number(rectangle->items[3]) - object_number(rectangle->items[1]);
    return *width > 1 && *height > 1;
}

/* The object's number; 0: nothing to be seen. */
static uint32_t
put_appearance(struct work *work)
{
    double width = 0, height = 0;
    uint32_t number;

    if (work->order->draw == NULL || !rectangle_of(work, &width, &height))
        return 0;
    number = append_number(&work->append);
    append_stream(
        &work->append, number,
        arena_printf(work->arena,
                     "/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources << /Font <<"
                     " /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                     " /FB << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold"
                     " /Encoding /WinAnsiEncoding >> >> >>",
                     width, height),
        work->order->draw(work->arena, work->order->context, width, height));
    return number;
}

static void
fill_field(struct work *work)
{
    static const char *const keys[] = {"V", "AP", "F"};
    uint32_t appearance = put_appearance(work);
    struct text entries = text_new(work->arena, 256);

    text_printf(&entries, "/V %u 0 R /F 132", work->signature);
    if (appearance != 0)
        text_printf(&entries, " /AP << /N %u 0 R >>", appearance);
    append_object(&work->append, work->found.number);
    append_dictionary(&work->append, work->found.object, keys, 3, text_get(&entries));
    append_object_end(&work->append);
}

/* A field that is its own widget, without a rectangle. */
static void
make_field(struct work *work)
{
    work->field = append_number(&work->append);
    append_object(&work->append, work->field);
    text_string(&work->append.out, "<< /FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /T ");
    place_text(&work->append.out, work->order->field);
    text_printf(&work->append.out, " /V %u 0 R /P %u 0 R >>", work->signature, work->page);
    append_object_end(&work->append);
}

/* An array's items as they stand, and our field. */
static struct span
with_field(struct work *work, const char *key, const struct object *array)
{
    struct text out = text_new(work->arena, OTHER_ROOM * 16);

    text_printf(&out, "/%s [", key);
    for (size_t i = 0; array != NULL && array->kind == OBJECT_ARRAY && i < array->count; i++) {
        text_span(&out, array->items[i]->raw);
        text_byte(&out, ' ');
    }
    text_printf(&out, "%u 0 R]", work->field);
    return text_get(&out);
}

static void
rewrite_page(struct work *work)
{
    static const char *const keys[] = {"Annots"};
    const struct object *page = revision_object(work->arena, work->revisions, work->last, work->page, NULL);

    append_object(&work->append, work->page);
    append_dictionary(&work->append, page, keys, 1, with_field(work, "Annots", get(work, page, "Annots")));
    append_object_end(&work->append);
}

static uint32_t
rewrite_form(struct work *work, const struct object *root)
{
    static const char *const keys[] = {"SigFlags", "Fields"};
    const struct object *reference = object_get(root, "AcroForm"), *form = get(work, root, "AcroForm");
    uint32_t number = reference != NULL && reference->kind == OBJECT_REFERENCE ? (uint32_t)reference->integer
                                                                               : append_number(&work->append);
    bool added = work->found.number == 0;
    struct span fields = added ? with_field(work, "Fields", get(work, form, "Fields")) : SPAN("");

    append_object(&work->append, number);
    append_dictionary(&work->append, form, keys, added ? 2 : 1,
                      span_printf(work->arena, "/SigFlags 3 %.*s", SPAN_ARG(fields)));
    append_object_end(&work->append);
    return number;
}

static void
rewrite_catalog(struct work *work, const struct object *root, uint32_t form)
{
    static const char *const keys[] = {"AcroForm", "Extensions", "Perms"};
    const struct object *reference = object_get(work->revisions->items[work->last].trailer, "Root");
    struct text entries = text_new(work->arena, OTHER_ROOM);
    bool extend = object_get(root, "Extensions") == NULL;

    text_printf(&entries, "/AcroForm %u 0 R", form);
    if (work->order->certify)
        text_printf(&entries, " /Perms << /DocMDP %u 0 R >>", work->signature);
    if (extend)
        text_string(&entries, " /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>");
    else
        text_printf(&entries, " /Extensions %.*s", SPAN_ARG(object_get(root, "Extensions")->raw));
    if (!work->order->certify && object_get(root, "Perms") != NULL)
        text_printf(&entries, " /Perms %.*s", SPAN_ARG(object_get(root, "Perms")->raw));
    append_object(&work->append, (uint32_t)reference->integer);
    append_dictionary(&work->append, root, keys, 3, text_get(&entries));
    append_object_end(&work->append);
}

/* "[0 a b c]", blanks up to its full width. */
static void
put_range(struct work *work)
{
    struct placed *placed = work->placed;
    char digits[RANGE_WIDTH + 3];
    int len = snprintf(digits, sizeof digits, "[0 %zu %zu %zu]", placed->hole, placed->hole_end,
                       placed->file.len - placed->hole_end);

    memcpy(placed->file.data + work->range, digits, (size_t)len);
}

bool
place_signature(struct arena *arena, struct revisions *revisions, const struct place_order *order,
                struct placed *placed, struct error *err)
{
    struct work work = {.arena = arena, .revisions = revisions, .order = order, .placed = placed};
    const struct object *root;

    work.last = revisions->count - 1;
    root = revision_root(arena, revisions, work.last);
    if (!find_field(&work, err) || !find_page(&work, err))
        return false;
    append_begin(arena, revisions, order->hole * 2 + OTHER_ROOM * 16, &work.append);
    put_signature(&work);
    if (work.found.number != 0) {
        fill_field(&work);
    } else {
        make_field(&work);
        rewrite_page(&work);
    }
    rewrite_catalog(&work, root, rewrite_form(&work, root));
    append_finish(&work.append);
    placed->file = work.append.out;
    if (placed->file.overflow)
        return error_set(err, ERROR_TOO_BIG, "the document's form is too big to be signed");
    put_range(&work);
    return true;
}

struct digest
place_digest(const struct placed *placed)
{
    struct span file = text_get(&placed->file);
    struct digest_stream *stream = digest_begin();

    digest_more(stream, span_first(file, placed->hole));
    digest_more(stream, span_from(file, placed->hole_end));
    return digest_end(&stream);
}

bool
place_fill(struct placed *placed, struct span cms, struct error *err)
{
    static const char digits[] = "0123456789ABCDEF";
    char *at = placed->file.data + placed->hole + 1;

    if (cms.len * 2 > placed->hole_end - placed->hole - 2)
        return error_set(err, ERROR_TOO_BIG, "a signature of %zu bytes does not fit its place", cms.len);
    for (size_t i = 0; i < cms.len; i++) {
        *at++ = digits[(unsigned char)cms.data[i] >> 4];
        *at++ = digits[(unsigned char)cms.data[i] & 15];
    }
    return true;
}
