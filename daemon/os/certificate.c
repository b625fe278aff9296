// SPDX-License-Identifier: Apache-2.0
#include "os/certificate.h"

#include <arpa/inet.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

enum { CHAIN_MAX = 16 };

static bool
is_address(const char *host)
{
    unsigned char address[16];

    return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

static X509_STORE *
trusted(const char *ca_file)
{
    X509_STORE *store = X509_STORE_new();

    if (store != NULL &&
        (*ca_file == '\0' ? X509_STORE_set_default_paths(store) : X509_STORE_load_file(store, ca_file)) == 1)
        return store;
    X509_STORE_free(store);
    return NULL;
}

/* The certificates behind the first; NULL when one can't be read. */
static STACK_OF(X509) * others(const struct span *chain, size_t count)
{
    STACK_OF(X509) *stack = sk_X509_new_null();

    for (size_t i = 1; i < count && i < CHAIN_MAX; i++) {
        const unsigned char *at = (const unsigned char *)chain[i].data;
        X509 *certificate = d2i_X509(NULL, &at, (long)chain[i].len);

        if (certificate == NULL) {
            sk_X509_pop_free(stack, X509_free);
            return NULL;
        }
        sk_X509_push(stack, certificate);
    }
    return stack;
}

static bool
set_demands(X509_STORE_CTX *context, const char *host)
{
    X509_VERIFY_PARAM *demands = X509_STORE_CTX_get0_param(context);

    X509_VERIFY_PARAM_set_hostflags(demands, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return X509_STORE_CTX_set_default(context, "ssl_server") == 1 &&
           (is_address(host) ? X509_VERIFY_PARAM_set1_ip_asc(demands, host)
                             : X509_VERIFY_PARAM_set1_host(demands, host, 0)) == 1;
}

static bool
verify(X509 *server, STACK_OF(X509) * chain, X509_STORE *store, const char *host, struct error *err)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool good = false;

    if (context == NULL || X509_STORE_CTX_init(context, store, server, chain) != 1 ||
        !set_demands(context, host))
        error_set(err, ERROR_TEMPORARY, "the certificate of %s can't be looked at", host);
    else if (X509_verify_cert(context) == 1)
        good = true;
    else
        error_set(err, ERROR_TEMPORARY, "the certificate of %s is not good: %s", host,
                  X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
    X509_STORE_CTX_free(context);
    return good;
}

bool
certificate_verify(const struct span *chain, size_t count, const char *host, const char *ca_file,
                   struct error *err)
{
    const unsigned char *at = count > 0 ? (const unsigned char *)chain[0].data : NULL;
    X509 *server = count > 0 ? d2i_X509(NULL, &at, (long)chain[0].len) : NULL;
    STACK_OF(X509) *stack = server != NULL ? others(chain, count) : NULL;
    X509_STORE *store = trusted(ca_file);
    bool good = false;

    if (store == NULL)
        error_set(err, ERROR_PERMANENT, "%s: no certificates to trust can be read",
                  *ca_file == '\0' ? "the system's store" : ca_file);
    else if (stack == NULL)
        error_set(err, ERROR_TEMPORARY, "%s showed no certificate that can be read", host);
    else
        good = verify(server, stack, store, host, err);
    sk_X509_pop_free(stack, X509_free);
    X509_STORE_free(store);
    X509_free(server);
    return good;
}
