// SPDX-License-Identifier: Apache-2.0
#include "main/sealwork.h"

#include <string.h>

enum { SIGNATURE_LEAST = 36, SOURCE_LEAST = 13, ANSWER_LEAST = 5 }; /* bytes of one on the wire */

static const char *const levels[] = {"unknown", "CMS", "B-B", "B-T", "B-LT", "B-LTA", "timestamp"};
enum { LEVELS = sizeof levels / sizeof levels[0] };

void
sealwork_put_seal(struct text *out, const struct seal_settings *settings, struct span pdf,
                  const struct span *answers, size_t count)
{
    wire_put_u8(out, (uint8_t)settings->level);
    wire_put_bytes(out, settings->chain);
    wire_put_bytes(out, settings->anchors);
    wire_put_bytes(out, settings->tsa);
    wire_put_bytes(out, settings->field);
    wire_put_bytes(out, settings->location);
    wire_put_bytes(out, settings->contact);
    wire_put_bytes(out, settings->language);
    wire_put_i64(out, settings->now);
    wire_put_i64(out, settings->time_offset);
    wire_put_bytes(out, settings->nonce);
    wire_put_bytes(out, settings->asked);
    wire_put_bytes(out, pdf);
    wire_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        wire_put_bytes(out, answers[i]);
}

static void
get_settings(struct wire *wire, struct seal_settings *settings)
{
    settings->level = (enum seal_level)wire_get_u8(wire);
    settings->chain = wire_get_bytes(wire);
    settings->anchors = wire_get_bytes(wire);
    settings->tsa = wire_get_bytes(wire);
    settings->field = wire_get_bytes(wire);
    settings->location = wire_get_bytes(wire);
    settings->contact = wire_get_bytes(wire);
    settings->language = wire_get_bytes(wire);
    settings->now = wire_get_i64(wire);
    settings->time_offset = (int)wire_get_i64(wire);
    settings->nonce = wire_get_bytes(wire);
    settings->asked = wire_get_bytes(wire);
}

bool
sealwork_seal(struct wire *wire, struct arena *arena, struct text *out, struct error *err)
{
    struct span answers[SEAL_ANSWERS_MAX], pdf;
    struct seal_settings settings = {0};
    struct seal_step step;
    uint32_t count;

    get_settings(wire, &settings);
    pdf = wire_get_bytes(wire);
    count = wire_get_count(wire, 4);
    if (count > SEAL_ANSWERS_MAX)
        return error_set(err, ERROR_PERMANENT, "malformed question");
    for (uint32_t i = 0; i < count; i++)
        answers[i] = wire_get_bytes(wire);
    if (!wire_done(wire) || settings.level > SEAL_LTA)
        return error_set(err, ERROR_PERMANENT, "malformed question");
    if (!seal_run(arena, pdf, &settings, answers, count, &step, err))
        return error_at(err, "seal");
    wire_put_u8(out, (uint8_t)step.want);
    wire_put_bytes(out, step.url);
    wire_put_bytes(out, step.bytes);
    return true;
}

bool
sealwork_get_step(struct span product, struct seal_step *step)
{
    struct wire wire = wire_read(product);
    uint8_t want = wire_get_u8(&wire);

    step->want = (enum seal_want)want;
    step->url = wire_get_bytes(&wire);
    step->bytes = wire_get_bytes(&wire);
    return wire_done(&wire) && want <= SEAL_CRL;
}

void
sealwork_put_verify(struct text *out, const struct verify_settings *settings, struct span pdf)
{
    wire_put_bytes(out, settings->original);
    wire_put_bytes(out, settings->anchors);
    wire_put_i64(out, settings->now);
    wire_put_u8(out, settings->drawn);
    wire_put_bytes(out, pdf);
    wire_put_u32(out, (uint32_t)settings->fetched_count);
    for (size_t i = 0; i < settings->fetched_count; i++) {
        wire_put_u8(out, settings->fetched[i].ocsp);
        wire_put_bytes(out, settings->fetched[i].bytes);
    }
}

/* Nothing is asked about a file that is refused whatever the answers. */
void
sealwork_put_revocation(struct text *out, const struct verification *verification, size_t fetched_count)
{
    bool matters = verification->reason == REASON_REVOCATION_UNKNOWN;

    wire_put_u32(out, (uint32_t)fetched_count);
    for (size_t i = 0; i < fetched_count; i++)
        wire_put_i64(out, verification->until[i]);
    wire_put_u32(out, matters ? (uint32_t)verification->source_count : 0);
    for (size_t i = 0; matters && i < verification->source_count; i++) {
        wire_put_u32(out, verification->sources[i].certificate);
        wire_put_u8(out, verification->sources[i].ocsp);
        wire_put_bytes(out, verification->sources[i].url);
        wire_put_bytes(out, verification->sources[i].request);
    }
}

