// SPDX-License-Identifier: Apache-2.0
/*
 * queue: the outbox table: documents to make and mails to carry, with their retries.
 *
 * A row is `waiting` until its deed is done (`done`) or given up (`failed`).  A mail whose
 * attachments are not made yet is not due.  Message-ID and date are fixed at birth.
 */
#ifndef STORE_QUEUE_H
#define STORE_QUEUE_H

#include "store/database.h"
#include "workflow/effect.h"

struct queue_row {
    int64_t id, dossier; /* dossier 0: about none */
    struct span number;  /* of the dossier, "" none */
    struct digest version;
    struct effect effect; /* with its basis */
    int64_t basis;        /* which one; 0 none */
    struct span message_id; /* MAIL */
    int64_t queued, due;
    uint32_t attempts;
    struct span status, error;
};

/* What the effects of one decision have in common. */
struct queue_order {
    int64_t dossier; /* 0: about none */
    struct span number;
    struct digest version;
    struct span key, domain; /* make Message-IDs */
    int64_t now;
    int64_t basis; /* 0: not stored yet */
};

/* The basis is stored with the first effect that has it.  A mail that store/restore.h knows as carried is
 * done at once. */
bool queue_effect(struct database *database, struct arena *arena, struct queue_order *order,
                  const struct effect *effect, struct error *err) MUST_CHECK;

/* Ids of the rows that are due, oldest first, at most max. */
bool queue_due(struct database *database, int64_t now, int64_t *ids, size_t max, size_t *count,
               struct error *err) MUST_CHECK;
/* One row; row->id 0 when there is none. */
bool queue_load(struct database *database, struct arena *arena, int64_t id, struct queue_row *row,
                struct error *err) MUST_CHECK;
/* When the next row that is not due yet comes due; 0 none. */
bool queue_next_due(struct database *database, int64_t now, int64_t *at, struct error *err) MUST_CHECK;

bool queue_done(struct database *database, int64_t id, int64_t now, struct span receipt, struct error *err) MUST_CHECK;
bool queue_later(struct database *database, int64_t id, int64_t due, struct span why, struct error *err) MUST_CHECK;
bool queue_failed(struct database *database, int64_t id, int64_t now, struct span why, struct error *err) MUST_CHECK;
/* Failed rows wait again; id 0: all.  Returns how many in *count. */
bool queue_retry(struct database *database, int64_t id, int64_t now, int64_t *count, struct error *err) MUST_CHECK;

/* Documents that were made. */
bool documents_insert(struct database *database, int64_t dossier, struct span name, uint32_t revision, struct span bytes,
                      int64_t now, struct digest *sha256, struct error *err) MUST_CHECK;
/* The newest revision up to `revision` (UINT32_MAX: the newest); found: bytes.len > 0. */
bool documents_get(struct database *database, struct arena *arena, int64_t dossier, struct span name,
                   uint32_t revision, struct span *bytes, uint32_t *found_revision, struct error *err) MUST_CHECK;

struct document_row {
    struct span name;
    uint32_t revision;
    struct digest sha256;
    int64_t size, made;
};
bool documents_list(struct database *database, struct arena *arena, int64_t dossier, struct document_row **rows,
                    size_t *count, struct error *err) MUST_CHECK;

/* Procedure versions. */
bool versions_insert(struct database *database, struct span procedure, const struct digest *digest,
                     struct span bundle, int64_t now, struct error *err) MUST_CHECK;
bool versions_get(struct database *database, struct arena *arena, const struct digest *digest, struct span *bundle,
                  struct error *err) MUST_CHECK; /* bundle.len 0: unknown */
/* The one of a procedure that was loaded last. */
bool versions_last(struct database *database, struct span procedure, struct digest *digest, bool *found,
                   struct error *err) MUST_CHECK;

#endif
