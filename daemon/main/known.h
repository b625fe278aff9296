// SPDX-License-Identifier: Apache-2.0
/*
 * known: the versions of procedures that the workers were given; asked in the writer thread
 * and in the loop.
 */
#ifndef MAIN_KNOWN_H
#define MAIN_KNOWN_H

#include <pthread.h>

#include "common/digest.h"

enum { KNOWN_MAX = 32 }; /* as many as a worker holds (main/worker.c); the oldest makes room in both */

struct known {
    pthread_mutex_t lock;
    struct digest items[KNOWN_MAX]; /* under lock, the oldest first */
    size_t count;                   /* under lock */
};

void known_open(struct known *known);
void known_close(struct known *known);
bool known_has(struct known *known, const struct digest *digest);
bool known_add(struct known *known, const struct digest *digest); /* false: it was there */

#endif
