// SPDX-License-Identifier: Apache-2.0
/*
 * challenge: a proof for people whose mail system can't be vouched for (role trust="code").
 *
 * Their answer is put by, and a mail with a fresh TAG goes to the address on file; who answers that
 * one has the mailbox now, not only an old mail that was forwarded or quoted.  The fresh TAG is
 * the one-time code: it stands for one answer, once, for CHALLENGE_SECONDS.
 *
 *   <task serial="5" id= role= ... status="open" confirms="3" pending="oui" pending-message="HEX"
 *         pending-text="..."><item field=>remark</item></task>
 *
 * A From that failed authentication is refused all the same.
 */
#ifndef WORKFLOW_CHALLENGE_H
#define WORKFLOW_CHALLENGE_H

#include "workflow/run.h"

enum { CHALLENGE_SECONDS = 2 * 86400 };
#define CHALLENGE_TEMPLATE "confirm"

/* Puts the answer of the event by and asks for the proof. */
void challenge_ask(struct run *run, const xmlNode *task, struct span verb);
bool challenge_is(const struct run *run, const xmlNode *task);
/* It is open and not too old. */
bool challenge_holds(const struct run *run, const xmlNode *challenge);
/* The task was answered: what was put by for it is void. */
void challenge_drop(struct run *run, const xmlNode *task);

#endif
