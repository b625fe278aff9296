// SPDX-License-Identifier: Apache-2.0
/*
 * bounce: a mail of ours did not arrive.  The task says so, and the role named by the workflow's
 * `bounce-to` is told, once a task.  A report can be forged: it changes nothing else.
 */
#ifndef WORKFLOW_BOUNCE_H
#define WORKFLOW_BOUNCE_H

#include "workflow/run.h"

void bounce_note(struct run *run);

#endif
