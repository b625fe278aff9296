// SPDX-License-Identifier: Apache-2.0
/*
 * lmtpserver: LMTP sessions on listeners, over intake/lmtp.h.
 *
 * Sessions, memory and time are limited; reading stops while a message waits to be durable,
 * so that a client is never further than the journal.
 */
#ifndef INTAKE_LMTPSERVER_H
#define INTAKE_LMTPSERVER_H

#include <event2/event.h>

#include "common/error.h"
#include "intake/lmtp.h"

struct lmtpserver;
struct lmtp_session;

struct lmtpserver_settings {
    struct lmtp_settings protocol;
    size_t sessions;      /* at once */
    int64_t idle, total;  /* seconds */
    size_t memory;        /* bytes of all messages in transfer */
    /* A message is whole: have it made durable, then call lmtpserver_done(session, ...), even
     * when the session has gone meanwhile. */
    void (*complete)(void *context, struct lmtp_session *session, const struct lmtp *lmtp);
    void *context;
};

struct lmtpserver *lmtpserver_open(struct event_base *base, const struct lmtpserver_settings *settings);
void lmtpserver_close(struct lmtpserver **server); /* 421 to all; nulls */

bool lmtpserver_listen_tcp(struct lmtpserver *server, const char *address, struct error *err) MUST_CHECK;
bool lmtpserver_listen_unix(struct lmtpserver *server, const char *path, struct error *err) MUST_CHECK;
/* A descriptor that listens already (systemd's). */
bool lmtpserver_listen_fd(struct lmtpserver *server, int descriptor, struct error *err) MUST_CHECK;

void lmtpserver_done(struct lmtp_session *session, bool durable);
size_t lmtpserver_sessions(const struct lmtpserver *server);

#endif
