// SPDX-License-Identifier: Apache-2.0
/*
 * readings: from the journal to the store.  A durable message is read by a worker, then
 * consumed by the writer, then its record is released.
 *
 *   journal -> worker reads -> writer consumes -> journal_consumed
 *
 * A message is asked of a worker at most WORKER_TRIES times; one that kills its worker each
 * time is set aside, and everything else goes on.  One author's messages are consumed in
 * the order in which they came.
 */
#ifndef MAIN_READINGS_H
#define MAIN_READINGS_H

#include <event2/event.h>

#include "intake/journal.h"
#include "main/apply.h"
#include "main/inquiry.h"
#include "main/revocation.h"
#include "main/work.h"
#include "process/pool.h"
#include "store/writer.h"

enum { READING_BYTES_MAX = 256 * 1024 * 1024 }; /* of all messages in hand */

struct readings;

struct readings_parts {
    struct event_base *base;
    struct pool *pool;
    struct journal *journal;
    struct writer *writer;
    struct applier *applier;
    const struct family *current;    /* versions of each mailbox's procedures, by its number */
    struct span anchors;             /* PEM, main/checking.h */
    struct inquiry *inquiry;         /* NULL: there is no public register to ask */
    struct consult *consult;         /* NULL: no LDAP server is asked */
    struct revocation *revocation;   /* NULL: nothing is fetched about certificates */
    void (*consumed)(void *context); /* something may be due in the outbox */
    void *context;
};

struct readings *readings_open(const struct readings_parts *parts);
void readings_stop(struct readings *readings);   /* begins nothing any more */
void readings_close(struct readings **readings); /* when no job is under way; nulls */

void readings_add(struct readings *readings, uint64_t sequence); /* it is durable */
void readings_recover(struct readings *readings, uint64_t sequence); /* it was, before the start */
bool readings_recovering(const struct readings *readings); /* some of those are not in the store yet */
/* Begins what it can; while mail pours in, one group each half second. */
void readings_pump(struct readings *readings);

struct readings_counts {
    uint64_t consumed, quarantined;
    size_t waiting, under_way;
};
struct readings_counts readings_counts(const struct readings *readings);

#endif
