// SPDX-License-Identifier: Apache-2.0
/* What goes into a document survives the way to the worker, and becomes files with names, kinds and words. */
#include "testing.h"

#include "common/xml.h"
#include "main/enclose.h"

static struct enclose
sample(struct arena *arena, size_t count)
{
    struct enclose enclose = {.files = arena_array(arena, count, sizeof *enclose.files), .count = count, .log = {7, 1772445600, SPAN("abc")}};

    for (size_t i = 0; i < count; i++)
        enclose.files[i] = (struct enclose_file){SPAN("fiche"), span_printf(arena, "fiche-%zu.pdf", i), SPAN("%PDF-1.7")};
    return enclose;
}

static void
it_survives_the_wire(void **state)
{
    struct arena *arena = arena_open(8 << 20);
    struct enclose enclose = sample(arena, 2), got;
    struct text out = text_new(arena, 65536);
    struct wire wire;

    (void)state;
    enclose_put(&out, &enclose);
    wire = wire_read(text_get(&out));
    assert_true(enclose_get(arena, &wire, &got) && wire_done(&wire));
    assert_int_equal(got.count, 2);
    assert_int_equal(got.log.event, 7);
    check_span(got.files[1].name, "fiche-1.pdf", "name");
    for (size_t len = 0; len < text_get(&out).len; len++) {
        wire = wire_read(span_first(text_get(&out), len));
        assert_false(enclose_get(arena, &wire, &got) && wire_done(&wire));
    }
    enclose = sample(arena, ENCLOSURES_MAX - 1); /* no room for our own */
    out = text_new(arena, 65536);
    enclose_put(&out, &enclose);
    wire = wire_read(text_get(&out));
    assert_false(enclose_get(arena, &wire, &got));
    arena_close(&arena);
}

static void
files_are_made(void **state)
{
    static const struct {
        const char *evidence, *data, *language;
        size_t count;
        const char *description;
    } cases[] = {
        {"accord", "", "fr", 2, "Pièce jointe"},
        {"accord", "", "en", 2, "Supporting document"},
        {"", "", "fr", 1, "Pièce jointe"},
    };
    struct arena *arena = arena_open(8 << 20);
    struct error err = {0};
    xmlDoc *context;

    (void)state;
    xml_start();
    context = xml_parse(arena, SPAN("<context now=\"2026-03-02T10:00:00Z\"><dossier number=\"1\"/></context>"), "c", XML_OWN_MAX, &err);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct enclose enclose = sample(arena, 1);
        struct effect effect = {.evidence = span_of(cases[i].evidence), .data = span_of(cases[i].data), .language = span_of(cases[i].language)};
        struct enclosures made = enclose_make(arena, &enclose, &effect, NULL, xmlDocGetRootElement(context));

        assert_int_equal(made.count, cases[i].count);
        check_span(made.at[0].name, "fiche-0.pdf", "the stored one");
        check_span(made.at[0].type, "application/pdf", "its type");
        check_span(made.at[0].relationship, "Supplement", "nobody signed it");
        check_span(made.at[0].description, cases[i].description, "in words");
        if (made.count > 1) {
            check_span(made.at[1].name, "evidence.xml", "ours");
            assert_int_equal(made.at[1].changed, 1772445600);
            assert_true(span_find(made.at[1].data, "<enclosed name=\"fiche-0.pdf\"") != SIZE_MAX);
        }
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_survives_the_wire), cmocka_unit_test(files_are_made)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
