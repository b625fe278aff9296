// SPDX-License-Identifier: Apache-2.0
#include "main/returning.h"

#include "common/date.h"
#include "document/scan.h"
#include "main/checking.h"
#include "main/revocation.h"
#include "main/sealwork.h"
#include "main/work.h"
#include "reader/mime.h"
#include "reader/pdfopen.h"
#include "signature/verify.h"
#include "store/editions.h"
#include "store/queue.h"
#include "workflow/returned.h"

enum { QUESTION_EXTRA = 256 * 1024, PICTURE_LEAST = 40 * 1024 };

/* ---- the writer's side ---- */

static bool
add_original(struct database *database, struct arena *arena, int64_t dossier, const struct shown_fact *shown,
             struct returning *returning, struct error *err)
{
    struct digest digest;
    struct span bytes = {"", 0};

    if (!digest_parse_hex(shown->sha256, &digest))
        return true;
    if (!editions_get(database, arena, dossier, &digest, &bytes, err))
        return false;
    for (size_t i = 0; i < returning->original_count; i++)
        if (span_equal(returning->originals[i], bytes))
            return true;
    if (bytes.len > 0)
        returning->originals[returning->original_count++] = bytes;
    return true;
}

bool
returning_look_up(struct database *database, struct arena *arena, int64_t dossier,
                  const struct situation *situation, const struct event *event, struct returning *returning,
                  struct error *err)
{
    struct span document, bytes;
    uint32_t revision;

    returning->wanted = returned_wanted(arena, situation, event, &document);
    returning->form = UINT32_MAX;
    for (size_t i = 0; event->kind == EVENT_MESSAGE && i < event->intent->attachment_count; i++)
        if (event->intent->attachments[i].form)
            returning->form = (uint32_t)i;
    if (returning->wanted != RETURNED_SIGNED)
        return true;
    for (size_t i = 0; i < situation->shown_count && returning->original_count < RETURNING_ORIGINALS_MAX; i++)
        if (situation->shown[i].task == event->serial &&
            span_equal(situation->shown[i].document, document) &&
            !add_original(database, arena, dossier, &situation->shown[i], returning, err))
            return false;
    if (returning->original_count == 0) {
        if (!documents_get(database, arena, dossier, document, UINT32_MAX >> 1, &bytes, &revision, err))
            return false;
        if (bytes.len > 0)
            returning->originals[returning->original_count++] = bytes;
    }
    if (returning->original_count == 0)
        returning->wanted = RETURNED_NOTHING;
    return true;
}

static struct returned *
unread(struct arena *arena, enum returned_kind kind)
{
    struct returned *returned = arena_alloc(arena, sizeof *returned);
    const struct span none = {"", 0};

    *returned = (struct returned){.kind = kind,
                                  .attachment = SIZE_MAX,
                                  .verdict = SPAN("invalid"),
                                  .reason = SPAN("structure"),
                                  .sha256 = none,
                                  .original = none,
                                  .signer = none,
                                  .organisation = none,
                                  .level = none,
                                  .time = none};
    return returned;
}

struct returned *
returning_read(struct arena *arena, struct returning *returning, struct intent *intent)
{
    struct wire wire = wire_read(returning->product);
    struct returned *returned = arena_alloc(arena, sizeof *returned);
    struct span check;
    struct digest digest;

    returned->kind = returning->wanted;
    returned->attachment = wire_get_u32(&wire);
    returned->verdict = wire_get_bytes(&wire);
    returned->reason = wire_get_bytes(&wire);
    returned->original = wire_get_bytes(&wire);
    returned->signer = wire_get_bytes(&wire);
    returned->organisation = wire_get_bytes(&wire);
    returned->level = wire_get_bytes(&wire);
    returned->time = wire_get_bytes(&wire);
    returned->time_proved = wire_get_u8(&wire) != 0;
    check = wire_get_bytes(&wire);
    returning->pdf = wire_get_bytes(&wire);
    if (wire.bad || returned->attachment >= intent->attachment_count)
        return unread(arena, returning->wanted);
    intent->attachments[returned->attachment].check = check;
    digest = digest_sha256(returning->pdf);
    returned->sha256 = digest_hex(arena, &digest);
    returned->size = returning->pdf.len;
    return returned;
}

/* ---- the loop's ---- */

size_t
returning_want(struct arena *arena, struct returning *returning)
{
    struct wire wire = wire_read(returning->product);
    struct verification verification = {0};
    size_t count;

    wire_get_u32(&wire);
    for (int i = 0; i < 7; i++)
        wire_get_bytes(&wire);
    wire_get_u8(&wire);
    wire_get_bytes(&wire);
    wire_get_bytes(&wire);
    if (!sealwork_get_revocation(arena, &wire, &verification))
        return 0;
    for (size_t i = 0; i < returning->fetched_count; i++)
        returning->until[i] = verification.until[i];
    returning->unsure = verification.source_count > 0;
    count = revocation_choose(returning->asked, returning->fetched_count, verification.sources,
                              verification.source_count);
    returning->fetched_count += count;
    return count;
}

