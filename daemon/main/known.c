// SPDX-License-Identifier: Apache-2.0
#include "main/known.h"

#include <string.h>

void
known_open(struct known *known)
{
    pthread_mutex_init(&known->lock, NULL);
    known->count = 0;
}

void
known_close(struct known *known)
{
    pthread_mutex_destroy(&known->lock);
}

static bool
holds(const struct known *known, const struct digest *digest)
{
    for (size_t i = 0; i < known->count; i++)
        if (digest_equal(&known->items[i], digest))
            return true;
    return false;
}

bool
known_has(struct known *known, const struct digest *digest)
{
    bool found;

    pthread_mutex_lock(&known->lock);
    found = holds(known, digest);
    pthread_mutex_unlock(&known->lock);
    return found;
}

bool
known_add(struct known *known, const struct digest *digest)
{
    bool fresh;

    pthread_mutex_lock(&known->lock);
    fresh = !holds(known, digest);
    if (fresh && known->count == KNOWN_MAX)
        memmove(known->items, known->items + 1, sizeof known->items[0] * --known->count);
    if (fresh)
        known->items[known->count++] = *digest;
    pthread_mutex_unlock(&known->lock);
    return fresh;
}
