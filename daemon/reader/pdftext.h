// SPDX-License-Identifier: Apache-2.0
/*
 * pdftext: letters and digits that a PDF shows, in the order in which its pages draw them, to look for
 * what is never asked for (reader/screening.h).
 * Source: ISO 32000-1 sections 9.4.3 (text-showing operators), 9.10.3 (ToUnicode CMaps); through libqpdf.
 *
 * It is no text to be read by people: there is a space wherever the text position moves, what a font
 * without ToUnicode shows is taken as ASCII, and all that is neither letter nor digit of ASCII is a space.
 * Scanned pages, text within forms drawn by Do, and encrypted files show nothing.
 */
#ifndef READER_PDFTEXT_H
#define READER_PDFTEXT_H

#include "common/text.h"

enum {
    PDFTEXT_BYTES_MAX = 24 * 1024 * 1024, /* of the file */
    PDFTEXT_PAGES_MAX = 300,
    PDFTEXT_CONTENT_MAX = 4 * 1024 * 1024, /* of a page's operators */
    PDFTEXT_TEXT_MAX = 2 * 1024 * 1024,
};

/* "" when it is no PDF, or shows none. */
struct span pdftext_read(struct arena *arena, struct span file);

#endif
