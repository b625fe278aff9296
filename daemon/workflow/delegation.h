// SPDX-License-Identifier: Apache-2.0
/*
 * delegation: a task's person names another, and both say so.
 *
 *   DELEGUER address   the person of a task that may be delegated; the address is asked by an *offer*:
 *                      <task serial="7" id= role= ... status="open" address=other offers="5"
 *                            delegated-by= delegated-by-name=/>
 *   OUI to the offer   task 5 is closed (verb deleguer); the same task is opened for the other:
 *                      <task serial="8" ... delegated-from="5" delegated-by= delegated-by-name=/>
 *   NON to the offer   who delegated is told; task 5 was theirs all the time
 *   REPRENDRE to 5     the offer is withdrawn, or task 8, and the task is theirs again
 *
 * The task that may be delegated says to which domains (task/@delegate, from <task delegate=> when it is
 * opened).  Its answers keep @delegated-by; who was delegated to can't delegate further.
 */
#ifndef WORKFLOW_DELEGATION_H
#define WORKFLOW_DELEGATION_H

#include "workflow/run.h"

#define DELEGATION_TEMPLATE "delegation"           /* asks the other */
#define DELEGATION_NOTE_TEMPLATE "delegation-note" /* tells one of them what came of it */

bool delegation_is_offer(const struct run *run, const xmlNode *task);
/* The verb is about the delegation of the task, not an answer to it. */
bool delegation_hears(const struct run *run, const xmlNode *task, struct span verb);
/* The open offer of this task, or the open task that took its place; NULL none. */
xmlNode *delegation_standing(const struct run *run, const xmlNode *task);
/* Why DELEGUER argument, or REPRENDRE, can't be done: a reason of not-allowed; NULL: it can. */
const char *delegation_refusal(struct run *run, const xmlNode *task, struct span verb, struct span argument);
/* Whose part in the dossier is another than this role's: they would judge or sign twice. */
bool delegation_is_party(struct run *run, struct span role, struct span address);
/* As what the answer is kept, so that no rule takes an agreement to stand in for the agreement. */
struct span delegation_kept_verb(const struct run *run, const xmlNode *task, struct span verb);
/* Does what delegation_hears heard and nothing speaks against; run->answer is kept. */
void delegation_act(struct run *run, xmlNode *task, struct span verb, struct span argument);
/* The task was answered by who could have passed it on: its offer is void. */
void delegation_drop(struct run *run, const xmlNode *task);
/* Who stands in the place of the order's role now gets that mail too. */
void delegation_tell(struct run *run, const struct mail_order *order);

#endif
