// SPDX-License-Identifier: Apache-2.0
#include "signature/cms.h"

#include <openssl/evp.h>

#include "signature/der.h"

/* Object identifiers, tag and length included. */
#define OID_DATA SPAN("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01")
#define OID_SIGNED_DATA SPAN("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")
#define OID_CONTENT_TYPE SPAN("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x09\x03")
#define OID_MESSAGE_DIGEST SPAN("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04")
#define OID_SIGNING_CERTIFICATE_V2 SPAN("\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x2F")
#define OID_TIME_STAMP_TOKEN SPAN("\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x0E")
#define OID_SHA256 SPAN("\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01")
#define OID_RSA_SHA256 SPAN("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B")
#define OID_ECDSA_SHA256 SPAN("\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03\x02")
#define NOTHING SPAN("\x05\x00")
#define VERSION_1 SPAN("\x02\x01\x01")

static struct span
issuer_of(struct arena *arena, X509 *certificate)
{
    const unsigned char *bytes;
    size_t len;

    if (X509_NAME_get0_der(X509_get_issuer_name(certificate), &bytes, &len) != 1)
        return SPAN("\x30\x00");
    return span_copy(arena, (struct span){(const char *)bytes, len});
}

static struct span
serial_of(struct arena *arena, X509 *certificate)
{
    const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);
    int len = i2d_ASN1_INTEGER(serial, NULL);
    unsigned char *bytes = arena_alloc(arena, (size_t)len), *at = bytes;

    i2d_ASN1_INTEGER(serial, &at);
    return (struct span){(const char *)bytes, (size_t)len};
}

static struct span
attribute(struct arena *arena, struct span oid, struct span value)
{
    return DER(arena, DER_SEQUENCE, oid, DER(arena, DER_SET, value));
}

/* RFC 5035: ESSCertIDv2 with its default hash SHA-256, so that the certificate cannot be exchanged. */
static struct span
signing_certificate(struct arena *arena, X509 *signer)
{
    struct span hash = DER(arena, DER_OCTETS, certificate_digest(arena, signer));
    struct span issuer = DER(arena, DER_SEQUENCE, DER(arena, DER_CONTEXT + 4, issuer_of(arena, signer)));
    struct span id =
        DER(arena, DER_SEQUENCE, hash, DER(arena, DER_SEQUENCE, issuer, serial_of(arena, signer)));

    return DER(arena, DER_SEQUENCE, DER(arena, DER_SEQUENCE, id));
}

struct span
cms_attributes(struct arena *arena, struct span digest, X509 *signer)
{
    struct span attributes[] = {
        attribute(arena, OID_CONTENT_TYPE, OID_DATA),
        attribute(arena, OID_MESSAGE_DIGEST, DER(arena, DER_OCTETS, digest)),
        attribute(arena, OID_SIGNING_CERTIFICATE_V2, signing_certificate(arena, signer)),
    };

    return der_set(arena, attributes, 3);
}

static bool
algorithm_of(struct arena *arena, X509 *signer, struct span *algorithm, struct error *err)
{
    EVP_PKEY *key = X509_get0_pubkey(signer);

    switch (key == NULL ? EVP_PKEY_NONE : EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        *algorithm = DER(arena, DER_SEQUENCE, OID_RSA_SHA256, NOTHING);
        return true;
    case EVP_PKEY_EC:
        *algorithm = DER(arena, DER_SEQUENCE, OID_ECDSA_SHA256);
        return true;
    default:
        return error_set(err, ERROR_BAD_INPUT, "the seal's key is neither RSA nor ECDSA");
    }
}

/* The same bytes under another tag. */
static struct span
retagged(struct arena *arena, struct span value, uint8_t tag)
{
    char *bytes = arena_copy(arena, value.data, value.len);

    bytes[0] = (char)tag;
    return (struct span){bytes, value.len};
}

static bool
signer_info(struct arena *arena, const struct cms_parts *parts, struct span *info, struct error *err)
{
    X509 *signer = parts->certificates->items[0];
    struct span sid = DER(arena, DER_SEQUENCE, issuer_of(arena, signer), serial_of(arena, signer));
    struct span algorithm, unsigned_attributes = SPAN("");

    if (!algorithm_of(arena, signer, &algorithm, err))
        return false;
    if (parts->token.len > 0)
        unsigned_attributes =
            DER(arena, DER_CONTEXT + 1, attribute(arena, OID_TIME_STAMP_TOKEN, parts->token));
    *info = DER(arena, DER_SEQUENCE, VERSION_1, sid, DER(arena, DER_SEQUENCE, OID_SHA256),
                retagged(arena, parts->attributes, DER_CONTEXT), algorithm,
                DER(arena, DER_OCTETS, parts->signature), unsigned_attributes);
    return true;
}

bool
cms_build(struct arena *arena, const struct cms_parts *parts, struct span *cms, struct error *err)
{
    struct span certificates[CERTIFICATES_MAX], info, signed_data;

    if (!signer_info(arena, parts, &info, err))
        return false;
    for (size_t i = 0; i < parts->certificates->count; i++)
        certificates[i] = certificate_der(arena, parts->certificates->items[i]);
    signed_data =
        DER(arena, DER_SEQUENCE, VERSION_1, DER(arena, DER_SET, DER(arena, DER_SEQUENCE, OID_SHA256)),
            DER(arena, DER_SEQUENCE, OID_DATA),
            retagged(arena, der_set(arena, certificates, parts->certificates->count), DER_CONTEXT),
            DER(arena, DER_SET, info));
    *cms = DER(arena, DER_SEQUENCE, OID_SIGNED_DATA, DER(arena, DER_CONTEXT, signed_data));
    return true;
}
