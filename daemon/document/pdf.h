// SPDX-License-Identifier: Apache-2.0
/*
 * pdf: printed pages as a PDF 1.7 file.  pdf.c and what it calls (pdfobject.h, pdfenclosure.h) are,
 * beside scan.c, the only files that name libharu, whose private structures they lean on (2.3.0, see the check in pdf.c).
 *
 * libharu writes objects, page tree, outline, cross-reference table and trailer;
 * page contents and fonts go in as finished streams, so that it neither parses a
 * font nor holds a coordinate.  No date, no random number: equal pages, equal bytes.
 */
#ifndef DOCUMENT_PDF_H
#define DOCUMENT_PDF_H

#include "document/layout.h"

bool pdf_write(struct arena *arena, const struct settings *settings, const struct printed *printed,
               struct span *pdf, struct error *err) MUST_CHECK;

#endif
