// SPDX-License-Identifier: Apache-2.0
/*
 * held: messages that stay where they are, a file or a number at a server, until their sender has
 * some allowance again (intake/admission.h).  Who the sender is stands here, so that waiting costs
 * no second reading.  Forgetting it all is safe: the messages are looked at anew.
 */
#ifndef INTAKE_HELD_H
#define INTAKE_HELD_H

#include "intake/admission.h"

struct held;

struct held *held_open(size_t max);  /* messages */
void held_close(struct held **held); /* nulls */

bool held_has(const struct held *held, struct span name);
/* False when there is no room: look at nothing more for now. */
bool held_add(struct held *held, struct span name, struct span sender);
/* Its sender must still wait; false also for a name that is not there. */
bool held_waits(struct held *held, struct span name, struct admission *admission, int64_t now);
void held_drop(struct held *held, struct span name);
void held_clear(struct held *held);
size_t held_count(const struct held *held);

#endif
