// SPDX-License-Identifier: Apache-2.0
/*
 * sequences: a queue of journal sequence numbers, first in, first out.
 */
#ifndef MAIN_SEQUENCES_H
#define MAIN_SEQUENCES_H

#include <stddef.h>
#include <stdint.h>

struct sequences {
    uint64_t *items;
    size_t first, count, capacity;
};

void sequences_add(struct sequences *sequences, uint64_t sequence);
uint64_t sequences_take(struct sequences *sequences);        /* count must not be 0 */
uint64_t sequences_first(const struct sequences *sequences); /* same */
void sequences_free(struct sequences *sequences);

#endif
