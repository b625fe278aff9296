// SPDX-License-Identifier: Apache-2.0
#include "intake/held.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct waiting {
    struct span name, sender; /* in bytes */
    char bytes[];
};

struct held {
    void *tree; /* of entries, by name */
    size_t count, max;
    struct span asked; /* in `answered`: thousands that wait have mostly one sender */
    char answered[ADMISSION_SENDER_MAX];
    int64_t when; /* it was found to have to wait */
};

enum { FRESH = 1000 }; /* milliseconds that such an answer serves */

struct held *
held_open(size_t max)
{
    struct held *held = calloc(1, sizeof *held);

    if (held == NULL)
        abort();
    held->max = max;
    return held;
}

void
held_close(struct held **held)
{
    if (*held == NULL)
        return;
    held_clear(*held);
    free(*held);
    *held = NULL;
}

static int
compare(const void *left, const void *right)
{
    struct span a = ((const struct waiting *)left)->name, b = ((const struct waiting *)right)->name;
    int order = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static struct waiting *
find(const struct held *held, struct span name)
{
    const struct waiting key = {.name = name};
    struct waiting **node = tfind(&key, &held->tree, compare);

    return node != NULL ? *node : NULL;
}

bool
held_has(const struct held *held, struct span name)
{
    return find(held, name) != NULL;
}

bool
held_add(struct held *held, struct span name, struct span sender)
{
    struct waiting *entry;

    sender =
        span_first(sender, ADMISSION_SENDER_MAX); /* no address, but whoever wrote the field knows that */
    if (find(held, name) != NULL)
        return true;
    if (held->count == held->max)
        return false;
    entry = malloc(sizeof *entry + name.len + sender.len);
    if (entry == NULL)
        abort();
    memcpy(entry->bytes, name.data, name.len);
    memcpy(entry->bytes + name.len, sender.data, sender.len);
    entry->name = (struct span){entry->bytes, name.len};
    entry->sender = (struct span){entry->bytes + name.len, sender.len};
    if (tsearch(entry, &held->tree, compare) == NULL)
        abort();
    held->count++;
    return true;
}

bool
held_waits(struct held *held, struct span name, struct admission *admission, int64_t now)
{
    const struct waiting *entry = find(held, name);

    if (entry == NULL)
        return false;
    if (held->asked.len > 0 && now - held->when < FRESH && span_equal(held->asked, entry->sender))
        return true;
    if (admission_ask(admission, entry->sender, now) != ADMISSION_SENDER)
        return false;
    memcpy(held->answered, entry->sender.data, entry->sender.len);
    held->asked = (struct span){held->answered, entry->sender.len};
    held->when = now;
    return true;
}

void
held_drop(struct held *held, struct span name)
{
    struct waiting *entry = find(held, name);

    if (entry == NULL)
        return;
    tdelete(entry, &held->tree, compare);
    free(entry);
    held->count--;
}

void
held_clear(struct held *held)
{
    tdestroy(held->tree, free);
    held->tree = NULL;
    held->count = 0;
}

size_t
held_count(const struct held *held)
{
    return held->count;
}
