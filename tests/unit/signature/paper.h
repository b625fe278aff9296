// SPDX-License-Identifier: Apache-2.0
/* paper: small PDFs for tests, a table as cross-reference, every offset right. */
#ifndef TESTS_PAPER_H
#define TESTS_PAPER_H

#include "common/text.h"

/* A page with a line of text, an empty signature field "seal" and one "etudiante", both to be seen. */
static const char *const paper_objects[] = {
    NULL,
    "<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R >>",
    "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
    "<< /Producer (test) >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [8 0 R 9 0 R]"
    " /Resources << /Font << /F 6 0 R >> >> >>",
    "<< /Length 48 >>\nstream\nBT /F 12 Tf 72 770 Td (Gratification 600) Tj ET\nendstream",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Fields [8 0 R 9 0 R] >>",
    "<< /FT /Sig /T (seal) /Type /Annot /Subtype /Widget /Rect [300 60 540 120] /P 4 0 R /F 4 >>",
    "<< /FT /Sig /T (etudiante) /Type /Annot /Subtype /Widget /Rect [60 60 280 120] /P 4 0 R /F 4 >>",
};

static inline struct span
paper_of(struct arena *arena, const char *const *objects, size_t count)
{
    struct text out = text_new(arena, 1 << 20);
    size_t offsets[64], start;

    text_string(&out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    for (size_t i = 1; i < count; i++) {
        offsets[i] = out.len;
        text_printf(&out, "%zu 0 obj\n%s\nendobj\n", i, objects[i]);
    }
    start = out.len;
    text_printf(&out, "xref\n0 %zu\n0000000000 65535 f\r\n", count);
    for (size_t i = 1; i < count; i++)
        text_printf(&out, "%010zu 00000 n\r\n", offsets[i]);
    text_printf(&out, "trailer\n<< /Root 1 0 R /Info 3 0 R /Size %zu >>\nstartxref\n%zu\n%%%%EOF\n", count,
                start);
    return text_get(&out);
}

static inline struct span
paper(struct arena *arena)
{
    return paper_of(arena, paper_objects, sizeof paper_objects / sizeof paper_objects[0]);
}

#endif
