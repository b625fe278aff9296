// SPDX-License-Identifier: Apache-2.0
/*
 * imapfetch: mail pulled from an IMAP mailbox, by a thread of its own.
 *
 * The thread fetches a group of messages, hands them to the loop, and waits until each is
 * durable in the journal; only then are they moved or marked at the server (invariant I1, as
 * for a 250).  After a crash in between they come once more, and the store knows them by their
 * id or, should the server have given new ones (UIDVALIDITY), by their content.
 *
 * Between groups it lies in IDLE, which is given anew every `idle` seconds; without IDLE it asks every
 * `poll` seconds.  A lost server is called again after 5 s, then after twice as long each time, up to
 * 10 minutes.  A message over the limit of size is left with the flag \Flagged and a line in the log:
 * nobody can refuse it any more.  One whose sender has used up its allowance stays at the server as
 * it is until there is some again; who that is stands in the fields that are looked at first.
 */
#ifndef INTAKE_IMAPFETCH_H
#define INTAKE_IMAPFETCH_H

#include "intake/admission.h"
#include "intake/imapsession.h"

struct imapfetch;

struct imapfetch_settings {
    struct imapsession_settings session; /* strings must live as long */
    int idle, poll;                      /* seconds */
    size_t size;                         /* largest message, bytes */
    struct admission *admission;
};

/* One message, the thread's; borrowed until imapfetch_done. */
struct imapfetch_mail {
    struct imapfetch_mail *next;
    struct imapfetch *owner;
    struct span id; /* "imap/user@host/folder/uidvalidity/uid" */
    struct span bytes;
    uint32_t uid;
    bool settled, durable;
    void *context; /* the caller's */
};

struct imapfetch *imapfetch_open(const struct imapfetch_settings *settings, struct error *err);
/* When no message is on its way into the journal any more: what is durable is still marked, if the
 * server does not take longer than some seconds; nulls. */
void imapfetch_close(struct imapfetch **fetch);

int imapfetch_descriptor(const struct imapfetch *fetch);              /* readable: take */
struct imapfetch_mail *imapfetch_take(struct imapfetch *fetch);       /* NULL: no more for now */
void imapfetch_done(struct imapfetch_mail *mail, bool durable);

struct imapfetch_counts {
    uint64_t fetched, failures; /* messages; sessions that ended in an error */
    size_t held; /* messages that wait for their sender's allowance */
    bool connected;
};
struct imapfetch_counts imapfetch_counts(struct imapfetch *fetch);

#endif
