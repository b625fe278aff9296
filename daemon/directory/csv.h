// SPDX-License-Identifier: Apache-2.0
/*
 * csv: comma-separated values as spreadsheets really write them.
 *
 * RFC 4180, and: ";" or a tab for the comma (the first line decides, or Excel's "sep=;"), LF for
 * CR LF, a byte order mark, UTF-16 with a mark, windows-1252 when the bytes are no UTF-8,
 * quotes in a value that does not begin with one, ="00123" (a text that Excel is to leave alone).
 * A quote that is never closed makes the file unreadable: what follows it would be guessed.
 */
#ifndef DIRECTORY_CSV_H
#define DIRECTORY_CSV_H

#include <stdbool.h>

#include "common/error.h"
#include "common/text.h"

enum { CSV_COLUMNS_MAX = 200, CSV_VALUE_MAX = 64 * 1024 /* bytes */ };

struct csv {
    struct span rest; /* UTF-8 */
    char separator;
    uint32_t line; /* of what comes next, from 1 */
};

struct csv_row {
    uint32_t line;                       /* its first */
    struct span values[CSV_COLUMNS_MAX]; /* trimmed; ends of lines inside kept */
    size_t count;
};

/* The bytes as UTF-8; `rest` borrows from them or lives in the arena. */
bool csv_open(struct arena *arena, struct span bytes, struct csv *csv, struct error *err) MUST_CHECK;
/* The next row that is not blank.  False at the end (err->kind ERROR_NONE) or on a fault. */
bool csv_next(struct arena *arena, struct csv *csv, struct csv_row *row, struct error *err);

#endif
