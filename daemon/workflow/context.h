// SPDX-License-Identifier: Apache-2.0
/*
 * context: the XML that a template sees.  All that a mail or a document is made of is in it,
 * so that the same effect always gives the same bytes.  Vocabulary: workflow(5), CONTEXT.
 *
 * A context view is opened once per decision.  What the contexts of a decision have in common (the
 * dossier, the lets, the roles, the parameters, the findings) is its *basis*, written and stored once;
 * each effect adds its own part.  workflow/contexttree.h puts both together and adds the form.
 */
#ifndef WORKFLOW_CONTEXT_H
#define WORKFLOW_CONTEXT_H

#include "workflow/decide.h"

enum {
    CONTEXT_MAX = 2 * 1024 * 1024, /* bytes of one */
    CONTEXT_QUOTE_MAX = 2000,      /* bytes of what they wrote */
};

struct person {
    struct span role, address, name, language; /* language "fr" or "en" */
};

struct context_view; /* lives in its arena */

/* dossier may be NULL (none yet: the form is shown blank).  findings: of that dossier. */
struct context_view *context_open(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
                                  struct evaluation *evaluation, const struct findings *findings);

/* From whom its mails are: the <sender> of workflow.xml, or the mailbox that was written to. */
struct person context_sender(struct context_view *view);

/* The dossier has a parent: its data, form and lets, and those of the amended whole (workflow/linked.h),
 * are shown too.  amended NULL: nothing. */
void context_link(struct context_view *view, xmlDoc *amended);

/* What differs from mail to mail. */
struct context_part {
    struct span template, language;
    const struct person *person;        /* the recipient; NULL for a document */
    const xmlNode *task;                /* <task> of the dossier that the mail asks about; NULL none */
    struct span reason, address;        /* "" none; address: that the reason is about */
    const struct intent *message;       /* that it answers; NULL none */
    const struct mask *masked;          /* what was taken out of that; NULL nothing */
    const struct apply_result *applied; /* of a form; NULL none */
    struct span annex;                  /* <dashboards>, <digest>, <habit>, written; "" none */
    bool quote;                         /* show what they wrote */
    bool bare;                          /* nothing of the dossier but its number */
};
struct span context_write(struct context_view *view, const struct context_part *part);
/* The dossier, serialized; it changes no more. */
struct span context_dossier(struct context_view *view);
/* What all contexts of the view share, but for those that are bare. */
struct span context_basis(struct context_view *view);

/* A role's person as the dossier has it; address "" when it is no plain address. */
struct person context_person(struct arena *arena, struct evaluation *evaluation,
                             const struct definition *definition, struct span role);

#endif
