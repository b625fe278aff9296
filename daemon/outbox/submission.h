// SPDX-License-Identifier: Apache-2.0
/*
 * submission: outgoing mail by SMTP (RFC 5321, 6409) through libcurl on the event loop.
 *
 * One recipient per transaction, connections kept and reused.  Addresses are checked
 * here once more, since libcurl sends CR LF in a recipient as it is.  Success is CURLE_OK
 * *and* a 2xx code; 4xx and network faults are temporary, 5xx permanent.
 */
#ifndef OUTBOX_SUBMISSION_H
#define OUTBOX_SUBMISSION_H

#include <event2/event.h>

#include "common/error.h"
#include "common/text.h"

struct submission;

struct submission_settings {
    const char *url;           /* "smtp://127.0.0.1:25", "smtps://smtp.univ.example" */
    const char *helo;          /* our name in EHLO */
    const char *user;          /* NULL: no AUTH */
    const char *password;
    bool require_tls;          /* STARTTLS with a verified certificate, or nothing */
    const char *ca_file;       /* NULL: the system's */
    long connections;          /* at most, at once */
};

struct submission_mail {
    struct span sender, recipient; /* envelope; sender "" is the null sender */
    struct span bytes;             /* CR LF lines; not dot-stuffed */
    void (*done)(struct submission_mail *mail);
    bool good;
    struct error err;  /* kind: temporary or permanent */
    char receipt[200]; /* last reply of the server */
    /* ours while it is under way: */
    size_t sent;
    void *transfer;
};

struct submission *submission_open(struct event_base *base, const struct submission_settings *settings,
                                   struct error *err);
void submission_close(struct submission **submission); /* what is under way is dropped without done(); nulls */
void submission_submit(struct submission *submission, struct submission_mail *mail);

#endif
