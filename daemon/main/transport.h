// SPDX-License-Identifier: Apache-2.0
/*
 * transport: the way out that the settings chose, a Maildir or a submission server, for mails
 * that are written already.
 */
#ifndef MAIN_TRANSPORT_H
#define MAIN_TRANSPORT_H

#include <event2/event.h>

#include "main/config.h"
#include "outbox/maildirout.h"
#include "outbox/submission.h"

struct transport;

struct transport_mail {
    struct span name;              /* of the file in a Maildir: a mail carried again takes its own place */
    struct span sender, recipient; /* envelope */
    struct span envelope_id;       /* comes back in a report */
    struct span bytes;             /* CR LF lines */
    void (*done)(struct transport_mail *mail); /* in the loop */
    bool good;
    struct error err;             /* temporary: again later */
    struct span receipt, status;  /* the server's words, its enhanced status; "" from a Maildir */
    /* ours while it is under way: */
    struct maildirout_mail maildir;
    struct submission_mail smtp;
};

/* The config must outlive it. */
struct transport *transport_open(struct event_base *base, const struct config *config, struct error *err);
void transport_stop(struct transport *transport);   /* a Maildir finishes what it has */
void transport_close(struct transport **transport); /* what is under way is dropped without done(); nulls */
/* arena: of the mail. */
void transport_send(struct transport *transport, struct arena *arena, struct transport_mail *mail);

#endif
