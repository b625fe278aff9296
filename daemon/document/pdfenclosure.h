// SPDX-License-Identifier: Apache-2.0
/* pdfenclosure: the enclosures of a document (document/enclosure.h) in the file that libharu makes. */
#ifndef DOCUMENT_PDFENCLOSURE_H
#define DOCUMENT_PDFENCLOSURE_H

#include <hpdf.h>

#include "document/enclosure.h"
#include "document/flate.h"

void pdfenclosure_add(struct arena *arena, struct flate *flate, HPDF_Doc doc,
                      const struct enclosures *enclosures);

#endif
