// SPDX-License-Identifier: Apache-2.0
#include "procedure/call.h"

#include <string.h>

#include "common/date.h"

enum {
    CALL_ARENA_MAX = 64 * 1024 * 1024, /* bytes; a dossier is far smaller */
    KEPT_MAX = 64 * 1024 * 1024,
};

struct arena *
environment_keep(struct environment *environment)
{
    if (environment->kept == NULL)
        environment->kept = arena_open(KEPT_MAX);
    return environment->kept;
}

struct span
environment_scope(struct environment *environment)
{
    if (!environment->scope_known && environment->evaluation != NULL)
        return evaluation_scope(environment->evaluation);
    return environment->scope;
}

void
environment_close(struct environment *environment)
{
    arena_close(&environment->kept);
    arena_close(&environment->scratch);
}

struct environment *
call_environment(xmlXPathParserContextPtr ctxt)
{
    return ctxt->context->userData;
}

/* A call in a call (the choice of the scope asks for parameters) has an arena of its own. */
struct arena *
call_arena(xmlXPathParserContextPtr ctxt)
{
    struct environment *environment = call_environment(ctxt);

    if (environment->scratch_taken)
        return arena_open(CALL_ARENA_MAX);
    if (environment->scratch == NULL)
        environment->scratch = arena_open(CALL_ARENA_MAX);
    environment->scratch_taken = true;
    return environment->scratch;
}

void
call_drop(xmlXPathParserContextPtr ctxt, struct arena *arena)
{
    struct environment *environment = call_environment(ctxt);

    if (arena != environment->scratch) {
        arena_close(&arena);
        return;
    }
    arena_reset(arena);
    environment->scratch_taken = false;
}

void
call_begin_in(struct call *call, xmlXPathParserContextPtr ctxt, int nargs, struct arena *arena)
{
    *call =
        (struct call){.ctxt = ctxt, .environment = call_environment(ctxt), .arena = arena, .count = nargs};
    call->procedure = call->environment->procedure;
    for (int i = 0; i < ARGUMENTS_MAX; i++)
        call->arguments[i] = SPAN("");
    for (int i = nargs - 1; i >= 0; i--) {
        xmlXPathObject *object = valuePop(ctxt);

        if (object != NULL)
            call->arguments[i] = span_trim(evaluation_object_string(call->arena, object));
        xmlXPathFreeObject(object);
    }
}

bool
call_begin(struct call *call, xmlXPathParserContextPtr ctxt, int nargs, int least, int most)
{
    if (nargs < least || nargs > most) {
        xmlXPathSetArityError(ctxt);
        return false;
    }
    call_begin_in(call, ctxt, nargs, call_arena(ctxt));
    return true;
}

void
call_end(struct call *call)
{
    call_drop(call->ctxt, call->arena);
}

void
call_return_span(struct call *call, struct span s)
{
    valuePush(call->ctxt, xmlXPathNewString(BAD_CAST span_dup(call->arena, s)));
    call_end(call);
}

void
call_return_number(struct call *call, double number)
{
    valuePush(call->ctxt, xmlXPathNewFloat(number));
    call_end(call);
}

void
call_return_boolean(struct call *call, bool value)
{
    valuePush(call->ctxt, xmlXPathNewBoolean(value));
    call_end(call);
}

int32_t
call_day(const struct call *call, int number)
{
    int32_t day;

    return day_parse_iso(span_first(call->arguments[number], 10), &day) ? day : DAY_NONE;
}

bool
call_integer(const struct call *call, int number, int64_t *value)
{
    struct span s = call->arguments[number];
    bool negative = span_starts(s, "-");
    uint64_t digits;

    if (!span_to_uint(span_from(s, negative), &digits) || digits > INT64_MAX / 2)
        return false;
    *value = negative ? -(int64_t)digits : (int64_t)digits;
    return true;
}
