// SPDX-License-Identifier: Apache-2.0
/* What responders and lists say of a signatory's certificate, and what they only seem to say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <openssl/ocsp.h>

#include "signature/authority.h"
#include "signature/paper.h"
#include "signature/verify.h"

#define DAY 86400L
#define JUDGED (TEST_NOW + 3600L)

struct world {
    struct arena *arena;
    struct authority authority;
    struct identity student, other, namesake; /* namesake: another key under the authority's name */
    struct span anchors, sent, signed_pdf;
};

static struct identity
make_student(const char *name, const struct identity *issuer, const char *sources)
{
    struct identity made = make_identity(name, "ec", issuer, NULL);

    add_extension(made.certificate, issuer->certificate, NID_info_access,
                  sources == NULL ? "OCSP;URI:http://ca.example/ocsp" : sources);
    add_extension(made.certificate, issuer->certificate, NID_crl_distribution_points,
                  "URI:http://ca.example/list");
    X509_sign(made.certificate, issuer->key, EVP_sha256());
    return made;
}

static int
open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    struct seal_settings settings;
    struct error err = {0};

    world->arena = arena_open(512 << 20);
    world->authority = make_authority();
    world->student = make_student("Amélie Noël", &world->authority.root, NULL);
    world->other = make_student("Karim Benali", &world->authority.root, NULL);
    world->namesake = make_identity("Autorité d’essai", "ec", NULL, NULL);
    world->anchors = to_pem(world->arena, world->authority.root.certificate);
    world->sent = paper(world->arena);
    settings = seal_settings_of(world->arena, &world->student, &world->authority);
    settings.field = SPAN("etudiante");
    settings.level = SEAL_B;
    world->signed_pdf =
        seal_whole(world->arena, world->sent, &settings, &world->student, &world->authority, &err);
    if (world->signed_pdf.data == NULL)
        fail_msg("signing: %s", err.text);
    *state = world;
    return 0;
}

static int
close_world(void **state)
{
    struct world *world = *state;

    free_authority(&world->authority);
    free_identity(&world->student);
    free_identity(&world->other);
    free_identity(&world->namesake);
    arena_close(&world->arena);
    free(world);
    return 0;
}

/* next 0: it names no end. */
static struct span
response(struct world *world, const struct identity *of, const struct identity *signer, int status, long this,
         long next)
{
    OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), of->certificate, world->authority.root.certificate);
    ASN1_TIME *revoked = ASN1_TIME_set(NULL, TEST_NOW - 10 * DAY), *from = ASN1_TIME_set(NULL, this);
    ASN1_TIME *until = next == 0 ? NULL : ASN1_TIME_set(NULL, next);
    OCSP_RESPONSE *whole;
    unsigned char *bytes = NULL;
    struct span der;
    int len;

    OCSP_basic_add1_status(basic, id, status, 0, status == V_OCSP_CERTSTATUS_REVOKED ? revoked : NULL, from,
                           until);
    OCSP_basic_sign(basic, signer->certificate, signer->key, EVP_sha256(), NULL, 0);
    whole = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
    len = i2d_OCSP_RESPONSE(whole, &bytes);
    der = span_copy(world->arena, (struct span){(char *)bytes, (size_t)len});
    OPENSSL_free(bytes);
    OCSP_RESPONSE_free(whole);
    OCSP_BASICRESP_free(basic);
    OCSP_CERTID_free(id);
    ASN1_TIME_free(revoked);
    ASN1_TIME_free(from);
    ASN1_TIME_free(until);
    return der;
}

/* revoked NULL: nobody is. */
static struct span
list(struct world *world, const struct identity *revoked, const struct identity *signer, long next)
{
    X509_CRL *crl = X509_CRL_new();
    ASN1_TIME *when = ASN1_TIME_set(NULL, TEST_NOW - 10 * DAY);
    unsigned char *bytes = NULL;
    struct span der;
    int len;

    X509_CRL_set_version(crl, 1);
    X509_CRL_set_issuer_name(crl, X509_get_subject_name(world->authority.root.certificate));
    X509_CRL_set1_lastUpdate(crl, when);
    if (revoked != NULL) {
        X509_REVOKED *entry = X509_REVOKED_new();

        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(revoked->certificate));
        X509_REVOKED_set_revocationDate(entry, when);
        X509_CRL_add0_revoked(crl, entry);
    }
    ASN1_TIME_set(when, next);
    X509_CRL_set1_nextUpdate(crl, when);
    X509_CRL_sign(crl, signer->key, EVP_sha256());
    len = i2d_X509_CRL(crl, &bytes);
    der = span_copy(world->arena, (struct span){(char *)bytes, (size_t)len});
    OPENSSL_free(bytes);
    X509_CRL_free(crl);
    ASN1_TIME_free(when);
    return der;
}

