// SPDX-License-Identifier: Apache-2.0
/*
 * carry: the outbox's way out.  Fetches due rows through the writer, has documents set and
 * mails composed by workers, carries mails to the Maildir or the submission server, and
 * writes down what became of each.  Every row is under way at most once at a time.
 */
#ifndef MAIN_CARRY_H
#define MAIN_CARRY_H

#include <event2/event.h>

#include "main/apply.h"
#include "process/pool.h"
#include "store/writer.h"

struct carry;
struct sealing;

struct carry_parts {
    struct event_base *base;
    const struct config *config;
    struct writer *writer;
    struct pool *pool;
    struct applier *applier;
    struct sealing *sealing; /* NULL: documents go out unsealed */
    /* Makes sure that the workers hold a version before it is asked of them; bundle: its bytes. */
    void (*need)(void *context, const struct digest *version, struct span bundle);
    bool (*known)(void *context, const struct digest *version); /* in the writer thread */
    void *context;
};

struct carry *carry_open(const struct carry_parts *parts, struct error *err);
void carry_stop(struct carry *carry);   /* starts nothing any more; what is carried is finished */
void carry_close(struct carry **carry); /* what is under way stays queued; nulls */
/* Something may be due: look. */
void carry_wake(struct carry *carry);
bool carry_busy(const struct carry *carry); /* something is under way, or being looked for */

struct carry_counts {
    uint64_t mails, documents, deferred, failed;
};
struct carry_counts carry_counts(const struct carry *carry);

#endif
