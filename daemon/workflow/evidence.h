// SPDX-License-Identifier: Apache-2.0
/*
 * evidence: an answer as the dossier keeps it: who gave it and when, by which mail and which proof of
 * its author, to exactly which bytes, and by which mail of ours these had been sent.  Its attributes:
 * workflow/dossier.h.
 */
#ifndef WORKFLOW_EVIDENCE_H
#define WORKFLOW_EVIDENCE_H

#include "workflow/run.h"

/* task: NULL for what was said to the dossier as a whole. */
xmlNode *evidence_keep(struct run *run, const xmlNode *task, struct span verb, struct span argument);

#endif
