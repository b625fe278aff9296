// SPDX-License-Identifier: Apache-2.0
/*
 * again: messages that are used a second time because an older store was put in place of the
 * newer one (cmd_restore.c).  They are known by the id that they bear in the journal, and
 * `received` is the instant of their first use: they are used one after the other, each as at that
 * instant, when the deadlines that had come by then have had their say.
 */
#ifndef MAIN_AGAIN_H
#define MAIN_AGAIN_H

#include "common/text.h"

#define AGAIN_PREFIX "again."

static inline struct span
again_id(struct arena *arena, int64_t message)
{
    return span_printf(arena, AGAIN_PREFIX "%lld", (long long)message);
}

static inline struct span
again_record(struct arena *arena, uint64_t sequence)
{
    return span_printf(arena, AGAIN_PREFIX "record.%llu", (unsigned long long)sequence);
}

static inline bool
again_is(struct span id)
{
    return span_starts(id, AGAIN_PREFIX);
}

#endif
