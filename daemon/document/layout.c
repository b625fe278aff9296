// SPDX-License-Identifier: Apache-2.0
#include "document/layout.h"

#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "document/setter.h"

enum {
    MARGIN_X = 54 * POINT,
    MARGIN_TOP = 34 * POINT,
    MARGIN_BOTTOM = 30 * POINT,
    MARGIN_GAP = 14 * POINT,    /* between the page's header or footer and the text */
    MARGINAL_MAX = 220 * POINT, /* height of a page header or footer */
    TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_X,
    PAGES_UNKNOWN = 888, /* stands for a number of three digits while heights are taken */
};

struct page {
    size_t first, end;
    const struct stack *repeat; /* a table's header rows, or NULL */
};

/* Where a page has its text. */
struct area {
    int32_t top, room;
};

struct layout {
    struct setter *setter;
    const xmlNode *root;
    struct stack body;
    struct area first, rest; /* of the first page, of each other one */
    struct page pages[SETTER_PAGES_MAX];
    size_t count;
};

/* The header or footer for that page: one for `first` or `rest` goes before one for all. */
static const xmlNode *
find_marginal(struct setter *setter, const xmlNode *root, const char *name, size_t page)
{
    const xmlNode *general = NULL;

    for (const xmlNode *node = xml_first(root, name); node != NULL; node = xml_next(node, name)) {
        const char *pages = xml_attr_or(setter->arena, node, "pages", "all");

        if (strcmp(pages, page == 0 ? "first" : "rest") == 0)
            return node;
        if (strcmp(pages, "all") == 0)
            general = node;
    }
    return general;
}

static struct stack *
set_marginal(struct layout *layout, const char *name, size_t page, int32_t *height)
{
    struct setter *setter = layout->setter;
    const xmlNode *node = find_marginal(setter, layout->root, name, page);
    struct stack *stack = arena_alloc(setter->arena, sizeof *stack);
    struct flow flow = {.stack = stack, .x = MARGIN_X, .width = TEXT_WIDTH, .look = look_find("label")};

    if (node != NULL)
        block_children(setter, node, &flow);
    *height = stack_height(stack, 0, stack->count);
    if (*height > MARGINAL_MAX)
        setter_fail(setter, ERROR_BAD_INPUT, node, "higher than a page header or footer may be");
    return stack;
}

/* What the header and the footer of that page leave. */
static struct area
measure(struct layout *layout, size_t page)
{
    int32_t header, footer, top, bottom;

    layout->setter->page = layout->setter->pages = PAGES_UNKNOWN;
    set_marginal(layout, "header", page, &header);
    set_marginal(layout, "footer", page, &footer);
    top = MARGIN_TOP + (header > 0 ? header + MARGIN_GAP : 0);
    bottom = PAGE_HEIGHT - MARGIN_BOTTOM - (footer > 0 ? footer + MARGIN_GAP : 0);
    return (struct area){top, bottom - top};
}

/* Where the page that begins at `first` ends: the last place allowed before it is full. */
static size_t
page_end(const struct stack *body, size_t first, int32_t room)
{
    const struct stack *repeat = body->strips[first].repeat;
    int32_t used = repeat == NULL ? 0 : stack_height(repeat, 0, repeat->count);
    size_t allowed = first;

    for (size_t i = first; i < body->count; i++) {
        const struct strip *strip = &body->strips[i];

        if (i > first && strip->before == BREAK_FORCED)
            return i;
        if (i > first && strip->before == BREAK_ALLOWED)
            allowed = i;
        used += strip->height + (i == first ? 0 : strip->space);
        if (used > room)
            return allowed > first ? allowed : i > first ? i : i + 1;
    }
    return body->count;
}

static void
divide(struct layout *layout)
{
    size_t at = 0;

    layout->first = measure(layout, 0);
    layout->rest = measure(layout, 1);
    while (at < layout->body.count && !layout->setter->failed) {
        struct page *page = &layout->pages[layout->count];
        const struct area *area = layout->count == 0 ? &layout->first : &layout->rest;

        if (layout->count == SETTER_PAGES_MAX) {
            setter_fail(layout->setter, ERROR_TOO_BIG, NULL, "the document has more than 200 pages");
            return;
        }
        page->first = at;
        page->repeat = layout->body.strips[at].repeat;
        page->end = at = page_end(&layout->body, at, area->room);
        layout->count++;
    }
}

