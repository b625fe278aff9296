// SPDX-License-Identifier: Apache-2.0
/*
 * cmscheck: whether a detached CMS object (RFC 5652) is a good signature of some bytes, by the rules
 * of PAdES (ETSI EN 319 142-1 section 6.3): one signer, signed attributes, strong methods, the
 * certificate bound.  Whether the certificate is trusted is chain's matter.
 */
#ifndef SIGNATURE_CMSCHECK_H
#define SIGNATURE_CMSCHECK_H

#include "signature/chain.h"
#include "signature/reason.h"

enum { RANGES = 2 };

struct cmscheck {
    enum reason reason; /* REASON_VALID, or what is wrong */
    X509 *signer;       /* NULL when it could not be found */
    struct span value;  /* the signature's octets */
    struct span token;  /* of a signature time stamp, "" none */
    bool signing_time;  /* has that attribute, which PAdES forbids */
    bool bound;         /* has signing-certificate(-v2), which fits */
};

/* ranges: the signed bytes.  bind: signing-certificate must be there.  The certificates and the validation
 * data in the object are added to the evidence. */
void cms_check(struct arena *arena, struct span cms, const struct span ranges[RANGES], bool bind,
               struct evidence *evidence, struct cmscheck *check);
/* The digest of the ranges; "" when the algorithm is none that we take. */
struct span cms_digest(struct arena *arena, const EVP_MD *algorithm, const struct span ranges[RANGES]);

#endif
