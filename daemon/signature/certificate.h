// SPDX-License-Identifier: Apache-2.0
/* certificate: X.509 certificates out of PEM and DER, and what they say of their holder. */
#ifndef SIGNATURE_CERTIFICATE_H
#define SIGNATURE_CERTIFICATE_H

#include <openssl/x509.h>

#include "common/error.h"
#include "common/text.h"

enum { CERTIFICATES_MAX = 512 };

/* What a signature names of its certificate, read from the DER without decoding the key: OpenSSL takes about
 * as long for that as for half a signature. */
struct certificate_face {
    struct span der;
    struct span serial, issuer, subject; /* DER */
    struct span key;                     /* DER of the key's algorithm identifier's OID */
};

/* The certificates of a PEM text; at most `max`. */
bool certificate_faces(struct arena *arena, struct span pem, struct certificate_face *faces, size_t max,
                       size_t *count, struct error *err) MUST_CHECK;
/* As certificate_holder and certificate_organisation. */
struct span certificate_face_holder(struct arena *arena, const struct certificate_face *face);
struct span certificate_face_organisation(struct arena *arena, const struct certificate_face *face);

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
/* Common name, else organisation, else the whole name; UTF-8. */
struct span certificate_holder(struct arena *arena, X509 *certificate);
struct span certificate_organisation(struct arena *arena, X509 *certificate); /* "" none */
bool certificate_is_self_signed(X509 *certificate);
/* http URLs of its OCSP responder and of its CRL; "" none. */
struct span certificate_ocsp_url(struct arena *arena, X509 *certificate);
struct span certificate_crl_url(struct arena *arena, X509 *certificate);

#endif
