// SPDX-License-Identifier: Apache-2.0
/*
 * messages: every message that was consumed, with its raw bytes: the proof of what was
 * written, and the memory by which nothing happens twice.
 */
#ifndef STORE_MESSAGES_H
#define STORE_MESSAGES_H

#include "reader/intent.h"
#include "store/database.h"

enum repeat {
    REPEAT_NO,
    REPEAT_SAME,  /* the same mail again (same content): does nothing */
    REPEAT_OTHER, /* the same Message-ID with other content: never a decision */
};

struct message_row {
    uint64_t sequence; /* in the journal; unique */
    const struct message *message;
    struct digest digest;        /* SHA-256 of its bytes */
    const struct intent *intent; /* NULL: it could not be read */
    int64_t dossier;             /* 0 none */
    struct span outcome;         /* "acted" "answered" "ignored" "repeated" "quarantined" "pending" "retried" */
    struct span detail;          /* why */
    int64_t used;                /* instant */
    bool masked;                 /* it holds what is never asked for: it is purged sooner (store/purge.h) */
};

bool messages_consumed(struct database *database, uint64_t sequence, bool *consumed, struct error *err) MUST_CHECK;
/* The highest of all; 0 none. */
bool messages_last_sequence(struct database *database, uint64_t *sequence, struct error *err) MUST_CHECK;
bool messages_repeat(struct database *database, const struct intent *intent, enum repeat *repeat,
                     struct error *err) MUST_CHECK;
bool messages_insert(struct database *database, const struct message_row *row, int64_t *id,
                     struct error *err) MUST_CHECK;
/* A row's message as it was accepted, and when it was used; *found. */
bool messages_load(struct database *database, struct arena *arena, int64_t id, struct message *message,
                   int64_t *used, bool *found, struct error *err) MUST_CHECK;
/* Whether a dropped file (conventionctl ingest) was used before; it is remembered in the transaction that uses
 * it, not when it is only looked at. */
bool messages_drop_seen(struct database *database, struct span id, bool *seen, struct error *err) MUST_CHECK;
bool messages_drop_remember(struct database *database, struct span id, struct error *err) MUST_CHECK;

#endif
