// SPDX-License-Identifier: Apache-2.0
#include "document/pdf.h"

#include <hpdf.h>
#include <hpdf_conf.h>
#include <hpdf_consts.h>
#include <hpdf_doc.h>
#include <hpdf_error.h>
#include <hpdf_objects.h>
#include <hpdf_outline.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdio.h>
#include <string.h>

#include "common/digest.h"
#include "document/flate.h"
#include "document/pdfenclosure.h"
#include "document/pdfobject.h"

_Static_assert(HPDF_VERSION_ID >= 20300 && HPDF_VERSION_ID < 20500,
               "private structures of libharu 2.3 and 2.4");

enum {
    ID_SIZE = 16,
    OUTLINE_MAX = 1000,
    LEVELS = 3,
    PACKED_MIN = 128, /* bytes: what a drawing gains by less is lost again to its filter's name */
};

struct section;

struct maker {
    struct arena *arena;
    struct flate *flate;
    HPDF_Doc doc;
    HPDF_STATUS failure; /* the first one; a call may return HPDF_OK after it */
    HPDF_Page pages[200];
    struct span *contents; /* of the pages, deflated */
    HPDF_Dict fonts;
    HPDF_Dict pictures; /* NULL: there are none */
    HPDF_Dict form; /* AcroForm; NULL when there is no field */
    HPDF_Array form_fields;
    struct section *sections;
};

static void
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    struct maker *maker = user;

    (void)detail;
    if (maker->failure == 0)
        maker->failure = code;
}

static HPDF_Dict
new_stream(struct maker *maker, struct span deflated)
{
    return pdfobject_stream(maker->arena, maker->doc, deflated);
}

static HPDF_Dict
new_dict(struct maker *maker, const char *type)
{
    return pdfobject_dict(maker->doc, type);
}

static HPDF_Binary
new_text(struct maker *maker, struct span text)
{
    return pdfobject_text(maker->arena, maker->doc, text);
}

static HPDF_Dict
new_spelt(struct maker *maker, const char *type, struct span entries)
{
    return pdfobject_spelt(maker->arena, maker->doc, type, entries);
}

static HPDF_Dict
add_descriptor(struct maker *maker, const struct embedding *face)
{
    HPDF_Dict descriptor = new_spelt(maker, "FontDescriptor", face->descriptor);
    HPDF_Dict program = new_stream(maker, face->program);

    if (descriptor == NULL || program == NULL)
        return NULL;
    HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)face->program_length);
    HPDF_Dict_Add(descriptor, "FontFile2", program);
    return descriptor;
}

/* The font that holds the glyphs (section 9.7.4). */
static HPDF_Dict
add_descendant(struct maker *maker, const struct embedding *face)
{
    HPDF_Dict font = new_spelt(maker, "Font", face->descendant);
    HPDF_Dict descriptor = add_descriptor(maker, face);

    if (font == NULL || descriptor == NULL)
        return NULL;
    HPDF_Dict_Add(font, "FontDescriptor", descriptor);
    return font;
}

static void
add_font(struct maker *maker, const char *name, const struct embedding *face)
{
    HPDF_Dict font = new_spelt(maker, "Font", face->font), descendant = add_descendant(maker, face);
    HPDF_Array descendants = HPDF_Array_New(maker->doc->mmgr);

    if (font == NULL || descendant == NULL || descendants == NULL)
        return;
    HPDF_Array_Add(descendants, descendant);
    HPDF_Dict_Add(font, "DescendantFonts", descendants);
    HPDF_Dict_Add(font, "ToUnicode", new_stream(maker, face->to_unicode));
    HPDF_Dict_Add(maker->fonts, name, font);
}

