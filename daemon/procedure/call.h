// SPDX-License-Identifier: Apache-2.0
/*
 * call: one call of an XPath function of ours: its arguments in, its result out.
 */
#ifndef PROCEDURE_CALL_H
#define PROCEDURE_CALL_H

#include <libxml/xpathInternals.h>

#include "procedure/compiled.h"

#define FUNCTIONS_URI "urn:conventiond:functions"

enum { ARGUMENTS_MAX = 8 };

/* The arguments of a call as strings; missing ones are "". */
struct call {
    xmlXPathParserContextPtr ctxt;
    struct environment *environment;
    const struct procedure *procedure;
    struct arena *arena;
    struct span arguments[ARGUMENTS_MAX];
    int count;
};

/* Takes the arguments off the stack as strings, trimmed; missing ones are "".  False: not `least` to
 * `most` of them, and the error is set.  Each call ends with one of the call_return functions. */
bool call_begin(struct call *call, xmlXPathParserContextPtr ctxt, int nargs, int least, int most);
/* The first arguments, after the last ones were taken off by the caller. */
void call_begin_in(struct call *call, xmlXPathParserContextPtr ctxt, int nargs, struct arena *arena);
/* Given back by call_drop, which call_end calls. */
struct arena *call_arena(xmlXPathParserContextPtr ctxt);
void call_drop(xmlXPathParserContextPtr ctxt, struct arena *arena);
void call_end(struct call *call);
void call_return_span(struct call *call, struct span s);
void call_return_number(struct call *call, double number);
void call_return_boolean(struct call *call, bool value);

int32_t call_day(const struct call *call, int number); /* DAY_NONE: no date */
bool call_integer(const struct call *call, int number, int64_t *value);
struct environment *call_environment(xmlXPathParserContextPtr ctxt);

struct function {
    const char *name;
    xmlXPathFunction call;
    int least, most; /* arguments */
};
/* Each ends with name NULL. */
extern const struct function date_functions[];    /* datefunctions.c */
extern const struct function context_functions[]; /* contextfunctions.c: of templates only */
const struct function *function_named(const char *name, bool template); /* NULL: there is none */

#endif
