// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "paper.h"
#include "signature/spots.h"

static struct arena *arena;

static void
test_finds_empty_fields(void **state)
{
    struct spot spots[SPOTS_MAX];
    struct error err = {0};
    size_t count;

    (void)state;
    assert_true(spots_find(arena, paper(arena), spots, &count, &err));
    assert_int_equal(count, 2);
    check_span(spots[1].field, "etudiante", "name");
    assert_int_equal(spots[1].page, 1);
    assert_true(spots[1].x == 60 && spots[1].y == 842 - 120 && spots[1].width == 220 && spots[1].height == 60);
}

static void
test_knows_pages(void **state)
{
    /* The box is inherited and does not begin at 0; the second page is another depth; corners stand as they like. */
    static const char *const objects[] = {
        NULL,
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [8 0 R 9 0 R 10 0 R 11 0 R] >> >>",
        "<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 /MediaBox [10 20 605 862] >>",
        "<< >>",
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [6 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 5 0 R /Annots 7 0 R >>",
        "[8 0 R 9 0 R 11 0 R]",
        "<< /FT /Sig /T (a) /Subtype /Widget /Rect [110 162 60 62] >>",
        "<< /FT /Sig /T (signed) /Subtype /Widget /Rect [60 60 280 120] /V 3 0 R >>",
        "<< /FT /Sig /T (nowhere) /Subtype /Widget /Rect [60 60 280 120] >>",
        "<< /FT /Sig /T (unseen) /Subtype /Widget /Rect [0 0 0 0] >>",
    };
    struct spot spots[SPOTS_MAX];
    struct error err = {0};
    size_t count;

    (void)state;
    assert_true(spots_find(arena, paper_of(arena, objects, sizeof objects / sizeof objects[0]), spots, &count, &err));
    assert_int_equal(count, 1);
    check_span(spots[0].field, "a", "name");
    assert_int_equal(spots[0].page, 2);
    assert_true(spots[0].x == 50 && spots[0].y == 700 && spots[0].width == 50 && spots[0].height == 100);
}

static void
test_refuses(void **state)
{
    static const char *const circle[] = {NULL, "<< /Type /Catalog /Pages 2 0 R >>",
                                         "<< /Type /Pages /Kids [2 0 R 2 0 R] >>", "<< >>"};
    struct spot spots[SPOTS_MAX];
    struct error err = {0};
    size_t count;

    (void)state;
    assert_false(spots_find(arena, SPAN("%PDF-1.3\nx"), spots, &count, &err));
    assert_false(spots_find(arena, paper_of(arena, circle, 4), spots, &count, &err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_finds_empty_fields), cmocka_unit_test(test_knows_pages),
                                       cmocka_unit_test(test_refuses)};
    int failed;

    arena = arena_open((size_t)64 * 1024 * 1024);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
