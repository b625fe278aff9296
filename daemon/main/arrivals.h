// SPDX-License-Identifier: Apache-2.0
/*
 * arrivals: the ways in, up to the journal.  LMTP, the mail drop, and what mailboxes.h fetches:
 * what one of them brings is appended to the journal, and told as accepted when it is durable,
 * not before.
 *
 *   lmtpserver, drop, imapfetch, maildirwatch -> journal -> readings_add, and 250, or marked, or removed
 */
#ifndef MAIN_ARRIVALS_H
#define MAIN_ARRIVALS_H

#include <event2/event.h>

#include "intake/journal.h"
#include "main/config.h"
#include "main/readings.h"

struct arrivals;

struct arrivals_parts {
    struct event_base *base;
    const struct config *config;
    struct journal *journal;
    struct readings *readings;
    void (*noticed)(void *context); /* something came into the drop: a message, or a knock */
    void *context;
};

/* Opens the listeners. */
struct arrivals *arrivals_open(const struct arrivals_parts *parts, struct error *err);
void arrivals_stop(struct arrivals *arrivals); /* takes nothing in any more */
/* When the journal is closed, so that what it had durable was answered; nulls. */
void arrivals_close(struct arrivals **arrivals);

void arrivals_look(struct arrivals *arrivals); /* at what the notes of the system may have missed */

struct arrivals_counts {
    uint64_t accepted, refused;
    uint64_t imap_failures; /* sessions that ended in an error */
    size_t sessions, under_way;
    size_t held;      /* messages that wait where they are for their sender's allowance */
    size_t imap_down; /* mailboxes that can't be pulled now */
};
struct arrivals_counts arrivals_counts(const struct arrivals *arrivals);

#endif
