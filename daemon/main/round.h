// SPDX-License-Identifier: Apache-2.0
/*
 * round: one circuit of signatures in hand: taken out of the store with its document and its signatories, talked
 * about with the provider (main/conversation.h), and written back with what came of it.
 */
#ifndef MAIN_ROUND_H
#define MAIN_ROUND_H

#include "main/signing.h"
#include "outbox/contract.h"
#include "signature/verify.h"
#include "store/circuits.h"

enum round_ending {
    ROUND_SENT,   /* the provider has it, as `remote` */
    ROUND_TOLD,   /* it knows what row.told and row.reminded say */
    ROUND_LATER,  /* nothing new, or why */
    ROUND_END,    /* nothing of it is left there */
    ROUND_REPORT, /* for the dossier; with the document when it is done */
};

struct round {
    struct job job; /* first */
    struct signing *signing;
    const struct signing_parts *parts; /* the signing's */
    struct arena *arena;
    struct circuit_row row; /* dossier 0: nothing is due */
    struct span number, pdf;
    struct contract_order order;
    struct provider_report report;
    struct span fetched; /* the signed document */
    struct revocation_source asked[SOURCES_MAX]; /* about its certificates */
    struct revocation_answer answers[SOURCES_MAX];
    size_t asked_count;
    enum round_ending ending;
    struct span remote, seen;
    struct error why; /* ROUND_LATER: of kind NONE when all went well */
};

struct round *round_new(struct signing *signing, const struct signing_parts *parts);
void round_free(struct round *round);

/* In the writer thread.  round->why: why nothing can be done about it. */
bool round_take(struct round *round, struct database *database, struct error *err) MUST_CHECK;
/* Likewise. */
bool round_write_end(struct round *round, struct database *database, struct arena *arena,
                     struct error *err) MUST_CHECK;

#endif
