// SPDX-License-Identifier: Apache-2.0
#include "signature/chain.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509_vfy.h>
#include <string.h>

enum { ENDLESS_SECONDS = 86400 }; /* how old what names no end may be */

static int64_t
seconds_of(const ASN1_TIME *time)
{
    struct tm parts;
    ASN1_TIME *epoch;
    int days = 0, seconds = 0;
    int64_t result = 0;

    if (time == NULL || ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    epoch = ASN1_TIME_set(NULL, 0);
    if (ASN1_TIME_diff(&days, &seconds, epoch, time) == 1)
        result = (int64_t)days * 86400 + seconds;
    ASN1_TIME_free(epoch);
    return result;
}

static STACK_OF(X509) * stack_of(const struct certificates *certificates)
{
    STACK_OF(X509) *stack = sk_X509_new_null();

    for (size_t i = 0; certificates != NULL && i < certificates->count; i++)
        sk_X509_push(stack, certificates->items[i]);
    return stack;
}

static bool
holds(const struct certificates *certificates, const X509 *certificate)
{
    for (size_t i = 0; i < certificates->count; i++)
        if (X509_cmp(certificates->items[i], certificate) == 0)
            return true;
    return false;
}

/* ---- the way to an anchor ---- */

static enum chain_trust
trust_of(int error)
{
    switch (error) {
    case X509_V_OK:
        return CHAIN_TRUSTED;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return CHAIN_EXPIRED;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return CHAIN_EARLY;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
        return CHAIN_UNKNOWN;
    default:
        return CHAIN_BROKEN;
    }
}

static void
take_chain(struct chain *chain, X509_STORE_CTX *context)
{
    STACK_OF(X509) *found = X509_STORE_CTX_get0_chain(context);

    for (int i = 0; i < sk_X509_num(found) && chain->count < CHAIN_MAX; i++)
        chain->certificates[chain->count++] = sk_X509_value(found, i);
}

/* Only references that others hold: each certificate is one of the evidence, of the anchors, or the leaf. */
static void
find_way(X509 *leaf, const struct certificates *anchors, const struct certificates *others, int64_t instant,
         struct chain *chain)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    STACK_OF(X509) *untrusted = stack_of(others);
    X509_VERIFY_PARAM *parameters;

    if (store == NULL || context == NULL || untrusted == NULL)
        abort();
    for (size_t i = 0; i < anchors->count; i++)
        X509_STORE_add_cert(store, anchors->items[i]);
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_CTX_init(context, store, leaf, untrusted);
    parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(parameters, (time_t)instant);
    X509_VERIFY_PARAM_set_depth(parameters, CHAIN_MAX);
    X509_VERIFY_PARAM_set_auth_level(parameters, 1);
    X509_verify_cert(context);
    chain->trust = trust_of(X509_STORE_CTX_get_error(context));
    take_chain(chain, context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    sk_X509_free(untrusted);
    ERR_clear_error();
}

static X509 *
issuer_among(X509 *certificate, const struct certificates *certificates)
{
    for (size_t i = 0; i < certificates->count; i++)
        if (X509_check_issued(certificates->items[i], certificate) == X509_V_OK)
            return certificates->items[i];
    return NULL;
}

void
chain_build(struct arena *arena, X509 *leaf, const struct certificates *anchors,
            const struct certificates *others, struct chain *chain)
{
    X509 *at = leaf;

    (void)arena;
    *chain = (struct chain){.trust = CHAIN_UNKNOWN};
    while (at != NULL && chain->count < CHAIN_MAX) {
        chain->certificates[chain->count++] = at;
        if (holds(anchors, at) || certificate_is_self_signed(at))
            break;
        leaf = at;
        at = issuer_among(leaf, others);
        if (at == NULL)
            at = issuer_among(leaf, anchors);
    }
}

/* ---- revocation ---- */

/* What names no end is for now only (RFC 6960, 4.2.2.1): newer information could be had at any time. */
static bool
speaks(const ASN1_TIME *from, const ASN1_TIME *until, int64_t instant)
{
    return until != NULL ? seconds_of(until) >= instant : seconds_of(from) >= instant - ENDLESS_SECONDS;
}

/* Said by `response` of this certificate; its signature is looked at by the caller. */
static enum chain_revocation
single_status(OCSP_BASICRESP *basic, X509 *certificate, X509 *issuer, int64_t instant, int64_t *revoked_at)
{
    for (int i = 0; i < OCSP_resp_count(basic); i++) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(basic, i);
        const OCSP_CERTID *said = OCSP_SINGLERESP_get0_id(single);
        ASN1_GENERALIZEDTIME *revoked = NULL, *from = NULL, *until = NULL;
        ASN1_OBJECT *algorithm = NULL;
        OCSP_CERTID *ours;
        int reason, status;
        bool same;

        OCSP_id_get0_info(NULL, &algorithm, NULL, NULL, (OCSP_CERTID *)(uintptr_t)said);
        ours = OCSP_cert_to_id(EVP_get_digestbyobj(algorithm), certificate, issuer);
        same = ours != NULL && OCSP_id_cmp(ours, said) == 0;
        OCSP_CERTID_free(ours);
        if (!same)
            continue;
        status = OCSP_single_get0_status(single, &reason, &revoked, &from, &until);
        *revoked_at = seconds_of(revoked);
        if (status == V_OCSP_CERTSTATUS_REVOKED)
            return REVOCATION_REVOKED;
        if (status == V_OCSP_CERTSTATUS_GOOD && speaks(from, until, instant))
            return REVOCATION_GOOD;
    }
    return REVOCATION_UNKNOWN;
}

