// SPDX-License-Identifier: Apache-2.0
#include "signature/cms.h"

#include "common/digest.h"
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
#define OID_RSA_KEY SPAN("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01")
#define OID_EC_KEY SPAN("\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01")
#define OID_ECDSA_SHA256 SPAN("\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03\x02")
#define NOTHING SPAN("\x05\x00")
#define VERSION_1 SPAN("\x02\x01\x01")

static struct span
attribute(struct arena *arena, struct span oid, struct span value)
{
    return DER(arena, DER_SEQUENCE, oid, DER(arena, DER_SET, value));
}

/* RFC 5035: ESSCertIDv2 with its default hash SHA-256, so that the certificate cannot be exchanged. */
static struct span
signing_certificate(struct arena *arena, const struct certificate_face *signer)
{
    struct digest digest = digest_sha256(signer->der);
    struct span hash = DER(arena, DER_OCTETS, {(const char *)digest.bytes, DIGEST_SIZE});
    struct span issuer = DER(arena, DER_SEQUENCE, DER(arena, DER_CONTEXT + 4, signer->issuer));
    struct span id = DER(arena, DER_SEQUENCE, hash, DER(arena, DER_SEQUENCE, issuer, signer->serial));

    return DER(arena, DER_SEQUENCE, DER(arena, DER_SEQUENCE, id));
}

struct span
cms_attributes(struct arena *arena, struct span digest, const struct certificate_face *signer)
{
    struct span attributes[] = {
        attribute(arena, OID_CONTENT_TYPE, OID_DATA),
        attribute(arena, OID_MESSAGE_DIGEST, DER(arena, DER_OCTETS, digest)),
        attribute(arena, OID_SIGNING_CERTIFICATE_V2, signing_certificate(arena, signer)),
    };

    return der_set(arena, attributes, 3);
}

static bool
algorithm_of(struct arena *arena, const struct certificate_face *signer, struct span *algorithm,
             struct error *err)
{
    if (span_equal(signer->key, OID_RSA_KEY))
        *algorithm = DER(arena, DER_SEQUENCE, OID_RSA_SHA256, NOTHING);
    else if (span_equal(signer->key, OID_EC_KEY))
        *algorithm = DER(arena, DER_SEQUENCE, OID_ECDSA_SHA256);
    else
        return error_set(err, ERROR_BAD_INPUT, "the seal's key is neither RSA nor ECDSA");
    return true;
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
    const struct certificate_face *signer = &parts->certificates[0];
    struct span sid = DER(arena, DER_SEQUENCE, signer->issuer, signer->serial);
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
    for (size_t i = 0; i < parts->count; i++)
        certificates[i] = parts->certificates[i].der;
    signed_data = DER(
        arena, DER_SEQUENCE, VERSION_1, DER(arena, DER_SET, DER(arena, DER_SEQUENCE, OID_SHA256)),
        DER(arena, DER_SEQUENCE, OID_DATA),
        retagged(arena, der_set(arena, certificates, parts->count), DER_CONTEXT), DER(arena, DER_SET, info));
    *cms = DER(arena, DER_SEQUENCE, OID_SIGNED_DATA, DER(arena, DER_CONTEXT, signed_data));
    return true;
}
