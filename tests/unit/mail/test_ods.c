// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>
#include <zip.h>

#include "common/xml.h"
#include "mail/ods.h"

/* One file of the archive. */
static struct span
file_of(struct arena *arena, struct span archive, const char *name)
{
    zip_error_t fault;
    zip_source_t *source = zip_source_buffer_create(archive.data, archive.len, 0, &fault);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &fault);
    zip_stat_t stat;
    zip_file_t *file;
    char *data;

    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
    data = arena_alloc(arena, stat.size);
    file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, data, stat.size), stat.size);
    zip_fclose(file);
    zip_discard(zip);
    return (struct span){data, stat.size};
}

static void
a_spreadsheet(void **state)
{
    struct sheet_column columns[] = {
        {SPAN("Étudiante & étudiant"), SHEET_TEXT}, {SPAN("Début"), SHEET_DATE}, {SPAN("Heures"), SHEET_NUMBER}};
    struct span cells[] = {SPAN("=1+1 <Léa>"), SPAN("2026-03-02"), SPAN("868.5"),
                           SPAN("deux\nlignes"), SPAN("bientôt"), SPAN("")};
    struct sheet sheet = {SPAN("Stages"), columns, 3, cells, 2};
    struct arena *arena = arena_open(16 << 20);
    struct span bytes, again, content;
    struct error err;

    (void)state;
    xml_start();
    assert_true(ods_write(arena, &sheet, &bytes, &err));
    assert_true(ods_write(arena, &sheet, &again, &err));
    assert_true(span_equal(bytes, again));
    /* The type is there to be seen at byte 38. */
    check_span(span_first(span_from(bytes, 30), 8 + strlen(ODS_TYPE)), "mimetype" ODS_TYPE, "first entry, plain");
    content = file_of(arena, bytes, "content.xml");
    assert_non_null(xml_parse(arena, content, "content.xml", XML_OWN_MAX, &err));
    assert_non_null(xml_parse(arena, file_of(arena, bytes, "META-INF/manifest.xml"), "m", XML_OWN_MAX, &err));
    assert_true(span_find(content, "office:date-value=\"2026-03-02\"") != SIZE_MAX);
    assert_true(span_find(content, "office:value=\"868.5\"") != SIZE_MAX);
    assert_true(span_find(content, "<text:p>=1+1 &lt;Léa&gt;</text:p>") != SIZE_MAX);
    assert_true(span_find(content, "<text:p>deux</text:p><text:p>lignes</text:p>") != SIZE_MAX);
    assert_true(span_find(content, "formula") == SIZE_MAX);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_spreadsheet)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
