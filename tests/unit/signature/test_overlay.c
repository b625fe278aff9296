// SPDX-License-Identifier: Apache-2.0
/* Updates that draw upon a page, and such as pretend to. */
#include "testing.h"

#include "attack.h"
#include "paper.h"
#include "signature/overlay.h"

#define PAGE(box, contents) "<< /Type /Page /Parent 2 0 R /MediaBox " box " /Contents " contents " >>"
#define A4 "[0 0 595 842]"
#define DRAWN "<< /Length 9 >>\nstream\n0 0 m S Q\nendstream"

static struct arena *arena;

static const struct {
    const char *what;
    enum reason reason;
    size_t count;
    struct patch patches[4];
} cases[] = {
    {"drawn upon", REASON_VALID, 2, {{4, PAGE(A4, "[5 0 R 10 0 R]")}, {10, DRAWN}}},
    {"drawn around, the form flattened", REASON_VALID, 4,
     {{1, "<< /Type /Catalog /Pages 2 0 R >>"}, {4, PAGE(A4, "[10 0 R 5 0 R 11 0 R]")}, {10, DRAWN}, {11, DRAWN}}},
    {"an array of its own", REASON_VALID, 3, {{4, PAGE(A4, "11 0 R")}, {10, DRAWN}, {11, "[5 0 R 10 0 R]"}}},
    {"other content", REASON_CHANGED, 2, {{4, PAGE(A4, "10 0 R")}, {10, DRAWN}}},
    {"the content itself", REASON_CHANGED, 1, {{5, DRAWN}}},
    {"no content", REASON_CHANGED, 1, {{4, "<< /Type /Page /Parent 2 0 R /MediaBox " A4 " >>"}}},
    {"another size", REASON_CHANGED, 1, {{4, PAGE("[0 0 595 400]", "5 0 R")}}},
    {"another page", REASON_CHANGED, 2,
     {{2, "<< /Type /Pages /Kids [10 0 R] /Count 1 >>"}, {10, PAGE(A4, "5 0 R")}}},
    {"one page more", REASON_CHANGED, 2,
     {{2, "<< /Type /Pages /Kids [4 0 R 10 0 R] /Count 2 >>"}, {10, PAGE(A4, "5 0 R")}}},
    {"something that acts", REASON_CHANGED, 1,
     {{1, "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >>"}}},
};

static void
test_judges(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span pdf = update(arena, paper(arena), cases[i].patches, cases[i].count);
        struct revisions revisions;
        struct change change;
        struct error err = {0};

        if (!revisions_open(arena, pdf, &revisions, &err))
            fail_msg("%s: %s", cases[i].what, err.text);
        overlay_judge(arena, &revisions, 0, 1, &change);
        if (change.reason != cases[i].reason)
            fail_msg("%s: %s (%.*s)", cases[i].what, reason_code(change.reason), SPAN_ARG(change.detail));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_judges)};
    int failed;

    arena = arena_open((size_t)64 * 1024 * 1024);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
