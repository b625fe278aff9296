// SPDX-License-Identifier: Apache-2.0
/*
 * pdfopen: can whoever gets this PDF open it?  It has a page, and needs no password to be read; a table of
 * contents that readers repair (ISO 32000-1, C.2) is repaired here too.  Through libqpdf.
 */
#ifndef READER_PDFOPEN_H
#define READER_PDFOPEN_H

#include <stdbool.h>

#include "common/text.h"

enum { PDFOPEN_BYTES_MAX = 48 * 1024 * 1024 };

bool pdfopen_can(struct span file);

#endif
