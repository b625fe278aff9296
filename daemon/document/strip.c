// SPDX-License-Identifier: Apache-2.0
#include "document/strip.h"

#include <string.h>

enum { FRAME_DEPTH_MAX = 64 };

struct strip *
stack_push(struct arena *arena, struct stack *stack, int32_t height, int32_t space, const struct frame *frame)
{
    struct strip *strip;

    if (stack->count == stack->capacity) {
        size_t capacity = stack->capacity == 0 ? 8 : stack->capacity * 2;
        struct strip *more = arena_array(arena, capacity, sizeof *more);

        if (stack->count > 0)
            memcpy(more, stack->strips, stack->count * sizeof *more);
        stack->strips = more;
        stack->capacity = capacity;
    }
    strip = &stack->strips[stack->count++];
    *strip = (struct strip){.height = height, .space = space, .frame = frame};
    if (space < stack->space_after)
        strip->space = stack->space_after;
    strip->before = stack->next;
    stack->space_after = 0;
    stack->next = BREAK_ALLOWED;
    return strip;
}

struct mark *
strip_mark(struct arena *arena, struct strip *strip, enum mark_kind kind, struct rectangle at)
{
    struct mark *mark = arena_alloc(arena, sizeof *mark);

    mark->kind = kind;
    mark->at = at;
    if (strip->last_mark == NULL)
        strip->marks = mark;
    else
        strip->last_mark->next = mark;
    strip->last_mark = mark;
    return mark;
}

int32_t
stack_height(const struct stack *stack, size_t first, size_t end)
{
    int32_t height = 0;

    for (size_t i = first; i < end; i++)
        height += stack->strips[i].height + (i == first ? 0 : stack->strips[i].space);
    return height;
}

void
stack_keep(struct stack *stack, size_t first)
{
    for (size_t i = first + 1; i < stack->count; i++)
        if (stack->strips[i].before == BREAK_ALLOWED)
            stack->strips[i].before = BREAK_FORBIDDEN;
}

static size_t
depth(const struct frame *frame)
{
    size_t count = 0;

    for (; frame != NULL; frame = frame->parent)
        count++;
    return count;
}

/* The frame that encloses the strip at that level, 1 the outermost; NULL when none does. */
static const struct frame *
frame_at(const struct strip *strip, size_t level)
{
    const struct frame *frame = strip->frame;
    size_t deep = depth(frame);

    if (deep < level)
        return NULL;
    for (; deep > level; deep--)
        frame = frame->parent;
    return frame;
}

/* Fills go under the strips, strokes over them. */
enum layer { LAYER_FILL, LAYER_STROKE };

static void
draw_frame(struct canvas *canvas, const struct frame *frame, enum layer layer, int32_t x, int32_t top,
           int32_t bottom)
{
    struct rectangle at = {x + frame->x, top, frame->width, bottom - top};

    if (layer == LAYER_FILL && frame->filled)
        canvas_fill(canvas, at, frame->fill);
    if (layer == LAYER_STROKE && frame->stroked)
        canvas_frame(canvas, at, frame->stroke, frame->line_width);
}

/* Returns false when no strip lies that deep. */
static bool
draw_frames(struct canvas *canvas, const struct stack *stack, size_t first, size_t end, int32_t x, int32_t y,
            size_t level, enum layer layer)
{
    bool any = false;

    for (size_t i = first; i < end;) {
        const struct frame *frame = frame_at(&stack->strips[i], level);
        int32_t top;

        y += i == first ? 0 : stack->strips[i].space;
        top = y;
        y += stack->strips[i++].height;
        if (frame == NULL)
            continue;
        any = true;
        for (; i < end && frame_at(&stack->strips[i], level) == frame; i++)
            y += stack->strips[i].space + stack->strips[i].height;
        draw_frame(canvas, frame, layer, x, top, y);
    }
    return any;
}

static void
draw_mark(struct canvas *canvas, const struct mark *mark, int32_t x, int32_t y)
{
    struct rectangle at = mark->at;

    at.x += x;
    at.y += y;
    switch (mark->kind) {
    case MARK_LINE:
        canvas_line(canvas, mark->as.text.paragraph, mark->as.text.line, at.x, at.y, mark->line_width);
        break;
    case MARK_FILL:
        canvas_fill(canvas, at, mark->colour);
        break;
    case MARK_FRAME:
        canvas_frame(canvas, at, mark->colour, mark->line_width);
        break;
    case MARK_PLACE:
        canvas_place(canvas, mark->as.title, mark->level, at.y);
        break;
    case MARK_INPUT:
        canvas_input(canvas, mark->as.field.input, at, mark->as.field.paragraph, mark->as.field.lines,
                     mark->as.field.count);
        break;
    case MARK_IMAGE:
        canvas_image(canvas, at, mark->as.image);
        break;
    case MARK_SIGNING:
        canvas_signing(canvas, mark->as.signing.name, mark->as.signing.label, at);
        break;
    case MARK_STACK:
        stack_draw(canvas, mark->as.stack, 0, mark->as.stack->count, at.x, at.y);
        break;
    }
}

void
stack_draw(struct canvas *canvas, const struct stack *stack, size_t first, size_t end, int32_t x, int32_t y)
{
    int32_t top = y;

    for (size_t level = 1; level <= FRAME_DEPTH_MAX; level++)
        if (!draw_frames(canvas, stack, first, end, x, top, level, LAYER_FILL))
            break;
    for (size_t i = first; i < end; i++) {
        const struct strip *strip = &stack->strips[i];

        y += i == first ? 0 : strip->space;
        for (const struct mark *mark = strip->marks; mark != NULL; mark = mark->next)
            draw_mark(canvas, mark, x, y);
        y += strip->height;
    }
    for (size_t level = 1; level <= FRAME_DEPTH_MAX; level++)
        if (!draw_frames(canvas, stack, first, end, x, top, level, LAYER_STROKE))
            break;
}
