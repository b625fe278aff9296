// SPDX-License-Identifier: Apache-2.0
/*
 * throttle: how much of something one key may have in a time, and all keys together never more
 * memory than the table (the generic cell rate algorithm, ITU-T I.371: one instant a key).
 *
 * A key that was quiet for a period has its whole allowance again; what it uses comes back evenly.
 * When a set of the table is full, the key nearest to its whole allowance is forgotten, which
 * errs in its favour.  Keys are placed by a secret, so that nobody can choose their neighbours.
 */
#ifndef INTAKE_THROTTLE_H
#define INTAKE_THROTTLE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

struct throttle;

/* allowance: units in `period` milliseconds, for each key; 0: no limit.  keys: as many at least
 * are remembered, roughly. */
struct throttle *throttle_open(uint64_t allowance, int64_t period, size_t keys);
void throttle_close(struct throttle **throttle); /* nulls */

/* Has the key some of its allowance left?  now: milliseconds, never less than before. */
bool throttle_allows(const struct throttle *throttle, struct span key, int64_t now);
/* It had that much; what goes beyond the allowance is waited for. */
void throttle_charge(struct throttle *throttle, struct span key, uint64_t units, int64_t now);

#endif
