// SPDX-License-Identifier: Apache-2.0
/*
 * bounce: a mail of ours did not arrive.  The task says so, and the role named by the workflow's
 * `bounce-to` is told, once a task.  A report can be forged: it changes nothing else.  What our
 * own server refused can't: that role is told of a mail without a task too, unless it was its own.
 */
#ifndef WORKFLOW_BOUNCE_H
#define WORKFLOW_BOUNCE_H

#include "workflow/run.h"

void bounce_note(struct run *run);

#endif