void
returning_ask(struct pool *pool, struct span anchors, const struct message *message,
              const struct returning *returning, void (*done)(void *context, enum pool_status status, struct span answer),
              void *context)
{
    size_t size = message->bytes.len + anchors.len + QUESTION_EXTRA;
    struct arena *arena;
    struct text question;

    for (size_t i = 0; i < returning->original_count; i++)
        size += returning->originals[i].len;
    for (size_t i = 0; i < returning->fetched_count; i++)
        size += returning->fetched[i].bytes.len;
    arena = arena_open(size * 4); /* a text doubles as it grows */
    question = text_new(arena, size);
    wire_put_u8(&question, (uint8_t)returning->wanted);
    wire_put_u32(&question, returning->form);
    wire_put_bytes(&question, anchors);
    wire_put_u32(&question, (uint32_t)returning->original_count);
    for (size_t i = 0; i < returning->original_count; i++)
        wire_put_bytes(&question, returning->originals[i]);
    wire_put_u32(&question, (uint32_t)returning->fetched_count);
    for (size_t i = 0; i < returning->fetched_count; i++) {
        wire_put_u8(&question, returning->fetched[i].ocsp);
        wire_put_bytes(&question, returning->fetched[i].bytes);
    }
    message_put(&question, message);
    pool_submit(pool, WORK_RETURNED, text_get(&question), done, context);
    arena_close(&arena);
}

/* ---- the worker's ---- */

struct judging {
    struct arena *arena;
    const struct certificates *trusted;
    struct span originals[RETURNING_ORIGINALS_MAX];
    uint32_t original_count;
    struct revocation_answer fetched[SOURCES_MAX];
    uint32_t fetched_count;
    struct message message;
    struct span pdf; /* the file chosen */
    uint32_t attachment, original;
    struct verification verification;
    const struct verify_signature *signature; /* the new one; NULL none */
};

static bool
is_pdf(const struct mime_part *part)
{
    return span_starts(part->data, "%PDF-") || span_is(part->type, "application/pdf");
}

/* Our own signatures, and those that were accepted before, are not in question. */
static enum reason
reason_of_new(struct judging *judging)
{
    enum reason worst = judging->verification.reason;

    for (size_t i = 0; i < judging->verification.count; i++) {
        const struct verify_signature *signature = &judging->verification.signatures[i];

        if (!signature->ours_before && !span_is(span_of(signature->level), "timestamp"))
            judging->signature = signature;
    }
    if (reason_verdict(worst) != VERDICT_INDETERMINATE || worst == REASON_FIELDS_FILLED)
        return worst;
    worst = REASON_VALID;
    for (size_t i = 0; i < judging->verification.count; i++) {
        const struct verify_signature *signature = &judging->verification.signatures[i];

        if (!signature->ours_before && reason_verdict(signature->reason) >= reason_verdict(worst))
            worst = signature->reason;
    }
    return worst;
}

static void
judge(struct judging *judging)
{
    struct verify_settings settings = {.original = judging->originals[judging->original],
                                       .trusted = judging->trusted,
                                       .fetched = judging->fetched,
                                       .fetched_count = judging->fetched_count,
                                       .now = judging->message.received};

    verify_pdf(judging->arena, judging->pdf, &settings, &judging->verification);
    judging->verification.reason = reason_of_new(judging);
    judging->verification.verdict = reason_verdict(judging->verification.reason);
}

/* The longest of what was shown that the file begins with. */
static bool
begins_with_ours(struct judging *judging, struct span pdf)
{
    bool found = false;

    for (uint32_t i = 0; i < judging->original_count; i++) {
        struct span original = judging->originals[i];

        if (!span_equal(span_first(pdf, original.len), original) ||
            (found && original.len <= judging->originals[judging->original].len))
            continue;
        judging->original = i;
        found = true;
    }
    return found;
}

/* Of several PDFs the one that begins with ours; else the first. */
static bool
choose(struct judging *judging)
{
    struct mime *mime = mime_read(judging->arena, judging->message.bytes);
    uint32_t number = 0;
    bool found = false;

    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part)) {
        if (!part->attachment)
            continue;
        if (is_pdf(part)) {
            bool ours = begins_with_ours(judging, part->data);

            if (ours || !found) {
                judging->pdf = part->data;
                judging->attachment = number;
            }
            found = true;
            if (ours)
                return true;
        }
        number++;
    }
    return found;
}

