// SPDX-License-Identifier: Apache-2.0
#include "common/sheet.h"

#include <string.h>

#include "common/date.h"

enum { CELL_LEAST = 4 }; /* bytes of an empty one on the wire */

void
sheet_put(struct text *out, const struct sheet *sheet)
{
    wire_put_bytes(out, sheet->name);
    wire_put_u32(out, (uint32_t)sheet->column_count);
    for (size_t i = 0; i < sheet->column_count; i++) {
        wire_put_bytes(out, sheet->columns[i].label);
        wire_put_u8(out, (uint8_t)sheet->columns[i].type);
    }
    wire_put_u32(out, (uint32_t)(sheet->row_count * sheet->column_count));
    for (size_t i = 0; i < sheet->row_count * sheet->column_count; i++)
        wire_put_bytes(out, sheet->cells[i]);
}

bool
sheet_get(struct arena *arena, struct wire *wire, struct sheet *sheet)
{
    size_t cells;

    *sheet = (struct sheet){.name = wire_get_bytes(wire)};
    sheet->column_count = wire_get_count(wire, CELL_LEAST + 1);
    sheet->columns = arena_array(arena, sheet->column_count, sizeof *sheet->columns);
    for (size_t i = 0; i < sheet->column_count; i++) {
        uint8_t type;

        sheet->columns[i].label = wire_get_bytes(wire);
        type = wire_get_u8(wire);
        sheet->columns[i].type = type <= SHEET_NUMBER ? (enum sheet_type)type : SHEET_TEXT;
    }
    cells = wire_get_count(wire, CELL_LEAST);
    if (wire->bad || sheet->column_count > SHEET_COLUMNS_MAX ||
        (sheet->column_count == 0 ? cells > 0 : cells % sheet->column_count != 0))
        return false;
    sheet->row_count = sheet->column_count == 0 ? 0 : cells / sheet->column_count;
    sheet->cells = arena_array(arena, cells, sizeof *sheet->cells);
    for (size_t i = 0; i < cells; i++)
        sheet->cells[i] = wire_get_bytes(wire);
    return !wire->bad;
}

/* "-12", "12.50": no exponent, no spaces, no more than a double holds whole. */
static bool
is_number(struct span s)
{
    bool point = false;
    size_t digits = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] == '.' && digits > 0 && !point)
            point = true;
        else if (s.data[i] >= '0' && s.data[i] <= '9')
            digits++;
        else if (!(s.data[i] == '-' && i == 0))
            return false;
    }
    return digits > 0 && digits <= 15 && s.data[s.len - 1] != '.';
}

enum sheet_type
sheet_cell_type(const struct sheet *sheet, size_t column, struct span cell)
{
    int32_t day;

    switch (sheet->columns[column].type) {
    case SHEET_DATE:
        return day_parse_iso(cell, &day) ? SHEET_DATE : SHEET_TEXT;
    case SHEET_NUMBER:
        return is_number(cell) ? SHEET_NUMBER : SHEET_TEXT;
    default:
        return SHEET_TEXT;
    }
}

static bool
needs_quotes(struct span cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if (memchr(",\"\r\n", cell.data[i], 4) != NULL)
            return true;
    return cell.len > 0 && (cell.data[0] == ' ' || cell.data[cell.len - 1] == ' ');
}

/* A spreadsheet reads a quoted cell too as a formula. */
static bool
looks_like_formula(struct span cell)
{
    return cell.len > 0 && memchr("=+-@\t\r", cell.data[0], 6) != NULL;
}

static void
put_cell(struct text *out, struct span cell, bool text)
{
    bool quotes = needs_quotes(cell);

    if (quotes)
        text_byte(out, '"');
    if (text && looks_like_formula(cell))
        text_byte(out, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.data[i] == '"')
            text_byte(out, '"');
        text_byte(out, cell.data[i]);
    }
    if (quotes)
        text_byte(out, '"');
}

struct span
sheet_csv(struct arena *arena, const struct sheet *sheet, size_t max)
{
    struct text out = text_new(arena, max);

    for (size_t i = 0; i < sheet->column_count; i++) {
        text_string(&out, i == 0 ? "" : ",");
        put_cell(&out, sheet->columns[i].label, true);
    }
    text_string(&out, "\r\n");
    for (size_t row = 0; row < sheet->row_count; row++) {
        for (size_t i = 0; i < sheet->column_count; i++) {
            struct span cell = sheet->cells[row * sheet->column_count + i];

            text_string(&out, i == 0 ? "" : ",");
            put_cell(&out, cell, sheet_cell_type(sheet, i, cell) == SHEET_TEXT);
        }
        text_string(&out, "\r\n");
    }
    return out.overflow ? (struct span){"", 0} : text_get(&out);
}
