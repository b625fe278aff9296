// SPDX-License-Identifier: Apache-2.0
/*
 * circuits: what a provider of signatures is to have and what it has.
 *
 * `wanted` follows the dossier (workflow/provider.h) in its own transaction; `phase` is what was done:
 * new -> asked (before the first byte leaves, so that a request whose answer was lost is looked for and
 * not repeated) -> sent (remote is its number there) -> ended.  Who works brings one to the other.  A request that was
 * lost and found may have been made with earlier signatories: it is told of all changes.
 */
#ifndef STORE_CIRCUITS_H
#define STORE_CIRCUITS_H

#include <libxml/tree.h>

#include "store/database.h"

struct circuit_row {
    int64_t dossier; /* 0: no row */
    uint32_t entry;  /* of the state */
    struct span document, signed_name, phase, remote, seen;
    uint32_t revision, failures;
    uint32_t changes, told;       /* of signatories: how many the dossier has seen, and the provider */
    uint32_t reminders, reminded; /* how many are due, and were asked of the provider */
    int64_t queued;
    bool wanted;
};

/* As the dossier says now. */
bool circuits_save(struct database *database, struct arena *arena, xmlDoc *dossier, int64_t id, int64_t now,
                   struct error *err) MUST_CHECK;
/* The one that has waited longest of those due; a new one becomes asked (row->phase says new still).  One
 * whose document is not made yet is not due. */
bool circuits_take(struct database *database, struct arena *arena, int64_t now, struct circuit_row *row,
                   struct error *err) MUST_CHECK;
/* With the signatories of row->changes. */
bool circuits_sent(struct database *database, const struct circuit_row *row, struct span remote, int64_t due,
                   struct error *err) MUST_CHECK;
/* The provider knows the changes and has reminded as often as the row says. */
bool circuits_told(struct database *database, const struct circuit_row *row, int64_t due,
                   struct error *err) MUST_CHECK;
/* good: what was seen; else one failure more. */
bool circuits_later(struct database *database, const struct circuit_row *row, bool good, struct span seen,
                    int64_t due, struct error *err) MUST_CHECK;
bool circuits_end(struct database *database, const struct circuit_row *row, struct error *err) MUST_CHECK;

#endif
