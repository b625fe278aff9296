// SPDX-License-Identifier: Apache-2.0
/*
 * block: the elements that stand under one another.
 */
#include <string.h>

#include "common/xml.h"
#include "document/setter.h"

enum { BOX_PADDING = 7 * POINT, BOX_SPACE = 7 * POINT, HAIR = 500, INDENT = 14 * POINT, ORPHANS = 2 };

static enum align
read_align(struct setter *setter, const xmlNode *node, enum align missing)
{
    static const char *const names[] = {"left", "center", "right", "justify"};
    const char *value = xml_attr(setter->arena, node, "align");

    for (size_t i = 0; value != NULL && i < sizeof names / sizeof *names; i++)
        if (strcmp(value, names[i]) == 0)
            return (enum align)i;
    if (value != NULL)
        setter_fail(setter, ERROR_BAD_INPUT, node, "align is left, center, right or justify");
    return missing;
}

static const struct look *
read_look(struct setter *setter, const xmlNode *node, const struct look *missing)
{
    const char *name = xml_attr(setter->arena, node, "style");
    const struct look *look = name == NULL ? missing : look_find(name);

    if (look == NULL)
        setter_fail(setter, ERROR_BAD_INPUT, node, "no such style; document(5) lists them");
    return look == NULL ? missing : look;
}

static int32_t
offset(const struct line *line, int32_t room, enum align align)
{
    if (align == ALIGN_CENTRE)
        return (room - line->width) / 2;
    return align == ALIGN_RIGHT ? room - line->width : 0;
}

void
block_paragraph(struct setter *setter, struct flow *flow, const struct paragraph *paragraph,
                const struct look *look, enum align align)
{
    struct line_setting setting = {.width = flow->width,
                                   .justify = align == ALIGN_JUSTIFY,
                                   .hyphenate = align == ALIGN_JUSTIFY || align == ALIGN_LEFT,
                                   .language = setter->language,
                                   .hyphens = setter->hyphens};
    size_t count = 0;
    struct line *lines = line_break(setter->arena, paragraph, &setting, &count);

    for (size_t i = 0; i < count && !setter->failed; i++) {
        struct strip *strip = setter_strip(setter, flow, look->leading, i == 0 ? look->before : 0);
        struct rectangle at = {flow->x + offset(&lines[i], flow->width, align),
                               look->leading - (look->leading - look->size * 7 / 10) / 2, 0, 0};
        struct mark *mark = strip_mark(setter->arena, strip, MARK_LINE, at);

        mark->as.text.paragraph = paragraph;
        mark->as.text.line = &lines[i];
        mark->line_width = align == ALIGN_JUSTIFY ? line_stretch(&lines[i], paragraph, flow->width) : 0;
        /* No line alone at the foot or the head of a page. */
        if (i > 0 && (i < ORPHANS || i + ORPHANS > count))
            strip->before = BREAK_FORBIDDEN;
    }
    if (count > 0)
        flow->stack->space_after = look->after;
}

static void
set_text(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    const struct look *look = read_look(setter, node, flow->look);
    struct paragraph *paragraph = inline_read(setter, node->children, NULL, look);

    block_paragraph(setter, flow, paragraph, look, read_align(setter, node, look->align));
    if (setter_yes(setter, node, "keep"))
        flow->stack->next = BREAK_FORBIDDEN;
}

static void
set_note(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    const struct look *look = look_find("note");

    block_paragraph(setter, flow, inline_read(setter, node->children, NULL, look), look,
                    read_align(setter, node, look->align));
}

static void
bookmark(struct setter *setter, const xmlNode *node, struct flow *flow, size_t first, int level)
{
    struct mark *mark;

    if (!setter->outlined || first >= flow->stack->count || setter_yes(setter, node, "unlisted"))
        return;
    mark = strip_mark(setter->arena, &flow->stack->strips[first], MARK_PLACE, (struct rectangle){0});
    mark->as.title = span_trim(xml_text(setter->arena, node));
    mark->level = level;
}

