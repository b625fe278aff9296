// SPDX-License-Identifier: Apache-2.0
/* What the tests of the document folder share. */
#ifndef DOCUMENT_HELP_H
#define DOCUMENT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "document/setter.h"

/* hnj_hyphen_load of libhyphen 2.8.8 loses 130 bytes, once; not ours to free. */
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *
__lsan_default_suppressions(void)
{
    return "leak:libhyphen";
}

static struct fonts *fonts;
static struct hyphens *hyphens;
static struct flate *flate;
static struct arena *arena;

static inline int
open_all(void **state)
{
    struct error err = {0};

    (void)state;
    xml_start();
    fonts = fonts_open(&err);
    hyphens = hyphens_open(&err);
    flate = flate_open(FLATE_QUICK);
    arena = arena_open(256u << 20);
    return fonts == NULL || hyphens == NULL;
}

static inline int
close_all(void **state)
{
    (void)state;
    fonts_close(&fonts);
    hyphens_close(&hyphens);
    flate_close(&flate);
    arena_close(&arena);
    return 0;
}

static inline struct setter *
new_setter(struct error *err)
{
    struct setter *setter = arena_alloc(arena, sizeof *setter);

    *setter =
        (struct setter){.arena = arena, .fonts = fonts, .hyphens = hyphens, .language = "fr", .err = err};
    return setter;
}

/* In a block of exactly its size, so that a sanitizer sees a read past its end. */
static inline xmlDoc *
parse(const char *string)
{
    struct error err = {0};
    size_t len = strlen(string);
    char *exact = malloc(len == 0 ? 1 : len);
    xmlDoc *doc;

    memcpy(exact, string, len);
    doc = xml_parse(arena, (struct span){exact, len}, "test", XML_OWN_MAX, &err);
    free(exact);
    if (doc == NULL)
        fail_msg("%s", err.text);
    return doc;
}

static inline void
add_line(struct text *out, const struct line *line)
{
    for (size_t i = 0; i < line->count; i++)
        utf8_add(out, line->letters[i].code);
    text_string(out, line->hyphen ? "-|" : "|");
}

/* The stack's lines in the order they are drawn, each closed by "|". */
static inline void
add_stack(struct text *out, const struct stack *stack)
{
    for (size_t i = 0; i < stack->count; i++)
        for (const struct mark *mark = stack->strips[i].marks; mark != NULL; mark = mark->next) {
            if (mark->kind == MARK_LINE)
                add_line(out, mark->as.text.line);
            else if (mark->kind == MARK_STACK)
                add_stack(out, mark->as.stack);
        }
}

static inline const char *
stack_text(const struct stack *stack)
{
    struct text out = text_new(arena, 1 << 20);

    add_stack(&out, stack);
    return text_cstr(&out);
}

/* The blocks below the root, set in a column of that many points. */
static inline struct stack *
set_blocks(const char *string, int32_t width, struct error *err)
{
    struct setter *setter = new_setter(err);
    struct stack *stack = arena_alloc(arena, sizeof *stack);
    struct flow flow = {.stack = stack, .width = width * POINT, .look = look_find("body")};

    block_children(setter, xmlDocGetRootElement(parse(string)), &flow);
    return setter->failed ? NULL : stack;
}

/* The same, where it must succeed. */
static inline struct stack *
must_set(const char *string, int32_t width)
{
    struct error err = {0};
    struct stack *stack = set_blocks(string, width, &err);

    if (stack == NULL) {
        fail_msg("%s", err.text);
        abort();
    }
    return stack;
}

#endif
