// SPDX-License-Identifier: Apache-2.0
/*
 * imapsession: one connection to a mailbox's server, over libetpan.  Blocking: for a thread of
 * its own (intake/imapfetch.h).
 *
 * TLS from the first byte or by STARTTLS; the server's certificate and its name are verified by
 * us (os/certificate.h) before anything secret is sent, since libetpan accepts any.  Messages are
 * asked for without being marked as read.  A message that was dealt with is moved to a folder, or
 * stays with the keyword IMAPSESSION_KEYWORD, so that people may read the mailbox beside us.
 *
 * Sources: RFC 3501, 2177 (IDLE), 6851 (MOVE), 4315 (UIDPLUS), 4616 (PLAIN), 4959 (SASL-IR).
 * Every error is temporary: what an administrator mends at the server is tried again.
 */
#ifndef INTAKE_IMAPSESSION_H
#define INTAKE_IMAPSESSION_H

#include "common/error.h"
#include "common/text.h"

#define IMAPSESSION_KEYWORD "Conventiond"

struct imapsession;

enum imapsession_tls { IMAPSESSION_TLS, IMAPSESSION_STARTTLS, IMAPSESSION_PLAIN };

struct imapsession_settings {
    const char *host, *port;
    enum imapsession_tls tls;  /* PLAIN: in the clear; for loopback */
    const char *ca_file;       /* "": the system's */
    const char *user;
    const char *password_file; /* its first line */
    const char *token_command; /* not "": XOAUTH2 with the line that it writes */
    const char *folder;        /* "INBOX" */
    const char *done;          /* folder for what was dealt with; "": a keyword */
};

/* Connects only; wake: a descriptor that ends the waiting when it is readable. */
struct imapsession *imapsession_dial(const struct imapsession_settings *settings, int wake, struct error *err);
int imapsession_descriptor(const struct imapsession *session); /* shutdown(2) on it ends every call */
void imapsession_close(struct imapsession **session);          /* nulls */

/* TLS, the certificate, the password or token, the folder. */
bool imapsession_login(struct imapsession *session, struct error *err) MUST_CHECK;
uint32_t imapsession_validity(const struct imapsession *session); /* UIDVALIDITY */

/* The numbers of messages not dealt with yet, the lowest first. */
bool imapsession_list(struct imapsession *session, struct arena *arena, uint32_t **uids, size_t *count,
                      struct error *err) MUST_CHECK;

struct imapsession_glance {
    size_t size;       /* bytes, as the server says; 0: it is gone meanwhile */
    struct span trace; /* its fields Return-Path and From */
};
/* More than max: ERROR_TOO_BIG, here and below, since servers say wrong sizes too. */
bool imapsession_look(struct imapsession *session, struct arena *arena, uint32_t uid, size_t max,
                      struct imapsession_glance *glance, struct error *err) MUST_CHECK;
/* Its bytes; none when it is gone meanwhile. */
bool imapsession_fetch(struct imapsession *session, struct arena *arena, uint32_t uid, size_t max,
                       struct span *bytes, struct error *err) MUST_CHECK;
/* They were dealt with; flagged: also with the flag that makes people look. */
bool imapsession_mark(struct imapsession *session, const uint32_t *uids, size_t count, bool flagged,
                      struct error *err) MUST_CHECK;
/* Until something may have come or wake is readable: in IDLE, `idle` seconds at most; at a server
 * without it, `poll` seconds. */
bool imapsession_wait(struct imapsession *session, int idle, int poll, struct error *err) MUST_CHECK;

#endif
