// SPDX-License-Identifier: Apache-2.0
/*
 * dispatch: the whole way of a mail, from a listener to the outbox.  Opens and closes the
 * four that share it, and tells them the time:
 *
 *   arrivals -> journal -> readings -> store -> carry, by the procedures of adoption
 */
#ifndef MAIN_DISPATCH_H
#define MAIN_DISPATCH_H

#include <event2/event.h>

#include "main/config.h"
#include "process/pool.h"

struct dispatch;

struct dispatch_counts {
    uint64_t accepted, refused, consumed, quarantined;
    size_t waiting, under_way, sessions;
    uint64_t imap_failures; /* IMAP sessions that ended in an error */
    size_t held;            /* messages left in mailboxes until their sender may send again */
    size_t imap_down;       /* mailboxes that can't be pulled now */
    struct pool_counts pool;
    uint64_t mails, documents, deferred, failed;
};

/* pool, signer: forked already; signer NULL: documents are not sealed.  Loads the procedures, opens the
 * store, recovers the journal, listens. */
struct dispatch *dispatch_open(struct event_base *base, const struct config *config, struct pool *pool,
                               struct pool *signer, struct error *err);
void dispatch_close(struct dispatch **dispatch); /* nulls */

/* Takes new rules and templates when they are without fault, and keeps the old ones else. */
bool dispatch_reload(struct dispatch *dispatch, struct error *err) MUST_CHECK;
struct dispatch_counts dispatch_counts(const struct dispatch *dispatch);
/* Nothing is waiting anywhere. */
bool dispatch_idle(const struct dispatch *dispatch);

#endif
