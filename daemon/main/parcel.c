// SPDX-License-Identifier: Apache-2.0
#include "main/parcel.h"

#include <inttypes.h>

#include "main/undelivered.h"
#include "os/clock.h"
#include "store/dossiers.h"
#include "store/editions.h"
#include "store/eventlog.h"

enum { PARCEL_ARENA_MAX = 256 * 1024 * 1024 };

struct parcel *
parcel_new(struct carry *carry, const struct carry_parts *parts, int64_t id)
{
    struct arena *arena = arena_open(PARCEL_ARENA_MAX);
    struct parcel *parcel = arena_alloc(arena, sizeof *parcel);

    parcel->arena = arena;
    parcel->carry = carry;
    parcel->parts = parts;
    parcel->row.id = id;
    return parcel;
}

void
parcel_free(struct parcel *parcel)
{
    struct arena *arena = parcel->arena;

    arena_close(&arena);
}

/* ---- out of the store ---- */

bool
parcel_awaits_seal(const struct parcel *parcel)
{
    return parcel->row.effect.seal && parcel->parts->sealing != NULL;
}

static bool
is_made_beside(const struct parcel *parcel, struct span document)
{
    return parcel->document != NULL && span_equal(parcel->document->row.effect.document, document);
}

/* False also when an attachment is not made yet: *ready then. */
static bool
load_attachments(struct database *database, struct parcel *parcel, bool *ready, struct error *err)
{
    const struct effect *effect = &parcel->row.effect;

    *ready = true;
    parcel->attachments = arena_array(parcel->arena, effect->attachment_count, sizeof *parcel->attachments);
    parcel->digests = arena_array(parcel->arena, effect->attachment_count, sizeof(struct digest *));
    for (size_t i = 0; i < effect->attachment_count; i++) {
        struct mail_attachment *attachment = &parcel->attachments[i];
        bool beside = is_made_beside(parcel, effect->attachments[i]);
        uint32_t revision;

        if (!beside && !documents_get(database, parcel->arena, parcel->row.dossier, effect->attachments[i],
                                      effect->revision, &attachment->data, &revision, err))
            return false;
        if (!beside && attachment->data.len == 0) {
            *ready = false;
            return true;
        }
        attachment->name = enclose_file_name(parcel->arena, effect->attachments[i], parcel->row.number);
        attachment->type = SPAN("application/pdf");
    }
    parcel->attachment_count = effect->attachment_count;
    return true;
}

void
parcel_attach(struct parcel *parcel, const struct parcel *document)
{
    struct digest *digest = arena_alloc(parcel->arena, sizeof *digest);

    *digest = document->digest;
    for (size_t i = 0; i < parcel->attachment_count; i++)
        if (span_equal(parcel->row.effect.attachments[i], document->row.effect.document)) {
            parcel->attachments[i].data = span_copy(parcel->arena, document->product);
            parcel->digests[i] = digest;
        }
}

/* The row, if it can be made in one question with the mail: no seal is awaited between them. */
static struct parcel *
document_beside(const struct parcel *mail, struct parcel *others, int64_t id)
{
    struct parcel *parcel = others;

    while (parcel != NULL && parcel->row.id != id)
        parcel = parcel->next;
    return parcel != NULL && mail->row.basis != 0 && parcel->row.basis == mail->row.basis &&
                   parcel->row.effect.revision == mail->row.effect.revision && !parcel_awaits_seal(parcel)
               ? parcel
               : NULL;
}

/* A mail waits for documents that are still to be made, but for one that is made in one question with it. */
static bool
look_for_document(struct parcel *parcel, struct database *database, struct parcel *others, bool *ready,
                  struct error *err)
{
    sqlite3_stmt *query;
    enum database_row row;
    int64_t id = 0;
    size_t count = 0;

    *ready = true;
    if (parcel->row.effect.kind != EFFECT_MAIL || parcel->row.effect.attachment_count == 0)
        return true;
    query = database_query(
        database,
        "SELECT id FROM outbox WHERE dossier = ? AND kind = ? AND status = 'waiting' AND id < ? LIMIT 2", "iii",
        parcel->row.dossier, (int64_t)EFFECT_DOCUMENT, parcel->row.id);
    while ((row = database_step(database, query, err)) == ROW_FOUND) {
        id = sqlite3_column_int64(query, 0);
        count++;
    }
    if (count == 1)
        parcel->document = document_beside(parcel, others, id);
    *ready = count == 0 || parcel->document != NULL;
    return row != ROW_FAILED;
}

