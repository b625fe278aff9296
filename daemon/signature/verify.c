// SPDX-License-Identifier: Apache-2.0
#include "signature/verify.h"

#include <openssl/x509v3.h>

#include "common/digest.h"
#include "signature/change.h"
#include "signature/claim.h"
#include "signature/dss.h"
#include "signature/overlay.h"
#include "signature/timestamp.h"

struct judged {
    struct claim claim;
    struct cmscheck cms;
    struct timestamp stamp; /* a document time stamp's own */
    struct chain chain;     /* of a signature that was judged */
    bool stamp_trusted;
};

struct verifier {
    struct arena *arena;
    const struct verify_settings *settings;
    struct revisions revisions;
    struct fields fields;
    struct evidence evidence;
    const struct certificates *anchors;
    struct judged *judged;
    struct verification *result;
    size_t sent; /* revisions of the original; 0 no original */
};

/* The worst reason decides; the first of equals. */
static void
worsen(struct verifier *verifier, enum reason reason, struct span detail)
{
    struct verification *result = verifier->result;

    if (reason_verdict(reason) < result->verdict ||
        (reason_verdict(reason) == result->verdict && result->reason != REASON_VALID))
        return;
    result->verdict = reason_verdict(reason);
    result->reason = result->verdict == VERDICT_VALID ? REASON_VALID : reason;
    result->detail = detail;
}

static void
blame(struct verify_signature *signature, enum reason reason, struct span detail)
{
    if (reason_verdict(reason) < reason_verdict(signature->reason) ||
        signature->reason > REASON_FIELDS_FILLED)
        return;
    if (reason_verdict(reason) == reason_verdict(signature->reason) && signature->reason != REASON_VALID)
        return;
    signature->reason = reason;
    signature->detail = detail;
}

/* ---- opening ---- */

static size_t
end_of(const struct revisions *revisions, size_t number)
{
    size_t end = revisions->items[number].end;

    for (size_t more = 2; more > 0; more--)
        if (end + more <= revisions->bytes.len && revision_ends_at(revisions, number, end + more))
            return end + more;
    return end;
}

static void
digest_beginnings(struct verifier *verifier, struct span pdf)
{
    size_t count = verifier->revisions.count;

    if (!verifier->settings->beginnings)
        return;
    verifier->result->beginnings = arena_array(verifier->arena, count, sizeof(struct digest));
    for (size_t i = 0; i < count; i++)
        verifier->result->beginnings[i] = digest_sha256(span_first(pdf, end_of(&verifier->revisions, i)));
}

static bool
open_file(struct verifier *verifier, struct span pdf)
{
    struct error err = {0};
    bool good = revisions_open(verifier->arena, pdf, &verifier->revisions, &err);
    enum reason reason = !span_starts(pdf, "%PDF-")      ? REASON_NOT_A_PDF
                         : verifier->revisions.encrypted ? REASON_ENCRYPTED
                                                         : REASON_STRUCTURE;

    if (!good || !fields_list(verifier->arena, &verifier->revisions, verifier->revisions.count - 1,
                              &verifier->fields, &err)) {
        worsen(verifier, reason, span_copy(verifier->arena, span_of(err.text)));
        return false;
    }
    verifier->result->revisions = verifier->revisions.count;
    digest_beginnings(verifier, pdf);
    return true;
}

/* The file begins with exactly the bytes that were sent, and a revision ends with them. */
static bool
find_original(struct verifier *verifier, struct span pdf)
{
    struct span original = verifier->settings->original;

    if (original.len == 0)
        return true;
    if (span_equal(span_first(pdf, original.len), original))
        for (size_t i = 0; i < verifier->revisions.count; i++)
            if (revision_ends_at(&verifier->revisions, i, original.len))
                verifier->sent = i + 1;
    if (verifier->sent == 0)
        worsen(verifier, REASON_OTHER_DOCUMENT, SPAN(""));
    return verifier->sent != 0;
}

/* ---- time ---- */

static bool
is_trusted_stamp(struct verifier *verifier, const struct timestamp *stamp)
{
    struct chain chain;

    for (size_t i = 0; i < stamp->certificates.count; i++)
        certificates_add(verifier->arena, &verifier->evidence.certificates, stamp->certificates.items[i]);
    chain_judge(verifier->arena, stamp->signer, verifier->anchors, &verifier->evidence, stamp->time, &chain);
    return chain.trust == CHAIN_TRUSTED && chain.revocation != REVOCATION_REVOKED &&
           stamp->time <= verifier->settings->now + 300;
}

