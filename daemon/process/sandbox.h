// SPDX-License-Identifier: Apache-2.0
/*
 * sandbox: closes a worker in.  No file can be opened, no socket made, no program run;
 * memory and descriptors are limited.  What is left is to read and write what is open.
 */
#ifndef PROCESS_SANDBOX_H
#define PROCESS_SANDBOX_H

#include "common/error.h"

struct sandbox_limits {
    size_t memory;   /* bytes of address space; 0: no limit (a sanitizer maps terabytes) */
    int descriptors; /* highest number plus one */
    int nice;
};

/* For ever.  False: the process must not go on. */
bool sandbox_enter(const struct sandbox_limits *limits, struct error *err) MUST_CHECK;

#endif
