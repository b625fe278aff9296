// SPDX-License-Identifier: Apache-2.0
/*
 * names: what can be said of an XPath expression by reading it: which functions,
 * variables and fields it names.  A dry run sees only the branches that it takes.
 */
#ifndef PROCEDURE_NAMES_H
#define PROCEDURE_NAMES_H

#include "common/text.h"

enum name_kind {
    NAME_FUNCTION, /* arguments: how many are given */
    NAME_VARIABLE,
    NAME_PATH, /* "section/field", from the first step of a relative path of plain names */
    NAME_ANY,  /* "*", "." or a node test begins a relative path: whatever stands there */
};

struct name {
    enum name_kind kind;
    struct span name;
    int arguments;
};

/* Calls visit for each name.  The expression is one that libxml2 compiles. */
void names_of(const char *source, void (*visit)(void *data, const struct name *name), void *data);

#endif
