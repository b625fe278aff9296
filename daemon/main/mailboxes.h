// SPDX-License-Identifier: Apache-2.0
/*
 * mailboxes: the ways in that fetch.  Mail of the mailboxes that name a Maildir or an IMAP
 * server, up to the journal.  What is fetched has no envelope: the mailbox stands for the
 * recipient, and the worker looks for the rest in the trace fields (Return-Path, Delivered-To).
 * Mail whose sender has used up its allowance is left where it is, and taken when there is some again.
 */
#ifndef MAIN_MAILBOXES_H
#define MAIN_MAILBOXES_H

#include <event2/event.h>

#include "intake/admission.h"
#include "intake/journal.h"
#include "main/config.h"

struct mailboxes;

struct mailboxes_parts {
    struct event_base *base;
    const struct config *config;
    struct journal *journal;
    struct admission *admission;
    /* A message is durable, or failed; then what began with it may go on. */
    void (*durable)(void *context, const struct journal_ticket *ticket);
    void (*pump)(void *context);
    void *context;
};

struct mailboxes *mailboxes_open(const struct mailboxes_parts *parts, struct error *err);
void mailboxes_stop(struct mailboxes *mailboxes);   /* takes nothing in any more */
void mailboxes_close(struct mailboxes **mailboxes); /* when the journal is closed; nulls */
void mailboxes_look(struct mailboxes *mailboxes);   /* at what the notes of the system may have missed */

struct mailboxes_counts {
    size_t under_way;       /* messages on their way into the journal */
    size_t held;            /* messages that wait for their sender's allowance */
    size_t imap_down;       /* servers that no session stands with */
    uint64_t imap_failures; /* sessions that ended in an error */
};
struct mailboxes_counts mailboxes_counts(const struct mailboxes *mailboxes);

#endif
