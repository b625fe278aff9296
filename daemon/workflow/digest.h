// SPDX-License-Identifier: Apache-2.0
/*
 * digest: one mail a working morning, with all that waits for a person, for who chose that
 * (workflow/habit.h); and, on the first morning of an absence, what waits, for who stands in.
 *
 *  <digest for= count= shown=>                              for: who is away, "" nobody
 *    <item key="NUMBER/SERIAL" number= serial= task= state= role= opened= accept=><row/></item>
 *    <done><row/></done>                                    came to an end since the last digest
 *  </digest>
 *
 * `key` is what <answers item=> of a template takes: each item is answered under a TAG of its own.
 */
#ifndef WORKFLOW_DIGEST_H
#define WORKFLOW_DIGEST_H

#include "workflow/run.h"

enum {
    DIGEST_HOUR = 8,   /* local */
    DIGEST_ITEMS = 40, /* shown; more are in a spreadsheet */
};

/* When the person is to be written to next; 0: not at all. */
int64_t digest_due(struct run *run, const struct habit *habit);
/* EVENT_DIGEST: the mail, and the habit with its next `due`. */
struct decision digest_decide(struct arena *arena, const struct situation *situation, const struct event *event);

#endif