static void
set_heading(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    static const char *const names[] = {"h1", "h2", "h3"};
    const char *value = xml_attr_or(setter->arena, node, "level", "1");
    int level = value[0] >= '1' && value[0] <= '3' && value[1] == '\0' ? value[0] - '0' : 1;
    const struct look *look = look_find(names[level - 1]);
    size_t first = flow->stack->count;

    block_paragraph(setter, flow, inline_read(setter, node->children, NULL, look), look,
                    read_align(setter, node, look->align));
    stack_keep(flow->stack, first);
    bookmark(setter, node, flow, first, level);
    flow->stack->next = BREAK_FORBIDDEN;
}

static void
set_title(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    const struct look *look = look_find("title"), *below = look_find("subtitle");
    const char *subtitle = xml_attr(setter->arena, node, "subtitle");

    block_paragraph(setter, flow, inline_read(setter, node->children, NULL, look), look, look->align);
    flow->stack->next = BREAK_FORBIDDEN;
    if (subtitle != NULL) {
        xmlNode text = {.type = XML_TEXT_NODE, .content = (xmlChar *)(uintptr_t)subtitle};

        block_paragraph(setter, flow, inline_read(setter, &text, NULL, below), below, below->align);
        flow->stack->next = BREAK_FORBIDDEN;
    }
}

/* Puts the marker of a list's item, or a check box, at the left of the first line. */
static void
set_marker(struct setter *setter, struct flow *flow, const xmlNode *marker, size_t first)
{
    struct line_setting setting = {
        .width = INDENT * 2, .language = setter->language, .hyphens = setter->hyphens};
    const struct look *look = flow->look;
    struct paragraph *paragraph = inline_read(setter, marker, NULL, look);
    size_t count = 0;
    struct line *lines = line_break(setter->arena, paragraph, &setting, &count);
    struct rectangle at = {flow->x, look->leading - (look->leading - look->size * 7 / 10) / 2, 0, 0};
    struct mark *mark;

    if (count == 0 || first >= flow->stack->count)
        return;
    mark = strip_mark(setter->arena, &flow->stack->strips[first], MARK_LINE, at);
    mark->as.text.paragraph = paragraph;
    mark->as.text.line = &lines[0];
}

static void
set_item(struct setter *setter, const xmlNode *node, struct flow *flow, const xmlNode *marker)
{
    struct flow inner = *flow;
    size_t first = flow->stack->count;

    inner.x += INDENT;
    inner.width -= INDENT;
    if (inner.width < SETTER_NARROWEST)
        inner.width = SETTER_NARROWEST;
    block_children(setter, node, &inner);
    set_marker(setter, flow, marker, first);
    flow->stack->next = BREAK_ALLOWED;
    if (flow->stack->count > first)
        flow->stack->space_after = flow->look->after / 2;
}

static const char *
item_marker(struct setter *setter, const char *style, size_t number)
{
    if (strcmp(style, "number") == 0)
        return arena_printf(setter->arena, "%zu.", number);
    if (strcmp(style, "alpha") == 0)
        return arena_printf(setter->arena, "%c)", (char)('a' + (number - 1) % 26));
    return strcmp(style, "dash") == 0 ? "–" : "•";
}

static void
set_list(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    const char *style = xml_attr_or(setter->arena, node, "style", "bullet");
    size_t number = 0;

    for (const xmlNode *item = xml_first(node, "item"); item != NULL && !setter->failed;
         item = xml_next(item, "item"))
        if (setter_count(setter, item)) {
            xmlNode text = {.type = XML_TEXT_NODE};

            text.content = (xmlChar *)(uintptr_t)item_marker(setter, style, ++number);
            set_item(setter, item, flow, &text);
        }
    if (number > 0)
        flow->stack->space_after = flow->look->after;
}

