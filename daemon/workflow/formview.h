// SPDX-License-Identifier: Apache-2.0
/*
 * formview: <form> and <findings> of a context: every section with its gauge, every field with
 * its value as stored and as people read it, what is missing and what could not be read.
 */
#ifndef WORKFLOW_FORMVIEW_H
#define WORKFLOW_FORMVIEW_H

#include "procedure/evaluation.h"

/* The forms before anybody has written anything, made once for a procedure: labels, help, choices.  Each is lent to
 * one context at a time, which is some two thousand nodes less to copy and free. */
struct formview_blank {
    xmlDoc *home;
    xmlNode *form;
};
struct formview_blanks {
    struct formview_blank fr, en;
};
struct formview_blanks formview_blanks(struct arena *arena, const struct procedure *procedure);

struct formview {
    struct arena *arena;
    const struct procedure *procedure;
    const struct formview_blanks *blanks;
    const xmlNode *dossier; /* its root */
    const struct findings *findings;
    const struct label *labels; /* of each finding about a field that is not ours; NULL none */
    struct span required;       /* formview_required */
    bool english;               /* else French */
};

/* "section.group.2.field" is the field "section.group.field". */
const struct field *formview_field(struct arena *arena, const struct procedure *procedure, struct span id);

/* Ids of the fields that are required by their expression now and have a value, separated by spaces: all
 * that must be computed where the dossier's facts are at hand. */
struct span formview_required(struct arena *arena, struct evaluation *evaluation,
                              const struct procedure *procedure, const struct findings *findings);

/* Only what has a value, each with its label: for the form of another dossier beside this one.  blanks,
 * findings and required are not needed. */
void formview_values(struct text *out, const struct formview *view);

/* Add <form>, the blank one filled in, and <findings>. */
struct formview_blank formview_form(xmlNode *parent, const struct formview *view);
void formview_findings(xmlNode *parent, const struct formview *view);
/* The form goes home blank: all goes that was not there when it was made.  While its context is still whole. */
void formview_give_back(struct formview_blank blank);

#endif