/* The responder must be the issuer itself or one that the issuer delegated. */
static bool
is_from_issuer(OCSP_BASICRESP *basic, X509 *issuer, const struct certificates *others)
{
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *certificates = stack_of(others);
    const ASN1_GENERALIZEDTIME *produced = OCSP_resp_get0_produced_at(basic);
    bool good;

    sk_X509_push(certificates, issuer);
    X509_STORE_add_cert(store, issuer);
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)seconds_of(produced));
    good = OCSP_basic_verify(basic, certificates, store, 0) == 1;
    sk_X509_free(certificates);
    X509_STORE_free(store);
    ERR_clear_error();
    return good;
}

enum chain_revocation
chain_ocsp(X509 *certificate, X509 *issuer, struct span bytes, const struct certificates *others,
           int64_t instant, int64_t *revoked_at)
{
    const unsigned char *at = (const unsigned char *)bytes.data;
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &at, (long)bytes.len);
    OCSP_BASICRESP *basic = NULL;
    enum chain_revocation status = REVOCATION_UNKNOWN;

    if (response != NULL && OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL)
        basic = OCSP_response_get1_basic(response);
    if (basic != NULL && is_from_issuer(basic, issuer, others))
        status = single_status(basic, certificate, issuer, instant, revoked_at);
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(response);
    ERR_clear_error();
    return status;
}

enum chain_revocation
chain_crl(X509 *certificate, X509 *issuer, struct span list, int64_t instant, int64_t *revoked_at)
{
    const unsigned char *at = (const unsigned char *)list.data;
    X509_CRL *crl = d2i_X509_CRL(NULL, &at, (long)list.len);
    enum chain_revocation status = REVOCATION_UNKNOWN;
    X509_REVOKED *revoked = NULL;

    if (crl != NULL && X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer)) == 0 &&
        X509_get0_pubkey(issuer) != NULL && X509_CRL_verify(crl, X509_get0_pubkey(issuer)) == 1) {
        const ASN1_TIME *until = X509_CRL_get0_nextUpdate(crl);

        if (X509_CRL_get0_by_cert(crl, &revoked, certificate) == 1) {
            status = REVOCATION_REVOKED;
            *revoked_at = seconds_of(X509_REVOKED_get0_revocationDate(revoked));
        } else if (speaks(X509_CRL_get0_lastUpdate(crl), until, instant)) {
            status = REVOCATION_GOOD;
        }
    }
    X509_CRL_free(crl);
    ERR_clear_error();
    return status;
}

