// SPDX-License-Identifier: Apache-2.0
/*
 * table: things side by side.  A row of a table, a row of fields, columns and
 * signature blocks are all stacks set abreast: one strip when they are no higher than
 * ROW_MAX, slices of about SLICE otherwise, so that a page may end inside.
 */
#include <stdlib.h>
#include <string.h>

#include "common/xml.h"
#include "document/setter.h"

enum {
    ROW_MAX = 380 * POINT,
    SLICE = 120 * POINT,
    CELL_PAD_X = 4 * POINT,
    CELL_PAD_Y = 2600,
    GAP = 12 * POINT,
    FIELD_PAD = 1700,
    HAIR = 400,
    SIGNATURE_HEIGHT = 82 * POINT,
};

struct columns {
    size_t count;
    int32_t x[SETTER_CELLS_MAX], width[SETTER_CELLS_MAX];
};

struct abreast {
    struct stack stacks[SETTER_CELLS_MAX];
    bool filled[SETTER_CELLS_MAX];
    int32_t x[SETTER_CELLS_MAX], width[SETTER_CELLS_MAX];
    size_t count;
    int32_t pad; /* above and below */
    bool lined;  /* upright lines between them */
};

/* Keeps widths sane, whatever the layout asks for. */
static int32_t
at_least(int32_t width)
{
    return width < SETTER_NARROWEST ? SETTER_NARROWEST : width;
}

/* "3* 2* 30mm": parts of what the fixed widths leave. */
static bool
read_columns(struct setter *setter, const xmlNode *node, const char *spec, int32_t x, int32_t width,
             int32_t gap, struct columns *columns)
{
    long amounts[SETTER_CELLS_MAX], parts = 0;
    int32_t fixed = 0;
    struct span rest = span_trim(span_of(spec)), piece;

    columns->count = 0;
    while (span_split(&rest, ' ', &piece)) {
        char *end, *word = span_dup(setter->arena, piece);
        long amount = strtol(word, &end, 10);

        if (piece.len == 0)
            continue;
        if (columns->count == SETTER_CELLS_MAX || end == word || amount < 1 || amount > 1000 ||
            (strcmp(end, "*") != 0 && strcmp(end, "mm") != 0 && strcmp(end, "pt") != 0)) {
            setter_fail(setter, ERROR_BAD_INPUT, node,
                        "columns are 1 to 24 widths such as 3* (a part), 30mm or 80pt");
            return false;
        }
        if (*end == '*')
            parts += amount;
        else
            fixed += (int32_t)(amount * (*end == 'm' ? 2835 : POINT));
        amounts[columns->count] = *end == '*' ? amount : -(amount * (*end == 'm' ? 2835 : POINT));
        columns->count++;
    }
    if (columns->count == 0)
        return false;
    fixed += gap * (int32_t)(columns->count - 1);
    for (size_t i = 0; i < columns->count; i++) {
        int64_t share = fixed < width ? width - fixed : 0;

        columns->x[i] = x;
        columns->width[i] =
            at_least(amounts[i] < 0 ? (int32_t)-amounts[i] : (int32_t)(share * amounts[i] / parts));
        x += columns->width[i] + gap;
    }
    return true;
}

static int32_t
tallest(const struct abreast *row)
{
    int32_t height = 0;

    for (size_t i = 0; i < row->count; i++) {
        int32_t own = stack_height(&row->stacks[i], 0, row->stacks[i].count);

        height = own > height ? own : height;
    }
    return height;
}

static void
draw_cells(struct setter *setter, const struct abreast *row, struct strip *strip)
{
    for (size_t i = 0; i < row->count; i++) {
        struct rectangle at = {row->x[i], 0, row->width[i], strip->height};
        struct mark *mark;

        if (row->filled[i]) {
            mark = strip_mark(setter->arena, strip, MARK_FILL, at);
            mark->colour = COLOUR_BAND;
        }
        if (row->lined && i > 0) {
            mark = strip_mark(setter->arena, strip, MARK_FILL, (struct rectangle){at.x, 0, HAIR, at.height});
            mark->colour = COLOUR_RULE;
        }
    }
}

