// SPDX-License-Identifier: Apache-2.0
/* certificate: X.509 certificates out of PEM and DER, and what they say of their holder. */
#ifndef SIGNATURE_CERTIFICATE_H
#define SIGNATURE_CERTIFICATE_H

#include <openssl/x509.h>

#include "common/error.h"
#include "common/text.h"

enum { CERTIFICATES_MAX = 64 };

struct certificates {
    X509 *items[CERTIFICATES_MAX]; /* freed with the arena */
    size_t count;
};

/* All that stand in a PEM text, in their order; at most CERTIFICATES_MAX. */
bool certificates_pem(struct arena *arena, struct span pem, struct certificates *certificates,
                      struct error *err) MUST_CHECK;
/* Adds one that is not there yet (a reference is taken); false when there is no room. */
bool certificates_add(struct arena *arena, struct certificates *certificates, X509 *certificate);
struct span certificate_der(struct arena *arena, X509 *certificate);
struct span certificate_digest(struct arena *arena, X509 *certificate); /* SHA-256, 32 bytes */
/* Common name, else organisation, else the whole name; UTF-8. */
struct span certificate_holder(struct arena *arena, X509 *certificate);
struct span certificate_organisation(struct arena *arena, X509 *certificate); /* "" none */
bool certificate_is_self_signed(X509 *certificate);
/* http URLs of its OCSP responder and of its CRL; "" none. */
struct span certificate_ocsp_url(struct arena *arena, X509 *certificate);
struct span certificate_crl_url(struct arena *arena, X509 *certificate);

#endif
