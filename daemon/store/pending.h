// SPDX-License-Identifier: Apache-2.0
/*
 * pending: messages that were looked at and could not be decided upon yet, because something outside did not
 * answer.  Each is kept as a consumed one is, with the outcome "pending", and comes again when it is due, through
 * the drop (intake/drop.h), as it was accepted; its row is then "retried".
 */
#ifndef STORE_PENDING_H
#define STORE_PENDING_H

#include "common/digest.h"
#include "reader/message.h"
#include "store/database.h"

/* message: a row of store/messages.h. */
bool pending_add(struct database *database, int64_t message, int64_t due, struct error *err) MUST_CHECK;
/* Whether a mail of this content has waited before: its author knows. */
bool pending_was(struct database *database, const struct digest *content, bool *was, struct error *err) MUST_CHECK;
/* The one that has been due for longest; *id 0: none is. */
bool pending_next(struct database *database, struct arena *arena, int64_t now, int64_t *id, struct message *message,
                  struct error *err) MUST_CHECK;
/* It is on its way again. */
bool pending_done(struct database *database, int64_t id, struct error *err) MUST_CHECK;

/* Seconds until the next try of what has waited so long: half as long again, from five minutes to two hours. */
int64_t pending_wait(int64_t waited);

#endif
