// SPDX-License-Identifier: Apache-2.0
/*
 * mentions: where the store names a person, by address.  See workflow/kept.h for what becomes of it.
 */
#ifndef STORE_MENTIONS_H
#define STORE_MENTIONS_H

#include "store/database.h"

enum {
    MENTIONS_DOSSIERS_MAX = 60, /* shown whole: the newest */
    MENTIONS_ROWS_MAX = 1000,   /* messages, and mails of one dossier: the newest */
};

/* Dossiers that name the address (as owner, in a task, or as who may list them), newest first: at most
 * MENTIONS_DOSSIERS_MAX ids; *total: how many there are. */
bool mentions_dossiers(struct database *database, struct span address, int64_t *ids, size_t *count, int64_t *total,
                       struct error *err) MUST_CHECK;

/* What the address wrote: elements <message received= outcome= number= sha256= size=/>. */
bool mentions_messages(struct database *database, struct arena *arena, struct span address, struct text *out,
                       struct error *err) MUST_CHECK;
/* What was written to it about that dossier: elements <mail queued= number= status=/>. */
bool mentions_mails(struct database *database, struct arena *arena, int64_t dossier, struct span address,
                    struct text *out, struct error *err) MUST_CHECK;

#endif