static void
set_checkbox(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    xmlAttr checked = {.type = XML_ATTRIBUTE_NODE, .name = BAD_CAST "checked"};
    xmlNode yes = {.type = XML_TEXT_NODE, .content = BAD_CAST "yes"};
    xmlNode box = {.type = XML_ELEMENT_NODE, .name = BAD_CAST "check"};

    checked.children = &yes;
    checked.parent = &box;
    if (setter_yes(setter, node, "checked"))
        box.properties = &checked;
    set_item(setter, node, flow, &box);
}

/* The padding of a box is two strips of its own, tied to what lies between. */
static void
pad(struct setter *setter, struct flow *flow, int32_t height, int32_t space, bool closing)
{
    if (closing) {
        flow->stack->space_after = 0;
        flow->stack->next = BREAK_FORBIDDEN;
    }
    setter_strip(setter, flow, height, space);
    if (!closing)
        flow->stack->next = BREAK_FORBIDDEN;
}

static void
set_box(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct frame *frame = arena_alloc(setter->arena, sizeof *frame);
    struct flow inner = *flow;
    const char *title = xml_attr(setter->arena, node, "title");
    size_t first = flow->stack->count;

    *frame = (struct frame){.parent = flow->frame,
                            .x = flow->x,
                            .width = flow->width,
                            .filled = setter_yes(setter, node, "fill"),
                            .fill = COLOUR_FILL,
                            .stroked = true,
                            .stroke = COLOUR_RULE,
                            .line_width = HAIR};
    inner.frame = frame;
    inner.x += BOX_PADDING;
    inner.width -= 2 * BOX_PADDING;
    if (inner.width < SETTER_NARROWEST)
        inner.width = SETTER_NARROWEST;
    inner.look = look_find("cell");
    pad(setter, &inner, BOX_PADDING - 2 * POINT, BOX_SPACE, false);
    if (title != NULL) {
        xmlNode text = {.type = XML_TEXT_NODE, .content = (xmlChar *)(uintptr_t)title};
        const struct look *look = look_find("h2");
        struct look flat = *look;
        struct look *kept = arena_alloc(setter->arena, sizeof *kept);

        flat.before = 0;
        *kept = flat;
        block_paragraph(setter, &inner, inline_read(setter, &text, NULL, kept), kept, ALIGN_LEFT);
        inner.stack->next = BREAK_FORBIDDEN;
    }
    block_children(setter, node, &inner);
    pad(setter, &inner, BOX_PADDING - POINT, 0, true);
    if (setter_yes(setter, node, "keep"))
        stack_keep(flow->stack, first);
    flow->stack->next = BREAK_ALLOWED;
    flow->stack->space_after = BOX_SPACE;
}

static void
set_keep(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    size_t first = flow->stack->count;

    block_children(setter, node, flow);
    stack_keep(flow->stack, first);
}

static void
set_rule(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct strip *strip = setter_strip(setter, flow, POINT, 3 * POINT);
    struct mark *mark =
        strip_mark(setter->arena, strip, MARK_FILL, (struct rectangle){flow->x, 0, flow->width, HAIR});

    (void)node;
    mark->colour = COLOUR_RULE;
    flow->stack->space_after = 4 * POINT;
}

static void
set_space(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    int32_t height = setter_length(setter, node, "height", 6 * POINT, 400 * POINT);

    if (flow->stack->space_after < height)
        flow->stack->space_after = height;
}

/* Acts on the next strip, if there is one: no blank page at the end. */
static void
set_pagebreak(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    (void)setter;
    (void)node;
    flow->stack->next = BREAK_FORCED;
}

/* "section.field", of letters, digits, "-" and "."; no part is empty. */
static bool
is_field_name(const char *name)
{
    bool open = true;
    size_t len = strlen(name);

    for (size_t i = 0; i < len; i++) {
        if (name[i] == '.' && open)
            return false;
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", name[i]) == NULL)
            return false;
        open = name[i] == '.';
    }
    return !open && len <= 100;
}

