// SPDX-License-Identifier: Apache-2.0
#include "intake/throttle.h"

#include <stdlib.h>
#include <string.h>

#include "common/digest.h"
#include "os/random.h"

enum {
    WAYS = 4, /* places of one set */
    SECRET_BYTES = 16,
    SCALE = 1000, /* parts of a millisecond: rates above one a millisecond */
};

struct place {
    uint64_t key;  /* of its digest; 0: free */
    int64_t empty; /* when its use will have been forgotten, in parts of a millisecond */
};

struct throttle {
    int64_t period; /* in parts */
    uint64_t allowance;
    size_t sets;
    char secret[SECRET_BYTES];
    struct place *places;
};

struct throttle *
throttle_open(uint64_t allowance, int64_t period, size_t keys)
{
    struct throttle *throttle = calloc(1, sizeof *throttle);

    if (throttle == NULL)
        abort();
    throttle->allowance = allowance;
    throttle->period = period * SCALE;
    throttle->sets = keys / WAYS + 1;
    throttle->places = calloc(throttle->sets * WAYS, sizeof *throttle->places);
    if (throttle->places == NULL)
        abort();
    random_bytes(throttle->secret, sizeof throttle->secret);
    return throttle;
}

void
throttle_close(struct throttle **throttle)
{
    if (*throttle == NULL)
        return;
    free((*throttle)->places);
    free(*throttle);
    *throttle = NULL;
}

static uint64_t
number_of(const struct throttle *throttle, struct span key)
{
    struct digest digest =
        digest_hmac((struct span){throttle->secret, SECRET_BYTES}, key);
    uint64_t number;

    memcpy(&number, digest.bytes, sizeof number);
    return number == 0 ? 1 : number;
}

static int64_t
cost(const struct throttle *throttle, uint64_t units)
{
    return (int64_t)((double)throttle->period * (double)units / (double)throttle->allowance);
}

/* The key's place, or NULL; *set: where it belongs. */
static struct place *
find(const struct throttle *throttle, uint64_t number, struct place **set)
{
    *set = &throttle->places[number % throttle->sets * WAYS];
    for (size_t i = 0; i < WAYS; i++)
        if ((*set)[i].key == number)
            return &(*set)[i];
    return NULL;
}

bool
throttle_allows(const struct throttle *throttle, struct span key, int64_t now)
{
    struct place *set, *place;

    if (throttle->allowance == 0)
        return true;
    place = find(throttle, number_of(throttle, key), &set);
    return place == NULL || place->empty - now * SCALE + cost(throttle, 1) <= throttle->period;
}

void
throttle_charge(struct throttle *throttle, struct span key, uint64_t units, int64_t now)
{
    uint64_t number;
    struct place *set, *place;

    if (throttle->allowance == 0)
        return;
    number = number_of(throttle, key);
    place = find(throttle, number, &set);
    if (place == NULL) {
        place = set;
        for (size_t i = 1; i < WAYS; i++)
            if (set[i].empty < place->empty)
                place = &set[i];
        *place = (struct place){number, now * SCALE};
    }
    if (place->empty < now * SCALE)
        place->empty = now * SCALE;
    if (units > throttle->allowance)
        units = throttle->allowance;
    place->empty += cost(throttle, units);
}
