// SPDX-License-Identifier: Apache-2.0
/*
 * lmtpserver: LMTP sessions on listeners, over intake/lmtp.h.
 *
 * Sessions, memory and time are limited; reading stops while a message waits to be durable,
 * so that a client is never further than the journal, and while a client does not read its
 * replies.  At the limit of sessions nothing is accepted: the system's backlog holds the rest.
 * Over the limit of memory the message that passes it is answered 452 4.3.1.
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
     * when the session has gone meanwhile.  Not from within this call. */
    void (*complete)(void *context, struct lmtp_session *session, const struct lmtp *lmtp);
    void *context;
};

struct lmtpserver *lmtpserver_open(struct event_base *base, const struct lmtpserver_settings *settings);
/* What waits to be sent is sent as far as the sockets take it, then 421 to all; nulls.  Messages
 * that wait to be durable must be done first (close the journal before). */
void lmtpserver_close(struct lmtpserver **server);

/* "127.0.0.1:2400", "[::1]:2400" */
bool lmtpserver_listen_tcp(struct lmtpserver *server, const char *address, struct error *err) MUST_CHECK;
/* Mode 0660.  A socket that is there is replaced; anything else there is an error. */
bool lmtpserver_listen_unix(struct lmtpserver *server, const char *path, struct error *err) MUST_CHECK;
/* A descriptor that listens already (systemd's). */
bool lmtpserver_listen_fd(struct lmtpserver *server, int descriptor, struct error *err) MUST_CHECK;

void lmtpserver_done(struct lmtp_session *session, bool durable);
size_t lmtpserver_sessions(const struct lmtpserver *server);

#endif
