// SPDX-License-Identifier: Apache-2.0
/* nursery: the process that forks workers; see process/pool.h. */
#ifndef PROCESS_NURSERY_H
#define PROCESS_NURSERY_H

#include "process/pool.h"

enum { NURSERY_TOO_BIG = -1 }; /* as u32: the length that says so */

/* Forks the nursery; returns its socket, -1 on failure. */
int nursery_fork(const struct pool_settings *settings, const struct pool_code *code, struct error *err);
/* Asks for a worker: its socket, and a pidfd to kill it by. */
bool nursery_birth(int nursery, int *socket, int *pidfd, struct error *err) MUST_CHECK;

#endif
