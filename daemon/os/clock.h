// SPDX-License-Identifier: Apache-2.0
/* clock: the only place that asks what time it is. */
#ifndef OS_CLOCK_H
#define OS_CLOCK_H

#include <stdint.h>

int64_t clock_now(void);       /* UTC seconds since 1970 */
/* From here on clock_now starts at `instant` and runs on: for demonstrations and tests. */
void clock_pretend(int64_t instant);
int64_t clock_stamp(void);     /* UTC microseconds since 1970: names that sort by age */
int64_t clock_system(void);    /* as clock_now, never pretended: to compare with the times of files */
int64_t clock_monotonic(void); /* milliseconds from an arbitrary start */

#endif
