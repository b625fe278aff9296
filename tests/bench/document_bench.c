// SPDX-License-Identifier: Apache-2.0
/*
 * document_bench: the same text on the same number of pages, by us and by plain libharu,
 * which loads two UTF-8 faces and fills each page with HPDF_Page_TextRect.  Warm (fonts in
 * the page cache, ours cut), in turns, in one process; medians.
 *   document_bench [LAYOUT.xml [ROUNDS]]
 */
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "common/xml.h"
#include "document/document.h"

enum { ROUNDS = 41, ROUNDS_MAX = 1001, PAGES_MAX = 200 };

static const char *const faces[][2] = {
    {"/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
     "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"},
    {"/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf",
     "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"},
};

static double
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

static void
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    (void)user;
    fprintf(stderr, "libharu: 0x%04lX %lu\n", (unsigned long)code, (unsigned long)detail);
    exit(3);
}

static HPDF_Font
load(HPDF_Doc doc, const char *const files[2])
{
    FILE *file = fopen(files[0], "rb");
    const char *name;

    if (file != NULL)
        fclose(file);
    name = HPDF_LoadTTFontFromFile(doc, file != NULL ? files[0] : files[1], HPDF_TRUE);
    return HPDF_GetFont(doc, name, "UTF-8");
}

/* The share of one page of the text, cut between two words. */
static char *
share(struct arena *arena, struct span *rest, size_t left)
{
    size_t len = rest->len / left;
    char *text;

    while (len < rest->len && rest->data[len] != ' ')
        len++;
    text = arena_copy(arena, rest->data, len);
    *rest = span_from(*rest, len);
    return text;
}

static size_t
set_plain(struct arena *arena, struct span text, size_t pages)
{
    HPDF_Doc doc = HPDF_New(on_error, NULL);
    HPDF_Font body, bold;
    size_t size;

    HPDF_SetCompressionMode(doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(doc);
    body = load(doc, faces[0]);
    bold = load(doc, faces[1]);
    for (size_t i = 0; i < pages; i++) {
        HPDF_Page page = HPDF_AddPage(doc);
        char *part = share(arena, &text, pages - i);

        HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
        HPDF_Page_BeginText(page);
        HPDF_Page_SetFontAndSize(page, bold, 12);
        HPDF_Page_TextOut(page, 54, 800, "Convention");
        HPDF_Page_SetFontAndSize(page, body, 8);
        HPDF_Page_TextRect(page, 54, 780, 540, 40, part, HPDF_TALIGN_LEFT, NULL);
        HPDF_Page_EndText(page);
    }
    HPDF_SaveToStream(doc);
    size = HPDF_GetStreamSize(doc);
    HPDF_Free(doc);
    return size;
}

static size_t
pages_of(struct span pdf)
{
    size_t count = 0;

    for (struct span rest = pdf; span_find(rest, "/Type /Page\n") != SIZE_MAX; count++)
        rest = span_from(rest, span_find(rest, "/Type /Page\n") + 10);
    return count;
}

static struct span
read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *data = arena_alloc(arena, 1 << 20);
    size_t len;

    if (file == NULL) {
        perror(path);
        exit(2);
    }
    len = fread(data, 1, 1 << 20, file);
    fclose(file);
    return (struct span){data, len};
}

static void
fail(const struct error *err)
{
    fprintf(stderr, "%s\n", err->text);
    exit(2);
}

int
main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : SOURCE_DIR "/tests/unit/document/data/convention.layout.xml";
    int rounds = argc > 2 ? atoi(argv[2]) : ROUNDS;
    static double ours[ROUNDS_MAX], plain[ROUNDS_MAX];
    struct error err = {0};
    struct arena *kept = arena_open(64u << 20), *work = arena_open(256u << 20);
    struct typesetter *typesetter;
    struct span source = read_file(kept, path), text, pdf = {0};
    size_t plain_size = 0, our_size = 0, pages = 0;
    double open_ms = now_ms();
    xmlDoc *layout;

    xml_start();
    typesetter = typesetter_open(&err);
    open_ms = now_ms() - open_ms;
    layout = xml_parse(kept, source, path, XML_OWN_MAX, &err);
    if (typesetter == NULL || layout == NULL)
        fail(&err);
    text = xml_text(kept, xmlDocGetRootElement(layout));
    rounds = rounds < 1 ? 1 : rounds > ROUNDS_MAX ? ROUNDS_MAX : rounds;
    for (int i = 0; i < rounds; i++) {
        double start = now_ms();

        if (!document_set(work, typesetter, layout, &pdf, &err))
            fail(&err);
        ours[i] = now_ms() - start;
        our_size = pdf.len;
        pages = pages_of(pdf);
        start = now_ms();
        plain_size = set_plain(work, text, pages);
        plain[i] = now_ms() - start;
        arena_reset(work);
    }
    printf("%zu pages, %zu bytes of text, %d rounds in turns; fonts opened once in %.1f ms\n", pages,
           text.len, rounds, open_ms);
    printf("ours    %7.2f ms  %7zu bytes\nlibharu %7.2f ms  %7zu bytes\n", median(ours, rounds), our_size,
           median(plain, rounds), plain_size);
    printf("ratio   %7.3f (target at most 0.333)\n", ours[rounds / 2] / plain[rounds / 2]);
    typesetter_close(&typesetter);
    arena_close(&work);
    arena_close(&kept);
    return 0;
}
