// SPDX-License-Identifier: Apache-2.0
/*
 * lmtp: one LMTP session as a machine: bytes in, replies out, no socket.
 * Sources: RFC 2033 (LMTP), 5321 (SMTP), 1870 (SIZE), 2034 and 3463 (enhanced status codes),
 * 2920 (PIPELINING), 6152 (8BITMIME), 6531 (SMTPUTF8).
 *
 * A message ends at CR LF . CR LF only; a bare CR or LF anywhere refuses it (RFC 5321
 * section 2.3.8), and so does a line of more than 998 octets (section 4.5.3.1.6), the dot that was
 * doubled not counted.  After the end of the data the machine waits until it is told whether
 * the message is durable; then there is one reply for each recipient (RFC 2033 section 4.2).
 * The bytes are kept as they came; the envelope stands beside them.
 */
#ifndef INTAKE_LMTP_H
#define INTAKE_LMTP_H

#include "common/text.h"

enum {
    LMTP_COMMAND_MAX = 2048,    /* octets of a command line, CR LF included; RFC 5321 asks for 512 and what extensions add */
    LMTP_LINE_MAX = 998,        /* octets of a data line, without CR LF */
    LMTP_RECIPIENTS_MAX = 100,
    LMTP_HOPS_MAX = 100,        /* Received fields (RFC 5321 section 6.3) */
    LMTP_FAULTS_MAX = 20,       /* bad commands between two messages before the session is closed */
};

enum lmtp_admission {
    LMTP_ADMITTED,
    LMTP_UNKNOWN, /* no mailbox of ours: 550 */
    LMTP_BUSY,    /* all senders together send too much: 451, later */
    LMTP_FLOOD,   /* this sender does: 450, later */
};

struct lmtp_settings {
    const char *name;  /* ours, in the greeting */
    uint64_t size;     /* octets of a message, at most */
    /* Asked for each recipient; sender: "" the null sender. */
    enum lmtp_admission (*admits)(void *context, struct span sender, struct span recipient);
    void *context;
};

enum lmtp_state {
    LMTP_READING,  /* feed more */
    LMTP_COMPLETE, /* a message is whole: look at it, then lmtp_verdict */
    LMTP_CLOSING,  /* send the replies and close */
};

struct lmtp;

struct lmtp *lmtp_open(const struct lmtp_settings *settings); /* settings must outlive it */
void lmtp_close(struct lmtp **lmtp);                          /* nulls */

void lmtp_greet(struct lmtp *lmtp, struct text *reply);
/* Takes bytes up to the end of a message; returns how many were taken. */
size_t lmtp_feed(struct lmtp *lmtp, struct span bytes, struct text *reply);
enum lmtp_state lmtp_state(const struct lmtp *lmtp);

/* LMTP_COMPLETE: the message; valid until lmtp_verdict. */
struct span lmtp_sender(const struct lmtp *lmtp);
const struct span *lmtp_recipients(const struct lmtp *lmtp, size_t *count);
struct span lmtp_message(const struct lmtp *lmtp);
/* durable: 250 for each recipient, else 451 and the sender tries again. */
void lmtp_verdict(struct lmtp *lmtp, bool durable, struct text *reply);

/* There is no memory for the message that is coming in: the rest of it is read and forgotten,
 * and each recipient is answered 452 at its end.  Nothing when no message is coming in. */
void lmtp_no_room(struct lmtp *lmtp);

/* The server closes the session of its own: 421 with the reason. */
void lmtp_abandon(struct lmtp *lmtp, const char *reason, struct text *reply);
size_t lmtp_held(const struct lmtp *lmtp); /* bytes of memory of the message so far */

#endif
