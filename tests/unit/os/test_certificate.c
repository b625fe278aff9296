// SPDX-License-Identifier: Apache-2.0
/* os/certificate: only a chain to whom we trust, of this name, of today, for a server. */
#include "os/scratch.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "os/certificate.h"

struct made {
    EVP_PKEY *key;
    X509 *certificate;
    struct span der;
};

struct shape {
    const char *names, *usage; /* extensions; NULL none */
    long from, until;          /* seconds from now */
    bool authority;
};

static void
extend(X509 *certificate, int nid, const char *value)
{
    X509_EXTENSION *extension;

    if (value == NULL)
        return;
    extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);
    assert_non_null(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

static struct made
make(struct arena *arena, const char *name, const struct shape *shape, const struct made *issuer)
{
    struct made made = {.key = EVP_EC_gen("P-256"), .certificate = X509_new()};
    X509_NAME *subject = X509_get_subject_name(made.certificate);
    unsigned char *der = NULL;
    int len;

    X509_set_version(made.certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.certificate), 1);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(made.certificate,
                         issuer != NULL ? X509_get_subject_name(issuer->certificate) : subject);
    X509_gmtime_adj(X509_getm_notBefore(made.certificate), shape->from);
    X509_gmtime_adj(X509_getm_notAfter(made.certificate), shape->until);
    X509_set_pubkey(made.certificate, made.key);
    extend(made.certificate, NID_subject_alt_name, shape->names);
    extend(made.certificate, NID_ext_key_usage, shape->usage);
    extend(made.certificate, NID_basic_constraints, shape->authority ? "critical,CA:TRUE" : NULL);
    assert_true(X509_sign(made.certificate, issuer != NULL ? issuer->key : made.key, EVP_sha256()) > 0);
    len = i2d_X509(made.certificate, &der);
    made.der = span_copy(arena, (struct span){(const char *)der, (size_t)len});
    OPENSSL_free(der);
    return made;
}

static void
made_free(struct made *made)
{
    EVP_PKEY_free(made->key);
    X509_free(made->certificate);
}

static const struct shape authority = {.from = -60, .until = 86400, .authority = true};

static const char *
write_authority(struct scratch *scratch, const struct made *made)
{
    const char *path = arena_printf(scratch->arena, "%s/ca.pem", scratch->folder);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    PEM_write_X509(file, made->certificate);
    fclose(file);
    return path;
}

static void
test_names_and_times(void **state)
{
    static const struct {
        const char *names, *host, *usage;
        long from, until;
        bool good;
        const char *what;
    } cases[] = {
        {"DNS:imap.univ.example", "imap.univ.example", "serverAuth", -60, 3600, true, "its name"},
        {"DNS:imap.univ.example", "IMAP.univ.example", NULL, -60, 3600, true, "case does not count"},
        {"DNS:*.univ.example", "imap.univ.example", NULL, -60, 3600, true, "a wildcard label"},
        {"DNS:*.univ.example", "a.b.univ.example", NULL, -60, 3600, false, "two labels"},
        {"DNS:im*.univ.example", "imap.univ.example", NULL, -60, 3600, false, "a part of a label"},
        {"DNS:other.example", "imap.univ.example", NULL, -60, 3600, false, "another name"},
        {"IP:127.0.0.1", "127.0.0.1", NULL, -60, 3600, true, "an address"},
        {"DNS:127.0.0.1", "127.0.0.1", NULL, -60, 3600, false, "an address as a name"},
        {"DNS:imap.univ.example", "imap.univ.example", NULL, -7200, -3600, false, "expired"},
        {"DNS:imap.univ.example", "imap.univ.example", NULL, 3600, 7200, false, "not yet"},
        {"DNS:imap.univ.example", "imap.univ.example", "clientAuth", -60, 3600, false, "a client's"},
    };
    struct scratch *scratch = *state;
    struct made ca = make(scratch->arena, "Test", &authority, NULL);
    const char *trusted = write_authority(scratch, &ca);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct shape shape = {
            .names = cases[i].names, .usage = cases[i].usage, .from = cases[i].from, .until = cases[i].until};
        struct made server = make(scratch->arena, "server", &shape, &ca);
        struct error err = {0};

        if (certificate_verify(&server.der, 1, cases[i].host, trusted, &err) != cases[i].good)
            fail_msg("%s: %s", cases[i].what, cases[i].good ? err.text : "accepted");
        made_free(&server);
    }
    made_free(&ca);
}

static void
test_chains(void **state)
{
    struct scratch *scratch = *state;
    struct shape leaf = {.names = "DNS:a.example", .from = -60, .until = 3600};
    struct made ca = make(scratch->arena, "Test", &authority, NULL);
    struct made between = make(scratch->arena, "Between", &authority, &ca);
    struct made no_authority = make(scratch->arena, "Nobody", &leaf, &ca);
    struct made server = make(scratch->arena, "server", &leaf, &between);
    struct made self = make(scratch->arena, "server", &leaf, NULL);
    struct made by_nobody = make(scratch->arena, "server", &leaf, &no_authority);
    const char *trusted = write_authority(scratch, &ca);
    struct error err = {0};

    assert_true(certificate_verify((struct span[]){server.der, between.der}, 2, "a.example", trusted, &err));
    assert_false(certificate_verify(&server.der, 1, "a.example", trusted, &err)); /* a link is missing */
    assert_false(certificate_verify(&self.der, 1, "a.example", trusted, &err));
    assert_false(
        certificate_verify((struct span[]){by_nobody.der, no_authority.der}, 2, "a.example", trusted, &err));
    assert_false(certificate_verify(&server.der, 0, "a.example", trusted, &err));
    assert_false(certificate_verify(&SPAN("no DER"), 1, "a.example", trusted, &err));
    assert_false(certificate_verify((struct span[]){server.der, between.der}, 2, "a.example", "", &err));
    assert_false(
        certificate_verify((struct span[]){server.der, between.der}, 2, "a.example", "/nowhere", &err));
    assert_int_equal(err.kind, ERROR_PERMANENT);
    made_free(&ca);
    made_free(&between);
    made_free(&no_authority);
    made_free(&server);
    made_free(&self);
    made_free(&by_nobody);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names_and_times, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(test_chains, scratch_set_up, scratch_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
