// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <stdio.h>

#include "reader/pdftext.h"

enum { OBJECTS = 7 };

/* A page with that content, whose font has that ToUnicode CMap ("" none). */
static struct span
file_with(struct arena *arena, const char *content, const char *cmap)
{
    const char *objects[OBJECTS] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 5 0 R/F2 7 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        arena_printf(arena, "<</Length %zu>>stream\n%s\nendstream", strlen(content), content),
        *cmap == '\0' ? "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
                      : "<</Type/Font/Subtype/Type0/BaseFont/X/ToUnicode 6 0 R>>",
        arena_printf(arena, "<</Length %zu>>stream\n%s\nendstream", strlen(cmap), cmap),
        "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"};
    struct text out = text_new(arena, 1 << 20);
    size_t places[OBJECTS], start;

    text_string(&out, "%PDF-1.4\n");
    for (int i = 0; i < OBJECTS; i++) {
        places[i] = out.len;
        text_printf(&out, "%d 0 obj%s\nendobj\n", i + 1, objects[i]);
    }
    start = out.len;
    text_printf(&out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 0; i < OBJECTS; i++)
        text_printf(&out, "%010zu 00000 n \n", places[i]);
    text_printf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1, start);
    return text_get(&out);
}

#define WIDE "1 begincodespacerange <0000> <FFFF> endcodespacerange "

static void
shown(void **state)
{
    static const struct {
        const char *content, *cmap, *text, *why;
    } cases[] = {
        {"BT /F1 12 Tf (No 285) Tj ET", "", "No 285 \n", "a literal"},
        {"BT /F1 12 Tf [(28)-20(5) 3 (05)] TJ ET", "", "28505 \n", "kerned"},
        {"BT /F1 12 Tf (28) Tj 5 0 Td (50) Tj T* (5) ' ET", "", "28 50 5  \n", "moved"},
        {"BT /F1 12 Tf (\\062\\70\\)5\\\nx) Tj ET", "", "28 5x \n", "escapes"},
        {"BT /F1 12 Tf <3238 3> Tj ET % (99)\n", "", "280 \n", "hexadecimal; a comment shows nothing"},
        {"BT /F1 12 Tf <000100020005> Tj ET", WIDE "3 beginbfchar <0001> <0032> <0002> <0038> <0005> <00E9> endbfchar", "28  \n",
         "codes of two bytes; a letter of no mask is a space"},
        {"BT /F1 12 Tf <00100011> Tj ET", WIDE "1 beginbfrange <0010> <0019> <0030> endbfrange", "01 \n", "a range"},
        {"BT /F1 12 Tf <00100011> Tj ET", WIDE "1 beginbfrange <0010> <0011> [<0037> <0039>] endbfrange", "79 \n",
         "a range with each of its own"},
        {"BT /F1 12 Tf <01> Tj /F2 9 Tf (01) Tj ET", "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <0041> endbfchar",
         "A01 \n", "two fonts"},
        {"BT /F1 12 Tf <0010> Tj ET", WIDE "1 beginbfrange <0010> <FFFFFF> <0030> endbfrange <", "0 \n", "a range that never ends"},
        {"BT /F1 12 Tf (28", "", "28\n", "a string that never ends"},
        {"BT /F1 12 Tf (((((", "", "    \n", "brackets that never close"},
        {"<< /A (x) >> ] ) } { ET", "", "x \n", "what is no content"},
    };
    struct arena *arena = arena_open(64 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(pdftext_read(arena, file_with(arena, cases[i].content, cases[i].cmap)), cases[i].text, cases[i].why);
    check_span(pdftext_read(arena, SPAN("%PDF-1.4 and nothing")), "", "no PDF");
    check_span(pdftext_read(arena, SPAN("hello")), "", "no PDF at all");
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shown)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