/* Strips [first, end) of a cell's stack, as a stack of their own. */
static const struct stack *
part(struct setter *setter, const struct stack *of, size_t first, size_t end)
{
    struct stack *slice = arena_alloc(setter->arena, sizeof *slice);

    slice->strips = of->count == 0 ? NULL : of->strips + first;
    slice->count = slice->capacity = end - first;
    return slice;
}

static void
place(struct setter *setter, struct strip *strip, const struct stack *stack, int32_t y)
{
    struct mark *mark = strip_mark(setter->arena, strip, MARK_STACK, (struct rectangle){0, y, 0, 0});

    mark->as.stack = stack;
}

/* As many strips from `first` on as fill one slice, at least one. */
static size_t
slice_end(const struct stack *stack, size_t first)
{
    size_t end = first;

    while (end < stack->count && (end == first || stack_height(stack, first, end + 1) <= SLICE))
        end++;
    return end;
}

static void
set_sliced(struct setter *setter, struct flow *flow, const struct abreast *row, int32_t space)
{
    size_t at[SETTER_CELLS_MAX] = {0}, slices = 0;
    bool more = true;

    while (more && !setter->failed) {
        size_t ends[SETTER_CELLS_MAX];
        int32_t height = 0;
        struct strip *strip;

        more = false;
        for (size_t i = 0; i < row->count; i++) {
            int32_t own;

            ends[i] = slice_end(&row->stacks[i], at[i]);
            own = stack_height(&row->stacks[i], at[i], ends[i]);
            height = own > height ? own : height;
            more = more || ends[i] < row->stacks[i].count;
        }
        strip = setter_strip(setter, flow, height + row->pad * 2, slices++ == 0 ? space : 0);
        draw_cells(setter, row, strip);
        for (size_t i = 0; i < row->count; i++) {
            place(setter, strip, part(setter, &row->stacks[i], at[i], ends[i]), row->pad);
            at[i] = ends[i];
        }
    }
}

/* Sets the row in the flow; the stacks' own x is that of the page. */
static void
set_abreast(struct setter *setter, struct flow *flow, const struct abreast *row, int32_t space)
{
    int32_t height = tallest(row);
    struct strip *strip;

    if (setter->failed)
        return;
    if (height > ROW_MAX) {
        set_sliced(setter, flow, row, space);
        return;
    }
    strip = setter_strip(setter, flow, height + 2 * row->pad, space);
    draw_cells(setter, row, strip);
    for (size_t i = 0; i < row->count; i++)
        place(setter, strip, part(setter, &row->stacks[i], 0, row->stacks[i].count), row->pad);
}

/* The content of one cell, in a stack of its own. */
static void
fill_cell(struct setter *setter, const xmlNode *node, struct abreast *row, int32_t x, int32_t width,
          const struct look *look)
{
    struct flow inner = {.stack = &row->stacks[row->count], .x = x, .width = at_least(width), .look = look};

    block_children(setter, node, &inner);
    row->stacks[row->count].space_after = 0;
}

/* A look in another alignment. */
static const struct look *
aligned(struct setter *setter, const xmlNode *node, const struct look *look)
{
    const char *value = xml_attr(setter->arena, node, "align");
    struct look *own;

    if (value == NULL)
        return look;
    own = arena_alloc(setter->arena, sizeof *own);
    *own = *look;
    own->align = strcmp(value, "right") == 0    ? ALIGN_RIGHT
                 : strcmp(value, "center") == 0 ? ALIGN_CENTRE
                                                : ALIGN_LEFT;
    return own;
}

static size_t
read_span(struct setter *setter, const xmlNode *node, size_t room)
{
    const char *value = xml_attr_or(setter->arena, node, "span", "1");
    unsigned long span = strtoul(value, NULL, 10);

    return span < 1 ? 1 : span > room ? room : span;
}

static int32_t
spanned(const struct columns *columns, size_t first, size_t span)
{
    return columns->x[first + span - 1] + columns->width[first + span - 1] - columns->x[first];
}