static bool
is_imprint_of(struct verifier *verifier, const struct timestamp *stamp, const struct span ranges[RANGES])
{
    struct span digest = cms_digest(verifier->arena, stamp->algorithm, ranges);

    return digest.len > 0 && span_equal(digest, stamp->imprint);
}

static void
judge_document_stamp(struct verifier *verifier, struct judged *judged, struct verify_signature *signature)
{
    struct error err = {0};

    signature->level = "timestamp";
    if (!timestamp_read(verifier->arena, judged->claim.object, &judged->stamp, &err)) {
        blame(signature, REASON_TIMESTAMP, span_copy(verifier->arena, span_of(err.text)));
        return;
    }
    signature->signer = certificate_holder(verifier->arena, judged->stamp.signer);
    signature->organisation = certificate_organisation(verifier->arena, judged->stamp.signer);
    signature->time = judged->stamp.time;
    if (!is_imprint_of(verifier, &judged->stamp, judged->claim.ranges)) {
        blame(signature, REASON_DIGEST, SPAN(""));
        return;
    }
    judged->stamp_trusted = is_trusted_stamp(verifier, &judged->stamp);
    signature->time_proved = judged->stamp_trusted;
    if (!judged->stamp_trusted)
        blame(signature, REASON_TIMESTAMP_UNTRUSTED, SPAN(""));
}

/* The signature's own time stamp. */
static void
judge_signature_stamp(struct verifier *verifier, struct judged *judged, struct verify_signature *signature)
{
    struct span value[RANGES] = {judged->cms.value, SPAN("")};
    struct timestamp stamp;
    struct error err = {0};

    if (judged->cms.token.len == 0)
        return;
    if (!timestamp_read(verifier->arena, judged->cms.token, &stamp, &err) ||
        !is_imprint_of(verifier, &stamp, value)) {
        blame(signature, REASON_TIMESTAMP, span_copy(verifier->arena, span_of(err.text)));
        return;
    }
    signature->time_proved = is_trusted_stamp(verifier, &stamp);
    if (signature->time_proved)
        signature->time = stamp.time;
    else
        blame(signature, REASON_TIMESTAMP_UNTRUSTED, SPAN(""));
}

/* The oldest trusted document time stamp that covers the signature. */
static void
use_document_stamps(struct verifier *verifier, const struct judged *judged,
                    struct verify_signature *signature)
{
    for (size_t i = 0; i < verifier->result->count && !signature->time_proved; i++) {
        const struct judged *other = &verifier->judged[i];

        if (other->claim.kind == CLAIM_TIMESTAMP && other->stamp_trusted &&
            other->claim.revision > judged->claim.revision) {
            signature->time = other->stamp.time;
            signature->time_proved = true;
        }
    }
}

/* ---- certificate ---- */

