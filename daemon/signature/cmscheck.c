// SPDX-License-Identifier: Apache-2.0
#include "signature/cmscheck.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/ocsp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "signature/der.h"

enum { RSA_BITS_LEAST = 2048, RSA_BITS_MOST = 16384, EC_BITS_LEAST = 256 };

/* adbe-revocationInfoArchival (ISO 32000-1 section 12.8.3.3.2). */
#define OID_ADBE_REVOCATION "1.2.840.113583.1.1.8"

static void
release_cms(void *cms)
{
    CMS_ContentInfo_free(cms);
}

struct span
cms_digest(struct arena *arena, const EVP_MD *algorithm, const struct span ranges[RANGES])
{
    static const int taken[] = {NID_sha256, NID_sha384, NID_sha512};
    unsigned char *bytes = arena_alloc(arena, EVP_MAX_MD_SIZE);
    unsigned len = 0;
    EVP_MD_CTX *context;
    bool known = false;

    for (size_t i = 0; algorithm != NULL && i < sizeof taken / sizeof taken[0]; i++)
        known = known || EVP_MD_get_type(algorithm) == taken[i];
    if (!known)
        return SPAN("");
    context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, algorithm, NULL);
    for (size_t i = 0; i < RANGES; i++)
        EVP_DigestUpdate(context, ranges[i].data, ranges[i].len);
    EVP_DigestFinal_ex(context, bytes, &len);
    EVP_MD_CTX_free(context);
    return (struct span){(const char *)bytes, len};
}

static bool
is_strong_key(EVP_PKEY *key)
{
    int bits = key == NULL ? 0 : EVP_PKEY_get_bits(key);

    if (key == NULL) /* not to be decoded */
        return false;
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
        return bits >= RSA_BITS_LEAST && bits <= RSA_BITS_MOST;
    case EVP_PKEY_EC:
        return bits >= EC_BITS_LEAST && bits <= 521;
    case EVP_PKEY_ED25519:
        return true;
    default:
        return false;
    }
}

/* The only value of the only attribute of that kind; NULL: none, or more. */
static ASN1_TYPE *
only_value(CMS_SignerInfo *signer, int nid, bool is_signed)
{
    int at = is_signed ? CMS_signed_get_attr_by_NID(signer, nid, -1)
                       : CMS_unsigned_get_attr_by_NID(signer, nid, -1);
    int next = at < 0      ? -1
               : is_signed ? CMS_signed_get_attr_by_NID(signer, nid, at)
                           : CMS_unsigned_get_attr_by_NID(signer, nid, at);
    X509_ATTRIBUTE *attribute;

    if (at < 0 || next >= 0)
        return NULL;
    attribute = is_signed ? CMS_signed_get_attr(signer, at) : CMS_unsigned_get_attr(signer, at);
    return X509_ATTRIBUTE_count(attribute) == 1 ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;
}

static struct span
bytes_of(const ASN1_STRING *string)
{
    return (struct span){(const char *)ASN1_STRING_get0_data(string), (size_t)ASN1_STRING_length(string)};
}

/* content-type is id-data; message-digest is the digest of the ranges. */
static enum reason
check_attributes(struct arena *arena, CMS_SignerInfo *signer, const struct span ranges[RANGES])
{
    const ASN1_TYPE *type = only_value(signer, NID_pkcs9_contentType, true);
    const ASN1_TYPE *digest = only_value(signer, NID_pkcs9_messageDigest, true);
    const ASN1_OBJECT *name;
    X509_ALGOR *algorithm;
    struct span ours;

    CMS_SignerInfo_get0_algs(signer, NULL, NULL, &algorithm, NULL);
    X509_ALGOR_get0(&name, NULL, NULL, algorithm);
    ours = cms_digest(arena, EVP_get_digestbyobj(name), ranges);
    if (ours.len == 0)
        return REASON_WEAK;
    if (type == NULL || type->type != V_ASN1_OBJECT || OBJ_obj2nid(type->value.object) != NID_pkcs7_data ||
        digest == NULL || digest->type != V_ASN1_OCTET_STRING)
        return REASON_CMS;
    return span_equal(bytes_of(digest->value.octet_string), ours) ? REASON_VALID : REASON_DIGEST;
}

static X509 *
find_signer(CMS_ContentInfo *cms, CMS_SignerInfo *signer, struct arena *arena, struct evidence *evidence)
{
    STACK_OF(X509) *certificates = CMS_get1_certs(cms);
    X509 *found = NULL;

    for (int i = 0; i < sk_X509_num(certificates); i++) {
        X509 *certificate = sk_X509_value(certificates, i);

        if (certificates_add(arena, &evidence->certificates, certificate) && found == NULL &&
            CMS_SignerInfo_cert_cmp(signer, certificate) == 0)
            found = certificate;
    }
    sk_X509_pop_free(certificates, X509_free);
    return found;
}

static void *
decode(const ASN1_TYPE *type, const ASN1_ITEM *item)
{
    const unsigned char *at;

    if (type == NULL || type->type != V_ASN1_SEQUENCE)
        return NULL;
    at = ASN1_STRING_get0_data(type->value.sequence);
    return ASN1_item_d2i(NULL, &at, ASN1_STRING_length(type->value.sequence), item);
}

