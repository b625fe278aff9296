// SPDX-License-Identifier: Apache-2.0
/*
 * eventlog: what happened, in order, chained.
 *
 * chain(n) = SHA-256(chain(n-1) | wire{at i64, dossier, event} | digest(n)), chain(0) is 32 zero
 * bytes, digest(n) = SHA-256(salt(n) | detail(n)), the salt 16 random bytes.  A row changed, removed
 * or put in between breaks every later link.
 *
 * (Rows of schema 1 have neither salt nor digest: there the chain holds wire{detail} itself.)
 *
 * The chain holds the digest of a detail, not the detail: what a person may have forgotten (GDPR,
 * art. 17) can be taken out with its salt, and the chain still proves that nothing else was touched.
 */
#ifndef STORE_EVENTLOG_H
#define STORE_EVENTLOG_H

#include "store/database.h"

bool eventlog_append(struct database *database, struct span dossier, struct span event, struct span detail,
                     int64_t now, struct error *err) MUST_CHECK;

/* Takes the details of a dossier's events out, for good.  *count: how many there were. */
bool eventlog_forget(struct database *database, struct span dossier, int64_t *count, struct error *err) MUST_CHECK;

/* The same of events about no dossier, before `before`; what was purged (purge.*) stays told. */
bool eventlog_forget_strays(struct database *database, int64_t before, struct error *err) MUST_CHECK;

/* One event, and the chain up to it. */
struct eventlog_link {
    int64_t id, at; /* id 0: there is none */
    struct digest chain;
};
bool eventlog_last(struct database *database, struct eventlog_link *link, struct error *err) MUST_CHECK;
bool eventlog_get(struct database *database, int64_t id, struct eventlog_link *link, struct error *err) MUST_CHECK;

struct eventlog_verdict {
    bool intact;
    int64_t events;  /* how many there are */
    int64_t forgotten; /* of these, without detail */
    int64_t broken;  /* id of the first row that does not hold, 0 none */
    struct digest head;
};

bool eventlog_verify(struct database *database, struct eventlog_verdict *verdict, struct error *err) MUST_CHECK;

#endif
