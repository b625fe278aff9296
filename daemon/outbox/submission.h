// SPDX-License-Identifier: Apache-2.0
/*
 * submission: outgoing mail to the submission server, by sessions of outbox/smtp.h on the event
 * loop.  At most `connections` at once, kept and used again, closed after IDLE seconds.
 *
 * TLS is OpenSSL's, at least 1.2; the chain and the name are verified before anything is said in
 * it.  What a session does to itself (no server, a bad certificate, a refused password) is nobody's
 * mail's fault: all that waits is temporarily refused, and the queue tries again.  When a kept
 * connection turns out to be dead, its mail goes out on a fresh one at once.  A connection that
 * breaks after the last dot is tried again with the same Message-ID, which may bring it twice.
 * With a token_command the secret of each login is the token that it writes (outbox/token.h).
 */
#ifndef OUTBOX_SUBMISSION_H
#define OUTBOX_SUBMISSION_H

#include <event2/event.h>

#include "outbox/smtp.h"

struct submission;

struct submission_settings {
    const char *host;
    int port;
    struct smtp_settings protocol;
    const char *ca_file; /* PEM; "": the system's */
    const char *token_command; /* "": the secret stands in protocol */
    int connections;
};

struct submission_mail {
    struct smtp_mail mail; /* first */
    void (*done)(struct submission_mail *mail);
    /* ours while it is under way: */
    struct submission_mail *next;
    bool again; /* it was on a kept connection that was dead */
};

/* Strings of the settings must live as long. */
struct submission *submission_open(struct event_base *base, const struct submission_settings *settings,
                                   struct error *err);
void submission_close(struct submission **submission); /* what is under way is dropped without done(); nulls */
void submission_submit(struct submission *submission, struct submission_mail *mail);

#endif
