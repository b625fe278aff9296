// SPDX-License-Identifier: Apache-2.0
/* timestamp: RFC 3161 requests, responses and tokens.  The imprint is SHA-256 in what we ask. */
#ifndef SIGNATURE_TIMESTAMP_H
#define SIGNATURE_TIMESTAMP_H

#include <openssl/evp.h>

#include "signature/certificate.h"

enum { TIMESTAMP_NONCE = 8 }; /* bytes */

/* imprint: 32 bytes; nonce: TIMESTAMP_NONCE bytes.  Asks for the authority's certificate. */
struct span timestamp_request(struct arena *arena, struct span imprint, struct span nonce);

struct timestamp {
    int64_t time;            /* genTime, UTC seconds */
    const EVP_MD *algorithm; /* of the imprint */
    struct span imprint;
    struct span nonce;                /* the big-endian magnitude, "" none */
    X509 *signer;                     /* the authority's certificate */
    struct certificates certificates; /* in the token */
};

/* A token: its signature, the critical extended key usage of its signer and its signing-certificate hold.
 * Whether the authority is trusted is chain's matter. */
bool timestamp_read(struct arena *arena, struct span token, struct timestamp *timestamp,
                    struct error *err) MUST_CHECK;
/* A response to timestamp_request: granted, for this imprint and nonce, and its token reads well. */
bool timestamp_response(struct arena *arena, struct span response, struct span imprint, struct span nonce,
                        struct span *token, struct timestamp *timestamp, struct error *err) MUST_CHECK;

#endif
