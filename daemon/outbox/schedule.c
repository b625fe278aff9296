// SPDX-License-Identifier: Apache-2.0
#include "outbox/schedule.h"

int64_t
schedule_next(int64_t queued, int64_t now, uint32_t attempts, uint64_t seed)
{
    static const int64_t waits[] = {60, 5 * 60, 15 * 60, 30 * 60, 3600}; /* seconds */
    const uint32_t last = sizeof waits / sizeof waits[0] - 1;
    int64_t wait = waits[attempts - 1 < last ? attempts - 1 : last];
    int64_t next = now + wait + (int64_t)(seed % (uint64_t)(wait / 10));

    return next - queued > SCHEDULE_LIFETIME ? 0 : next;
}
