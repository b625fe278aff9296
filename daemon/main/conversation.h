// SPDX-License-Identifier: Apache-2.0
/*
 * conversation: a deed of outbox/contract.h carried out.  A worker says what is to be sent, the network brings the
 * answer, the worker reads it, until the deed is done.  The provider's key goes to addresses below its own only, and
 * nothing is fetched from elsewhere than there and [provider] files.
 */
#ifndef MAIN_CONVERSATION_H
#define MAIN_CONVERSATION_H

#include <event2/event.h>

#include "main/config.h"
#include "outbox/contract.h"
#include "process/pool.h"

struct conversation;

struct conversation *conversation_open(struct event_base *base, const struct config *config, struct pool *pool,
                                       struct error *err);
void conversation_close(struct conversation **conversation); /* what is under way ends without done(); nulls */

/* What came of a deed: borrowed from the arena. */
struct conversation_end {
    bool good;
    struct contract_step step;
    struct span file; /* of CONTRACT_FETCH */
    bool down;        /* it is not there, or its gateway says so: no other deed would fare better now */
    struct error err;
};

/* One deed at a time.  root, owner and level are filled in here; all else of the order, and the arena, live until
 * done. */
void conversation_hold(struct conversation *conversation, struct arena *arena, const struct contract_order *order,
                       void (*done)(void *context, const struct conversation_end *end), void *context);

#endif
