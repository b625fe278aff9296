// SPDX-License-Identifier: Apache-2.0
#include "procedure/names.h"

#include <ctype.h>
#include <string.h>

enum { NESTING_MAX = 64 };

struct scan {
    struct span rest;
    void (*visit)(void *data, const struct name *name);
    void *data;
    bool operand; /* the token before was an operand: a name now is an operator */
    /* parentheses that are open: a function's has its name */
    struct name calls[NESTING_MAX];
    bool empty[NESTING_MAX]; /* nothing stands in it yet */
    size_t depth;
};

static bool
is_name_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' || (c & 0x80) != 0;
}

/* A name, with a prefix when there is one; "::" is not part of it. */
static struct span
take_name(struct scan *scan)
{
    struct span s = scan->rest;
    size_t len = 0;

    while (len < s.len && is_name_byte(s.data[len]))
        len++;
    if (len + 1 < s.len && s.data[len] == ':' && is_name_byte(s.data[len + 1]))
        for (len++; len < s.len && is_name_byte(s.data[len]);)
            len++;
    scan->rest = span_from(s, len);
    return span_first(s, len);
}

static void
skip_space(struct scan *scan)
{
    while (scan->rest.len > 0 && isspace((unsigned char)scan->rest.data[0]))
        scan->rest = span_from(scan->rest, 1);
}

static void
touch(struct scan *scan)
{
    if (scan->depth > 0 && scan->depth <= NESTING_MAX)
        scan->empty[scan->depth - 1] = false;
}

static void
open_call(struct scan *scan, struct span name)
{
    touch(scan);
    if (scan->depth < NESTING_MAX) {
        scan->calls[scan->depth] = (struct name){NAME_FUNCTION, name, 1};
        scan->empty[scan->depth] = true;
    }
    scan->depth++;
    scan->rest = span_from(scan->rest, 1);
    scan->operand = false;
}

static void
close_call(struct scan *scan)
{
    scan->rest = span_from(scan->rest, 1);
    scan->operand = true;
    if (scan->depth == 0)
        return;
    if (--scan->depth < NESTING_MAX && scan->calls[scan->depth].name.len > 0) {
        if (scan->empty[scan->depth])
            scan->calls[scan->depth].arguments = 0;
        scan->visit(scan->data, &scan->calls[scan->depth]);
    }
}

static bool
is_node_type(struct span name)
{
    return span_is(name, "node") || span_is(name, "text") || span_is(name, "comment") ||
           span_is(name, "processing-instruction");
}

/* The plain steps that follow the first one: "loan/item/from". */
static struct span
take_path(struct scan *scan, struct span first)
{
    const char *start = first.data;
    size_t len = first.len;

    while (scan->rest.len > 1 && scan->rest.data[0] == '/' &&
           (isalpha((unsigned char)scan->rest.data[1]) || scan->rest.data[1] == '_')) {
        struct scan before = *scan;
        struct span step;

        scan->rest = span_from(scan->rest, 1);
        step = take_name(scan);
        if (scan->rest.len > 0 && (scan->rest.data[0] == '(' || scan->rest.data[0] == ':')) {
            scan->rest = before.rest;
            break;
        }
        len = (size_t)(step.data + step.len - start);
    }
    return (struct span){start, len};
}

static void
visit_any(struct scan *scan)
{
    struct name any = {NAME_ANY, {"", 0}, 0};

    scan->visit(scan->data, &any);
}

/* relative: no step, axis or "@" stands in front. */
static void
scan_name(struct scan *scan, bool relative)
{
    struct span name = take_name(scan), after = scan->rest;
    struct name path = {NAME_PATH, name, 0};

    if (scan->operand) { /* and or div mod */
        scan->operand = false;
        return;
    }
    touch(scan);
    skip_space(scan);
    if (scan->rest.len > 0 && scan->rest.data[0] == '(') {
        if (is_node_type(name) && relative)
            visit_any(scan);
        open_call(scan, is_node_type(name) ? (struct span){"", 0} : name);
        return;
    }
    if (span_starts(scan->rest, "::")) {
        scan->rest = span_from(scan->rest, 2);
        scan->operand = false;
        return;
    }
    scan->operand = true;
    scan->rest = after;
    if (!relative)
        return;
    path.name = take_path(scan, name);
    scan->visit(scan->data, &path);
}

static void
scan_literal(struct scan *scan)
{
    size_t end = span_find_byte(span_from(scan->rest, 1), scan->rest.data[0]);

    touch(scan);
    scan->rest = end == SIZE_MAX ? (struct span){"", 0} : span_from(scan->rest, end + 2);
    scan->operand = true;
}

static void
scan_variable(struct scan *scan)
{
    struct name variable = {NAME_VARIABLE, {"", 0}, 0};

    touch(scan);
    scan->rest = span_from(scan->rest, 1);
    variable.name = take_name(scan);
    scan->visit(scan->data, &variable);
    scan->operand = true;
}

static void
scan_mark(struct scan *scan, bool relative)
{
    char mark = scan->rest.data[0];

    scan->rest = span_from(scan->rest, 1);
    if (mark == ',' && scan->depth > 0 && scan->depth <= NESTING_MAX)
        scan->calls[scan->depth - 1].arguments++;
    if (mark == '.' || (mark == '*' && !scan->operand)) {
        touch(scan);
        if (relative)
            visit_any(scan);
        scan->operand = true;
        return;
    }
    if (mark == '/')
        touch(scan);
    scan->operand = mark == ']';
}

static void
scan_number(struct scan *scan)
{
    touch(scan);
    take_name(scan);
    scan->operand = true;
}

void
names_of(const char *source, void (*visit)(void *data, const struct name *name), void *data)
{
    struct scan scan = {.rest = span_of(source), .visit = visit, .data = data};
    char before = ' '; /* the mark in front */

    for (skip_space(&scan); scan.rest.len > 0; skip_space(&scan)) {
        char c = scan.rest.data[0];
        bool relative = before != '/' && before != '@' && before != ':' && scan.depth < NESTING_MAX;

        if (c == '\'' || c == '"')
            scan_literal(&scan);
        else if (c == '$')
            scan_variable(&scan);
        else if (isdigit((unsigned char)c))
            scan_number(&scan);
        else if (c == '(')
            open_call(&scan, (struct span){"", 0});
        else if (c == ')')
            close_call(&scan);
        else if (c != '.' && c != '-' && is_name_byte(c))
            scan_name(&scan, relative);
        else
            scan_mark(&scan, relative);
        before = scan.rest.data > source ? scan.rest.data[-1] : ' ';
    }
}
