// SPDX-License-Identifier: Apache-2.0
/*
 * verify: judges a signed PDF, with or without the file that was sent to be signed.
 *
 * In this order: the file's revisions without repair; the original as exact beginning; what each
 * update changed; each signature's range, hole, CMS object, certificate, revocation and time.  The
 * verdict is the worst of them.  Computes only: anchors, what was fetched, and the time are arguments.  What
 * could be fetched is among the results: the caller may ask and judge again.
 */
#ifndef SIGNATURE_VERIFY_H
#define SIGNATURE_VERIFY_H

#include "common/digest.h"
#include "signature/chain.h"
#include "signature/reason.h"

enum { SIGNATURES_MAX = 64, VERIFY_SIZE_MAX = 64 * 1024 * 1024, SOURCES_MAX = 16 };

/* Where a certificate says that its revocation can be asked for. */
struct revocation_source {
    uint32_t certificate; /* sources of one have the same number, the better one first */
    bool ocsp;            /* else a list */
    struct span url, request; /* request: to be posted to a responder; "" for a list */
};

/* What was fetched from one. */
struct revocation_answer {
    bool ocsp;
    struct span bytes; /* DER */
};

struct verify_settings {
    struct span original;    /* the file that was sent; "" none */
    struct span anchors;     /* PEM */
    const struct certificates *trusted; /* the anchors, decoded before; NULL: they are decoded anew */
    const struct revocation_answer *fetched; /* what else is known about revocation */
    size_t fetched_count; /* up to SOURCES_MAX */
    int64_t now;     /* UTC seconds */
    bool beginnings; /* digest them, see below */
    bool drawn; /* who signed anew may have drawn upon the pages first (signature/overlay.h) */
};

struct verify_signature {
    struct span field;
    struct span signer, organisation; /* UTF-8, "" unknown; of a time stamp: the authority */
    int64_t time;                     /* UTC seconds, 0 unknown */
    bool time_proved;                 /* by a trusted time stamp; else it is what the signer's clock said */
    const char *level;                /* "B-B", "B-T", "B-LT", "B-LTA", "CMS" (not PAdES), "timestamp" */
    size_t revision;                  /* that it covers, from 1 */
    bool covers_whole;                /* that is the newest */
    bool ours_before;                 /* it stands in the original already */
    enum reason reason;
    struct span detail;
};

struct verification {
    enum verdict verdict;
    enum reason reason; /* the one that decided */
    struct span detail; /* for the administrator, "" none */
    size_t revisions;
    struct digest *beginnings; /* of the file up to the end of each revision, an end of line included; the
                                  oldest first */
    struct verify_signature *signatures;
    size_t count;
    struct revocation_source sources[SOURCES_MAX]; /* of certificates that lead to an anchor and of which nothing is known */
    size_t source_count;
    int64_t until[SOURCES_MAX]; /* of each fetched answer that said something: how long it may be kept; else 0 */
};

void verify_pdf(struct arena *arena, struct span pdf, const struct verify_settings *settings,
                struct verification *verification);

#endif
