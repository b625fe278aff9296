// SPDX-License-Identifier: Apache-2.0
/*
 * masking: what a procedure never asks for (privacy.xml <mask>) is taken out of what somebody wrote
 * before anything is made of it: no dossier, mail, document or log line gets to hold it.
 */
#ifndef WORKFLOW_MASKING_H
#define WORKFLOW_MASKING_H

#include "workflow/decide.h"

/* The event as it is to be decided upon: itself, or a copy with another intent and `masked` set. */
const struct event *masking_event(struct arena *arena, const struct situation *situation, const struct event *event);

#endif