static const struct option *
read_options(struct setter *setter, const xmlNode *node)
{
    struct option *first = NULL, **end = &first;

    for (const xmlNode *child = xml_first(node, "option"); child != NULL && setter_count(setter, child);
         child = xml_next(child, "option")) {
        struct option *option = arena_alloc(setter->arena, sizeof *option);

        option->value = span_of(xml_attr_or(setter->arena, child, "value", ""));
        option->label = span_trim(xml_text(setter->arena, child));
        *end = option;
        end = &option->next;
    }
    return first;
}

/* What shows: the value, or the label of the option with that value. */
static const char *
shown(struct setter *setter, const struct input *input)
{
    for (const struct option *option = input->options; option != NULL; option = option->next)
        if (span_equal(option->value, input->value))
            return span_dup(setter->arena, option->label);
    return span_dup(setter->arena, input->value);
}

/* What a viewer shows, or reads out, beside the field. */
static struct span
read_tip(struct setter *setter, const xmlNode *node, const char *name)
{
    const char *label = xml_attr_or(setter->arena, node, "label", name);
    const char *help = xml_attr_or(setter->arena, node, "help", "");

    return *help == '\0' ? span_of(label) : span_printf(setter->arena, "%s. %s", label, help);
}

static void
set_input(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    struct input *input = arena_alloc(setter->arena, sizeof *input);
    const struct look *look = look_find("cell");
    struct line_setting setting = {
        .width = flow->width - 6 * POINT, .language = setter->language, .hyphens = setter->hyphens};
    int32_t height = setter_length(setter, node, "height", 15 * POINT, 300 * POINT);
    struct strip *strip;
    struct mark *mark;
    xmlNode text = {.type = XML_TEXT_NODE};

    input->name = xml_attr_or(setter->arena, node, "name", "");
    input->label = read_tip(setter, node, input->name);
    input->value = span_of(xml_attr_or(setter->arena, node, "value", ""));
    input->options = read_options(setter, node);
    input->kind = strcmp(xml_attr_or(setter->arena, node, "type", ""), "check") == 0 ? INPUT_CHECK
                  : input->options != NULL                                           ? INPUT_CHOICE
                                                                                     : INPUT_TEXT;
    input->readonly = setter_yes(setter, node, "readonly");
    input->max = (int)strtol(xml_attr_or(setter->arena, node, "max", "0"), NULL, 10);
    input->required = setter_yes(setter, node, "required");
    input->multiline = input->kind == INPUT_TEXT && height > 20 * POINT;
    if (!is_field_name(input->name)) {
        setter_fail(setter, ERROR_BAD_INPUT, node, "a field's name is like section.field");
        return;
    }
    text.content = (xmlChar *)(uintptr_t)shown(setter, input);
    strip = setter_strip(setter, flow, height + POINT, POINT);
    mark = strip_mark(setter->arena, strip, MARK_INPUT, (struct rectangle){flow->x, 0, flow->width, height});
    mark->as.field.input = input;
    mark->as.field.paragraph = inline_read(setter, &text, NULL, look);
    mark->as.field.lines =
        line_break(setter->arena, mark->as.field.paragraph, &setting, &mark->as.field.count);
    flow->stack->space_after = 2 * POINT;
}

/* <seal/>: room for what one sees of the seal; nothing is drawn. */
static void
set_seal(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    int32_t width = setter_length(setter, node, "width", 250 * POINT, flow->width);
    int32_t height = setter_length(setter, node, "height", 58 * POINT, 300 * POINT);
    struct strip *strip = setter_strip(setter, flow, height + POINT, 6 * POINT);
    struct mark *mark = strip_mark(setter->arena, strip, MARK_SIGNING,
                                   (struct rectangle){flow->x + flow->width - width, 0, width, height});

    mark->as.signing.name = "seal";
    mark->as.signing.label = SPAN("seal");
    flow->stack->space_after = 6 * POINT;
}

/* Page headers and footers stand outside the flow: layout.c sets them on each page. */
static void
skip(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    (void)flow;
    if (setter->depth > 1)
        setter_fail(setter, ERROR_BAD_INPUT, node, "only below <document>");
}

