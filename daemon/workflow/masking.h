// SPDX-License-Identifier: Apache-2.0
/*
 * masking: what a procedure never asks for (privacy.xml <mask>) is taken out of what somebody wrote
 * before anything is made of it: no dossier, mail, document or log line gets to hold it.
 */
#ifndef WORKFLOW_MASKING_H
#define WORKFLOW_MASKING_H

#include "workflow/decide.h"

/* The event as it is to be decided upon: a copy, with another intent and `masked` set when something was
 * found.  What is decided upon goes through here in any case; who previews first calls it once for both. */
const struct event *masking_event(struct arena *arena, const struct situation *situation, const struct event *event);

#endif
