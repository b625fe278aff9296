// SPDX-License-Identifier: Apache-2.0
#include "main/sequences.h"

#include <stdlib.h>
#include <string.h>

void
sequences_add(struct sequences *sequences, uint64_t sequence)
{
    if (sequences->first + sequences->count == sequences->capacity) {
        if (sequences->count > 0)
            memmove(sequences->items, sequences->items + sequences->first,
                    sequences->count * sizeof *sequences->items);
        sequences->first = 0;
        if (sequences->count * 2 >= sequences->capacity) {
            sequences->capacity = sequences->capacity == 0 ? 256 : sequences->capacity * 2;
            sequences->items = realloc(sequences->items, sequences->capacity * sizeof *sequences->items);
            if (sequences->items == NULL)
                abort();
        }
    }
    sequences->items[sequences->first + sequences->count++] = sequence;
}

uint64_t
sequences_take(struct sequences *sequences)
{
    sequences->count--;
    return sequences->items[sequences->first++];
}

uint64_t
sequences_first(const struct sequences *sequences)
{
    return sequences->items[sequences->first];
}

void
sequences_free(struct sequences *sequences)
{
    free(sequences->items);
    *sequences = (struct sequences){0};
}