static void
add_fonts(struct maker *maker, const struct fonts *fonts, const struct press *press)
{
    maker->fonts = HPDF_Dict_New(maker->doc->mmgr);
    if (maker->fonts == NULL || HPDF_Xref_Add(maker->doc->xref, maker->fonts) != HPDF_OK)
        return;
    for (enum face face = 0; face < FACE_COUNT; face++)
        if (press->uses[face]) {
            struct embedding embedding =
                font_embed(maker->arena, fonts, maker->flate, face, &press->used[face]);

            add_font(maker, arena_printf(maker->arena, "F%d", (int)face), &embedding);
        }
}

static float
points(int32_t length)
{
    return (float)length / POINT;
}

static void
add_links(HPDF_Page page, const struct link *link)
{
    for (; link != NULL; link = link->next) {
        HPDF_Rect at = {points(link->at.x), points(PAGE_HEIGHT - link->at.y - link->at.height),
                        points(link->at.x + link->at.width), points(PAGE_HEIGHT - link->at.y)};
        HPDF_Annotation annotation = HPDF_Page_CreateURILinkAnnot(page, at, link->uri);

        if (annotation != NULL)
            HPDF_LinkAnnot_SetBorderStyle(annotation, 0, 0, 0);
    }
}

/* The fields of "section.a" and "section.b" are kids of one field "section"
 * (a partial name holds no dot, section 12.7.3.2). */
struct section {
    struct section *next;
    const char *name;
    HPDF_Dict field;
    HPDF_Array kids;
};

static bool
begin_form(struct maker *maker)
{
    HPDF_Doc doc = maker->doc;
    HPDF_Dict resources, fonts, font;

    if (maker->form != NULL)
        return true;
    resources = HPDF_Dict_New(doc->mmgr);
    fonts = HPDF_Dict_New(doc->mmgr);
    maker->form = HPDF_Dict_New(doc->mmgr);
    maker->form_fields = HPDF_Array_New(doc->mmgr);
    font = new_dict(maker, "Font");
    if (maker->form == NULL || maker->form_fields == NULL || resources == NULL || fonts == NULL ||
        font == NULL)
        return false;
    /* What a viewer writes with: the one font that it surely has. */
    HPDF_Dict_AddName(font, "Subtype", "Type1");
    HPDF_Dict_AddName(font, "BaseFont", "Helvetica");
    HPDF_Dict_AddName(font, "Encoding", "WinAnsiEncoding");
    HPDF_Dict_Add(fonts, "Helv", font);
    HPDF_Dict_Add(resources, "Font", fonts);
    HPDF_Dict_Add(maker->form, "DR", resources);
    HPDF_Dict_Add(maker->form, "DA", HPDF_String_New(doc->mmgr, "/Helv 8.5 Tf 0 g", NULL));
    HPDF_Dict_Add(maker->form, "Fields", maker->form_fields);
    HPDF_Dict_Add(doc->catalog, "AcroForm", maker->form);
    return true;
}

/* The field under which `name` stands without its last part; NULL at the top. */
static struct section *
find_section(struct maker *maker, const char *name)
{
    const char *dot = strrchr(name, '.');
    struct section *section, *parent;
    char *path;

    if (dot == NULL)
        return NULL;
    path = arena_copy(maker->arena, name, (size_t)(dot - name));
    for (section = maker->sections; section != NULL; section = section->next)
        if (strcmp(section->name, path) == 0)
            return section;
    parent = find_section(maker, path);
    section = arena_alloc(maker->arena, sizeof *section);
    *section = (struct section){maker->sections, path, HPDF_Dict_New(maker->doc->mmgr),
                                HPDF_Array_New(maker->doc->mmgr)};
    if (section->field == NULL || HPDF_Xref_Add(maker->doc->xref, section->field) != HPDF_OK)
        return NULL;
    maker->sections = section;
    dot = strrchr(path, '.');
    HPDF_Dict_Add(section->field, "T", HPDF_String_New(maker->doc->mmgr, dot == NULL ? path : dot + 1, NULL));
    HPDF_Dict_Add(section->field, "Kids", section->kids);
    if (parent != NULL)
        HPDF_Dict_Add(section->field, "Parent", parent->field);
    HPDF_Array_Add(parent == NULL ? maker->form_fields : parent->kids, section->field);
    return section;
}

