// SPDX-License-Identifier: Apache-2.0
/*
 * habit: how a person is to be written to.  Kept by address beside all dossiers, set by the
 * person's own mail or at conventionctl; the store looks up those that hold.
 *
 * A role says what of it counts for its persons: `deputies` (a colleague answers while they
 * are away) and `digest` (what may wait for the one mail of the morning).  A language counts for
 * everybody, and goes before that of the role and of the dossier.
 */
#ifndef WORKFLOW_HABIT_H
#define WORKFLOW_HABIT_H

#include "workflow/decide.h"

/* The habits of an address; NULL: none. */
const struct habit *habit_of(const struct situation *situation, struct span address);
bool habit_is_away(const struct habit *habit, int32_t today);
/* The language that the address chose, if the procedure speaks it; else the one given. */
struct span habit_language(const struct situation *situation, struct span address, struct span otherwise);
/* As attributes: daily= [away-from= away-to= deputy=] [language=]. */
void habit_put(struct text *out, const struct habit *habit);
/* Who stands in for the address today; "" nobody does. */
struct span habit_deputy(const struct situation *situation, struct span address);

#endif
