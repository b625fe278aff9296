// SPDX-License-Identifier: Apache-2.0
/*
 * smtp: one session with a submission server as a machine: bytes in, bytes out, no socket.
 * Sources: RFC 5321 and 6409 (submission), 3207 (STARTTLS), 4954 (AUTH), 2920 (PIPELINING), 1870
 * (SIZE), 3461 (DSN), 6531 (SMTPUTF8), 2034 and 3463 (enhanced status codes), 7628 (OAUTHBEARER).
 *
 *   greeting, EHLO [, STARTTLS, EHLO] [, AUTH] -> READY -> MAIL, RCPT, DATA, bytes -> READY -> ...
 *
 * One recipient a transaction, so that each has its own answer.  Where the server offers DSN, it is
 * asked for reports of failure and delay, with our ENVID, and for the headers only.  Nothing
 * leaves in the clear when TLS is required, nor does anything that the server said before it
 * count after it.  An address that could carry a command or a second path is refused before it is
 * written; bytes leave with CR LF lines and doubled dots, whatever they were.
 */
#ifndef OUTBOX_SMTP_H
#define OUTBOX_SMTP_H

#include "common/error.h"
#include "common/text.h"

enum {
    SMTP_REPLY_MAX = 16 * 1024, /* bytes of one reply, all its lines */
    SMTP_RECEIPT_MAX = 200,     /* bytes kept of a reply */
    SMTP_ADDRESS_MAX = 254,     /* octets */
};

struct smtp_settings {
    const char *helo;           /* our name in EHLO */
    const char *user, *secret;  /* user "": no AUTH */
    bool token;                 /* the secret is an access token: OAUTHBEARER or XOAUTH2 */
    const char *host;           /* that the session is with, said in OAUTHBEARER */
    int port;
    bool tls;                   /* from the first byte */
    bool require_tls;           /* STARTTLS or nothing */
};

/* A mail, and what became of it. */
struct smtp_mail {
    struct span sender, recipient; /* envelope; sender "" is the null sender */
    struct span envelope_id;       /* comes back in a report; "" none */
    struct span bytes;
    bool good;
    struct error err;               /* temporary or permanent; for people */
    char receipt[SMTP_RECEIPT_MAX]; /* the server's last reply: "250 2.0.0 Ok: queued as ..." */
    char status[16];                /* enhanced or made of the code: "5.1.1" */
};

enum smtp_state {
    SMTP_BUSY,    /* feed what the server says */
    SMTP_UPGRADE, /* begin TLS, then smtp_upgraded */
    SMTP_READY,   /* takes a mail; the last one, if any, has its result */
    SMTP_BROKEN,  /* close; smtp_fault says why; a mail under way has no result */
};

struct smtp;

struct smtp *smtp_open(const struct smtp_settings *settings); /* settings must outlive it */
void smtp_close(struct smtp **smtp);                          /* nulls */

enum smtp_state smtp_state(const struct smtp *smtp);
const struct error *smtp_fault(const struct smtp *smtp); /* temporary: it is the session's, not a mail's */
bool smtp_refused(const struct smtp *smtp);              /* the fault is the secret's */

/* Bytes to be sent are added to `out`. */
void smtp_feed(struct smtp *smtp, struct span bytes, struct text *out);
void smtp_upgraded(struct smtp *smtp, struct text *out);
/* SMTP_READY only.  False: the mail has its result at once, and nothing was sent. */
bool smtp_send(struct smtp *smtp, struct smtp_mail *mail, struct text *out) MUST_CHECK;
void smtp_quit(struct smtp *smtp, struct text *out);

/* Can it be written into MAIL or RCPT?  UTF-8 is (RFC 6531). */
bool smtp_address(struct span address);

#endif
