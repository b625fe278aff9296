// SPDX-License-Identifier: Apache-2.0
/*
 * answering: verbs.  An answer acts when the mail brings the TAG of one open task of the current
 * revision, comes from its person, is believed, and says a verb that the task accepts; in every
 * other case the writer is told what was not done (workflow/reply.h).
 */
#ifndef WORKFLOW_ANSWERING_H
#define WORKFLOW_ANSWERING_H

#include "workflow/provider.h"

/* A mail of a person about the dossier of the run. */
void answering_message(struct run *run);
/* A mail of a person that opens nothing and refers to nothing. */
void answering_without_dossier(struct run *run);
/* A person at conventionctl: the answer of a task in its person's stead, or operator.VERB. */
void answering_operator(struct run *run);
/* The answer of a task that a provider of signatures brings. */
void answering_provider(struct run *run, xmlNode *task, struct span verb,
                        const struct provider_signature *signature);

#endif
