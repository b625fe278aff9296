// SPDX-License-Identifier: Apache-2.0
/*
 * parcel: one row of the outbox under way: a mail or a document, taken out of the store with all that it is made of,
 * made (main/making.h), carried (main/carry.h), and written back with what became of it.
 */
#ifndef MAIN_PARCEL_H
#define MAIN_PARCEL_H

#include "main/carry.h"
#include "main/enclose.h"
#include "main/transport.h"
#include "mail/compose.h"
#include "store/queue.h"

enum parcel_ending { ENDING_DONE, ENDING_LATER, ENDING_FAILED };

struct parcel {
    struct job job; /* first: writes down the end */
    struct parcel *next;
    struct parcel *beside; /* the next of those that a worker was asked for together with it */
    struct parcel *document; /* MAIL: that it carries, under way too, so that it leaves once that is stored; NULL none */
    struct carry *carry;
    const struct carry_parts *parts; /* the carry's */
    struct arena *arena;
    size_t size; /* bytes that it was loaded with */
    struct queue_row row;
    struct mail_attachment *attachments; /* MAIL */
    size_t attachment_count;
    const struct digest **digests; /* of the attachments, NULL where it is not known */
    struct enclose enclose; /* DOCUMENT */
    struct span bundle;     /* of a version that the workers may not have */
    struct span product;
    struct digest digest; /* DOCUMENT: of the product, once it is stored */
    void (*made)(struct parcel *parcel, bool good, bool again); /* again: another time it may be made */
    struct transport_mail mail;
    enum parcel_ending ending;
    struct error why;
    int64_t due; /* ENDING_LATER */
};

struct parcel *parcel_new(struct carry *carry, const struct carry_parts *parts, int64_t id);
void parcel_free(struct parcel *parcel);

/* In the writer thread.  others: loaded before it.  *ready false: a document that it carries is not made yet, and not
 * among them. */
bool parcel_load(struct parcel *parcel, struct database *database, struct parcel *others, bool *ready,
                 struct error *err) MUST_CHECK;
/* DOCUMENT: what is made of it is to be sealed before it is stored. */
bool parcel_awaits_seal(const struct parcel *parcel);
/* The document of a mail is stored: its bytes are the mail's. */
void parcel_attach(struct parcel *parcel, const struct parcel *document);
/* Likewise: its ending, the product of a document, which bytes the person of a task was shown. */
bool parcel_write_end(struct parcel *parcel, struct database *database, struct arena *arena,
                      struct error *err) MUST_CHECK;

#endif