/* RFC 5035 and RFC 2634: the certificate's hash is among the signed attributes. */
static enum reason
check_binding(CMS_SignerInfo *signer, X509 *certificate, bool must, bool *bound)
{
    ESS_SIGNING_CERT *first = decode(only_value(signer, NID_id_smime_aa_signingCertificate, true),
                                     ASN1_ITEM_rptr(ESS_SIGNING_CERT));
    ESS_SIGNING_CERT_V2 *second = decode(only_value(signer, NID_id_smime_aa_signingCertificateV2, true),
                                         ASN1_ITEM_rptr(ESS_SIGNING_CERT_V2));
    STACK_OF(X509) *chain = sk_X509_new_null();
    enum reason reason = REASON_VALID;

    sk_X509_push(chain, certificate);
    *bound = first != NULL || second != NULL;
    if (*bound ? OSSL_ESS_check_signing_certs(first, second, chain, 1) != 1 : must)
        reason = *bound ? REASON_CERTIFICATE : REASON_CMS;
    sk_X509_free(chain);
    ESS_SIGNING_CERT_free(first);
    ESS_SIGNING_CERT_V2_free(second);
    return reason;
}

static enum reason
check_signer(CMS_ContentInfo *cms, CMS_SignerInfo *signer, struct arena *arena,
             const struct span ranges[RANGES], bool bind, struct evidence *evidence, struct cmscheck *check)
{
    enum reason reason;

    check->signer = find_signer(cms, signer, arena, evidence);
    if (CMS_signed_get_attr_count(signer) <= 0)
        return REASON_CMS;
    reason = check_attributes(arena, signer, ranges);
    if (reason != REASON_VALID)
        return reason;
    if (check->signer == NULL)
        return REASON_CERTIFICATE;
    if (!is_strong_key(X509_get0_pubkey(check->signer)))
        return REASON_WEAK;
    CMS_SignerInfo_set1_signer_cert(signer, check->signer);
    if (CMS_SignerInfo_verify(signer) != 1)
        return REASON_SIGNATURE;
    return check_binding(signer, check->signer, bind, &check->bound);
}

/* Sequence of values below [number], each as its own DER. */
static void
take_archived(struct arena *arena, struct span archive, uint8_t tag, struct span *items, size_t *count)
{
    while (archive.len > 0) {
        size_t len = der_length(archive);
        struct span part = span_first(archive, len), list;

        if (len == 0)
            return;
        archive = span_from(archive, len);
        if ((uint8_t)part.data[0] != tag)
            continue;
        /* [n] SEQUENCE OF: two heads */
        for (int i = 0; i < 2; i++) {
            size_t head = (uint8_t)part.data[1] < 0x80 ? 2 : 2 + ((size_t)part.data[1] & 0x7F);

            part = span_from(part, head);
            if (der_length(part) == 0)
                return;
        }
        for (list = part; *count < EVIDENCE_MAX && (len = der_length(list)) > 0; list = span_from(list, len))
            items[(*count)++] = span_copy(arena, span_first(list, len));
    }
}

static void
take_revocation(struct arena *arena, CMS_SignerInfo *signer, struct evidence *evidence)
{
    ASN1_OBJECT *name = OBJ_txt2obj(OID_ADBE_REVOCATION, 1);
    int at = CMS_signed_get_attr_by_OBJ(signer, name, -1);
    const ASN1_TYPE *value = NULL;
    struct span archive;
    size_t head;

    ASN1_OBJECT_free(name);
    if (at >= 0)
        value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, at), 0);
    if (value == NULL || value->type != V_ASN1_SEQUENCE || der_length(bytes_of(value->value.sequence)) == 0)
        return;
    archive = bytes_of(value->value.sequence);
    head = (uint8_t)archive.data[1] < 0x80 ? 2 : 2 + ((size_t)archive.data[1] & 0x7F);
    archive = span_from(archive, head);
    take_archived(arena, archive, DER_CONTEXT, evidence->crls, &evidence->crl_count);
    take_archived(arena, archive, DER_CONTEXT + 1, evidence->ocsps, &evidence->ocsp_count);
}

static struct span
token_of(CMS_SignerInfo *signer)
{
    const ASN1_TYPE *value = only_value(signer, NID_id_smime_aa_timeStampToken, false);

    return value != NULL && value->type == V_ASN1_SEQUENCE ? bytes_of(value->value.sequence) : SPAN("");
}

static CMS_SignerInfo *
only_signer(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);

    return sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : NULL;
}

void
cms_check(struct arena *arena, struct span bytes, const struct span ranges[RANGES], bool bind,
          struct evidence *evidence, struct cmscheck *check)
{
    const unsigned char *at = (const unsigned char *)bytes.data;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)bytes.len);
    CMS_SignerInfo *signer;
    ASN1_OCTET_STRING **content;

    *check = (struct cmscheck){.reason = REASON_CMS, .value = SPAN(""), .token = SPAN("")};
    if (cms == NULL) {
        ERR_clear_error();
        return;
    }
    arena_defer(arena, release_cms, cms);
    if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed ||
        OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_pkcs7_data)
        return;
    content = CMS_get0_content(cms);
    signer = only_signer(cms);
    if (signer == NULL || content == NULL || *content != NULL)
        return;
    check->value = bytes_of(CMS_SignerInfo_get0_signature(signer));
    check->token = token_of(signer);
    check->signing_time = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1) >= 0;
    check->reason = check_signer(cms, signer, arena, ranges, bind, evidence, check);
    take_revocation(arena, signer, evidence);
    ERR_clear_error();
}
