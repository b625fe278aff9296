// SPDX-License-Identifier: Apache-2.0
#include "os/clock.h"

#include <time.h>

static int64_t pretended; /* seconds to add; set once at start, before any thread */

int64_t
clock_system(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}

int64_t
clock_now(void)
{
    return clock_system() + pretended;
}

void
clock_pretend(int64_t instant)
{
    pretended = 0;
    pretended = instant - clock_now();
}

int64_t
clock_monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
clock_stamp(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return ((int64_t)now.tv_sec + pretended) * 1000000 + now.tv_nsec / 1000;
}
