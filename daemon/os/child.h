// SPDX-License-Identifier: Apache-2.0
/*
 * child: a program beside the loop, in a process group of its own, without our descriptors.  What it
 * writes is read to see it end, and kept by nobody.
 */
#ifndef OS_CHILD_H
#define OS_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "common/error.h"

struct child {
    pid_t pid;
    int output; /* readable when it wrote or ended */
};

/* arguments: NULL at the end; the first is its path, or a name to be found in PATH. */
bool child_start(const char *const *arguments, struct child *child, struct error *err) MUST_CHECK;
/* Takes what it wrote; false: it has closed its output. */
bool child_drains(struct child *child);
/* Has it ended?  *status as a shell says it. */
bool child_ended(struct child *child, int *status);
/* Kills it and its children, if it still runs. */
void child_end(struct child *child);

#endif
