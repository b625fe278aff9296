// SPDX-License-Identifier: Apache-2.0
/*
 * carried: the files that a document carries, held against the evidence that is one of them (evidence(5)), and
 * that evidence against the store, where there is one.
 */
#ifndef MAIN_CARRIED_H
#define MAIN_CARRIED_H

#include "store/database.h"

enum carried_verdict {
    CARRIED_UNSAID,  /* nothing to hold it against */
    CARRIED_HOLDS,
    CARRIED_MISSING, /* the store has no such thing (any more) */
    CARRIED_DIFFERS,
};
const char *carried_verdict_name(enum carried_verdict verdict); /* "unsaid" "holds" "missing" "differs" */

struct carried_item {
    struct span what, detail; /* "fiche-2026-00042.pdf", "Source, 86486 bytes" */
    enum carried_verdict verdict;
};

struct carried {
    struct span number; /* of the dossier, as the evidence says; "" there is none */
    struct carried_item *files;
    size_t file_count;
    struct carried_item *proofs; /* each signature's mail and document, and the event log */
    size_t proof_count;
    bool differs; /* one of them does */
};

/* database NULL: no store.  A file without such files gives none. */
bool carried_check(struct arena *arena, struct span pdf, struct database *database, struct carried *carried,
                   struct error *err) MUST_CHECK;

#endif
