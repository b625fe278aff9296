// SPDX-License-Identifier: Apache-2.0
/*
 * cms: builds the signature of PAdES (ETSI EN 319 142-1 section 6, RFC 5652): detached, one
 * SignerInfo, SHA-256, the attributes content-type, message-digest and signing-certificate-v2 and
 * no other; above all no signing-time, which OpenSSL's own builder always adds.
 */
#ifndef SIGNATURE_CMS_H
#define SIGNATURE_CMS_H

#include "signature/certificate.h"

/* The signed attributes as they are hashed and signed.  digest: 32 bytes. */
struct span cms_attributes(struct arena *arena, struct span digest, const struct certificate_face *signer);

struct cms_parts {
    const struct certificate_face *certificates; /* the signer's first */
    size_t count;
    struct span attributes; /* of cms_attributes */
    struct span signature;  /* the signature's value */
    struct span token;      /* RFC 3161 token, "" none */
};
/* The whole ContentInfo.  False: a key that is neither RSA nor ECDSA. */
bool cms_build(struct arena *arena, const struct cms_parts *parts, struct span *cms,
               struct error *err) MUST_CHECK;

#endif
