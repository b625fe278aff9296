// SPDX-License-Identifier: Apache-2.0
#include "signature/seal.h"

#include <string.h>

#include "common/date.h"
#include "signature/appearance.h"
#include "signature/chain.h"
#include "signature/cms.h"
#include "signature/dss.h"
#include "signature/place.h"
#include "signature/timestamp.h"

enum {
    HOLE_LEAST = 8192,
    HOLE_OTHER = 2048,      /* bytes of a CMS object besides its certificates */
    HOLE_TOKEN = 12 * 1024, /* bytes left for a time stamp */
    HOLE_UNIT = 1024,
};

struct run {
    struct arena *arena;
    const struct seal_settings *settings;
    const struct span *answers;
    size_t count, taken;
    struct seal_step *step;
    struct certificate_face faces[CERTIFICATES_MAX]; /* of the chain */
    size_t face_count;
    struct certificates ours, anchors; /* decoded when validation data are gathered */
    struct timestamp stamp;            /* of the signature; signer NULL: none */
    struct error *err;
};

bool
seal_level_parse(struct span name, enum seal_level *level)
{
    static const char *const names[] = {"B-B", "B-T", "B-LT", "B-LTA"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (span_is(name, names[i])) {
            *level = (enum seal_level)i;
            return true;
        }
    return false;
}

/* The next answer; false: it is still to be asked for, which *step says now. */
static bool
ask(struct run *run, enum seal_want want, struct span url, struct span bytes, struct span *answer)
{
    if (run->taken < run->count) {
        *answer = run->answers[run->taken++];
        return true;
    }
    *run->step = (struct seal_step){want, url, bytes};
    run->err->kind = ERROR_NONE;
    return false;
}

/* ---- the signature ---- */

static struct span
draw(struct arena *arena, void *context, double width, double height)
{
    const struct run *run = context;
    const struct seal_settings *settings = run->settings;
    bool french = !span_is(settings->language, "en");
    struct appearance a = {.width = width, .height = height};
    struct span organisation = certificate_face_organisation(arena, &run->faces[0]);

    a.title = french ? SPAN("Cachet électronique") : SPAN("Electronic seal");
    a.lines[a.count] = certificate_face_holder(arena, &run->faces[0]);
    if (organisation.len > 0 && !span_equal(organisation, a.lines[a.count]) && height > 60)
        a.lines[++a.count] = organisation;
    a.count++;
    a.lines[a.count++] = span_printf(
        arena, french ? "le %.*s" : "%.*s",
        SPAN_ARG(instant_long(arena, settings->now, settings->time_offset, french ? "fr" : "en")));
    if (settings->contact.len > 0 && height > 45)
        a.lines[a.count++] =
            span_printf(arena, french ? "Contrôle : VÉRIFIER à %.*s" : "Check: VERIFY to %.*s",
                        SPAN_ARG(settings->contact));
    return appearance_draw(arena, &a);
}

static struct span
signature_entries(const struct run *run)
{
    struct civil day = day_civil((int32_t)(run->settings->now / 86400));
    int second = (int)(run->settings->now % 86400);
    struct text out = text_new(run->arena, 4096);

    text_printf(&out, "/M (D:%04d%02d%02d%02d%02d%02dZ) /Name ", day.year, day.month, day.day, second / 3600,
                second / 60 % 60, second % 60);
    place_text(&out, certificate_face_holder(run->arena, &run->faces[0]));
    if (run->settings->location.len > 0) {
        text_string(&out, " /Location ");
        place_text(&out, run->settings->location);
    }
    if (run->settings->contact.len > 0) {
        text_string(&out, " /ContactInfo ");
        place_text(&out, run->settings->contact);
    }
    return text_get(&out);
}

static size_t
hole_of(const struct run *run)
{
    size_t size = HOLE_OTHER;

    for (size_t i = 0; i < run->face_count; i++)
        size += run->faces[i].der.len;
    if (run->settings->level >= SEAL_T)
        size += HOLE_TOKEN;
    size = (size + HOLE_UNIT - 1) / HOLE_UNIT * HOLE_UNIT;
    return size < HOLE_LEAST ? HOLE_LEAST : size;
}

/* A nonce of its own for each question of one document. */
static struct span
nonce_of(const struct run *run, struct span imprint)
{
    struct digest digest = digest_hmac(run->settings->nonce, imprint);

    return (struct span){arena_copy(run->arena, digest.bytes, TIMESTAMP_NONCE), TIMESTAMP_NONCE};
}

static bool
ask_timestamp(struct run *run, struct digest digest, struct span *token, struct timestamp *stamp)
{
    struct span imprint = {arena_copy(run->arena, digest.bytes, DIGEST_SIZE), DIGEST_SIZE}, answer;
    struct span nonce = nonce_of(run, imprint);

    return ask(run, SEAL_TIMESTAMP, run->settings->tsa, timestamp_request(run->arena, imprint, nonce),
               &answer) &&
           timestamp_response(run->arena, answer, imprint, nonce, token, stamp, run->err);
}

static bool
has_signature(struct run *run, struct revisions *revisions)
{
    const struct object *form =
        revision_get(run->arena, revisions, revisions->count - 1,
                     revision_root(run->arena, revisions, revisions->count - 1), "AcroForm");
    const struct object *flags = object_get(form, "SigFlags");

    return flags != NULL && flags->kind == OBJECT_INTEGER && (flags->integer & 1) != 0;
}

static struct span
attributes_of(struct run *run, const struct placed *placed)
{
    struct digest digest = place_digest(placed);

    return cms_attributes(run->arena, (struct span){(const char *)digest.bytes, DIGEST_SIZE}, &run->faces[0]);
}

static bool
sign(struct run *run, struct span pdf, struct span *out)
{
    struct revisions revisions;
    struct place_order order = {.subfilter = "ETSI.CAdES.detached",
                                .type = "Sig",
                                .entries = signature_entries(run),
                                .field = run->settings->field,
                                .hole = hole_of(run),
                                .draw = draw,
                                .context = run};
    struct cms_parts parts = {.certificates = run->faces, .count = run->face_count, .token = SPAN("")};
    struct placed placed;
    struct span cms;

    if (!revisions_open(run->arena, pdf, &revisions, run->err))
        return false;
    order.certify = !has_signature(run, &revisions);
    if (!place_signature(run->arena, &revisions, &order, &placed, run->err))
        return false;
    parts.attributes = run->count > 0 ? run->settings->asked : SPAN("");
    if (parts.attributes.len == 0)
        parts.attributes = attributes_of(run, &placed);
    if (!ask(run, SEAL_SIGN, SPAN(""), parts.attributes, &parts.signature))
        return false;
    if (run->settings->level >= SEAL_T &&
        !ask_timestamp(run, digest_sha256(parts.signature), &parts.token, &run->stamp))
        return false;
    if (!cms_build(run->arena, &parts, &cms, run->err) || !place_fill(&placed, cms, run->err))
        return false;
    *out = text_get(&placed.file);
    return true;
}

/* ---- validation data ---- */

/* An OCSP response that says "good", else a list that does.  Nothing for a certificate that names no source.
 */
static bool
ask_revocation(struct run *run, X509 *certificate, X509 *issuer, struct evidence *evidence)
{
    struct span ocsp = certificate_ocsp_url(run->arena, certificate);
    struct span crl = certificate_crl_url(run->arena, certificate), answer;
    enum chain_revocation status = REVOCATION_UNKNOWN;
    int64_t revoked_at;

    if (ocsp.len > 0) {
        if (!ask(run, SEAL_OCSP, ocsp, chain_ocsp_request(run->arena, certificate, issuer), &answer))
            return false;
        status =
            chain_ocsp(certificate, issuer, answer, &evidence->certificates, run->settings->now, &revoked_at);
        if (status == REVOCATION_GOOD && evidence->ocsp_count < EVIDENCE_MAX)
            evidence->ocsps[evidence->ocsp_count++] = answer;
    }
    if (status == REVOCATION_UNKNOWN && crl.len > 0) {
        if (!ask(run, SEAL_CRL, crl, SPAN(""), &answer))
            return false;
        status = chain_crl(certificate, issuer, answer, run->settings->now, &revoked_at);
        if (status == REVOCATION_GOOD && evidence->crl_count < EVIDENCE_MAX)
            evidence->crls[evidence->crl_count++] = answer;
    }
    if (status == REVOCATION_GOOD || (ocsp.len == 0 && crl.len == 0))
        return true;
    return error_set(run->err, status == REVOCATION_REVOKED ? ERROR_PERMANENT : ERROR_TEMPORARY,
                     status == REVOCATION_REVOKED ? "the certificate of %.*s is revoked"
                                                  : "nothing says whether the certificate of %.*s is revoked",
                     SPAN_ARG(certificate_holder(run->arena, certificate)));
}

static bool
gather(struct run *run, X509 *leaf, const struct certificates *others, struct evidence *evidence)
{
    struct chain chain;

    chain_build(run->arena, leaf, &run->anchors, others, &chain);
    for (size_t i = 0; i < chain.count; i++) {
        certificates_add(run->arena, &evidence->certificates, chain.certificates[i]);
        if (i + 1 < chain.count &&
            !ask_revocation(run, chain.certificates[i], chain.certificates[i + 1], evidence))
            return false;
    }
    return true;
}

static bool
add_validation(struct run *run, struct span *pdf)
{
    struct evidence *evidence = arena_alloc(run->arena, sizeof *evidence);
    struct revisions revisions;

    return certificates_pem(run->arena, run->settings->chain, &run->ours, run->err) &&
           certificates_pem(run->arena, run->settings->anchors, &run->anchors, run->err) &&
           gather(run, run->ours.items[0], &run->ours, evidence) &&
           gather(run, run->stamp.signer, &run->stamp.certificates, evidence) &&
           revisions_open(run->arena, *pdf, &revisions, run->err) &&
           dss_append(run->arena, &revisions, evidence, pdf, run->err);
}

static bool
add_document_stamp(struct run *run, struct span *pdf)
{
    struct place_order order = {
        .subfilter = "ETSI.RFC3161", .type = "DocTimeStamp", .entries = SPAN(""), .hole = HOLE_TOKEN};
    struct revisions revisions;
    struct placed placed;
    struct timestamp stamp;
    struct span token;

    if (!revisions_open(run->arena, *pdf, &revisions, run->err))
        return false;
    order.field =
        span_printf(run->arena, "%.*s-timestamp-%zu", SPAN_ARG(run->settings->field), revisions.count);
    if (!place_signature(run->arena, &revisions, &order, &placed, run->err) ||
        !ask_timestamp(run, place_digest(&placed), &token, &stamp) || !place_fill(&placed, token, run->err))
        return false;
    *pdf = text_get(&placed.file);
    return true;
}

static bool
seal(struct run *run, struct span pdf)
{
    const struct seal_settings *settings = run->settings;
    struct span sealed;

    if (!certificate_faces(run->arena, settings->chain, run->faces, CERTIFICATES_MAX, &run->face_count,
                           run->err))
        return false;
    if (run->face_count == 0)
        return error_set(run->err, ERROR_BAD_INPUT, "the seal has no certificate");
    if (!sign(run, pdf, &sealed) || (settings->level >= SEAL_LT && !add_validation(run, &sealed)) ||
        (settings->level >= SEAL_LTA && !add_document_stamp(run, &sealed)))
        return false;
    *run->step = (struct seal_step){SEAL_DONE, SPAN(""), sealed};
    return true;
}

bool
seal_run(struct arena *arena, struct span pdf, const struct seal_settings *settings,
         const struct span *answers, size_t count, struct seal_step *step, struct error *err)
{
    struct run run = {
        .arena = arena, .settings = settings, .answers = answers, .count = count, .step = step, .err = err};

    /* A question is no error: ask() leaves the kind empty. */
    err->kind = ERROR_NONE;
    return seal(&run, pdf) || err->kind == ERROR_NONE;
}