/* A page's own strips, after those that are set again. */
static struct stack *
gather(struct layout *layout, const struct page *page)
{
    size_t repeated = page->repeat == NULL ? 0 : page->repeat->count, own = page->end - page->first;
    struct stack *stack = arena_alloc(layout->setter->arena, sizeof *stack);

    stack->count = stack->capacity = repeated + own;
    stack->strips = arena_array(layout->setter->arena, stack->count, sizeof *stack->strips);
    if (repeated > 0) {
        memcpy(stack->strips, page->repeat->strips, repeated * sizeof *stack->strips);
    }
    memcpy(stack->strips + repeated, layout->body.strips + page->first, own * sizeof *stack->strips);
    if (repeated > 0)
        stack->strips[repeated].space = 0;
    return stack;
}

static void
draw_page(struct layout *layout, struct press *press, size_t number, struct sheet *sheet)
{
    struct setter *setter = layout->setter;
    struct canvas *canvas = canvas_new(press, number);
    const struct page *page = &layout->pages[number];
    int32_t top = number == 0 ? layout->first.top : layout->rest.top, height;
    struct stack *stack = gather(layout, page);

    setter->page = number + 1;
    setter->pages = layout->count;
    stack_draw(canvas, stack, 0, stack->count, 0, top);
    stack = set_marginal(layout, "header", number, &height);
    stack_draw(canvas, stack, 0, stack->count, 0, MARGIN_TOP);
    stack = set_marginal(layout, "footer", number, &height);
    stack_draw(canvas, stack, 0, stack->count, 0, PAGE_HEIGHT - MARGIN_BOTTOM - height);
    if (canvas->out.overflow)
        setter_fail(setter, ERROR_TOO_BIG, NULL, "a page holds too much");
    *sheet = (struct sheet){text_get(&canvas->out), canvas->links, canvas->inputs, canvas->signings};
}

static void
set_body(struct layout *layout)
{
    struct flow flow = {
        .stack = &layout->body, .x = MARGIN_X, .width = TEXT_WIDTH, .look = look_find("body")};

    layout->setter->outlined = true;
    block_children(layout->setter, layout->root, &flow);
    layout->setter->outlined = false;
}

static struct span
attribute(struct arena *arena, const xmlNode *root, const char *name)
{
    return utf8_clean(arena, span_of(xml_attr_or(arena, root, name, "")));
}

bool
layout_set(struct arena *arena, const struct settings *settings, xmlDoc *doc, struct printed *printed,
           struct error *err)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    struct press *press = press_new(arena);
    struct setter setter = {.arena = arena,
                            .fonts = settings->fonts,
                            .hyphens = settings->hyphens,
                            .files = settings->files,
                            .err = err};
    struct layout *layout = arena_alloc(arena, sizeof *layout);
    struct sheet *sheets;

    if (root == NULL || !xml_is(root, "document"))
        return error_set(err, ERROR_BAD_INPUT, "layout: the root element is not <document>");
    setter.language = xml_attr_or(arena, root, "lang", "fr");
    layout->setter = &setter;
    layout->root = root;
    set_body(layout);
    if (!setter.failed)
        divide(layout);
    if (!setter.failed && layout->count == 0)
        setter_fail(&setter, ERROR_BAD_INPUT, root, "there is nothing to print");
    sheets = arena_array(arena, layout->count + 1, sizeof *sheets);
    for (size_t i = 0; i < layout->count && !setter.failed; i++)
        draw_page(layout, press, i, &sheets[i]);
    *printed = (struct printed){press,
                                sheets,
                                layout->count,
                                attribute(arena, root, "title"),
                                attribute(arena, root, "subject"),
                                attribute(arena, root, "author"),
                                span_of(setter.language), {NULL, 0}};
    return !setter.failed;
}