/* A form XObject (section 8.10) as large as the field. */
static HPDF_Dict
new_drawing(struct maker *maker, const struct input *input, struct span operators)
{
    HPDF_Dict form = operators.len < PACKED_MIN
                         ? pdfobject_plain(maker->arena, maker->doc, operators)
                         : new_stream(maker, flate_pack(maker->arena, maker->flate, operators));
    HPDF_Dict resources = HPDF_Dict_New(maker->doc->mmgr);
    HPDF_Array box = HPDF_Array_New(maker->doc->mmgr);

    if (form == NULL || resources == NULL || box == NULL)
        return NULL;
    HPDF_Array_AddNumber(box, 0);
    HPDF_Array_AddNumber(box, 0);
    HPDF_Array_AddReal(box, points(input->at.width));
    HPDF_Array_AddReal(box, points(input->at.height));
    HPDF_Dict_AddName(form, "Type", "XObject");
    HPDF_Dict_AddName(form, "Subtype", "Form");
    HPDF_Dict_Add(form, "BBox", box);
    HPDF_Dict_Add(resources, "Font", maker->fonts);
    HPDF_Dict_Add(form, "Resources", resources);
    return form;
}

/* How the field looks until somebody changes it (section 12.5.5); a box looks in two ways. */
static HPDF_Dict
new_appearance(struct maker *maker, const struct input *input)
{
    HPDF_Dict appearance = HPDF_Dict_New(maker->doc->mmgr), states = appearance;
    HPDF_Dict drawing = new_drawing(maker, input, input->appearance);

    if (input->kind == INPUT_CHECK) {
        states = HPDF_Dict_New(maker->doc->mmgr);
        HPDF_Dict_Add(states, "Off", new_drawing(maker, input, SPAN("q Q\n")));
        HPDF_Dict_Add(appearance, "N", states);
    }
    HPDF_Dict_Add(states, input->kind == INPUT_CHECK ? "Yes" : "N", drawing);
    return appearance;
}

/* The value, and the same again as what the form was sent with (/DV): so that what somebody changed can be
 * told from what was there. */
static void
add_value(struct maker *maker, HPDF_Dict widget, const struct input *input)
{
    const char *state = input->value.len > 0 ? "Yes" : "Off";

    if (input->kind == INPUT_CHECK) {
        HPDF_Dict_AddName(widget, "V", state);
        HPDF_Dict_AddName(widget, "DV", state);
        HPDF_Dict_AddName(widget, "AS", state);
        return;
    }
    HPDF_Dict_Add(widget, "V", new_text(maker, input->value));
    HPDF_Dict_Add(widget, "DV", new_text(maker, input->value));
    HPDF_Dict_Add(widget, "DA", HPDF_String_New(maker->doc->mmgr, "/Helv 8.5 Tf 0 g", NULL));
    if (input->max > 0 && input->kind == INPUT_TEXT)
        HPDF_Dict_AddNumber(widget, "MaxLen", input->max);
}

static void
add_options(struct maker *maker, HPDF_Dict widget, const struct option *option)
{
    HPDF_Array options = HPDF_Array_New(maker->doc->mmgr);

    for (; option != NULL && options != NULL; option = option->next) {
        HPDF_Array pair = HPDF_Array_New(maker->doc->mmgr);

        HPDF_Array_Add(pair, new_text(maker, option->value));
        HPDF_Array_Add(pair, new_text(maker, option->label));
        HPDF_Array_Add(options, pair);
    }
    HPDF_Dict_Add(widget, "Opt", options);
}

enum {
    FIELD_READONLY = 1,
    FIELD_REQUIRED = 1 << 1,
    FIELD_MULTILINE = 1 << 12,
    FIELD_COMBO = 1 << 17,
    ANNOTATION_PRINT = 4
};