static void
put_product(const struct judging *judging, struct text *out)
{
    static const struct verify_signature nobody = {
        .signer = {"", 0}, .organisation = {"", 0}, .level = ""};
    const struct verify_signature *signature = judging->signature == NULL ? &nobody : judging->signature;
    const struct verification *verification = &judging->verification;
    struct digest original = digest_sha256(judging->originals[judging->original]);
    bool valid = verification->verdict == VERDICT_VALID;

    wire_put_u32(out, judging->attachment);
    wire_put_string(out, verdict_name(verification->verdict));
    wire_put_string(out, reason_code(verification->reason));
    wire_put_bytes(out, digest_hex(judging->arena, &original));
    wire_put_bytes(out, signature->signer);
    wire_put_bytes(out, signature->organisation);
    wire_put_string(out, signature->level);
    wire_put_bytes(out, signature->time == 0 ? SPAN("") : instant_iso(judging->arena, signature->time));
    wire_put_u8(out, signature->time_proved);
    wire_put_bytes(out, checking_write(judging->arena, verification));
    wire_put_bytes(out, valid ? judging->pdf : SPAN(""));
    sealwork_put_revocation(out, verification, judging->fetched_count);
}

/* ---- a scan or an annex: the first PDF that opens, else all photographs ---- */

struct scanning {
    struct arena *arena;
    uint32_t form; /* see struct returning */
    struct span pdf, pictures[SCAN_PAGES_MAX];
    size_t picture_count;
    uint32_t attachment, heif_attachment;
    bool heif; /* photographs that can't be read */
};

static void
gather(struct scanning *scanning, struct span message)
{
    struct mime *mime = mime_read(scanning->arena, message);
    uint32_t number = 0;

    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part)) {
        if (!part->attachment)
            continue;
        if (scanning->pdf.len == 0 && number != scanning->form && pdfopen_can(part->data)) {
            scanning->pdf = part->data;
            scanning->attachment = number;
        } else if (part->data.len >= PICTURE_LEAST && scanning->picture_count < SCAN_PAGES_MAX &&
                   scan_takes(part->data)) {
            if (scanning->picture_count == 0 && scanning->pdf.len == 0)
                scanning->attachment = number;
            scanning->pictures[scanning->picture_count++] = part->data;
        } else if (scan_is_heif(part->data)) {
            scanning->heif = true;
            scanning->heif_attachment = number;
        }
        number++;
    }
}

static bool
take_scan(struct arena *arena, struct span message, uint32_t form, struct text *out, struct error *err)
{
    struct scanning scanning = {.arena = arena, .form = form, .pdf = SPAN("")};
    bool found;

    gather(&scanning, message);
    if (scanning.pdf.len == 0 && scanning.picture_count > 0 &&
        !scan_write(arena, scanning.pictures, scanning.picture_count, &scanning.pdf, err))
        return false;
    found = scanning.pdf.len > 0;
    wire_put_u32(out, found || !scanning.heif ? scanning.attachment : scanning.heif_attachment);
    wire_put_string(out, found ? "valid" : "invalid");
    wire_put_string(out, found ? "valid" : scanning.heif ? "heif" : "no-scan");
    for (int i = 0; i < 5; i++)
        wire_put_string(out, "");
    wire_put_u8(out, false);
    wire_put_string(out, "");
    wire_put_bytes(out, scanning.pdf);
    wire_put_u32(out, 0); /* answers */
    wire_put_u32(out, 0); /* sources */
    return true;
}

bool
returning_work(struct anchors *anchors, struct wire *wire, struct arena *arena, struct text *out,
               struct error *err)
{
    bool scan = wire_get_u8(wire) == RETURNED_SCAN;
    uint32_t form = wire_get_u32(wire);
    struct judging judging = {.arena = arena, .trusted = anchors_of(anchors, wire_get_bytes(wire))};

    judging.original_count = wire_get_count(wire, 4);
    if (judging.original_count > RETURNING_ORIGINALS_MAX)
        return error_set(err, ERROR_PERMANENT, "malformed question");
    for (uint32_t i = 0; i < judging.original_count; i++)
        judging.originals[i] = wire_get_bytes(wire);
    judging.fetched_count = wire_get_count(wire, 5);
    if (judging.fetched_count > SOURCES_MAX)
        return error_set(err, ERROR_PERMANENT, "malformed question");
    for (uint32_t i = 0; i < judging.fetched_count; i++) {
        judging.fetched[i].ocsp = wire_get_u8(wire) != 0;
        judging.fetched[i].bytes = wire_get_bytes(wire);
    }
    if (!message_get(arena, wire, &judging.message))
        return error_set(err, ERROR_PERMANENT, "malformed question");
    if (scan)
        return take_scan(arena, judging.message.bytes, form, out, err);
    if (judging.original_count == 0 || !choose(&judging))
        return error_set(err, ERROR_PERMANENT, "no PDF in the message");
    judge(&judging);
    put_product(&judging, out);
    return true;
}