enum border { BORDER_GRID, BORDER_ROWS, BORDER_NONE };

struct table {
    struct columns columns;
    enum border border;
    const struct look *look;
    struct stack *header; /* rows set again on each page; NULL before the first */
};

static enum border
read_border(struct setter *setter, const xmlNode *node)
{
    const char *value = xml_attr_or(setter->arena, node, "border", "grid");

    if (strcmp(value, "none") == 0)
        return BORDER_NONE;
    return strcmp(value, "rows") == 0 ? BORDER_ROWS : BORDER_GRID;
}

static void
read_cells(struct setter *setter, const xmlNode *node, const struct table *table, struct abreast *row)
{
    bool head = setter_yes(setter, node, "head");
    size_t column = 0;

    for (const xmlNode *cell = xml_first(node, "cell");
         cell != NULL && column < table->columns.count && setter_count(setter, cell);
         cell = xml_next(cell, "cell")) {
        size_t span = read_span(setter, cell, table->columns.count - column);
        bool own = head || setter_yes(setter, cell, "head");
        const struct look *look = aligned(setter, cell, own ? look_find("head") : table->look);
        int32_t pad = table->border == BORDER_NONE ? 0 : CELL_PAD_X;

        row->x[row->count] = table->columns.x[column];
        row->width[row->count] = spanned(&table->columns, column, span);
        row->filled[row->count] = own && table->border != BORDER_NONE;
        fill_cell(setter, cell, row, row->x[row->count] + pad, row->width[row->count] - 2 * pad, look);
        row->count++;
        column += span;
    }
}

static void
set_row(struct setter *setter, const xmlNode *node, struct table *table, struct flow *flow, bool first)
{
    struct abreast *row = arena_alloc(setter->arena, sizeof *row);
    size_t from = flow->stack->count;
    struct mark *mark;

    row->lined = table->border == BORDER_GRID;
    row->pad = table->border == BORDER_NONE ? POINT : CELL_PAD_Y;
    read_cells(setter, node, table, row);
    if (setter->failed || row->count == 0)
        return;
    set_abreast(setter, flow, row, first ? 3 * POINT : 0);
    for (size_t i = from; i < flow->stack->count; i++)
        flow->stack->strips[i].repeat = table->header;
    if (!first && table->border != BORDER_NONE) {
        const struct columns *columns = &table->columns;
        struct rectangle at = {columns->x[0], 0, spanned(columns, 0, columns->count), HAIR};

        mark = strip_mark(setter->arena, &flow->stack->strips[from], MARK_FILL, at);
        mark->colour = COLOUR_RULE;
    }
}

/* Keeps the rows set so far to be set again on the pages that follow. */
static void
take_header(struct setter *setter, struct table *table, const struct flow *flow, size_t first)
{
    size_t count = flow->stack->count - first;

    if (count == 0)
        return;
    table->header = arena_alloc(setter->arena, sizeof *table->header);
    table->header->strips = arena_array(setter->arena, count, sizeof(struct strip));
    table->header->count = table->header->capacity = count;
    memcpy(table->header->strips, flow->stack->strips + first, count * sizeof(struct strip));
}

static void
set_rows(struct setter *setter, const xmlNode *node, struct table *table, struct flow *flow)
{
    size_t first = flow->stack->count;
    bool heading = true;

    for (const xmlNode *row = xml_first(node, "row"); row != NULL && setter_count(setter, row);
         row = xml_next(row, "row")) {
        if (heading && !setter_yes(setter, row, "head")) {
            heading = false;
            take_header(setter, table, flow, first);
            if (table->header != NULL)
                flow->stack->next = BREAK_FORBIDDEN;
        }
        set_row(setter, row, table, flow, flow->stack->count == first);
        if (heading)
            flow->stack->next = BREAK_FORBIDDEN;
    }
    if (setter_yes(setter, node, "keep"))
        stack_keep(flow->stack, first);
}

