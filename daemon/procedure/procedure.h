// SPDX-License-Identifier: Apache-2.0
/*
 * procedure: one procedure, checked and compiled from its bundle: form, rules,
 * parameters, calculations and templates.  Immutable once loaded; used by one
 * thread at a time (libxml2's compiled expressions are not to be shared).
 * The vocabulary of the files is in procedure(5).
 */
#ifndef PROCEDURE_PROCEDURE_H
#define PROCEDURE_PROCEDURE_H

#include "procedure/bundle.h"
#include "procedure/form.h"

/* A fault in a file of the procedure, for its author. */
struct problem {
    struct span file; /* as in the bundle */
    int line;
    struct span message; /* English: what is wrong and what to do */
};

struct problems {
    struct problem *items;
    size_t count; /* at most 200; `more` says that there were others */
    bool more;
};

struct procedure;

/* Once per process, after xml_start and before threads: registers our XPath functions with libxslt. */
void procedure_start(void);

/* Loads all that is in the bundle, or reports every fault found (RELAX NG validity,
 * XPath syntax, unknown names, a dry run of every expression over an empty dossier, XSLT
 * compilation).  NULL when problems->count > 0.  Copies what it keeps; a template is kept compiled from its
 * first use on.
 * The problems live in `arena`. */
struct procedure *procedure_load(struct arena *arena, const struct bundle *bundle, struct problems *problems);
/* The same of a bundle that procedure_load found well: nothing is checked again. */
struct procedure *procedure_load_checked(struct arena *arena, const struct bundle *bundle, struct problems *problems);
void procedure_close(struct procedure **procedure); /* nulls */

void problem_add(struct arena *arena, struct problems *problems, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

const struct form *procedure_form(const struct procedure *procedure);
struct span procedure_name(const struct procedure *procedure);
const struct digest *procedure_digest(const struct procedure *procedure); /* the version */
const struct bundle *procedure_bundle(const struct procedure *procedure);

#endif
