// SPDX-License-Identifier: Apache-2.0
/*
 * sheet: a table as people take it into a spreadsheet: a head, rows, and for each column what
 * its cells are.  As CSV after RFC 4180; mail/ods.h makes a spreadsheet of it.
 */
#ifndef COMMON_SHEET_H
#define COMMON_SHEET_H

#include "common/wire.h"

enum sheet_type { SHEET_TEXT, SHEET_DATE, SHEET_NUMBER };

enum {
    SHEET_COLUMNS_MAX = 400,
    SHEET_ROWS_MAX = 50000,
};

struct sheet_column {
    struct span label;
    enum sheet_type type; /* a cell that is none of it is a text */
};

struct sheet {
    struct span name;
    struct sheet_column *columns;
    size_t column_count;
    struct span *cells; /* row by row */
    size_t row_count;
};

void sheet_put(struct text *out, const struct sheet *sheet);
bool sheet_get(struct arena *arena, struct wire *wire, struct sheet *sheet); /* borrows the bytes */

/* What the cell is: its column's type when it looks like one (ISO date, plain decimal number). */
enum sheet_type sheet_cell_type(const struct sheet *sheet, size_t column, struct span cell);

/* UTF-8, commas, CR LF, quoted where RFC 4180 asks for it.  A text that a spreadsheet would take
 * for a formula (it begins with = + - @, a TAB or a CR) gets an apostrophe before it. */
struct span sheet_csv(struct arena *arena, const struct sheet *sheet, size_t max);

#endif
