// SPDX-License-Identifier: Apache-2.0
/*
 * sandbox: closes a worker in.  No file can be opened, no socket made, no program run;
 * memory and descriptors are limited.  What is left is to read and write what is open.
 * Limits, no new privileges, Landlock where the kernel has it, and last seccomp, which kills
 * at whatever is neither allowed nor known to be tried in vain by libraries.  Time is the pool's
 * matter: a deadline for each job.
 */
#ifndef PROCESS_SANDBOX_H
#define PROCESS_SANDBOX_H

#include "common/error.h"

struct sandbox_limits {
    size_t memory;   /* bytes of address space; 0: no limit (a sanitizer maps terabytes) */
    int descriptors; /* highest number plus one */
    int nice;
};

/* Data of this process, in bytes, from now on: what a hostile file blows up ends there. */
void sandbox_hold_memory(size_t bytes);

/* For ever.  False: the process must not go on. */
bool sandbox_enter(const struct sandbox_limits *limits, struct error *err) MUST_CHECK;

#endif
