// SPDX-License-Identifier: Apache-2.0
#include "signature/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "common/digest.h"
#include "signature/der.h"

static void
release_certificate(void *certificate)
{
    X509_free(certificate);
}

bool
certificates_add(struct arena *arena, struct certificates *certificates, X509 *certificate)
{
    for (size_t i = 0; i < certificates->count; i++)
        if (X509_cmp(certificates->items[i], certificate) == 0)
            return true;
    if (certificates->count == CERTIFICATES_MAX)
        return false;
    X509_up_ref(certificate);
    arena_defer(arena, release_certificate, certificate);
    certificates->items[certificates->count++] = certificate;
    return true;
}

bool
certificates_pem(struct arena *arena, struct span pem, struct certificates *certificates, struct error *err)
{
    BIO *bio = BIO_new_mem_buf(pem.data == NULL ? "" : pem.data, (int)pem.len);
    X509 *certificate;
    bool room = true;

    while (room && (certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL) {
        room = certificates_add(arena, certificates, certificate);
        X509_free(certificate);
    }
    BIO_free(bio);
    ERR_clear_error();
    return room || error_set(err, ERROR_TOO_BIG, "more than %d certificates", CERTIFICATES_MAX);
}

struct span
certificate_der(struct arena *arena, X509 *certificate)
{
    int len = i2d_X509(certificate, NULL);
    unsigned char *bytes = arena_alloc(arena, len > 0 ? (size_t)len : 1), *at = bytes;

    if (len > 0)
        i2d_X509(certificate, &at);
    return (struct span){(const char *)bytes, len > 0 ? (size_t)len : 0};
}

static struct span
name_part(struct arena *arena, const X509_NAME *name, int nid)
{
    int at = X509_NAME_get_index_by_NID(name, nid, -1);
    unsigned char *utf8;
    struct span part;
    int len;

    if (at < 0)
        return SPAN("");
    len = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (len < 0)
        return SPAN("");
    part = span_copy(arena, (struct span){(const char *)utf8, (size_t)len});
    OPENSSL_free(utf8);
    return part;
}

static struct span
holder(struct arena *arena, const X509_NAME *subject)
{
    struct span name = name_part(arena, subject, NID_commonName);
    char whole[256] = "";

    if (name.len == 0)
        name = name_part(arena, subject, NID_organizationName);
    if (name.len > 0)
        return name;
    X509_NAME_oneline(subject, whole, sizeof whole);
    return (struct span){arena_strdup(arena, whole), strlen(whole)};
}

struct span
certificate_organisation(struct arena *arena, X509 *certificate)
{
    return name_part(arena, X509_get_subject_name(certificate), NID_organizationName);
}

struct span
certificate_holder(struct arena *arena, X509 *certificate)
{
    return holder(arena, X509_get_subject_name(certificate));
}

/* ---- faces ---- */

/* Takes the value that stands first off *rest; "" when none does. */
static struct span
take(struct span *rest)
{
    struct span value = span_first(*rest, der_length(*rest));

    *rest = span_from(*rest, value.len);
    return value;
}

static struct span
content_of(struct span value)
{
    size_t octets = value.len < 2 || (unsigned char)value.data[1] < 0x80 ? 0 : (size_t)value.data[1] & 0x7F;

    return span_from(value, 2 + octets);
}

/* RFC 5280 section 4.1: version [0], serial, algorithm, issuer, validity, subject, key. */
static bool
read_face(struct span der, struct certificate_face *face)
{
    struct span whole = content_of(der), body = content_of(take(&whole)), key;

    face->der = der;
    face->serial = take(&body);
    if (face->serial.len > 0 && face->serial.data[0] != DER_INTEGER)
        face->serial = take(&body);
    take(&body);
    face->issuer = take(&body);
    take(&body);
    face->subject = take(&body);
    key = content_of(take(&body));
    key = content_of(take(&key));
    face->key = take(&key);
    return der_length(der) == der.len && face->key.len > 0 && face->serial.data[0] == DER_INTEGER;
}

bool
certificate_faces(struct arena *arena, struct span pem, struct certificate_face *faces, size_t max,
                  size_t *count, struct error *err)
{
    static const char begin[] = "-----BEGIN CERTIFICATE-----", end[] = "-----END CERTIFICATE-----";
    size_t at;

    for (*count = 0; (at = span_find(pem, begin)) != SIZE_MAX; (*count)++) {
        struct span body = span_from(pem, at + sizeof begin - 1), der;
        size_t len = span_find(body, end);

        if (*count == max || len == SIZE_MAX || !base64_decode(arena, span_first(body, len), &der) ||
            !read_face(der, &faces[*count]))
            return error_set(err, ERROR_BAD_INPUT, "certificate %zu is malformed or one too many",
                             *count + 1);
        pem = span_from(body, len);
    }
    return true;
}

static X509_NAME *
subject_of(const struct certificate_face *face)
{
    const unsigned char *at = (const unsigned char *)face->subject.data;

    return d2i_X509_NAME(NULL, &at, (long)face->subject.len);
}

struct span
certificate_face_holder(struct arena *arena, const struct certificate_face *face)
{
    X509_NAME *name = subject_of(face);
    struct span text = name == NULL ? SPAN("") : holder(arena, name);

    X509_NAME_free(name);
    return text;
}

struct span
certificate_face_organisation(struct arena *arena, const struct certificate_face *face)
{
    X509_NAME *name = subject_of(face);
    struct span text = name == NULL ? SPAN("") : name_part(arena, name, NID_organizationName);

    X509_NAME_free(name);
    return text;
}

bool
certificate_is_self_signed(X509 *certificate)
{
    return X509_check_issued(certificate, certificate) == X509_V_OK;
}

static struct span
url_of(struct arena *arena, const GENERAL_NAME *name)
{
    struct span url = {NULL, 0};

    if (name->type == GEN_URI)
        url = (struct span){(const char *)ASN1_STRING_get0_data(name->d.uniformResourceIdentifier),
                            (size_t)ASN1_STRING_length(name->d.uniformResourceIdentifier)};
    if (!span_starts_nocase(url, "http://") && !span_starts_nocase(url, "https://"))
        return SPAN("");
    return span_copy(arena, url);
}

struct span
certificate_ocsp_url(struct arena *arena, X509 *certificate)
{
    AUTHORITY_INFO_ACCESS *access = X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
    struct span url = SPAN("");

    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access) && url.len == 0; i++) {
        const ACCESS_DESCRIPTION *description = sk_ACCESS_DESCRIPTION_value(access, i);

        if (OBJ_obj2nid(description->method) == NID_ad_OCSP)
            url = url_of(arena, description->location);
    }
    AUTHORITY_INFO_ACCESS_free(access);
    return url;
}

struct span
certificate_crl_url(struct arena *arena, X509 *certificate)
{
    CRL_DIST_POINTS *points = X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);
    struct span url = SPAN("");

    for (int i = 0; i < sk_DIST_POINT_num(points); i++) {
        const DIST_POINT *point = sk_DIST_POINT_value(points, i);

        if (point->distpoint == NULL || point->distpoint->type != 0)
            continue;
        for (int j = 0; j < sk_GENERAL_NAME_num(point->distpoint->name.fullname) && url.len == 0; j++)
            url = url_of(arena, sk_GENERAL_NAME_value(point->distpoint->name.fullname, j));
    }
    CRL_DIST_POINTS_free(points);
    return url;
}
