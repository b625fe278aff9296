// SPDX-License-Identifier: Apache-2.0
/*
 * ods: a sheet as an OpenDocument spreadsheet (OASIS OpenDocument 1.2, parts 1 and 3), which
 * every office program opens with its accents, dates and numbers in place.  Cells are typed, so
 * that no text is ever a formula.  The same sheet gives the same bytes.
 */
#ifndef MAIL_ODS_H
#define MAIL_ODS_H

#include "common/error.h"
#include "common/sheet.h"

#define ODS_TYPE "application/vnd.oasis.opendocument.spreadsheet"

bool ods_write(struct arena *arena, const struct sheet *sheet, struct span *bytes, struct error *err) MUST_CHECK;

#endif