static enum chain_revocation
revocation_of(struct arena *arena, X509 *certificate, X509 *issuer, const struct evidence *evidence,
              int64_t instant, int64_t *revoked_at)
{
    enum chain_revocation best = REVOCATION_UNKNOWN, status;
    bool published =
        certificate_ocsp_url(arena, certificate).len > 0 || certificate_crl_url(arena, certificate).len > 0;

    for (size_t i = 0; i < evidence->ocsp_count + evidence->crl_count; i++) {
        if (i < evidence->ocsp_count)
            status = chain_ocsp(certificate, issuer, evidence->ocsps[i], &evidence->certificates, instant,
                                revoked_at);
        else
            status =
                chain_crl(certificate, issuer, evidence->crls[i - evidence->ocsp_count], instant, revoked_at);
        if (status == REVOCATION_REVOKED)
            return status;
        if (status == REVOCATION_GOOD)
            best = status;
    }
    return best == REVOCATION_UNKNOWN && !published ? REVOCATION_UNPUBLISHED : best;
}

int64_t
chain_until(struct span bytes, bool ocsp)
{
    const unsigned char *at = (const unsigned char *)bytes.data;
    int64_t until = 0;

    if (ocsp) {
        OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &at, (long)bytes.len);
        OCSP_BASICRESP *basic = response == NULL ? NULL : OCSP_response_get1_basic(response);
        ASN1_GENERALIZEDTIME *next = NULL;

        if (basic != NULL && OCSP_resp_count(basic) > 0)
            OCSP_single_get0_status(OCSP_resp_get0(basic, 0), NULL, NULL, NULL, &next);
        until = seconds_of(next);
        OCSP_BASICRESP_free(basic);
        OCSP_RESPONSE_free(response);
    } else {
        X509_CRL *crl = d2i_X509_CRL(NULL, &at, (long)bytes.len);

        until = crl == NULL ? 0 : seconds_of(X509_CRL_get0_nextUpdate(crl));
        X509_CRL_free(crl);
    }
    ERR_clear_error();
    return until;
}

static void
judge_revocation(struct arena *arena, struct chain *chain, const struct certificates *anchors,
                 const struct evidence *evidence, int64_t instant)
{
    /* The worst of them, where "unpublished" is better than "unknown" and worse than "good". */
    chain->revocation = REVOCATION_GOOD;
    for (size_t i = 0; i + 1 < chain->count; i++) {
        enum chain_revocation status;

        if (holds(anchors, chain->certificates[i]))
            return;
        status = revocation_of(arena, chain->certificates[i], chain->certificates[i + 1], evidence, instant,
                               &chain->revoked_at);
        chain->each[i] = status;
        if (status > chain->revocation)
            chain->revocation = status;
        if (status == REVOCATION_REVOKED)
            return;
    }
}

void
chain_judge(struct arena *arena, X509 *leaf, const struct certificates *anchors,
            const struct evidence *evidence, int64_t instant, struct chain *chain)
{
    *chain = (struct chain){0};
    find_way(leaf, anchors, &evidence->certificates, instant, chain);
    judge_revocation(arena, chain, anchors, evidence, instant);
}

struct span
chain_ocsp_request(struct arena *arena, X509 *certificate, X509 *issuer)
{
    OCSP_REQUEST *request = OCSP_REQUEST_new();
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), certificate, issuer);
    unsigned char *bytes = NULL;
    struct span result = SPAN("");
    int len;

    if (request != NULL && id != NULL && OCSP_request_add0_id(request, id) != NULL) {
        len = i2d_OCSP_REQUEST(request, &bytes);
        if (len > 0)
            result = span_copy(arena, (struct span){(const char *)bytes, (size_t)len});
    }
    OPENSSL_free(bytes);
    OCSP_REQUEST_free(request);
    return result;
}
