// SPDX-License-Identifier: Apache-2.0
#define OPENSSL_SUPPRESS_DEPRECATED /* engines: Debian 12 has no pkcs11 provider */
#include "main/signer.h"

#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <stdlib.h>
#include <string.h>

#include "os/file.h"
#include "signature/certificate.h"

enum {
    ARENA_MAX = 16 * 1024 * 1024,
    FILE_MAX = 1024 * 1024,
    SIGNATURE_MAX = 4096,
    JOB_ARENA = 8 * 1024 * 1024,
    DEADLINE = 30 * 1000, /* ms: a token may be slow */
};

struct signer {
    struct arena *arena;
    const struct config *config;
    const char *password; /* "" none */
    EVP_PKEY *key;
    ENGINE *engine;
    struct certificates chain;
    bool loaded;
};

/* With OpenSSL's own words, which name the cause. */
static bool
fail(struct error *err, const struct signer *signer, const char *what)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());

    error_set(err, ERROR_BAD_INPUT, "[seal] key %s: %s%s%s", signer->config->seal_key, what,
              reason == NULL ? "" : ": ", reason == NULL ? "" : reason);
    ERR_clear_error();
    return false;
}

static bool
is_token(const struct config *config)
{
    return strncmp(config->seal_key, "pkcs11:", 7) == 0;
}

static const char *
key_path(struct signer *signer)
{
    const char *key = signer->config->seal_key;

    return *key == '/' ? key : arena_printf(signer->arena, "%s/%s", signer->config->folder, key);
}

static int
give_password(char *buffer, int size, int writing, void *context)
{
    const struct signer *signer = context;
    int len = (int)strlen(signer->password);

    (void)writing;
    if (len == 0 || len > size)
        return -1;
    memcpy(buffer, signer->password, (size_t)len);
    return len;
}

static bool
read_password(struct signer *signer, struct error *err)
{
    struct span bytes, line;

    signer->password = "";
    if (*signer->config->seal_password_file == '\0')
        return true;
    if (!file_read(signer->arena, signer->config->seal_password_file, 4096, &bytes, err))
        return false;
    if (span_line(&bytes, &line))
        signer->password = span_dup(signer->arena, line);
    return true;
}

static bool
load_certificates(struct signer *signer, struct error *err)
{
    struct span pem;

    if (*signer->config->seal_certificate == '\0')
        return true;
    return file_read(signer->arena, signer->config->seal_certificate, FILE_MAX, &pem, err) &&
           certificates_pem(signer->arena, pem, &signer->chain, err);
}

static bool
load_pkcs12(struct signer *signer, struct span bytes, struct error *err)
{
    const unsigned char *at = (const unsigned char *)bytes.data;
    PKCS12 *file = d2i_PKCS12(NULL, &at, (long)bytes.len);
    STACK_OF(X509) *others = NULL;
    X509 *certificate = NULL;
    bool good =
        file != NULL && PKCS12_parse(file, signer->password, &signer->key, &certificate, &others) == 1;

    if (signer->chain.count == 0 && certificate != NULL) {
        certificates_add(signer->arena, &signer->chain, certificate);
        for (int i = sk_X509_num(others) - 1; i >= 0; i--)
            certificates_add(signer->arena, &signer->chain, sk_X509_value(others, i));
    }
    X509_free(certificate);
    sk_X509_pop_free(others, X509_free);
    PKCS12_free(file);
    return good || fail(err, signer, "the PKCS#12 file cannot be opened (is the password right?)");
}

static bool
load_file(struct signer *signer, struct error *err)
{
    struct span bytes;
    BIO *bio;

    if (!file_read(signer->arena, key_path(signer), FILE_MAX, &bytes, err))
        return error_at(err, "[seal] key");
    if (span_find(bytes, "-----BEGIN") == SIZE_MAX)
        return load_pkcs12(signer, bytes, err);
    bio = BIO_new_mem_buf(bytes.data, (int)bytes.len);
    signer->key = PEM_read_bio_PrivateKey(bio, NULL, give_password, signer);
    BIO_free(bio);
    return signer->key != NULL || fail(err, signer, "no private key can be read (is the password right?)");
}