struct block {
    const char *name;
    void (*set)(struct setter *setter, const xmlNode *node, struct flow *flow);
};

/* src: a file of the site's images; width, height: at most so much, its proportions are kept. */
static void
set_image(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    const char *name = xml_attr_or(setter->arena, node, "src", "");
    const struct bundle_file *file =
        setter->files == NULL ? NULL
                              : bundle_find(setter->files, arena_printf(setter->arena, "site/images/%s", name));
    struct image *image = arena_alloc(setter->arena, sizeof *image);
    int32_t width = setter_length(setter, node, "width", 160 * POINT, flow->width);
    int32_t height = setter_length(setter, node, "height", 75 * POINT, 400 * POINT);
    struct strip *strip;
    const char *why;

    if (file == NULL) {
        setter_fail(setter, ERROR_BAD_INPUT, node,
                    arena_printf(setter->arena, "there is no image \"%s\" in the site's folder of images", name));
        return;
    }
    if (!image_read(file->data, image, &why)) {
        setter_fail(setter, ERROR_BAD_INPUT, node, arena_printf(setter->arena, "%s: %s", name, why));
        return;
    }
    if ((int64_t)height * image->width > (int64_t)width * image->height)
        height = (int32_t)((int64_t)width * image->height / image->width);
    else
        width = (int32_t)((int64_t)height * image->width / image->height);
    strip = setter_strip(setter, flow, height, 0);
    strip_mark(setter->arena, strip, MARK_IMAGE, (struct rectangle){flow->x, 0, width, height})->as.image =
        image;
    flow->stack->space_after = 6 * POINT;
}

static const struct block blocks[] = {
    {"p", set_text},      {"h", set_heading},         {"title", set_title},
    {"list", set_list},   {"note", set_note},         {"table", table_set},
    {"box", set_box},     {"columns", columns_set},   {"keep", set_keep},
    {"rule", set_rule},   {"fields", fields_set},     {"signatures", signatures_set},
    {"space", set_space}, {"checkbox", set_checkbox}, {"pagebreak", set_pagebreak},
    {"input", set_input}, {"header", skip},           {"footer", skip},
    {"image", set_image}, {"seal", set_seal},
};

static const struct block *
find(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (xml_is(node, blocks[i].name))
            return &blocks[i];
    return NULL;
}

static bool
blank(const xmlNode *from, const xmlNode *to)
{
    for (; from != to && from != NULL; from = from->next)
        if (from->type == XML_ELEMENT_NODE ||
            (from->content != NULL && from->content[strspn((const char *)from->content, " \t\r\n")] != '\0'))
            return false;
    return true;
}

/* Text and inline elements outside a block are a paragraph of their own. */
static const xmlNode *
set_bare(struct setter *setter, const xmlNode *from, struct flow *flow)
{
    const xmlNode *to = from;

    while (to != NULL && (inline_is(to) || to->type != XML_ELEMENT_NODE))
        to = to->next;
    if (!blank(from, to))
        block_paragraph(setter, flow, inline_read(setter, from, to, flow->look), flow->look,
                        flow->look->align);
    return to;
}

void
block_children(struct setter *setter, const xmlNode *node, struct flow *flow)
{
    const xmlNode *child = node->children;

    if (++setter->depth > SETTER_DEPTH_MAX)
        setter_fail(setter, ERROR_TOO_BIG, node, "elements nested too deep");
    while (child != NULL && !setter->failed) {
        const struct block *block;

        if (child->type != XML_ELEMENT_NODE || inline_is(child)) {
            child = set_bare(setter, child, flow);
            continue;
        }
        block = find(child);
        if (block == NULL)
            setter_fail(setter, ERROR_BAD_INPUT, child, "no such element; document(5) lists them");
        else if (setter_count(setter, child))
            block->set(setter, child, flow);
        child = child->next;
    }
    setter->depth--;
}