bool
parcel_load(struct parcel *parcel, struct database *database, struct parcel *others, bool *ready,
            struct error *err)
{
    const struct carry_parts *parts = parcel->parts;

    if (!queue_load(database, parcel->arena, parcel->row.id, &parcel->row, err) ||
        !look_for_document(parcel, database, others, ready, err))
        return false;
    if (!*ready)
        return true;
    if (parcel->row.effect.kind == EFFECT_DOCUMENT
            ? !enclose_look_up(database, parcel->arena, parcel->row.dossier, parcel->row.number, &parcel->row.effect,
                               &parcel->enclose, err)
            : !load_attachments(database, parcel, ready, err))
        return false;
    if (!parts->known(parts->context, &parcel->row.version))
        return versions_get(database, parcel->arena, &parcel->row.version, &parcel->bundle, err);
    return true;
}

/* ---- back into it ---- */

static bool
log_end(struct parcel *parcel, struct database *database, struct arena *arena, const char *event,
        struct span detail, struct error *err)
{
    return eventlog_append(database, parcel->row.number, span_of(event),
                           span_printf(arena, "outbox=%" PRId64 " template=%.*s %.*s", parcel->row.id,
                                       SPAN_ARG(parcel->row.effect.template), SPAN_ARG(detail)),
                           clock_now(), err);
}

/* Exactly which bytes the task's person got. */
static bool
note_shown(const struct parcel *parcel, struct database *database, int64_t now, struct error *err)
{
    struct shown_row row = {.dossier = parcel->row.dossier,
                            .task = parcel->row.effect.task,
                            .message_id = parcel->row.message_id,
                            .receipt = parcel->mail.receipt,
                            .at = now};

    for (size_t i = 0; row.task != 0 && i < parcel->attachment_count; i++) {
        row.document = parcel->row.effect.attachments[i];
        row.sha256 =
            parcel->digests[i] != NULL ? *parcel->digests[i] : digest_sha256(parcel->attachments[i].data);
        if (!shown_add(database, &row, err))
            return false;
    }
    return true;
}

static bool
write_done(struct parcel *parcel, struct database *database, struct arena *arena, struct error *err)
{
    const struct effect *effect = &parcel->row.effect;
    int64_t now = clock_now();
    struct span receipt = parcel->mail.receipt;

    if (effect->kind == EFFECT_DOCUMENT) {
        if (!documents_insert(database, parcel->row.dossier, effect->document, effect->revision, parcel->product,
                              now, &parcel->digest, err))
            return false;
        receipt =
            span_printf(arena, "document=%.*s revision=%u sha256=%.*s seal=%s", SPAN_ARG(effect->document),
                        effect->revision, SPAN_ARG(digest_hex(arena, &parcel->digest)),
                        effect->seal ? parcel->parts->config->seal_level : "none");
        return queue_done(database, parcel->row.id, now, SPAN(""), err) &&
               log_end(parcel, database, arena, "document.made", receipt, err);
    }
    return queue_done(database, parcel->row.id, now, receipt, err) && note_shown(parcel, database, now, err) &&
           log_end(parcel, database, arena, "mail.sent",
                   span_printf(arena, "to=%.*s message-id=%.*s receipt=\"%.*s\"", SPAN_ARG(effect->to),
                               SPAN_ARG(parcel->row.message_id), SPAN_ARG(receipt)),
                   err);
}

bool
parcel_write_end(struct parcel *parcel, struct database *database, struct arena *arena, struct error *err)
{
    struct span why = span_of(parcel->why.text);

    switch (parcel->ending) {
    case ENDING_DONE:
        return write_done(parcel, database, arena, err);
    case ENDING_LATER:
        return queue_later(database, parcel->row.id, parcel->due, why, err);
    case ENDING_FAILED:
        return undelivered_note(parcel->parts->applier, database, arena, &parcel->row, parcel->mail.status,
                                why, err) &&
               queue_failed(database, parcel->row.id, clock_now(), why, err) &&
               log_end(parcel, database, arena,
                       parcel->row.effect.kind == EFFECT_MAIL ? "mail.failed" : "document.failed",
                       span_printf(arena, "error=\"%.*s\"", SPAN_ARG(why)), err);
    }
    return false;
}