/* For signing: by its key usage, and not only for other things by its extended key usage. */
static bool
may_sign(X509 *certificate)
{
    static const int others[] = {NID_server_auth, NID_code_sign, NID_time_stamp, NID_OCSP_sign};
    uint32_t usage = X509_get_key_usage(certificate);
    EXTENDED_KEY_USAGE *extended = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
    bool may = extended == NULL;

    for (int i = 0; i < sk_ASN1_OBJECT_num(extended); i++) {
        bool other = false;

        for (size_t j = 0; j < sizeof others / sizeof others[0]; j++)
            other = other || OBJ_obj2nid(sk_ASN1_OBJECT_value(extended, i)) == others[j];
        may = may || !other;
    }
    EXTENDED_KEY_USAGE_free(extended);
    return may && (usage == UINT32_MAX || (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0);
}

static enum reason
reason_of_chain(const struct chain *chain, int64_t instant)
{
    if (chain->revocation == REVOCATION_REVOKED && chain->revoked_at <= instant)
        return REASON_REVOKED;
    switch (chain->trust) {
    case CHAIN_TRUSTED:
        break;
    case CHAIN_EXPIRED:
        return REASON_EXPIRED;
    case CHAIN_EARLY:
        return REASON_NOT_YET_VALID;
    case CHAIN_UNKNOWN:
    case CHAIN_BROKEN:
        return REASON_UNKNOWN_ISSUER;
    }
    if (chain->revocation == REVOCATION_UNKNOWN)
        return REASON_REVOCATION_UNKNOWN;
    return chain->revocation == REVOCATION_UNPUBLISHED ? REASON_REVOCATION_UNPUBLISHED : REASON_VALID;
}

/* Whether validation data stand in the file, and a trusted time stamp behind them. */
static const char *
level_of(struct verifier *verifier, const struct judged *judged, const struct verify_signature *signature,
         const struct chain *chain)
{
    bool stored = false, stamped = false;

    if (judged->claim.kind != CLAIM_PADES || !judged->cms.bound || judged->cms.signing_time)
        return "CMS";
    if (!signature->time_proved)
        return "B-B";
    for (size_t i = judged->claim.revision + 1; i < verifier->revisions.count; i++) {
        const struct object *root = revision_root(verifier->arena, &verifier->revisions, i);

        stored = stored || object_get(root, "DSS") != NULL;
        for (size_t j = 0; j < verifier->result->count; j++)
            stamped = stamped || (stored && verifier->judged[j].stamp_trusted &&
                                  verifier->judged[j].claim.revision == i);
    }
    if (!stored || chain->trust != CHAIN_TRUSTED || chain->revocation == REVOCATION_UNKNOWN)
        return "B-T";
    return stamped ? "B-LTA" : "B-LT";
}

static void
add_source(struct verification *result, struct revocation_source source)
{
    for (size_t i = 0; i < result->source_count; i++)
        if (span_equal(result->sources[i].url, source.url) &&
            span_equal(result->sources[i].request, source.request))
            return;
    if (source.url.len > 0 && result->source_count < SOURCES_MAX)
        result->sources[result->source_count++] = source;
}

/* The URLs are an author's to choose: they are told only of certificates that lead to an anchor. */
static void
name_sources(struct verifier *verifier, const struct chain *chain, size_t signature)
{
    struct verification *result = verifier->result;
    struct arena *arena = verifier->arena;

    for (size_t i = 0; i + 1 < chain->count; i++) {
        X509 *certificate = chain->certificates[i], *issuer = chain->certificates[i + 1];
        uint32_t number = (uint32_t)(signature * CHAIN_MAX + i);

        if (chain->each[i] != REVOCATION_UNKNOWN)
            continue;
        add_source(result, (struct revocation_source){number, true, certificate_ocsp_url(arena, certificate),
                                                      chain_ocsp_request(arena, certificate, issuer)});
        add_source(result, (struct revocation_source){number, false, certificate_crl_url(arena, certificate),
                                                      SPAN("")});
    }
}

/* Which of the fetched answers said something of a certificate of the chain. */
static void
note_useful(struct verifier *verifier, const struct chain *chain)
{
    const struct verify_settings *settings = verifier->settings;

    for (size_t i = 0; i < settings->fetched_count && i < SOURCES_MAX; i++)
        for (size_t j = 0; j + 1 < chain->count; j++) {
            const struct revocation_answer *answer = &settings->fetched[i];
            X509 *certificate = chain->certificates[j], *issuer = chain->certificates[j + 1];
            int64_t revoked_at;
            enum chain_revocation said =
                answer->ocsp ? chain_ocsp(certificate, issuer, answer->bytes, &verifier->evidence.certificates,
                                          settings->now, &revoked_at)
                             : chain_crl(certificate, issuer, answer->bytes, settings->now, &revoked_at);

            if (said != REVOCATION_UNKNOWN)
                verifier->result->until[i] = chain_until(answer->bytes, answer->ocsp);
        }
}

static void
judge_certificate(struct verifier *verifier, struct judged *judged, struct verify_signature *signature)
{
    X509 *signer = judged->cms.signer;
    struct chain *chain = &judged->chain;
    int64_t instant;

    judge_signature_stamp(verifier, judged, signature);
    use_document_stamps(verifier, judged, signature);
    instant = signature->time_proved ? signature->time : verifier->settings->now;
    chain_judge(verifier->arena, signer, verifier->anchors, &verifier->evidence, instant, chain);
    signature->level = level_of(verifier, judged, signature, chain);
    if (!may_sign(signer))
        blame(signature, REASON_KEY_USAGE, SPAN(""));
    blame(signature, reason_of_chain(chain, instant), SPAN(""));
    if (chain->trust == CHAIN_TRUSTED && !signature->ours_before)
        name_sources(verifier, chain, (size_t)(signature - verifier->result->signatures));
    note_useful(verifier, chain);
}

/* ---- one signature ---- */

static void
read_signature(struct verifier *verifier, const struct field *field)
{
    struct judged *judged = &verifier->judged[verifier->result->count];
    struct verify_signature *signature = &verifier->result->signatures[verifier->result->count++];

    signature->field = field->name;
    signature->level = "unknown";
    claim_read(verifier->arena, &verifier->revisions, field, &judged->claim);
    signature->reason = judged->claim.reason;
    signature->time = judged->claim.said;
    if (signature->reason != REASON_VALID)
        return;
    signature->revision = judged->claim.revision + 1;
    signature->covers_whole = signature->revision == verifier->revisions.count;
    signature->ours_before = signature->revision <= verifier->sent;
    if (judged->claim.kind == CLAIM_TIMESTAMP)
        return;
    cms_check(verifier->arena, judged->claim.object, judged->claim.ranges, judged->claim.kind == CLAIM_PADES,
              &verifier->evidence, &judged->cms);
    signature->reason = judged->cms.reason;
    if (judged->cms.signer == NULL)
        return;
    signature->signer = certificate_holder(verifier->arena, judged->cms.signer);
    signature->organisation = certificate_organisation(verifier->arena, judged->cms.signer);
}

static bool
is_signed(const struct field *field)
{
    return field->signature && field->value != NULL && field->value->kind != OBJECT_NULL;
}

static void
read_signatures(struct verifier *verifier)
{
    struct verification *result = verifier->result;

    size_t count = 0;

    for (size_t i = 0; i < verifier->fields.count; i++)
        count += is_signed(&verifier->fields.items[i]);
    count = count < SIGNATURES_MAX ? count : SIGNATURES_MAX;
    result->signatures = arena_array(verifier->arena, count, sizeof *result->signatures);
    verifier->judged = arena_array(verifier->arena, count, sizeof *verifier->judged);
    for (size_t i = 0; i < verifier->fields.count; i++) {
        const struct field *field = &verifier->fields.items[i];

        if (!is_signed(field))
            continue;
        if (result->count == SIGNATURES_MAX) {
            worsen(verifier, REASON_STRUCTURE, SPAN("too many signatures"));
            return;
        }
        read_signature(verifier, field);
    }
}

/* What was fetched is newer than what the file brings, and there is always room for it. */
static void
take_fetched(struct verifier *verifier)
{
    struct evidence *evidence = &verifier->evidence;

    for (size_t i = 0; i < verifier->settings->fetched_count && i < SOURCES_MAX; i++) {
        const struct revocation_answer *answer = &verifier->settings->fetched[i];
        size_t *count = answer->ocsp ? &evidence->ocsp_count : &evidence->crl_count;
        struct span *list = answer->ocsp ? evidence->ocsps : evidence->crls;

        if (*count == EVIDENCE_MAX)
            --*count;
        list[(*count)++] = answer->bytes;
    }
}

/* Time stamps first: the signatures' times rest on them. */
static void
judge_signatures(struct verifier *verifier)
{
    struct verification *result = verifier->result;

    dss_read(verifier->arena, &verifier->revisions, verifier->revisions.count - 1, &verifier->evidence);
    take_fetched(verifier);
    for (size_t i = 0; i < result->count; i++)
        if (result->signatures[i].reason == REASON_VALID && verifier->judged[i].claim.kind == CLAIM_TIMESTAMP)
            judge_document_stamp(verifier, &verifier->judged[i], &result->signatures[i]);
    for (size_t i = 0; i < result->count; i++)
        if (result->signatures[i].reason == REASON_VALID && verifier->judged[i].claim.kind != CLAIM_TIMESTAMP)
            judge_certificate(verifier, &verifier->judged[i], &result->signatures[i]);
}

/* ---- what later updates changed ---- */

static struct change_policy
policy_for(struct verifier *verifier, size_t number, const struct object **locks)
{
    struct change_policy policy = {.original = verifier->sent > 0 && number >= verifier->sent,
                                   .locks = locks};

    for (size_t i = 0; i < verifier->result->count; i++) {
        const struct claim *claim = &verifier->judged[i].claim;

        if (claim->reason != REASON_VALID || claim->revision >= number)
            continue;
        policy.is_signed = true;
        if (claim->permission != 0 && (policy.permission == 0 || claim->permission < policy.permission))
            policy.permission = claim->permission;
        if (claim->lock != NULL)
            locks[policy.lock_count++] = claim->lock;
    }
    return policy;
}

/* A document certified against every change may still get time stamps, but no signature. */
static bool
signs_against_certification(const struct verifier *verifier, size_t number,
                            const struct change_policy *policy)
{
    for (size_t i = 0; policy->permission == 1 && i < verifier->result->count; i++)
        if (verifier->judged[i].claim.revision == number && verifier->judged[i].claim.kind != CLAIM_TIMESTAMP)
            return true;
    return false;
}

static void
judge_update(struct verifier *verifier, size_t number)
{
    const struct object *locks[SIGNATURES_MAX];
    struct change_policy policy = policy_for(verifier, number, locks);
    struct change change;

    change_judge(verifier->arena, &verifier->revisions, number, &policy, &change);
    if (change.reason == REASON_VALID && signs_against_certification(verifier, number, &policy))
        change.reason = REASON_CERTIFICATION;
    if (change.reason == REASON_VALID)
        return;
    worsen(verifier, change.reason, change.detail);
    for (size_t i = 0; i < verifier->result->count; i++)
        if (verifier->judged[i].claim.reason == REASON_VALID && verifier->judged[i].claim.revision < number)
            blame(&verifier->result->signatures[i], change.reason, change.detail);
}

/* What was drawn is judged as a whole, up to the newest signature that vouches for it; what comes behind as ever. */
static void
judge_drawing(struct verifier *verifier)
{
    struct change change;
    size_t last = 0;

    for (size_t i = 0; i < verifier->result->count; i++)
        if (verifier->judged[i].claim.reason == REASON_VALID && !verifier->result->signatures[i].ours_before &&
            verifier->judged[i].claim.kind != CLAIM_TIMESTAMP && verifier->judged[i].claim.revision > last)
            last = verifier->judged[i].claim.revision;
    if (last < verifier->sent)
        return; /* nobody vouches: judge_presence says so */
    overlay_judge(verifier->arena, &verifier->revisions, verifier->sent - 1, last, &change);
    if (change.reason != REASON_VALID)
        worsen(verifier, change.reason, change.detail);
    for (size_t i = last + 1; i < verifier->revisions.count; i++)
        judge_update(verifier, i);
}

static void
judge_updates(struct verifier *verifier)
{
    size_t first = verifier->sent > 0 ? verifier->sent - 1 : verifier->revisions.count;

    for (size_t i = 0; i < verifier->result->count; i++)
        if (verifier->judged[i].claim.reason == REASON_VALID && verifier->judged[i].claim.revision < first)
            first = verifier->judged[i].claim.revision;
    for (size_t i = first + 1; i < verifier->revisions.count; i++)
        judge_update(verifier, i);
}

/* ---- all of it ---- */

static void
judge_presence(struct verifier *verifier)
{
    bool anew = false;

    for (size_t i = 0; i < verifier->result->count; i++)
        anew = anew || (!verifier->result->signatures[i].ours_before &&
                        verifier->judged[i].claim.kind != CLAIM_TIMESTAMP);
    if (verifier->sent > 0 && !anew)
        worsen(verifier, REASON_NOT_SIGNED_ANEW, SPAN(""));
    else if (verifier->result->count == 0)
        worsen(verifier, REASON_NO_SIGNATURE, SPAN(""));
}

static void
decode_anchors(struct verifier *verifier)
{
    struct certificates *anchors = arena_alloc(verifier->arena, sizeof *anchors);
    struct error err;

    if (!certificates_pem(verifier->arena, verifier->settings->anchors, anchors, &err))
        verifier->result->detail = span_copy(verifier->arena, span_of(err.text));
    verifier->anchors = anchors;
}

void
verify_pdf(struct arena *arena, struct span pdf, const struct verify_settings *settings,
           struct verification *verification)
{
    struct verifier *verifier = arena_alloc(arena, sizeof *verifier);

    *verification =
        (struct verification){.verdict = VERDICT_VALID, .reason = REASON_VALID, .detail = SPAN("")};
    verifier->arena = arena;
    verifier->settings = settings;
    verifier->result = verification;
    verifier->anchors = settings->trusted;
    if (verifier->anchors == NULL)
        decode_anchors(verifier);
    if (!open_file(verifier, pdf) || !find_original(verifier, pdf))
        return;
    read_signatures(verifier);
    judge_signatures(verifier);
    if (settings->drawn && verifier->sent > 0)
        judge_drawing(verifier);
    else
        judge_updates(verifier);
    judge_presence(verifier);
    for (size_t i = 0; i < verification->count; i++)
        worsen(verifier, verification->signatures[i].reason, verification->signatures[i].detail);
}
