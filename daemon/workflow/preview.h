// SPDX-License-Identifier: Apache-2.0
/*
 * preview: the context of one template over a dossier at rest, to look at a mail or a document
 * before anybody gets it (conventionctl render).
 *
 * The recipient and the task are those that the workflow would name: the open task that this mail
 * asks about, else the first task or <mail> of the workflow that uses the template.
 */
#ifndef WORKFLOW_PREVIEW_H
#define WORKFLOW_PREVIEW_H

#include "workflow/context.h"

/* situation->dossier is not changed.  reason: "" none. */
struct span preview_context(struct arena *arena, const struct situation *situation, struct span template,
                            struct span language, struct span reason);

#endif
