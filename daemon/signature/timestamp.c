// SPDX-License-Identifier: Apache-2.0
#include "signature/timestamp.h"

#include <openssl/err.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <string.h>
#include <time.h>

#include "common/date.h"
#include "signature/der.h"

#define OID_SHA256 SPAN("\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01")

struct span
timestamp_request(struct arena *arena, struct span imprint, struct span nonce)
{
    struct span algorithm = DER(arena, DER_SEQUENCE, OID_SHA256, SPAN("\x05\x00"));
    struct span message = DER(arena, DER_SEQUENCE, algorithm, DER(arena, DER_OCTETS, imprint));

    /* A leading 1 keeps the nonce positive and in its shortest form. */
    return DER(arena, DER_SEQUENCE, SPAN("\x02\x01\x01"), message,
               DER(arena, DER_INTEGER, SPAN("\x01"), nonce), SPAN("\x01\x01\xFF"));
}

static void
release_token(void *token)
{
    PKCS7_free(token);
}

static void
release_info(void *info)
{
    TS_TST_INFO_free(info);
}

/* The signer alone as anchor: what is checked is the mathematics and the key's purpose. */
static bool
signature_holds(PKCS7 *token, X509 *signer)
{
    X509_STORE *store = X509_STORE_new();
    TS_VERIFY_CTX *context = TS_VERIFY_CTX_new();
    bool good;

    X509_STORE_add_cert(store, signer);
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    TS_VERIFY_CTX_set_flags(context, TS_VFY_SIGNATURE | TS_VFY_VERSION);
    TS_VERIFY_CTX_set_store(context, store);
    good = TS_RESP_verify_token(context, token) == 1;
    TS_VERIFY_CTX_free(context); /* and the store */
    return good;
}

static bool
find_signer(struct arena *arena, PKCS7 *token, struct timestamp *timestamp)
{
    STACK_OF(X509) *certificates = token->d.sign->cert;
    STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);

    for (int i = 0; i < sk_X509_num(certificates); i++)
        if (!certificates_add(arena, &timestamp->certificates, sk_X509_value(certificates, i)))
            break;
    timestamp->signer = sk_X509_num(signers) == 1 ? sk_X509_value(signers, 0) : NULL;
    sk_X509_free(signers);
    return timestamp->signer != NULL;
}

static bool
time_of(const TS_TST_INFO *info, int64_t *instant)
{
    struct tm parts;

    if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1)
        return false;
    *instant = (int64_t)day_of(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday) * 86400 +
               parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec;
    return true;
}

static struct span
nonce_of(struct arena *arena, const TS_TST_INFO *info)
{
    const ASN1_INTEGER *nonce = TS_TST_INFO_get_nonce(info);

    if (nonce == NULL)
        return SPAN("");
    return span_copy(
        arena, (struct span){(const char *)ASN1_STRING_get0_data(nonce), (size_t)ASN1_STRING_length(nonce)});
}

static bool
read_info(struct arena *arena, PKCS7 *token, struct timestamp *timestamp)
{
    TS_TST_INFO *info = PKCS7_to_TS_TST_INFO(token);
    TS_MSG_IMPRINT *imprint;
    const ASN1_OCTET_STRING *bytes;

    if (info == NULL)
        return false;
    arena_defer(arena, release_info, info);
    imprint = TS_TST_INFO_get_msg_imprint(info);
    bytes = TS_MSG_IMPRINT_get_msg(imprint);
    timestamp->algorithm = EVP_get_digestbyobj(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
    timestamp->imprint =
        (struct span){(const char *)ASN1_STRING_get0_data(bytes), (size_t)ASN1_STRING_length(bytes)};
    timestamp->nonce = nonce_of(arena, info);
    return timestamp->algorithm != NULL && EVP_MD_get_size(timestamp->algorithm) >= 32 &&
           (size_t)EVP_MD_get_size(timestamp->algorithm) == timestamp->imprint.len &&
           time_of(info, &timestamp->time);
}

bool
timestamp_read(struct arena *arena, struct span bytes, struct timestamp *timestamp, struct error *err)
{
    const unsigned char *at = (const unsigned char *)bytes.data;
    PKCS7 *token = der_length(bytes) == bytes.len ? d2i_PKCS7(NULL, &at, (long)bytes.len) : NULL;
    bool good;

    *timestamp = (struct timestamp){0};
    if (token != NULL)
        arena_defer(arena, release_token, token);
    if (token == NULL || !PKCS7_type_is_signed(token) || token->d.sign == NULL ||
        !read_info(arena, token, timestamp)) {
        ERR_clear_error();
        return error_set(err, ERROR_BAD_INPUT, "a time stamp is malformed or uses a weak digest");
    }
    if (!find_signer(arena, token, timestamp)) {
        ERR_clear_error();
        return error_set(err, ERROR_BAD_INPUT, "a time stamp comes without its authority's certificate");
    }
    good = signature_holds(token, timestamp->signer);
    ERR_clear_error();
    return good || error_set(err, ERROR_BAD_INPUT, "a time stamp's signature does not hold");
}

static bool
token_of(struct arena *arena, struct span response, struct span *token, struct error *err)
{
    const unsigned char *at = (const unsigned char *)response.data;
    TS_RESP *parsed = d2i_TS_RESP(NULL, &at, (long)response.len);
    unsigned char *bytes = NULL;
    long status = -1;
    int len = 0;

    if (parsed != NULL) {
        status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(parsed)));
        if (status <= 1 && TS_RESP_get_token(parsed) != NULL)
            len = i2d_PKCS7(TS_RESP_get_token(parsed), &bytes);
    }
    if (len > 0)
        *token = span_copy(arena, (struct span){(const char *)bytes, (size_t)len});
    OPENSSL_free(bytes);
    TS_RESP_free(parsed);
    ERR_clear_error();
    if (len > 0)
        return true;
    if (status > 1)
        return error_set(err, ERROR_TEMPORARY, "the time-stamp authority refused (status %ld)", status);
    return error_set(err, ERROR_TEMPORARY, "the time-stamp authority's answer is no time stamp");
}

bool
timestamp_response(struct arena *arena, struct span response, struct span imprint, struct span nonce,
                   struct span *token, struct timestamp *timestamp, struct error *err)
{
    if (!token_of(arena, response, token, err))
        return false;
    if (!timestamp_read(arena, *token, timestamp, err)) {
        err->kind = ERROR_TEMPORARY;
        return false;
    }
    if (!span_equal(timestamp->imprint, imprint))
        return error_set(err, ERROR_TEMPORARY, "the time-stamp authority stamped something else");
    if (timestamp->nonce.len != nonce.len + 1 || timestamp->nonce.data[0] != 1 ||
        !span_equal(span_from(timestamp->nonce, 1), nonce))
        return error_set(err, ERROR_TEMPORARY, "the time-stamp authority answered another question");
    return true;
}
