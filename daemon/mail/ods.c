// SPDX-License-Identifier: Apache-2.0
#include "mail/ods.h"

#include <string.h>
#include <zip.h>

#include "workflow/markup.h"

enum {
    CONTENT_MAX = 256 * 1024 * 1024,
    WIDE = 24, /* characters from which a column is a wide one */
    EPOCH = 315532800, /* 1980-01-01, the first day that a ZIP knows */
};

static const char manifest[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
    "manifest:version=\"1.2\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" manifest:media-type=\"" ODS_TYPE
    "\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "</manifest:manifest>\n";

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" office:version=\"1.2\">"
    "<office:automatic-styles>"
    "<style:style style:name=\"narrow\" style:family=\"table-column\">"
    "<style:table-column-properties style:column-width=\"3cm\"/></style:style>"
    "<style:style style:name=\"wide\" style:family=\"table-column\">"
    "<style:table-column-properties style:column-width=\"6.5cm\"/></style:style>"
    "<number:date-style style:name=\"day\"><number:day number:style=\"long\"/><number:text>/</number:text>"
    "<number:month number:style=\"long\"/><number:text>/</number:text><number:year number:style=\"long\"/>"
    "</number:date-style>"
    "<style:style style:name=\"date\" style:family=\"table-cell\" style:data-style-name=\"day\"/>"
    "<style:style style:name=\"head\" style:family=\"table-cell\">"
    "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "</office:automatic-styles><office:body><office:spreadsheet>";

static const char foot[] =
    "</table:table></office:spreadsheet></office:body></office:document-content>\n";

static void
put_text_cell(struct text *out, struct span cell, const char *style)
{
    struct span rest = cell, line;

    if (cell.len == 0) {
        text_string(out, "<table:table-cell/>");
        return;
    }
    text_string(out, "<table:table-cell");
    if (style != NULL)
        markup_attribute(out, "table:style-name", span_of(style));
    text_string(out, " office:value-type=\"string\">");
    while (span_line(&rest, &line))
        markup_element(out, "text:p", line);
    text_string(out, "</table:table-cell>");
}

static void
put_cell(struct text *out, const struct sheet *sheet, size_t column, struct span cell)
{
    switch (sheet_cell_type(sheet, column, cell)) {
    case SHEET_DATE:
        text_printf(out,
                    "<table:table-cell table:style-name=\"date\" office:value-type=\"date\" "
                    "office:date-value=\"%.*s\"><text:p>%.*s</text:p></table:table-cell>",
                    SPAN_ARG(cell), SPAN_ARG(cell));
        break;
    case SHEET_NUMBER:
        text_printf(out,
                    "<table:table-cell office:value-type=\"float\" office:value=\"%.*s\"><text:p>%.*s</text:p>"
                    "</table:table-cell>",
                    SPAN_ARG(cell), SPAN_ARG(cell));
        break;
    default:
        put_text_cell(out, cell, NULL);
    }
}

static bool
is_wide(const struct sheet *sheet, size_t column)
{
    for (size_t row = 0; row < sheet->row_count; row++)
        if (sheet->cells[row * sheet->column_count + column].len >= WIDE)
            return true;
    return sheet->columns[column].label.len >= WIDE;
}

static struct span
content_of(struct arena *arena, const struct sheet *sheet)
{
    struct text out = text_new(arena, CONTENT_MAX);

    text_string(&out, head);
    text_string(&out, "<table:table");
    markup_attribute(&out, "table:name", sheet->name);
    text_byte(&out, '>');
    for (size_t i = 0; i < sheet->column_count; i++)
        text_printf(&out, "<table:table-column table:style-name=\"%s\"/>",
                    is_wide(sheet, i) ? "wide" : "narrow");
    text_string(&out, "<table:table-header-rows><table:table-row>");
    for (size_t i = 0; i < sheet->column_count; i++)
        put_text_cell(&out, sheet->columns[i].label, "head");
    text_string(&out, "</table:table-row></table:table-header-rows>");
    for (size_t row = 0; row < sheet->row_count; row++) {
        text_string(&out, "<table:table-row>");
        for (size_t i = 0; i < sheet->column_count; i++)
            put_cell(&out, sheet, i, sheet->cells[row * sheet->column_count + i]);
        text_string(&out, "</table:table-row>");
    }
    text_string(&out, foot);
    return out.overflow ? (struct span){"", 0} : text_get(&out);
}

/* The type stands first and plain, so that it is known by its bytes (OpenDocument 1.2, part 3, 3.3). */
static bool
add(zip_t *zip, const char *name, struct span bytes, bool plain)
{
    zip_source_t *source = zip_source_buffer(zip, bytes.data, bytes.len, 0);
    zip_int64_t index = source == NULL ? -1 : zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);

    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_mtime(zip, (zip_uint64_t)index, EPOCH, 0) == 0 &&
           zip_set_file_compression(zip, (zip_uint64_t)index, plain ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) == 0;
}

static bool
read_back(struct arena *arena, zip_source_t *store, struct span *bytes)
{
    zip_stat_t stat;
    char *data;
    zip_int64_t got = -1;

    if (zip_source_stat(store, &stat) != 0 || zip_source_open(store) != 0)
        return false;
    data = arena_alloc(arena, stat.size + 1);
    got = zip_source_read(store, data, stat.size);
    zip_source_close(store);
    *bytes = (struct span){data, stat.size};
    return got == (zip_int64_t)stat.size;
}

bool
ods_write(struct arena *arena, const struct sheet *sheet, struct span *bytes, struct error *err)
{
    struct span content = content_of(arena, sheet);
    zip_source_t *store;
    zip_error_t fault;
    bool good = false;
    zip_t *zip;

    if (content.len == 0)
        return error_set(err, ERROR_TOO_BIG, "a spreadsheet of more than %d bytes", CONTENT_MAX);
    zip_error_init(&fault);
    store = zip_source_buffer_create(NULL, 0, 0, &fault);
    zip = store == NULL ? NULL : zip_open_from_source(store, ZIP_TRUNCATE, &fault);
    if (zip != NULL) {
        zip_source_keep(store);
        good = add(zip, "mimetype", SPAN(ODS_TYPE), true) &&
               add(zip, "META-INF/manifest.xml", span_of(manifest), false) &&
               add(zip, "content.xml", content, false) && zip_close(zip) == 0;
        if (!good)
            zip_discard(zip);
        good = good && read_back(arena, store, bytes);
    }
    zip_source_free(store);
    zip_error_fini(&fault);
    return good || error_set(err, ERROR_PERMANENT, "the spreadsheet can't be packed");
}
