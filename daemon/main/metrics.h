// SPDX-License-Identifier: Apache-2.0
/*
 * metrics: /metrics (Prometheus text format) and /health over HTTP on loopback.
 */
#ifndef MAIN_METRICS_H
#define MAIN_METRICS_H

#include <event2/event.h>

#include "main/dispatch.h"

struct metrics;

/* address: "127.0.0.1:9400"; anything but loopback is refused. */
struct metrics *metrics_open(struct event_base *base, const char *address, const struct dispatch *dispatch,
                             struct error *err);
void metrics_close(struct metrics **metrics); /* nulls */

#endif