void
table_set(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct table *table = arena_alloc(setter->arena, sizeof *table);
    const char *spec = xml_attr_or(setter->arena, node, "columns", "");
    const char *style = xml_attr_or(setter->arena, node, "style", "cell");
    struct flow inner = *flow;

    table->look = look_find(style);
    if (table->look == NULL) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "no such style; document(5) lists them");
        return;
    }
    if (!read_columns(setter, node, spec, flow->x, flow->width, 0, &table->columns)) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "a table needs columns");
        return;
    }
    table->border = read_border(setter, node);
    if (table->border != BORDER_NONE) {
        struct frame *frame = arena_alloc(setter->arena, sizeof *frame);

        *frame = (struct frame){.parent = flow->frame,
                                .x = flow->x,
                                .width = spanned(&table->columns, 0, table->columns.count),
                                .stroked = true,
                                .stroke = COLOUR_RULE,
                                .line_width = HAIR};
        inner.frame = frame;
    }
    set_rows(setter, node, table, &inner);
    flow->stack->next = BREAK_ALLOWED;
    flow->stack->space_after = 7 * POINT;
}

static const char *
repeated(struct setter *setter, const xmlNode *node, const char *missing)
{
    const char *value = xml_attr_or(setter->arena, node, "columns", missing);
    unsigned long count = strtoul(value, NULL, 10);
    struct text spec = text_new(setter->arena, 256);

    if (strchr(value, '*') != NULL || strchr(value, 'm') != NULL)
        return value;
    for (unsigned long i = 0; i < count && i < SETTER_CELLS_MAX; i++)
        text_string(&spec, "1* ");
    return text_cstr(&spec);
}

void
columns_set(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct abreast *row = arena_alloc(setter->arena, sizeof *row);
    struct columns columns;
    int32_t gap = setter_length(setter, node, "gap", GAP, 100 * POINT);

    if (!read_columns(setter, node, repeated(setter, node, "2"), flow->x, flow->width, gap, &columns)) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "columns need widths");
        return;
    }
    for (const xmlNode *column = xml_first(node, "column");
         column != NULL && row->count < columns.count && setter_count(setter, column);
         column = xml_next(column, "column")) {
        fill_cell(setter, column, row, columns.x[row->count], columns.width[row->count], flow->look);
        row->count++;
    }
    if (row->count > 0)
        set_abreast(setter, flow, row, 0);
    flow->stack->space_after = 5 * POINT;
}

/* A field: its label in small grey letters, its value under it. */
static void
fill_field(struct setter *setter, const xmlNode *node, struct abreast *row, int32_t x, int32_t width)
{
    const struct look *label = look_find("label"), *value = look_find("cell");
    const char *name = xml_attr_or(setter->arena, node, "label", "");
    xmlNode text = {.type = XML_TEXT_NODE, .content = (xmlChar *)(uintptr_t)name};
    struct flow inner = {.stack = &row->stacks[row->count], .x = x, .width = at_least(width), .look = value};
    size_t before;

    block_paragraph(setter, &inner, inline_read(setter, &text, NULL, label), label, ALIGN_LEFT);
    inner.stack->space_after = 0;
    before = inner.stack->count;
    block_children(setter, node, &inner);
    if (inner.stack->count == before && !setter->failed) { /* an empty value keeps its place */
        xmlNode dash = {.type = XML_TEXT_NODE, .content = (xmlChar *)(uintptr_t) "–"};

        block_paragraph(setter, &inner, inline_read(setter, &dash, NULL, value), value, ALIGN_LEFT);
    }
    row->stacks[row->count].space_after = 0;
    row->count++;
}

void
fields_set(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct columns columns;
    const xmlNode *field = xml_first(node, "field");
    int32_t pad = setter_length(setter, node, "pad", FIELD_PAD, 40 * POINT);

    if (!read_columns(setter, node, repeated(setter, node, "2"), flow->x, flow->width, GAP, &columns)) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "fields need columns");
        return;
    }
    while (field != NULL && !setter->failed) {
        struct abreast *row = arena_alloc(setter->arena, sizeof *row);
        size_t column = 0;

        row->pad = pad;
        while (field != NULL && column < columns.count && setter_count(setter, field)) {
            size_t span = read_span(setter, field, columns.count);

            if (column > 0 && column + span > columns.count)
                break;
            fill_field(setter, field, row, columns.x[column], spanned(&columns, column, span));
            column += span;
            field = xml_next(field, "field");
        }
        set_abreast(setter, flow, row, 0);
    }
    flow->stack->space_after = 3 * POINT;
}

