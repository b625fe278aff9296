// SPDX-License-Identifier: Apache-2.0
/*
 * eventlog: what happened, in order, chained.
 *
 * chain(n) = SHA-256(chain(n-1) | wire{at i64, dossier, event, detail bytes}); chain(0) is
 * 32 zero bytes.  A row changed, removed or put in between breaks every later link.
 */
#ifndef STORE_EVENTLOG_H
#define STORE_EVENTLOG_H

#include "store/database.h"

bool eventlog_append(struct database *database, struct span dossier, struct span event, struct span detail,
                     int64_t now, struct error *err) MUST_CHECK;

struct eventlog_verdict {
    bool intact;
    int64_t events;  /* how many there are */
    int64_t broken;  /* id of the first row that does not hold, 0 none */
    struct digest head;
};

bool eventlog_verify(struct database *database, struct eventlog_verdict *verdict, struct error *err) MUST_CHECK;

#endif
