// SPDX-License-Identifier: Apache-2.0
/*
 * dial: a TCP connection, from a thread that may wait.  Tries the host's addresses one after
 * the other, each for at most `timeout` seconds, and gives up when `wake` becomes readable.
 */
#ifndef OS_DIAL_H
#define OS_DIAL_H

#include "common/error.h"

/* Returns a blocking descriptor, close-on-exec, or -1 with a temporary error. */
int dial_tcp(const char *host, const char *port, int timeout, int wake, struct error *err);

#endif