static void
add_text(struct setter *setter, struct flow *flow, const char *string, const char *look_name)
{
    xmlNode text = {.type = XML_TEXT_NODE, .content = (xmlChar *)(uintptr_t)string};
    const struct look *look = look_find(look_name);

    block_paragraph(setter, flow, inline_read(setter, &text, NULL, look), look, ALIGN_LEFT);
}

enum { SIGNING_HEIGHT = 46 * POINT, SIGNING_PAD = 3 * POINT };

/* The room left in a block becomes a field for a signature. */
static void
set_signing(struct setter *setter, const xmlNode *node, struct flow *inner, int32_t room)
{
    const char *name = xml_attr(setter->arena, node, "field");
    struct strip *strip = setter_strip(setter, inner, room, 0);
    struct mark *mark;

    if (name == NULL)
        return;
    mark = strip_mark(setter->arena, strip, MARK_SIGNING,
                      (struct rectangle){inner->x - SIGNING_PAD, SIGNING_PAD, inner->width + 2 * SIGNING_PAD,
                                         room - 2 * SIGNING_PAD});
    mark->as.signing.name = name;
    mark->as.signing.label = span_of(xml_attr_or(setter->arena, node, "title", name));
}

/* A framed block: who signs, in what capacity, and room to sign. */
static void
fill_signature(struct setter *setter, const xmlNode *node, struct abreast *row, int32_t x, int32_t width)
{
    struct frame *frame = arena_alloc(setter->arena, sizeof *frame);
    struct flow inner = {.stack = &row->stacks[row->count],
                         .frame = frame,
                         .x = x + 6 * POINT,
                         .width = at_least(width - 12 * POINT),
                         .look = look_find("cell")};
    int32_t height = setter_length(setter, node, "height", SIGNATURE_HEIGHT, 300 * POINT);
    int32_t used, least;

    *frame =
        (struct frame){.x = x, .width = width, .stroked = true, .stroke = COLOUR_RULE, .line_width = HAIR};
    setter_strip(setter, &inner, 5 * POINT, 0);
    add_text(setter, &inner, xml_attr_or(setter->arena, node, "title", ""), "head");
    add_text(setter, &inner, xml_attr_or(setter->arena, node, "name", ""), "cell");
    add_text(setter, &inner, xml_attr_or(setter->arena, node, "capacity", ""), "label");
    inner.stack->space_after = 3 * POINT;
    block_children(setter, node, &inner);
    inner.stack->space_after = 0;
    used = stack_height(inner.stack, 0, inner.stack->count);
    least = xml_attr(setter->arena, node, "field") == NULL ? 5 * POINT : SIGNING_HEIGHT;
    set_signing(setter, node, &inner, used + least < height ? height - used : least);
    row->count++;
}

void
signatures_set(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct columns columns;
    const xmlNode *signature = xml_first(node, "signature");
    size_t first = flow->stack->count;

    if (!read_columns(setter, node, repeated(setter, node, "2"), flow->x, flow->width, GAP * 2 / 3,
                      &columns)) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "signatures need columns");
        return;
    }
    while (signature != NULL && !setter->failed) {
        struct abreast *row = arena_alloc(setter->arena, sizeof *row);

        for (; signature != NULL && row->count < columns.count && setter_count(setter, signature);
             signature = xml_next(signature, "signature"))
            fill_signature(setter, signature, row, columns.x[row->count], columns.width[row->count]);
        set_abreast(setter, flow, row, GAP * 2 / 3);
    }
    stack_keep(flow->stack, first);
    flow->stack->space_after = 7 * POINT;
}