static HPDF_Array
new_box(struct maker *maker, struct rectangle at)
{
    HPDF_Array box = HPDF_Array_New(maker->doc->mmgr);

    HPDF_Array_AddReal(box, points(at.x));
    HPDF_Array_AddReal(box, points(PAGE_HEIGHT - at.y - at.height));
    HPDF_Array_AddReal(box, points(at.x + at.width));
    HPDF_Array_AddReal(box, points(PAGE_HEIGHT - at.y));
    return box;
}

static void
add_input(struct maker *maker, HPDF_Page page, HPDF_Array annotations, const struct input *input)
{
    HPDF_Dict widget = new_dict(maker, "Annot");
    struct section *section = find_section(maker, input->name);
    const char *dot = strrchr(input->name, '.');
    static const char *const types[] = {[INPUT_TEXT] = "Tx", [INPUT_CHOICE] = "Ch", [INPUT_CHECK] = "Btn"};
    int flags = (input->required ? FIELD_REQUIRED : 0) | (input->multiline ? FIELD_MULTILINE : 0) |
                (input->readonly ? FIELD_READONLY : 0) | (input->kind == INPUT_CHOICE ? FIELD_COMBO : 0);

    if (widget == NULL || (dot != NULL && section == NULL))
        return;
    HPDF_Dict_AddName(widget, "Subtype", "Widget");
    HPDF_Dict_AddName(widget, "FT", types[input->kind]);
    HPDF_Dict_Add(widget, "T", HPDF_String_New(maker->doc->mmgr, dot == NULL ? input->name : dot + 1, NULL));
    HPDF_Dict_Add(widget, "TU", new_text(maker, input->label));
    add_value(maker, widget, input);
    HPDF_Dict_AddNumber(widget, "F", ANNOTATION_PRINT);
    HPDF_Dict_AddNumber(widget, "Ff", flags);
    HPDF_Dict_Add(widget, "Rect", new_box(maker, input->at));
    HPDF_Dict_Add(widget, "AP", new_appearance(maker, input));
    HPDF_Dict_Add(widget, "P", page);
    if (input->kind == INPUT_CHOICE)
        add_options(maker, widget, input->options);
    if (section != NULL)
        HPDF_Dict_Add(widget, "Parent", section->field);
    HPDF_Array_Add(section == NULL ? maker->form_fields : section->kids, widget);
    HPDF_Array_Add(annotations, widget);
}

static void
add_inputs(struct maker *maker, HPDF_Page page, const struct input *input)
{
    HPDF_Array annotations = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);

    if (input == NULL || !begin_form(maker))
        return;
    HPDF_Dict_AddName(page, "Tabs", "R"); /* the key goes row by row */
    if (annotations == NULL) {
        annotations = HPDF_Array_New(maker->doc->mmgr);
        HPDF_Dict_Add(page, "Annots", annotations);
    }
    for (; input != NULL && maker->failure == 0; input = input->next)
        add_input(maker, page, annotations, input);
}

/* libharu reads the file itself: libpng's and JPEG's own faults end in on_error. */
static void
add_pictures(struct maker *maker, const struct picture *picture)
{
    char name[16];

    if (picture == NULL)
        return;
    maker->pictures = HPDF_Dict_New(maker->doc->mmgr);
    if (maker->pictures == NULL || HPDF_Xref_Add(maker->doc->xref, maker->pictures) != HPDF_OK)
        return;
    for (; picture != NULL; picture = picture->next) {
        struct span data = picture->image->data;
        const HPDF_BYTE *bytes = (const HPDF_BYTE *)data.data;
        HPDF_Image image = picture->image->jpeg
                               ? HPDF_LoadJpegImageFromMem(maker->doc, bytes, (HPDF_UINT)data.len)
                               : HPDF_LoadPngImageFromMem(maker->doc, bytes, (HPDF_UINT)data.len);

        snprintf(name, sizeof name, "I%u", picture->number);
        if (image != NULL)
            HPDF_Dict_Add(maker->pictures, name, image);
    }
}

