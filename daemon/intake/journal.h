// SPDX-License-Identifier: Apache-2.0
/*
 * journal: where an accepted message is before anything else happens to it.
 *
 * A folder of segments (intake/segment.h has the format), written with zeros beforehand so
 * that most syncs have no metadata to carry.  A thread of its own writes what waits and
 * syncs once for all of it; only then is a message durable and `done` called (invariant I1:
 * 250 means synced).  That thread calls nothing of the loop: it writes to an eventfd.
 *
 * When a write or a sync fails, the tickets that waited for it fail, and the segment is cut
 * at its last durable record and never written again: what the kernel still holds of it
 * can't be trusted.  The next messages begin a new segment.
 *
 * A segment whose records were all consumed is kept to be used again (two at most) or
 * removed.  The file "consumed" (u64 sequence, 16 bytes of its SHA-256) says what need not
 * be offered again at a start.  It is a hint, not synced, never ahead of journal_consumed;
 * who puts an older store in place removes it, and all that is still here is offered again.
 *
 * Sequence numbers rise and are never given twice, over starts, damage and an emptied folder
 * alike, though the clock be set back: a start begins above all that the folder could have held, above what
 * the store has (journal_number_above), and above the clock's nanoseconds since 1970 (63 bits suffice until
 * 2262).
 *
 * All calls but the thread's own are the loop's.
 */
#ifndef INTAKE_JOURNAL_H
#define INTAKE_JOURNAL_H

#include "common/error.h"
#include "reader/message.h"

enum {
    JOURNAL_SEGMENT = 64 * 1024 * 1024, /* bytes of a segment; a larger message gets a larger one */
    JOURNAL_SPARES = 2,                 /* consumed segments kept to be used again */
};

struct journal;

struct journal_ticket {
    struct journal_ticket *next; /* the journal's while it waits */
    struct span drop;            /* id of the dropped file, "" none */
    struct message message;      /* must live, unchanged, until done */
    void (*done)(struct journal_ticket *ticket); /* in the loop, from journal_collect or journal_close */
    uint64_t sequence;           /* given at append */
    bool good;                   /* durable */
    struct error err;            /* why not */
};

/* One process at a time: a second one gets ERROR_PERMANENT. */
struct journal *journal_open(const char *folder, struct error *err);
struct journal *journal_open_sized(const char *folder, int64_t segment, struct error *err); /* bytes; for tests */
/* The hint is forgotten: the next journal_open offers all that is still there. */
bool journal_forget(const char *folder, struct error *err) MUST_CHECK;
/* What waits is written first, and every ticket done (those appended meanwhile have failed); nulls. */
void journal_close(struct journal **journal);

/* Before the first append: what is given from here on is higher than this, which the store has. */
void journal_number_above(struct journal *journal, uint64_t sequence);

/* All records that may not have been consumed, oldest first; before the first append. */
void journal_recover(struct journal *journal, void (*found)(void *context, uint64_t sequence), void *context);

void journal_append(struct journal *journal, struct journal_ticket *ticket);
int journal_descriptor(const struct journal *journal); /* readable: call journal_collect */
void journal_collect(struct journal *journal);

/* A durable record; false when it is not there (any more) or damaged. */
bool journal_read(struct journal *journal, struct arena *arena, uint64_t sequence, struct message *message,
                  struct span *drop, struct error *err) MUST_CHECK;
/* Every record below `sequence` has been consumed: segments that hold only such are used again. */
void journal_consumed(struct journal *journal, uint64_t sequence);

struct journal_counts {
    uint64_t records, syncs, failures; /* failures: tickets */
    size_t segments, spares;
};
struct journal_counts journal_counts(struct journal *journal);

#endif
