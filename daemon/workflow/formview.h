// SPDX-License-Identifier: Apache-2.0
/*
 * formview: <form> and <findings> of a context: every section with its gauge, every field with
 * its value as stored and as people read it, what is missing and what could not be read.
 */
#ifndef WORKFLOW_FORMVIEW_H
#define WORKFLOW_FORMVIEW_H

#include "procedure/evaluation.h"

struct formview {
    struct arena *arena;
    const struct procedure *procedure;
    struct evaluation *evaluation;
    xmlDoc *dossier;
    const struct findings *findings;
    const struct procedure *parent; /* has the labels of findings that are no field of ours; NULL none */
    const char *language;           /* "fr" or "en" */
};

/* Only what has a value, each with its label: for the form of another dossier beside this one. */
void formview_values(struct text *out, const struct formview *view);
void formview_form(struct text *out, const struct formview *view);
void formview_findings(struct text *out, const struct formview *view);

#endif
