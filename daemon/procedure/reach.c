// SPDX-License-Identifier: Apache-2.0
/*
 * What an expression looks at, said by reading it.  Most lets and rules look at the dossier's data, the
 * facts and the day, which do not change while tasks open and states are entered: they are computed once.
 */
#include <ctype.h>
#include <string.h>

#include "procedure/compiled.h"
#include "procedure/names.h"

struct reach {
    const struct procedure *procedure;
    bool of_data;
};

static bool
is_data_let(const struct procedure *procedure, struct span name)
{
    for (size_t i = 0; i < procedure->let_count; i++)
        if (span_is(name, procedure->lets[i].name))
            return procedure->lets[i].of_data;
    return false;
}

static void
look_at(void *data, const struct name *name)
{
    struct reach *reach = data;

    if (name->kind == NAME_VARIABLE && !span_is(name->name, "facts") && !span_is(name->name, "today") &&
        !span_is(name->name, "now") && !is_data_let(reach->procedure, name->name))
        reach->of_data = false;
    if (name->kind == NAME_FUNCTION && (span_is(name->name, "id") || span_is(name->name, "lang")))
        reach->of_data = false;
}

/* The slash of "loan/from", "loan[1]/from" or "loan//from"; after a space or a mark it may begin a path from
 * the root. */
static bool
is_step(char before)
{
    return isalnum((unsigned char)before) || strchr(")]./_", before) != NULL || (before & 0x80) != 0;
}

/* An axis, a parent's step or a path from the root may lead out of the data. */
static bool
climbs(const char *source)
{
    char before = ' ', quote = '\0';

    for (const char *c = source; *c != '\0'; before = *c++) {
        if (quote != '\0')
            quote = *c == quote ? '\0' : quote;
        else if (*c == '\'' || *c == '"')
            quote = *c;
        else if ((c[0] == '.' && c[1] == '.') || (c[0] == ':' && c[1] == ':') ||
                 (c[0] == '/' && !is_step(before)))
            return true;
    }
    return false;
}

bool
reach_is_data(const struct procedure *procedure, const char *source)
{
    struct reach reach = {.procedure = procedure, .of_data = !climbs(source)};

    if (reach.of_data)
        names_of(source, look_at, &reach);
    return reach.of_data;
}
