// SPDX-License-Identifier: Apache-2.0
/*
 * journal: where an accepted message is before anything else happens to it.
 *
 * A folder of segments of fixed size, written with zeros beforehand so that fdatasync has no
 * metadata to carry.  A thread of its own writes what waits and syncs once for all of it;
 * only then is a message durable and `done` called (invariant I1: 250 means synced).
 *
 * Segment "NNNNNNNNNNNNNNNN.seg" (sequence number of its first record, hexadecimal), records one after the
 * other, each at a multiple of 8 bytes:
 *   u32 magic 0x4C4D4331  u32 length of the body  u64 sequence  i64 received
 *   body: bytes drop, then message_put (reader/message.h)
 *   SHA-256 of all before it, first 16 bytes;  zeros up to the next multiple of 8
 * A record that does not hold ends the segment.  Sequence numbers are never used twice.
 * A daemon that starts appends to a segment of its own; one whose records were all consumed
 * is removed.
 */
#ifndef INTAKE_JOURNAL_H
#define INTAKE_JOURNAL_H

#include "common/error.h"
#include "reader/message.h"

enum {
    JOURNAL_SEGMENT = 64 * 1024 * 1024, /* bytes of a segment; a larger message gets a larger one */
};

struct journal;

struct journal_ticket {
    struct journal_ticket *next; /* the journal's while it waits */
    struct span drop;            /* id of the dropped file, "" none */
    struct message message;      /* must live until done */
    void (*done)(struct journal_ticket *ticket); /* in the loop */
    uint64_t sequence;           /* given at append */
    bool good;                   /* durable */
    struct error err;
    struct text record; /* the journal's */
};

struct journal *journal_open(const char *folder, struct error *err);
void journal_close(struct journal **journal); /* what waits is written first; nulls */

/* All records that are there, oldest first; before the first append. */
void journal_recover(struct journal *journal, void (*found)(void *context, uint64_t sequence), void *context);

void journal_append(struct journal *journal, struct journal_ticket *ticket);
int journal_descriptor(const struct journal *journal); /* readable: call journal_collect */
void journal_collect(struct journal *journal);

/* A durable record; false when it is not there (any more) or damaged. */
bool journal_read(struct journal *journal, struct arena *arena, uint64_t sequence, struct message *message,
                  struct span *drop, struct error *err) MUST_CHECK;
/* Every record below `sequence` has been consumed: segments that hold only such are used again. */
void journal_consumed(struct journal *journal, uint64_t sequence);

#endif
