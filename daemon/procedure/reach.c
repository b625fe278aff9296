// SPDX-License-Identifier: Apache-2.0
/*
 * What an expression looks at, said by reading it.  Most lets and rules look at little, and what they look at
 * changes seldom while a decision is made: they are computed once.
 */
#include <ctype.h>
#include <string.h>

#include "procedure/compiled.h"
#include "procedure/names.h"

struct reach_scan {
    const struct procedure *procedure;
    unsigned reach;
};

static unsigned
reach_of_variable(const struct procedure *procedure, struct span name)
{
    if (span_is(name, "today") || span_is(name, "now"))
        return 0;
    if (span_is(name, "facts"))
        return REACH_FACTS;
    for (size_t i = 0; i < procedure->let_count; i++)
        if (span_is(name, procedure->lets[i].name))
            return procedure->lets[i].reach;
    if (span_is(name, "dossier"))
        return REACH_BESIDE | REACH_COMPUTED;
    return REACH_ALL;
}

static unsigned
reach_of_function(const struct name *name)
{
    static const char *const of_context[] = {"string", "number", "string-length", "normalize-space"};

    if (span_is(name->name, "id") || span_is(name->name, "lang"))
        return REACH_ALL;
    if (span_is(name->name, "e:param") || span_is(name->name, "e:has-param") || span_is(name->name, "e:scope"))
        return REACH_SCOPE;
    for (size_t i = 0; i < sizeof of_context / sizeof of_context[0] && name->arguments == 0; i++)
        if (span_is(name->name, of_context[i]))
            return REACH_COMPUTED;
    return 0;
}

/* A section alone stands for all of its fields. */
static unsigned
reach_of_path(const struct form *form, struct span path)
{
    struct span rest = path, section, field = {"", 0};

    (void)(span_split(&rest, '/', &section) && span_split(&rest, '/', &field));
    for (size_t i = 0; i < form->field_count; i++)
        if (form->fields[i].calculate != NULL && span_equal(form->fields[i].section->id, section) &&
            (field.len == 0 || span_equal(form->fields[i].name, field)))
            return REACH_COMPUTED;
    return 0;
}

static void
look_at(void *data, const struct name *name)
{
    struct reach_scan *scan = data;

    switch (name->kind) {
    case NAME_VARIABLE:
        scan->reach |= reach_of_variable(scan->procedure, name->name);
        break;
    case NAME_FUNCTION:
        scan->reach |= reach_of_function(name);
        break;
    case NAME_PATH:
        scan->reach |= reach_of_path(&scan->procedure->form, name->name);
        break;
    case NAME_ANY:
        scan->reach |= REACH_COMPUTED;
        break;
    }
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

unsigned
reach_of(const struct procedure *procedure, const char *source)
{
    struct reach_scan scan = {.procedure = procedure};

    if (climbs(source))
        return REACH_ALL;
    names_of(source, look_at, &scan);
    return scan.reach;
}
