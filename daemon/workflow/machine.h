// SPDX-License-Identifier: Apache-2.0
/*
 * machine: one state to the next, as SCXML does it (3.13): transitions without an event first,
 * then the internal queue, then what came from outside; to quiescence, at most RUN_STEPS_MAX.
 * One state is active at a time; what runs in parallel are its tasks.
 */
#ifndef WORKFLOW_MACHINE_H
#define WORKFLOW_MACHINE_H

#include "workflow/run.h"

const struct state *machine_state(const struct run *run); /* NULL: none yet, or unknown */
void machine_enter(struct run *run, const struct state *state);
void machine_raise(struct run *run, struct span event);
/* Takes an event from outside and settles; run->taken says whether a transition heard it. */
void machine_external(struct run *run, struct span event);
void machine_settle(struct run *run);
/* Leaves the state and enters it anew: all its tasks are asked again. */
void machine_again(struct run *run);

#endif