static struct verification
judge(struct world *world, const struct revocation_answer *fetched, size_t count)
{
    struct verify_settings settings = {.anchors = world->anchors,
                                       .now = JUDGED,
                                       .original = world->sent,
                                       .fetched = fetched,
                                       .fetched_count = count};
    struct verification verification;

    verify_pdf(world->arena, world->signed_pdf, &settings, &verification);
    return verification;
}

static void
what_can_be_asked_is_named(void **state)
{
    struct world *world = *state;
    struct verification verification = judge(world, NULL, 0);

    assert_int_equal(verification.reason, REASON_REVOCATION_UNKNOWN);
    assert_int_equal(verification.source_count, 2);
    assert_true(verification.sources[0].ocsp && !verification.sources[1].ocsp);
    assert_true(span_is(verification.sources[0].url, "http://ca.example/ocsp"));
    assert_true(span_is(verification.sources[1].url, "http://ca.example/list"));
    assert_true(verification.sources[0].request.len > 40 && verification.sources[1].request.len == 0);
    assert_int_equal(verification.sources[0].certificate, verification.sources[1].certificate);
}

/* Whose URLs are not looked at: anybody can make a certificate. */
static void
no_stranger_is_asked(void **state)
{
    struct world *world = *state;
    struct verify_settings settings = {
        .anchors = to_pem(world->arena, world->namesake.certificate), .now = JUDGED, .original = world->sent};
    struct verification verification;

    verify_pdf(world->arena, world->signed_pdf, &settings, &verification);
    assert_int_equal(reason_verdict(verification.reason), VERDICT_INDETERMINATE);
    assert_int_equal(verification.source_count, 0);
}

static void
each_answer_is_weighed(void **state)
{
    struct world *world = *state;
    const struct identity *root = &world->authority.root, *student = &world->student;
    enum { GOOD = V_OCSP_CERTSTATUS_GOOD, REVOKED = V_OCSP_CERTSTATUS_REVOKED, UNKNOWN = V_OCSP_CERTSTATUS_UNKNOWN };
    const struct {
        const char *what;
        bool ocsp;
        struct span bytes;
        enum reason reason;
        int64_t until;
    } cases[] = {
        {"good", true, response(world, student, root, GOOD, TEST_NOW, TEST_NOW + DAY), REASON_VALID, TEST_NOW + DAY},
        {"revoked", true, response(world, student, root, REVOKED, TEST_NOW, TEST_NOW + DAY), REASON_REVOKED, TEST_NOW + DAY},
        {"not known to it", true, response(world, student, root, UNKNOWN, TEST_NOW, TEST_NOW + DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"out of date", true, response(world, student, root, GOOD, TEST_NOW - 3 * DAY, TEST_NOW - DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"without end, of now", true, response(world, student, root, GOOD, TEST_NOW, 0), REASON_VALID, 0},
        {"without end, of last week", true, response(world, student, root, GOOD, TEST_NOW - 7 * DAY, 0), REASON_REVOCATION_UNKNOWN, 0},
        {"of another certificate", true, response(world, &world->other, root, GOOD, TEST_NOW, TEST_NOW + DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"of a namesake of the authority", true, response(world, student, &world->namesake, GOOD, TEST_NOW, TEST_NOW + DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"of another of its certificates", true, response(world, student, &world->other, GOOD, TEST_NOW, TEST_NOW + DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"no response at all", true, SPAN("<html>it works</html>"), REASON_REVOCATION_UNKNOWN, 0},
        {"nothing", true, SPAN(""), REASON_REVOCATION_UNKNOWN, 0},
        {"a list without it", false, list(world, &world->other, root, TEST_NOW + DAY), REASON_VALID, TEST_NOW + DAY},
        {"an empty list", false, list(world, NULL, root, TEST_NOW + DAY), REASON_VALID, TEST_NOW + DAY},
        {"a list with it", false, list(world, student, root, TEST_NOW + DAY), REASON_REVOKED, TEST_NOW + DAY},
        {"an old list", false, list(world, NULL, root, TEST_NOW - DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"an old list with it", false, list(world, student, root, TEST_NOW - DAY), REASON_REVOKED, TEST_NOW - DAY},
        {"a namesake's list", false, list(world, NULL, &world->namesake, TEST_NOW + DAY), REASON_REVOCATION_UNKNOWN, 0},
        {"a response for a list", false, response(world, student, root, GOOD, TEST_NOW, TEST_NOW + DAY), REASON_REVOCATION_UNKNOWN, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct revocation_answer answer = {cases[i].ocsp, cases[i].bytes};
        struct verification verification = judge(world, &answer, 1);

        if (verification.reason != cases[i].reason || verification.until[0] != cases[i].until)
            fail_msg("%s: %s, until %lld", cases[i].what, reason_code(verification.reason),
                     (long long)verification.until[0]);
        /* What is still not known can still be asked. */
        assert_int_equal(verification.source_count, cases[i].reason == REASON_REVOCATION_UNKNOWN ? 2 : 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_asked_is_named),
        cmocka_unit_test(no_stranger_is_asked),
        cmocka_unit_test(each_answer_is_weighed),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