static void
add_signing(struct maker *maker, HPDF_Page page, HPDF_Array annotations, const struct signing *signing)
{
    HPDF_Dict widget = new_dict(maker, "Annot");

    if (widget == NULL)
        return;
    HPDF_Dict_AddName(widget, "Subtype", "Widget");
    HPDF_Dict_AddName(widget, "FT", "Sig");
    HPDF_Dict_Add(widget, "T", HPDF_String_New(maker->doc->mmgr, signing->name, NULL));
    HPDF_Dict_Add(widget, "TU", new_text(maker, signing->label));
    HPDF_Dict_AddNumber(widget, "F", ANNOTATION_PRINT);
    HPDF_Dict_Add(widget, "Rect", new_box(maker, signing->at));
    HPDF_Dict_Add(widget, "P", page);
    HPDF_Array_Add(maker->form_fields, widget);
    HPDF_Array_Add(annotations, widget);
}

static void
add_signings(struct maker *maker, HPDF_Page page, const struct signing *signing)
{
    HPDF_Array annotations = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);

    if (signing == NULL || !begin_form(maker))
        return;
    if (annotations == NULL) {
        annotations = HPDF_Array_New(maker->doc->mmgr);
        HPDF_Dict_Add(page, "Annots", annotations);
    }
    for (; signing != NULL && maker->failure == 0; signing = signing->next)
        add_signing(maker, page, annotations, signing);
}

static void
fill_page(struct maker *maker, HPDF_PageAttr page, struct span contents)
{
    pdfobject_fill(maker->arena, page->contents, contents);
    page->stream = NULL; /* it was that of the contents */
}

static void
add_page(struct maker *maker, size_t number, const struct sheet *sheet)
{
    HPDF_Page page = HPDF_AddPage(maker->doc);
    HPDF_Dict resources;

    maker->pages[number] = page;
    if (page == NULL || maker->fonts == NULL)
        return;
    HPDF_Page_SetWidth(page, points(PAGE_WIDTH));
    HPDF_Page_SetHeight(page, points(PAGE_HEIGHT));
    maker->contents[number] = flate_pack(maker->arena, maker->flate, sheet->content);
    fill_page(maker, page->attr, maker->contents[number]);
    resources = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
    if (resources != NULL)
        HPDF_Dict_Add(resources, "Font", maker->fonts);
    if (resources != NULL && maker->pictures != NULL)
        HPDF_Dict_Add(resources, "XObject", maker->pictures);
    add_links(page, sheet->links);
    add_inputs(maker, page, sheet->inputs);
    add_signings(maker, page, sheet->signings);
}

static void
add_outline(struct maker *maker, const struct place *place)
{
    HPDF_Outline parents[LEVELS + 1] = {NULL};

    for (size_t i = 0; place != NULL && i < OUTLINE_MAX; i++, place = place->next) {
        HPDF_Outline outline;
        HPDF_Array target = HPDF_Array_New(maker->doc->mmgr);
        int level = place->level;

        while (level > 1 && parents[level - 1] == NULL)
            level--;
        outline = HPDF_CreateOutline(maker->doc, parents[level - 1], "-", NULL);
        if (outline == NULL || target == NULL)
            return;
        for (int deeper = level; deeper <= LEVELS; deeper++)
            parents[deeper] = NULL;
        parents[level] = outline;
        HPDF_Dict_Add(outline, "Title", new_text(maker, place->title));
        HPDF_Array_Add(target, maker->pages[place->page]);
        HPDF_Array_AddName(target, "XYZ");
        HPDF_Array_AddNumber(target, 0);
        HPDF_Array_AddReal(target, points(PAGE_HEIGHT - place->y + 8 * POINT));
        HPDF_Array_AddNumber(target, 0);
        HPDF_Dict_Add(outline, "Dest", target);
        HPDF_Outline_SetOpened(outline, level == 1 ? HPDF_TRUE : HPDF_FALSE);
    }
}

static void
digest_span(struct digest_stream *digest, struct span span)
{
    digest_more(digest, span);
    digest_more(digest, SPAN("\0"));
}

