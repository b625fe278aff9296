// SPDX-License-Identifier: Apache-2.0
/*
 * purge: taking personal data of a closed dossier out of the store, for good, with proof.
 *
 * What stays: the dossier's number, procedure, final state and dates; of each message and document its
 * SHA-256; of each event its name, time and place in the chain (store/eventlog.h).  Each purge is itself
 * an event, "purge.messages count=3 sha256=HEX": the digest over the digests of what was taken out, in
 * the order of their ids, so that a copy that turns up can be told to be one of them.
 *
 * All calls run in the caller's transaction.  Earlier states may still lie in freed pages: VACUUM after it.
 */
#ifndef STORE_PURGE_H
#define STORE_PURGE_H

#include "procedure/privacy.h"
#include "store/dossiers.h"

struct purged {
    int64_t count, bytes; /* of what was taken out */
    struct digest digest; /* over the digests, or over the dossier */
};

/* The next closed dossier behind `after` of which something is left: *id, 0 none. */
bool purge_next(struct database *database, int64_t after, int64_t *id, struct error *err) MUST_CHECK;
/* Is there something left of that kind? */
bool purge_has(struct database *database, int64_t dossier, enum kept what, bool *has, struct error *err) MUST_CHECK;

/* What is left of a dossier whose data are gone can't say any more until when the rest is kept: its skeleton does,
 * <keep what= until=>. */
struct purge_order {
    enum kept what;
    int64_t now;
    const int32_t *last; /* the last day of each kind, KEPT_COUNT; DAY_NONE: no end is known */
};
bool purge_dossier(struct database *database, struct arena *arena, const struct dossier_row *row,
                   const struct purge_order *order, struct purged *purged, struct error *err) MUST_CHECK;
/* Those days, of a dossier whose data are gone; false: they are there. */
bool purge_days(struct arena *arena, xmlDoc *dossier, int32_t last[KEPT_COUNT]);
/* Messages that belong to no dossier, received before `before`. */
bool purge_strays(struct database *database, int64_t before, int64_t now, struct purged *purged,
                  struct error *err) MUST_CHECK;
/* The raw bytes of messages that hold what is never asked for, received before `before`; who wrote what when stays. */
bool purge_masked(struct database *database, int64_t before, int64_t now, struct purged *purged,
                  struct error *err) MUST_CHECK;
/* How people want to be written to who have a part in no dossier that is open or changed since, and did not set it since. */
bool purge_habits(struct database *database, int64_t before, int64_t now, struct purged *purged,
                  struct error *err) MUST_CHECK;
/* Directory entries of the kind that no source has spoken of since. */
bool purge_entries(struct database *database, struct span kind, int64_t before, int64_t now, struct purged *purged,
                   struct error *err) MUST_CHECK;

#endif
