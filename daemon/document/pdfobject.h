// SPDX-License-Identifier: Apache-2.0
/*
 * pdfobject: objects that libharu has no call for, made of its private structures (see pdf.c).
 * NULL when libharu has no memory; its error handler knows it then.
 */
#ifndef DOCUMENT_PDFOBJECT_H
#define DOCUMENT_PDFOBJECT_H

#include <hpdf.h>

#include "common/text.h"

/* A stream, its bytes deflated already (document/flate.h); they must last until the document is saved. */
HPDF_Dict pdfobject_stream(struct arena *arena, HPDF_Doc doc, struct span deflated);
/* One that is too short to become shorter. */
HPDF_Dict pdfobject_plain(struct arena *arena, HPDF_Doc doc, struct span bytes);
/* Deflated bytes for a stream that libharu made, still empty: a page's content, say; dict may be NULL. */
void pdfobject_fill(struct arena *arena, HPDF_Dict dict, struct span deflated);
/* An indirect dictionary. */
HPDF_Dict pdfobject_dict(HPDF_Doc doc, const char *type);
/* One that has these entries too, which are spelt out already, "/Flags 4\012" say. */
HPDF_Dict pdfobject_spelt(struct arena *arena, HPDF_Doc doc, const char *type, struct span entries);
/* A text string (ISO 32000-1 section 7.9.2): UTF-16, big endian, with its mark; cut after 2000 characters. */
HPDF_Binary pdfobject_text(struct arena *arena, HPDF_Doc doc, struct span text);

/* The document's file.  False: its error handler knows why. */
bool pdfobject_save(struct arena *arena, HPDF_Doc doc, struct span *pdf);

#endif
