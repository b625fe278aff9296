// SPDX-License-Identifier: Apache-2.0
/*
 * schedule: when to try again.  Pure.  After 1, 5, 15 and 30 minutes, then every hour
 * (RFC 5321 section 4.5.4.1), given up after the queue's lifetime.
 */
#ifndef OUTBOX_SCHEDULE_H
#define OUTBOX_SCHEDULE_H

#include <stdint.h>

enum { SCHEDULE_LIFETIME = 5 * 86400 }; /* seconds */

/* attempts: made so far, at least 1.  seed: spreads retries over a tenth of the wait.
 * Returns the instant of the next attempt, 0 when there is none any more. */
int64_t schedule_next(int64_t queued, int64_t now, uint32_t attempts, uint64_t seed);

#endif
