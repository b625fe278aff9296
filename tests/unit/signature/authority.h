// SPDX-License-Identifier: Apache-2.0
/* authority: a small certification and time-stamp authority for tests, in memory. */
#ifndef TESTS_AUTHORITY_H
#define TESTS_AUTHORITY_H

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "signature/seal.h"

#define TEST_NOW 1772445600 /* 2026-03-02T10:00:00Z */

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
};

struct authority {
    struct identity root, stamper;
};

static inline EVP_PKEY *
make_key(const char *kind)
{
    if (strcmp(kind, "rsa3072") == 0)
        return EVP_RSA_gen(3072);
    return strcmp(kind, "rsa") == 0 ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
}

static inline void
add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509_EXTENSION *extension;

    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/* issuer NULL: self-signed.  usage: NULL, or an extendedKeyUsage. */
static inline struct identity
make_identity(const char *name, const char *kind, const struct identity *issuer, const char *usage)
{
    static long serial = 1000;
    struct identity made = {make_key(kind), X509_new()};
    X509 *signer = issuer == NULL ? made.certificate : issuer->certificate;

    X509_set_version(made.certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.certificate), serial++);
    ASN1_TIME_set(X509_getm_notBefore(made.certificate), TEST_NOW - 86400L * 400);
    ASN1_TIME_set(X509_getm_notAfter(made.certificate), TEST_NOW + 86400L * 4000);
    X509_NAME_add_entry_by_NID(X509_get_subject_name(made.certificate), NID_commonName, MBSTRING_UTF8,
                               (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(made.certificate, X509_get_subject_name(signer));
    X509_set_pubkey(made.certificate, made.key);
    add_extension(made.certificate, signer, NID_subject_key_identifier, "hash");
    if (issuer == NULL) {
        add_extension(made.certificate, signer, NID_basic_constraints, "critical,CA:TRUE");
        add_extension(made.certificate, signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        add_extension(made.certificate, signer, NID_key_usage, "critical,digitalSignature,nonRepudiation");
        if (usage != NULL)
            add_extension(made.certificate, signer, NID_ext_key_usage, usage);
    }
    X509_sign(made.certificate, issuer == NULL ? made.key : issuer->key, EVP_sha256());
    return made;
}

static inline void
free_identity(struct identity *identity)
{
    EVP_PKEY_free(identity->key);
    X509_free(identity->certificate);
}

static inline struct authority
make_authority(void)
{
    struct authority authority = {.root = make_identity("Autorité d’essai", "ec", NULL, NULL)};

    authority.stamper = make_identity("Horodatage d’essai", "ec", &authority.root, "critical,timeStamping");
    return authority;
}

static inline void
free_authority(struct authority *authority)
{
    free_identity(&authority->root);
    free_identity(&authority->stamper);
}

static inline struct span
to_pem(struct arena *arena, X509 *certificate)
{
    BIO *bio = BIO_new(BIO_s_mem());
    struct span pem;
    char *bytes;
    long len;

    PEM_write_bio_X509(bio, certificate);
    len = BIO_get_mem_data(bio, &bytes);
    pem = span_copy(arena, (struct span){bytes, (size_t)len});
    BIO_free(bio);
    return pem;
}

static inline struct span
sign_bytes(struct arena *arena, EVP_PKEY *key, struct span bytes)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t len = 1024;
    unsigned char *signature = arena_alloc(arena, len);

    EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key);
    EVP_DigestSign(context, signature, &len, (const unsigned char *)bytes.data, bytes.len);
    EVP_MD_CTX_free(context);
    return (struct span){(const char *)signature, len};
}

static inline ASN1_INTEGER *
next_serial(TS_RESP_CTX *context, void *data)
{
    static long number = 1;
    ASN1_INTEGER *serial = ASN1_INTEGER_new();

    (void)context;
    (void)data;
    ASN1_INTEGER_set(serial, number++);
    return serial;
}

static inline int
test_time(TS_RESP_CTX *context, void *data, long *seconds, long *microseconds)
{
    (void)context;
    *seconds = *(const long *)data;
    *microseconds = 0;
    return 1;
}

/* The authority's answer to a request, made at `when`. */
static inline struct span
stamp(struct arena *arena, const struct authority *authority, struct span request, long when)
{
    TS_RESP_CTX *context = TS_RESP_CTX_new();
    BIO *bio = BIO_new_mem_buf(request.data, (int)request.len);
    ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4.1", 1);
    TS_RESP *response;
    unsigned char *bytes = NULL;
    struct span answer;
    int len;

    TS_RESP_CTX_set_serial_cb(context, next_serial, NULL);
    TS_RESP_CTX_set_time_cb(context, test_time, &when);
    TS_RESP_CTX_set_signer_cert(context, authority->stamper.certificate);
    TS_RESP_CTX_set_signer_key(context, authority->stamper.key);
    TS_RESP_CTX_set_signer_digest(context, EVP_sha256());
    TS_RESP_CTX_set_def_policy(context, policy);
    TS_RESP_CTX_add_md(context, EVP_sha256());
    response = TS_RESP_create_response(context, bio);
    len = i2d_TS_RESP(response, &bytes);
    answer = span_copy(arena, (struct span){(const char *)bytes, (size_t)len});
    OPENSSL_free(bytes);
    TS_RESP_free(response);
    ASN1_OBJECT_free(policy);
    BIO_free(bio);
    TS_RESP_CTX_free(context);
    return answer;
}

static inline struct seal_settings
seal_settings_of(struct arena *arena, const struct identity *signer, const struct authority *authority)
{
    return (struct seal_settings){.chain = to_pem(arena, signer->certificate),
                                  .anchors = to_pem(arena, authority->root.certificate),
                                  .tsa = SPAN("http://tsa.test/"),
                                  .field = SPAN("seal"),
                                  .location = SPAN("Besançon"),
                                  .contact = SPAN("stages@univ.test"),
                                  .language = SPAN("fr"),
                                  .now = TEST_NOW,
                                  .time_offset = 60,
                                  .nonce = SPAN("0123456789abcdef")};
}

/* Answers the questions until the document is sealed; data NULL on failure. */
static inline struct span
seal_whole(struct arena *arena, struct span pdf, const struct seal_settings *settings,
           const struct identity *signer, const struct authority *authority, struct error *err)
{
    struct seal_settings with = *settings;
    struct span answers[SEAL_ANSWERS_MAX];
    struct seal_step step;

    for (size_t count = 0; count < SEAL_ANSWERS_MAX; count++) {
        if (!seal_run(arena, pdf, &with, answers, count, &step, err))
            return (struct span){NULL, 0};
        if (step.want == SEAL_DONE)
            return step.bytes;
        answers[count] = SPAN("");
        if (step.want == SEAL_SIGN)
            with.asked = step.bytes;
        if (step.want == SEAL_SIGN)
            answers[count] = sign_bytes(arena, signer->key, step.bytes);
        if (step.want == SEAL_TIMESTAMP)
            answers[count] = stamp(arena, authority, step.bytes, TEST_NOW + 5);
    }
    return (struct span){NULL, 0};
}

#endif
