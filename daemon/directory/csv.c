// SPDX-License-Identifier: Apache-2.0
#include "directory/csv.h"

#include <string.h>

#include "common/utf8.h"
#include "reader/charset.h"

/* The bytes in UTF-8: as a mark in front says, else as they are when they are UTF-8, else windows-1252. */
static bool
to_utf8(struct arena *arena, struct span bytes, struct span *text, struct error *err)
{
    bool read = true;

    if (span_starts(bytes, "\xff\xfe"))
        read = charset_decode(arena, SPAN("utf-16le"), span_from(bytes, 2), text);
    else if (span_starts(bytes, "\xfe\xff"))
        read = charset_decode(arena, SPAN("utf-16be"), span_from(bytes, 2), text);
    else if (bytes.len > 0 && memchr(bytes.data, '\0', bytes.len) != NULL)
        read = false;
    else if (utf8_valid(bytes))
        *text = span_starts(bytes, "\xef\xbb\xbf") ? span_from(bytes, 3) : bytes;
    else
        read = charset_decode(arena, SPAN("windows-1252"), bytes, text);
    if (!read)
        return error_set(err, ERROR_BAD_INPUT,
                         "not a text file: a spreadsheet has to be saved as CSV (UTF-8) first");
    return true;
}

static size_t
count_outside_quotes(struct span line, char wanted)
{
    size_t count = 0;
    bool quoted = false;

    for (size_t i = 0; i < line.len; i++) {
        quoted ^= line.data[i] == '"';
        count += !quoted && line.data[i] == wanted;
    }
    return count;
}

static char
separator_of(struct span line)
{
    static const char candidates[] = {';', ',', '\t'};
    char best = ';';
    size_t most = 0;

    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t count = count_outside_quotes(line, candidates[i]);

        if (count > most) {
            most = count;
            best = candidates[i];
        }
    }
    return best;
}

bool
csv_open(struct arena *arena, struct span bytes, struct csv *csv, struct error *err)
{
    struct span rest, line;

    *csv = (struct csv){.line = 1};
    if (!to_utf8(arena, bytes, &csv->rest, err))
        return false;
    rest = csv->rest;
    if (!span_line(&rest, &line) || span_trim(csv->rest).len == 0)
        return error_set(err, ERROR_BAD_INPUT, "the file is empty");
    if (span_starts_nocase(line, "sep=") && line.len == 5) {
        csv->separator = line.data[4];
        csv->rest = rest;
        csv->line = 2;
    } else
        csv->separator = separator_of(line);
    return true;
}

static void
step(struct csv *csv, size_t bytes)
{
    csv->rest = span_from(csv->rest, bytes);
}

/* "..." with "" for a quote; the rest starts behind the closing one. */
static bool
take_quoted(struct csv *csv, struct text *out, struct error *err)
{
    uint32_t start = csv->line;

    step(csv, 1);
    while (csv->rest.len > 0) {
        char c = csv->rest.data[0];

        if (c == '"' && !span_starts(csv->rest, "\"\"")) {
            step(csv, 1);
            return true;
        }
        csv->line += c == '\n';
        text_byte(out, c);
        step(csv, c == '"' ? 2 : 1);
    }
    return error_set(
        err, ERROR_BAD_INPUT,
        "line %u: a quotation mark is opened and never closed: close it, or double it (\"\") if it "
        "belongs to the value",
        start);
}

static bool
ends_value(const struct csv *csv)
{
    return csv->rest.len == 0 || csv->rest.data[0] == csv->separator || csv->rest.data[0] == '\n' ||
           span_starts(csv->rest, "\r\n");
}

static bool
take_value(struct arena *arena, struct csv *csv, struct span *value, struct error *err)
{
    struct text out = text_new(arena, CSV_VALUE_MAX);

    while (csv->rest.len > 0 && csv->rest.data[0] == ' ')
        step(csv, 1);
    if (span_starts(csv->rest, "=\""))
        step(csv, 1);
    if (span_starts(csv->rest, "\"") && !take_quoted(csv, &out, err))
        return false;
    while (!ends_value(csv)) {
        text_byte(&out, csv->rest.data[0]);
        step(csv, 1);
    }
    if (out.overflow)
        return error_set(err, ERROR_TOO_BIG, "line %u: a value of more than %d bytes", csv->line,
                         CSV_VALUE_MAX);
    *value = span_trim(text_get(&out));
    return true;
}

/* True: the row goes on. */
static bool
take_separator(struct csv *csv)
{
    if (csv->rest.len > 0 && csv->rest.data[0] == csv->separator) {
        step(csv, 1);
        return true;
    }
    if (span_starts(csv->rest, "\r\n"))
        step(csv, 2);
    else if (csv->rest.len > 0)
        step(csv, 1);
    csv->line++;
    return false;
}

static bool
take_row(struct arena *arena, struct csv *csv, struct csv_row *row, bool *blank, struct error *err)
{
    row->line = csv->line;
    row->count = 0;
    *blank = true;
    do {
        if (row->count == CSV_COLUMNS_MAX)
            return error_set(err, ERROR_TOO_BIG, "line %u: more than %d columns", csv->line, CSV_COLUMNS_MAX);
        if (!take_value(arena, csv, &row->values[row->count], err))
            return false;
        *blank = *blank && row->values[row->count].len == 0;
        row->count++;
    } while (take_separator(csv));
    return true;
}

bool
csv_next(struct arena *arena, struct csv *csv, struct csv_row *row, struct error *err)
{
    bool blank;

    err->kind = ERROR_NONE;
    while (csv->rest.len > 0) {
        if (!take_row(arena, csv, row, &blank, err))
            return false;
        if (!blank)
            return true;
    }
    return false;
}
