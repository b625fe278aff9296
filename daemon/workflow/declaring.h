// SPDX-License-Identifier: Apache-2.0
/*
 * declaring: an answer that is given for somebody who can't or won't give it.
 *
 *   PAPIER role, or name, or address      a <command declares="yes">, from who may give it
 *
 * is the answer to the one open task of that person in the state which takes the verb; the answer keeps whose it is
 * (@role, @for) and who gave it (@address, @declared-by: the author's role).  In reply to a mail of that very task
 * the name may be left out.
 */
#ifndef WORKFLOW_DECLARING_H
#define WORKFLOW_DECLARING_H

#include "workflow/run.h"

/* The command that the mail in hand gives, and in which role; NULL: it gives none (it may be an answer). */
const struct command *declaring_command(struct run *run, const struct role **author);
/* The task that it answers; NULL: *reason is declare-who (nobody, or more than one person, is meant) or
 * declare-not-asked. */
xmlNode *declaring_task(struct run *run, const char **reason);

#endif
