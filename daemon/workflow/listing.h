// SPDX-License-Identifier: Apache-2.0
/*
 * listing: what lists know of a dossier, computed when it changes and kept beside it, so that a
 * list of hundreds reads no dossier; and who may see it, by address.
 *
 *  <row number= owner= state= open="yes|no" since=INSTANT opened=INSTANT waiting="role role">
 *    <COLUMN>canonical value</COLUMN>...</row>
 *
 * opened: since when the oldest open task waits; waiting: the roles of the open tasks.
 */
#ifndef WORKFLOW_LISTING_H
#define WORKFLOW_LISTING_H

#include "workflow/decide.h"

/* Variable of a column's expression: names of those whose answers are awaited, with commas. */
#define LISTING_WAITING "waiting"

/* "" when the procedure has no <lists>. */
struct span listing_row(struct arena *arena, const struct definition *definition,
                        struct evaluation *evaluation, xmlDoc *dossier);

/* Who may list the dossier: the persons of the roles that have a dashboard, and their colleagues. */
struct party {
    struct span role, address; /* lower case */
};
size_t listing_parties(struct arena *arena, const struct definition *definition,
                       struct evaluation *evaluation, xmlDoc *dossier, struct party **parties);

/* Everybody who may be written to about it: the persons of all roles, of its tasks, the owner; lower case. */
size_t listing_addresses(struct arena *arena, const struct definition *definition, struct evaluation *evaluation,
                         xmlDoc *dossier, struct span **addresses);

/* Do the words of this mail ask for lists, and does our border server vouch for its author? */
bool listing_wanted(const struct definition *definition, const struct event *event);

#endif
