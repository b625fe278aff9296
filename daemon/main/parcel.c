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
parcel_new(struct carry *carry, const struct carry_parts *parts)
{
    struct arena *arena = arena_open(PARCEL_ARENA_MAX);
    struct parcel *parcel = arena_alloc(arena, sizeof *parcel);

    parcel->arena = arena;
    parcel->carry = carry;
    parcel->parts = parts;
    return parcel;
}

void
parcel_free(struct parcel *parcel)
{
    struct arena *arena = parcel->arena;

    arena_close(&arena);
}

/* ---- out of the store ---- */

/* False also when an attachment is not made yet: *ready then. */
static bool
load_attachments(struct database *database, struct parcel *parcel, bool *ready, struct error *err)
{
    const struct effect *effect = &parcel->row.effect;

    *ready = true;
    parcel->attachments = arena_array(parcel->arena, effect->attachment_count, sizeof *parcel->attachments);
    for (size_t i = 0; i < effect->attachment_count; i++) {
        struct mail_attachment *attachment = &parcel->attachments[i];
        uint32_t revision;

        if (!documents_get(database, parcel->arena, parcel->row.dossier, effect->attachments[i], effect->revision,
                           &attachment->data, &revision, err))
            return false;
        if (attachment->data.len == 0) {
            *ready = false;
            return true;
        }
        attachment->name = enclose_file_name(parcel->arena, effect->attachments[i], parcel->row.number);
        attachment->type = SPAN("application/pdf");
    }
    parcel->attachment_count = effect->attachment_count;
    return true;
}

/* A mail waits for a document of the same revision that is still to be made. */
static bool
document_is_pending(struct database *database, const struct parcel *parcel, bool *pending, struct error *err)
{
    sqlite3_stmt *query;
    enum database_row row;

    *pending = false;
    if (parcel->row.effect.kind != EFFECT_MAIL || parcel->row.effect.attachment_count == 0)
        return true;
    query = database_query(
        database, "SELECT 1 FROM outbox WHERE dossier = ? AND kind = ? AND status = 'waiting' AND id < ?",
        "iii", parcel->row.dossier, (int64_t)EFFECT_DOCUMENT, parcel->row.id);
    row = database_step(database, query, err);
    *pending = row == ROW_FOUND;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

bool
parcel_load(struct parcel *parcel, struct database *database, int64_t id, bool *ready, struct error *err)
{
    const struct carry_parts *parts = parcel->parts;
    bool pending;

    if (!queue_load(database, parcel->arena, id, &parcel->row, err) ||
        !document_is_pending(database, parcel, &pending, err))
        return false;
    *ready = !pending;
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
        row.sha256 = digest_sha256(parcel->attachments[i].data);
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
    struct digest digest;
    struct span receipt = parcel->mail.receipt;

    if (effect->kind == EFFECT_DOCUMENT) {
        if (!documents_insert(database, parcel->row.dossier, effect->document, effect->revision, parcel->product,
                              now, &digest, err))
            return false;
        receipt =
            span_printf(arena, "document=%.*s revision=%u sha256=%.*s seal=%s", SPAN_ARG(effect->document),
                        effect->revision, SPAN_ARG(digest_hex(arena, &digest)),
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