bool
sealwork_get_revocation(struct arena *arena, struct wire *wire, struct verification *verification)
{
    uint32_t count = wire_get_count(wire, 8);

    if (count > SOURCES_MAX)
        return false;
    for (uint32_t i = 0; i < count; i++)
        verification->until[i] = wire_get_i64(wire);
    count = wire_get_count(wire, SOURCE_LEAST);
    if (count > SOURCES_MAX)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct revocation_source *source = &verification->sources[i];

        source->certificate = wire_get_u32(wire);
        source->ocsp = wire_get_u8(wire) != 0;
        source->url = span_copy(arena, wire_get_bytes(wire));
        source->request = span_copy(arena, wire_get_bytes(wire));
    }
    verification->source_count = count;
    return !wire->bad;
}

static uint8_t
level_number(const char *level)
{
    for (uint8_t i = 0; i < LEVELS; i++)
        if (strcmp(level, levels[i]) == 0)
            return i;
    return 0;
}

static void
put_signature(struct text *out, const struct verify_signature *signature)
{
    wire_put_bytes(out, signature->field);
    wire_put_bytes(out, signature->signer);
    wire_put_bytes(out, signature->organisation);
    wire_put_i64(out, signature->time);
    wire_put_u8(out, signature->time_proved);
    wire_put_u8(out, level_number(signature->level));
    wire_put_u32(out, (uint32_t)signature->revision);
    wire_put_u8(out, signature->covers_whole);
    wire_put_u8(out, signature->ours_before);
    wire_put_u8(out, (uint8_t)signature->reason);
    wire_put_bytes(out, signature->detail);
}

static bool
get_signature(struct wire *wire, struct verify_signature *signature)
{
    uint8_t level, reason;

    signature->field = wire_get_bytes(wire);
    signature->signer = wire_get_bytes(wire);
    signature->organisation = wire_get_bytes(wire);
    signature->time = wire_get_i64(wire);
    signature->time_proved = wire_get_u8(wire) != 0;
    level = wire_get_u8(wire);
    signature->revision = wire_get_u32(wire);
    signature->covers_whole = wire_get_u8(wire) != 0;
    signature->ours_before = wire_get_u8(wire) != 0;
    reason = wire_get_u8(wire);
    signature->detail = wire_get_bytes(wire);
    if (wire->bad || level >= LEVELS || reason >= REASON_COUNT)
        return false;
    signature->level = levels[level];
    signature->reason = (enum reason)reason;
    return true;
}

bool
sealwork_verify(struct anchors *anchors, struct wire *wire, struct arena *arena, struct text *out,
                struct error *err)
{
    struct verify_settings settings = {.original = wire_get_bytes(wire), .anchors = SPAN("")};
    struct revocation_answer fetched[SOURCES_MAX];
    struct verification verification;
    struct span pdf;

    settings.trusted = anchors_of(anchors, wire_get_bytes(wire));
    settings.now = wire_get_i64(wire);
    settings.drawn = wire_get_u8(wire) != 0;
    pdf = wire_get_bytes(wire);
    settings.fetched = fetched;
    settings.fetched_count = wire_get_count(wire, ANSWER_LEAST);
    if (settings.fetched_count > SOURCES_MAX)
        return error_set(err, ERROR_PERMANENT, "malformed question");
    for (size_t i = 0; i < settings.fetched_count; i++) {
        fetched[i].ocsp = wire_get_u8(wire) != 0;
        fetched[i].bytes = wire_get_bytes(wire);
    }
    if (!wire_done(wire))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    verify_pdf(arena, pdf, &settings, &verification);
    wire_put_u8(out, (uint8_t)verification.reason);
    wire_put_bytes(out, verification.detail);
    wire_put_u32(out, (uint32_t)verification.revisions);
    wire_put_u32(out, (uint32_t)verification.count);
    for (size_t i = 0; i < verification.count; i++)
        put_signature(out, &verification.signatures[i]);
    sealwork_put_revocation(out, &verification, settings.fetched_count);
    return true;
}

bool
sealwork_get_verification(struct arena *arena, struct span product, struct verification *verification)
{
    struct wire wire = wire_read(product);
    uint8_t reason = wire_get_u8(&wire);

    if (reason >= REASON_COUNT)
        return false;
    *verification = (struct verification){.verdict = reason_verdict((enum reason)reason),
                                          .reason = (enum reason)reason,
                                          .detail = wire_get_bytes(&wire)};
    verification->revisions = wire_get_u32(&wire);
    verification->count = wire_get_count(&wire, SIGNATURE_LEAST);
    verification->signatures = arena_array(arena, verification->count, sizeof *verification->signatures);
    for (size_t i = 0; i < verification->count; i++)
        if (!get_signature(&wire, &verification->signatures[i]))
            return false;
    return sealwork_get_revocation(arena, &wire, verification) && wire_done(&wire);
}
