// SPDX-License-Identifier: Apache-2.0
/*
 * screening: files that come with a mail are looked through for what a procedure never asks for (privacy.xml
 * <mask files=>): texts as they are, PDFs by what they show (reader/pdftext.h).  In a worker.
 *
 * A scan, a photograph, an archive and an office document are not looked into.
 */
#ifndef READER_SCREENING_H
#define READER_SCREENING_H

#include "procedure/privacy.h"
#include "reader/intent.h"

enum { SCREENING_TEXT_MAX = 8 * 1024 * 1024 }; /* bytes of a text that are looked at */

/* Sets `masked` of each attachment that holds any. */
void screening_run(struct arena *arena, const struct procedure *procedure, struct intent *intent);

#endif
