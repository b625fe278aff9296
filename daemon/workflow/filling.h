// SPDX-License-Identifier: Apache-2.0
/*
 * filling: forms.  The first one opens a dossier; later ones complete or change it, by whoever
 * the state lets change its data.
 */
#ifndef WORKFLOW_FILLING_H
#define WORKFLOW_FILLING_H

#include "workflow/run.h"

/* A form that refers to nothing, from an authenticated address of the owner's domains. */
bool filling_may_open(const struct situation *situation, const struct event *event);
/* The first state of a run's new dossier; form: the mail's values as its owner's first form. */
void filling_first(struct run *run, bool form);
/* A run over the new dossier, done. */
struct run *filling_open(struct arena *arena, const struct situation *situation, const struct event *event);
/* An answer that chooses among the proposals of the dossier: it goes the way of a form. */
bool filling_is_pick(const xmlDoc *dossier, const struct intent *intent);
/* A form about the dossier of the run. */
void filling_form(struct run *run);
/* A file without a word, from who may change the data: an annex, which is heard like a form; false: it is none. */
bool filling_annex(struct run *run);
struct draft *filling_draft(struct arena *arena, const struct situation *situation, const struct event *event);
/* The directory has its say in a draft that is filled. */
void filling_settle(struct arena *arena, const struct situation *situation, struct draft *draft);
/* May this address open a dossier? */
bool filling_owner_domain(struct run *run, struct span address);

#endif
