// SPDX-License-Identifier: Apache-2.0
/*
 * chain: how far a certificate can be trusted: its way to a configured anchor (RFC 5280), and
 * what OCSP responses (RFC 6960) and revocation lists that we were given say of it.  Fetches nothing.
 */
#ifndef SIGNATURE_CHAIN_H
#define SIGNATURE_CHAIN_H

#include "signature/certificate.h"

enum { EVIDENCE_MAX = 64, CHAIN_MAX = 8 };

/* What a document brings along, and what was fetched for it. */
struct evidence {
    struct certificates certificates;
    struct span ocsps[EVIDENCE_MAX], crls[EVIDENCE_MAX]; /* DER */
    size_t ocsp_count, crl_count;
};

enum chain_trust {
    CHAIN_TRUSTED,
    CHAIN_UNKNOWN, /* no way to an anchor */
    CHAIN_EXPIRED, /* a certificate of it was no longer valid then */
    CHAIN_EARLY,   /* or not yet */
    CHAIN_BROKEN,  /* a certificate in it may not or does not sign the next */
};

enum chain_revocation {
    REVOCATION_GOOD,
    REVOCATION_UNPUBLISHED, /* the certificates name no source */
    REVOCATION_UNKNOWN,     /* they do, and nothing of it is at hand */
    REVOCATION_REVOKED,
};

struct chain {
    enum chain_trust trust;
    X509 *certificates[CHAIN_MAX]; /* leaf first; what could be found */
    size_t count;
    enum chain_revocation revocation; /* of all but the anchor */
    enum chain_revocation each[CHAIN_MAX]; /* of one; from the anchor on: good */
    int64_t revoked_at;
};

/* The chain as it was at `instant`. */
void chain_judge(struct arena *arena, X509 *leaf, const struct certificates *anchors,
                 const struct evidence *evidence, int64_t instant, struct chain *chain);
/* Only the way upwards from a leaf, among the certificates at hand. */
void chain_build(struct arena *arena, X509 *leaf, const struct certificates *anchors,
                 const struct certificates *others, struct chain *chain);
/* Whether these bytes are a response or list that says something about the certificate now. */
enum chain_revocation chain_ocsp(X509 *certificate, X509 *issuer, struct span response,
                                 const struct certificates *others, int64_t instant, int64_t *revoked_at);
enum chain_revocation chain_crl(X509 *certificate, X509 *issuer, struct span list, int64_t instant,
                                int64_t *revoked_at);
/* Until when a response or a list speaks, as its issuer says; 0: it does not say, or is malformed. */
int64_t chain_until(struct span bytes, bool ocsp);
/* What is to be posted to a certificate's responder. */
struct span chain_ocsp_request(struct arena *arena, X509 *certificate, X509 *issuer);

#endif
