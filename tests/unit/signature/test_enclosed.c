// SPDX-License-Identifier: Apache-2.0
/* Files that a document carries come out as they went in, also from behind a seal's update. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/xml.h"
#include "document/document.h"
#include "signature/enclosed.h"
#include "signature/paper.h"
#include "signature/append.h"

/* libhyphen 2.8.8 loses 130 bytes, once; not ours to free. */
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void)
{
    return "leak:libhyphen";
}

static struct span
carrier(struct arena *arena, const struct enclosures *enclosures)
{
    static const char layout[] = "<document title=\"Prêt\" lang=\"fr\"><p>Un prêt.</p></document>";
    struct error err = {0};
    struct typesetter *typesetter = typesetter_open(&err);
    xmlDoc *doc = xml_parse(arena, SPAN(layout), "layout", XML_OWN_MAX, &err);
    struct span pdf = {"", 0};

    assert_non_null(typesetter);
    if (doc == NULL || !document_set_with(arena, typesetter, doc, NULL, enclosures, &pdf, &err))
        fail_msg("%s", err.text);
    typesetter_close(&typesetter);
    return pdf;
}

static void
files_come_out_as_they_went_in(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);
    const struct enclosure files[] = {
        {SPAN("z.xml"), SPAN("application/xml"), SPAN("Data"), SPAN("Données – für alle"), 1772445630, SPAN("<a>é</a>")},
        {SPAN("fiche (1).pdf"), SPAN("application/pdf"), SPAN("Source"), SPAN(""), 0, SPAN("%PDF-1.7\0%%EOF endstream endobj")},
        {SPAN("a.txt"), SPAN("text/plain"), SPAN("Supplement"), SPAN(""), 0, SPAN("")},
    };
    static const size_t order[] = {2, 1, 0}; /* by name */
    const struct enclosures enclosures = {files, 3};
    struct span pdf = carrier(arena, &enclosures);
    struct revisions revisions;
    struct enclosed *found;
    struct append append;
    struct error err = {0};
    size_t count;

    (void)state;
    assert_true(span_equal(pdf, carrier(arena, &enclosures)));
    assert_true(span_find(pdf, "/ModDate (D:20260302100030Z)") != SIZE_MAX);
    assert_true(span_find(pdf, "/Subtype /application#2Fpdf") != SIZE_MAX);
    assert_true(revisions_open(arena, pdf, &revisions, &err));
    append_begin(arena, &revisions, 65536, &append);
    append_stream(&append, append_number(&append), "", SPAN("more"));
    append_finish(&append);
    assert_true(revisions_open(arena, text_get(&append.out), &revisions, &err));
    if (!enclosed_list(arena, &revisions, &found, &count, &err))
        fail_msg("%s", err.text);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_true(span_equal(found[i].name, files[order[i]].name));
        assert_true(span_equal(found[i].relationship, files[order[i]].relationship));
        assert_true(span_equal(found[i].data, files[order[i]].data));
    }
    arena_close(&arena);
}

static void
what_carries_nothing_has_no_list(void **state)
{
    static const struct enclosures none;
    struct arena *arena = arena_open(64u * 1024 * 1024);
    struct span pdf = carrier(arena, &none);
    struct revisions revisions;
    struct enclosed *found;
    struct error err = {0};
    size_t count = 7;

    (void)state;
    assert_true(span_find(pdf, "/AF") == SIZE_MAX && span_find(pdf, "/Names") == SIZE_MAX);
    assert_true(revisions_open(arena, pdf, &revisions, &err));
    assert_true(enclosed_list(arena, &revisions, &found, &count, &err));
    assert_int_equal(count, 0);
    arena_close(&arena);
}

/* Trees of other people's making. */
static void
strange_trees_are_refused(void **state)
{
    static const struct {
        const char *names, *more; /* object 10 */
        int count;                /* -1: refused */
    } cases[] = {
        {"<< /EmbeddedFiles 10 0 R >>", "<< /Kids [10 0 R] >>", -1},
        {"<< /EmbeddedFiles << /Names [(a) 10 0 R] >> >>", "<< /Type /Filespec /F (a) >>", -1},
        {"<< /EmbeddedFiles << /Names [(a) 10 0 R] >> >>", "<< /F (a) /EF << /F 6 0 R >> >>", -1},
        {"<< /EmbeddedFiles << /Names [(a)] >> >>", "null", 0},
        {"<< /EmbeddedFiles 7 >>", "null", 0},
        {"12", "null", 0},
        {"<< /EmbeddedFiles << /Names [(a) 10 0 R (b) 10 0 R] >> >>", "<< /F (a) /EF << /F 5 0 R >> >>", 2},
    };
    const size_t own = sizeof paper_objects / sizeof paper_objects[0];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(64u * 1024 * 1024);
        const char *objects[16] = {NULL};
        struct revisions revisions;
        struct enclosed *found;
        struct error err = {0};
        size_t count = 0;
        bool good;

        for (size_t j = 0; j < own; j++)
            objects[j] = paper_objects[j];
        objects[1] = arena_printf(arena, "<< /Type /Catalog /Pages 2 0 R /Names %s >>", cases[i].names);
        objects[own] = cases[i].more;
        assert_true(revisions_open(arena, paper_of(arena, objects, own + 1), &revisions, &err));
        good = enclosed_list(arena, &revisions, &found, &count, &err);
        if (good != (cases[i].count >= 0) || (good && (int)count != cases[i].count))
            fail_msg("%s: %s, %zu files", cases[i].names, good ? "taken" : err.text, count);
        arena_close(&arena);
    }
}

static int
start(void **state)
{
    (void)state;
    xml_start();
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_out_as_they_went_in),
        cmocka_unit_test(what_carries_nothing_has_no_list),
        cmocka_unit_test(strange_trees_are_refused),
    };

    return cmocka_run_group_tests(tests, start, NULL);
}