/* The file identifier (section 14.4): from what is printed and enclosed, not from a clock. */
static void
add_id(struct maker *maker, const struct printed *printed)
{
    struct digest_stream *stream = digest_begin();
    struct digest digest;
    HPDF_Array id = HPDF_Array_New(maker->doc->mmgr);

    digest_span(stream, printed->title);
    digest_span(stream, printed->subject);
    digest_span(stream, printed->author);
    for (size_t i = 0; i < printed->count; i++)
        digest_span(stream, maker->contents[i]);
    for (size_t i = 0; i < printed->enclosures.count; i++)
        digest_span(stream, printed->enclosures.at[i].data);
    digest = digest_end(&stream);
    for (size_t i = 0; id != NULL && i < 2; i++)
        HPDF_Array_Add(id, HPDF_Binary_New(maker->doc->mmgr, digest.bytes, ID_SIZE));
    HPDF_Dict_Add(maker->doc->trailer, "ID", id);
}

static void
add_metadata(struct maker *maker, const struct printed *printed)
{
    HPDF_Doc doc = maker->doc;
    HPDF_Dict preferences = HPDF_Dict_New(doc->mmgr);
    char language[12];

    doc->pdf_version = HPDF_VER_17;
    HPDF_Dict_Add(doc->info, "Title", new_text(maker, printed->title));
    if (printed->subject.len > 0)
        HPDF_Dict_Add(doc->info, "Subject", new_text(maker, printed->subject));
    if (printed->author.len > 0)
        HPDF_Dict_Add(doc->info, "Author", new_text(maker, printed->author));
    HPDF_Dict_Add(doc->info, "Creator", HPDF_String_New(doc->mmgr, "conventiond", NULL));
    /* ISO 32000-1, 14.9.2: a language tag. */
    snprintf(language, sizeof language, "%.*s", SPAN_ARG(span_first(printed->language, sizeof language - 1)));
    HPDF_Dict_Add(doc->catalog, "Lang", HPDF_String_New(doc->mmgr, language, NULL));
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(doc->catalog, "ViewerPreferences", preferences);
    if (printed->press->places != NULL)
        HPDF_SetPageMode(doc, HPDF_PAGE_MODE_USE_OUTLINE);
}

bool
pdf_write(struct arena *arena, const struct settings *settings, const struct printed *printed,
          struct span *pdf, struct error *err)
{
    struct maker *maker = arena_alloc(arena, sizeof *maker);
    bool done;

    maker->arena = arena;
    maker->flate = settings->flate;
    if (printed->count == 0 || printed->count > sizeof maker->pages / sizeof *maker->pages)
        return error_set(err, ERROR_TOO_BIG, "PDF: %zu pages, from 1 to 200 can be written", printed->count);
    maker->contents = arena_array(arena, printed->count, sizeof *maker->contents);
    maker->doc = HPDF_NewEx(on_error, NULL, NULL, 0, maker);
    if (maker->doc == NULL)
        return error_set(err, ERROR_TEMPORARY, "PDF: libharu could not begin a document");
    add_metadata(maker, printed);
    add_fonts(maker, settings->fonts, printed->press);
    add_pictures(maker, printed->press->pictures);
    for (size_t i = 0; i < printed->count && maker->failure == 0; i++)
        add_page(maker, i, &printed->sheets[i]);
    if (maker->failure == 0)
        add_outline(maker, printed->press->places);
    if (maker->failure == 0 && printed->enclosures.count > 0)
        pdfenclosure_add(arena, settings->flate, maker->doc, &printed->enclosures);
    if (maker->failure == 0)
        add_id(maker, printed);
    done = maker->failure == 0 && pdfobject_save(arena, maker->doc, pdf) && maker->failure == 0;
    HPDF_Free(maker->doc);
    if (!done)
        return error_set(err, ERROR_PERMANENT, "PDF: libharu refused with 0x%04lX",
                         (unsigned long)maker->failure);
    return true;
}