static bool
load_token(struct signer *signer, struct error *err)
{
    ENGINE_load_builtin_engines();
    signer->engine = ENGINE_by_id("pkcs11");
    if (signer->engine == NULL)
        return fail(err, signer, "OpenSSL has no pkcs11 engine; install libengine-pkcs11-openssl");
    if (*signer->password != '\0' && ENGINE_ctrl_cmd_string(signer->engine, "PIN", signer->password, 0) != 1)
        return fail(err, signer, "the PIN cannot be set");
    if (ENGINE_init(signer->engine) != 1)
        return fail(err, signer, "the token cannot be reached");
    signer->key = ENGINE_load_private_key(signer->engine, signer->config->seal_key, NULL, NULL);
    return signer->key != NULL || fail(err, signer, "the token has no such key");
}

/* Once; a token's session does not live through a fork, so that it is begun in the worker. */
static bool
load(struct signer *signer, struct error *err)
{
    if (signer->loaded)
        return true;
    if (!read_password(signer, err) || !load_certificates(signer, err) ||
        !(is_token(signer->config) ? load_token(signer, err) : load_file(signer, err)))
        return false;
    if (signer->chain.count == 0)
        return fail(err, signer, "no certificate belongs to it; set certificate");
    if (X509_check_private_key(signer->chain.items[0], signer->key) != 1)
        return fail(err, signer, "the first certificate is not this key's");
    signer->loaded = true;
    return true;
}

static struct signer *
make(const struct config *config)
{
    struct signer *signer = calloc(1, sizeof *signer);

    if (signer == NULL)
        abort();
    signer->arena = arena_open(ARENA_MAX);
    signer->config = config;
    return signer;
}

struct signer *
signer_open(const struct config *config, struct error *err)
{
    struct signer *signer = make(config);

    if (!load(signer, err))
        signer_close(&signer);
    return signer;
}

void
signer_close(struct signer **signer)
{
    struct signer *s = *signer;

    if (s == NULL)
        return;
    EVP_PKEY_free(s->key);
    if (s->engine != NULL)
        ENGINE_free(s->engine);
    arena_close(&s->arena);
    free(s);
    *signer = NULL;
}

bool
signer_chain(struct signer *signer, struct arena *arena, struct span *pem, struct error *err)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *bytes;
    long len;

    if (!load(signer, err)) {
        BIO_free(bio);
        return false;
    }
    for (size_t i = 0; i < signer->chain.count; i++)
        PEM_write_bio_X509(bio, signer->chain.items[i]);
    len = BIO_get_mem_data(bio, &bytes);
    *pem = span_copy(arena, (struct span){bytes, (size_t)len});
    BIO_free(bio);
    return true;
}

bool
signer_sign(struct signer *signer, struct arena *arena, struct span bytes, struct span *signature,
            struct error *err)
{
    size_t len = SIGNATURE_MAX;
    unsigned char *out = arena_alloc(arena, len);
    EVP_MD_CTX *context;
    bool good;

    if (!load(signer, err))
        return false;
    context = EVP_MD_CTX_new();
    good = EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, signer->key) == 1 &&
           EVP_DigestSign(context, out, &len, (const unsigned char *)bytes.data, bytes.len) == 1;
    EVP_MD_CTX_free(context);
    *signature = (struct span){(const char *)out, len};
    return good || fail(err, signer, "the key did not sign");
}

/* ---- the process ---- */

static void *
open_signer(void *context, struct error *err)
{
    struct signer *signer = make(context);

    if (!is_token(signer->config) && !load(signer, err))
        signer_close(&signer);
    return signer;
}

static void
handle(void *shared, uint32_t kind, struct span question, struct arena *arena, struct text *answer)
{
    struct error err = {0};
    struct span product = SPAN("");
    bool good = kind == SIGNER_CHAIN ? signer_chain(shared, arena, &product, &err)
                                     : signer_sign(shared, arena, question, &product, &err);

    text_byte(answer, good);
    if (good) {
        text_span(answer, product);
        return;
    }
    text_byte(answer, (char)ERROR_TEMPORARY); /* a token may come back */
    text_string(answer, err.text);
}

struct pool *
signer_fork(const struct config *config, struct error *err)
{
    const struct pool_settings settings = {.workers = 1,
                                           .deadline = DEADLINE,
                                           .job_arena = JOB_ARENA,
                                           .answer = JOB_ARENA / 2,
                                           .open_house = is_token(config)};
    /* The nursery reads it only. */
    const struct pool_code code = {open_signer, handle, (void *)(uintptr_t)config};

    err->kind = ERROR_NONE;
    return *config->seal_key == '\0' ? NULL : pool_fork(&settings, &code, err);
}
