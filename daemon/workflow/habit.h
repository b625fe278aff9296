// SPDX-License-Identifier: Apache-2.0
/*
 * habit: how a person is to be written to.  Kept by address beside all dossiers, set by the
 * person's own mail or at conventionctl; the store looks up those that hold.
 *
 * A role says what of it counts for its persons: `deputies` (a colleague answers while they
 * are away) and `digest` (what may wait for the one mail of the morning).
 */
#ifndef WORKFLOW_HABIT_H
#define WORKFLOW_HABIT_H

#include "workflow/decide.h"

/* The habits of an address; NULL: none. */
const struct habit *habit_of(const struct situation *situation, struct span address);
bool habit_is_away(const struct habit *habit, int32_t today);
/* Who stands in for the address today; "" nobody does. */
struct span habit_deputy(const struct situation *situation, struct span address);

#endif
