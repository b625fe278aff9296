// SPDX-License-Identifier: Apache-2.0
#include "intake/lmtpserver.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "os/log.h"

enum {
    LISTENERS_MAX = 8,
    READ_MARK = 256 * 1024, /* bytes read ahead of the machine */
    REPLY_MAX = 64 * 1024,
    BACKLOG = 128,
};

struct lmtp_session {
    struct lmtp_session *next;
    struct lmtpserver *server;
    struct bufferevent *channel; /* NULL: gone, waits for its message */
    struct lmtp *lmtp;
    struct event *total;
    size_t held;
    bool waiting; /* for lmtpserver_done */
    bool closing; /* when its replies are out */
};

struct lmtpserver {
    struct event_base *base;
    struct lmtpserver_settings settings;
    struct evconnlistener *listeners[LISTENERS_MAX];
    size_t listener_count;
    struct lmtp_session *sessions;
    size_t count, held;
    bool paused;
};

static void
pause_listeners(struct lmtpserver *server, bool paused)
{
    if (server->paused == paused)
        return;
    server->paused = paused;
    for (size_t i = 0; i < server->listener_count; i++)
        if (paused)
            evconnlistener_disable(server->listeners[i]);
        else
            evconnlistener_enable(server->listeners[i]);
}

static void
session_free(struct lmtp_session *session)
{
    struct lmtpserver *server = session->server;
    struct lmtp_session **place = &server->sessions;

    while (*place != session)
        place = &(*place)->next;
    *place = session->next;
    server->count--;
    server->held -= session->held;
    if (session->channel != NULL)
        bufferevent_free(session->channel);
    if (session->total != NULL)
        event_free(session->total);
    lmtp_close(&session->lmtp);
    free(session);
    pause_listeners(server, server->count >= server->settings.sessions);
}

/* The connection is gone; the session stays while its message is on the way to the disk. */
static void
hang_up(struct lmtp_session *session)
{
    bufferevent_free(session->channel);
    session->channel = NULL;
    if (!session->waiting)
        session_free(session);
}

static void
send_reply(struct lmtp_session *session, const struct text *reply)
{
    if (reply->len > 0 && session->channel != NULL)
        bufferevent_write(session->channel, reply->data, reply->len);
}

static void
account(struct lmtp_session *session)
{
    size_t held = lmtp_held(session->lmtp);

    session->server->held = session->server->held - session->held + held;
    session->held = held;
}

static size_t
feed(struct lmtp_session *session, struct evbuffer *input, struct text *reply)
{
    struct evbuffer_iovec part;
    size_t taken;

    if (evbuffer_peek(input, -1, NULL, &part, 1) < 1 || part.iov_len == 0)
        return 0;
    taken = lmtp_feed(session->lmtp, (struct span){part.iov_base, part.iov_len}, reply);
    evbuffer_drain(input, taken);
    account(session);
    return taken;
}

static void
finish_after_replies(struct lmtp_session *session)
{
    session->closing = true;
    bufferevent_disable(session->channel, EV_READ);
    if (evbuffer_get_length(bufferevent_get_output(session->channel)) == 0)
        hang_up(session);
}

static void
work(struct lmtp_session *session)
{
    struct lmtpserver *server = session->server;
    struct arena *arena = arena_open(REPLY_MAX * 4);
    struct text reply = text_new(arena, REPLY_MAX);
    struct evbuffer *input = bufferevent_get_input(session->channel);

    while (lmtp_state(session->lmtp) == LMTP_READING && reply.len < REPLY_MAX / 2 &&
           feed(session, input, &reply) > 0)
        if (server->held > server->settings.memory && session->held > READ_MARK)
            lmtp_abandon(session->lmtp, "Too much mail at once, try again", &reply);
    send_reply(session, &reply);
    arena_close(&arena);
    if (lmtp_state(session->lmtp) == LMTP_CLOSING) {
        finish_after_replies(session);
    } else if (lmtp_state(session->lmtp) == LMTP_COMPLETE && !session->waiting) {
        session->waiting = true;
        bufferevent_disable(session->channel, EV_READ);
        server->settings.complete(server->settings.context, session, session->lmtp);
    }
}

void
lmtpserver_done(struct lmtp_session *session, bool durable)
{
    struct arena *arena;
    struct text reply;

    session->waiting = false;
    if (session->channel == NULL) {
        session_free(session);
        return;
    }
    arena = arena_open(REPLY_MAX * 4);
    reply = text_new(arena, REPLY_MAX);
    lmtp_verdict(session->lmtp, durable, &reply);
    account(session);
    send_reply(session, &reply);
    arena_close(&arena);
    bufferevent_enable(session->channel, EV_READ);
    work(session);
}

static void
on_read(struct bufferevent *channel, void *argument)
{
    struct lmtp_session *session = argument;

    (void)channel;
    if (!session->waiting && !session->closing)
        work(session);
}

static void
on_written(struct bufferevent *channel, void *argument)
{
    struct lmtp_session *session = argument;

    (void)channel;
    if (session->closing && !session->waiting)
        hang_up(session);
}

static void
abandon(struct lmtp_session *session, const char *reason)
{
    struct arena *arena = arena_open(REPLY_MAX * 4);
    struct text reply = text_new(arena, REPLY_MAX);

    lmtp_abandon(session->lmtp, reason, &reply);
    send_reply(session, &reply);
    arena_close(&arena);
    finish_after_replies(session);
}

static void
on_event(struct bufferevent *channel, short what, void *argument)
{
    struct lmtp_session *session = argument;

    (void)channel;
    if ((what & BEV_EVENT_TIMEOUT) && !session->closing && !session->waiting) {
        bufferevent_enable(session->channel, EV_WRITE);
        abandon(session, "Idle too long");
    } else {
        hang_up(session);
    }
}

static void
on_total(evutil_socket_t socket, short what, void *argument)
{
    struct lmtp_session *session = argument;

    (void)socket;
    (void)what;
    if (session->channel != NULL && !session->waiting)
        abandon(session, "Session lasted too long");
}

static void
on_accept(struct evconnlistener *listener, evutil_socket_t socket, struct sockaddr *address, int length,
          void *argument)
{
    struct lmtpserver *server = argument;
    struct lmtp_session *session = calloc(1, sizeof *session);
    struct timeval idle = {server->settings.idle, 0}, total = {server->settings.total, 0};
    struct arena *arena = arena_open(REPLY_MAX * 4);
    struct text reply = text_new(arena, REPLY_MAX);
    int one = 1;

    (void)listener;
    (void)length;
    if (session == NULL)
        abort();
    if (address->sa_family == AF_INET || address->sa_family == AF_INET6)
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    session->server = server;
    session->lmtp = lmtp_open(&server->settings.protocol);
    session->channel = bufferevent_socket_new(server->base, socket, BEV_OPT_CLOSE_ON_FREE);
    session->total = evtimer_new(server->base, on_total, session);
    if (session->channel == NULL || session->total == NULL)
        abort();
    session->next = server->sessions;
    server->sessions = session;
    server->count++;
    bufferevent_setcb(session->channel, on_read, on_written, on_event, session);
    bufferevent_setwatermark(session->channel, EV_READ, 0, READ_MARK);
    bufferevent_set_timeouts(session->channel, &idle, &idle);
    evtimer_add(session->total, &total);
    bufferevent_enable(session->channel, EV_READ | EV_WRITE);
    lmtp_greet(session->lmtp, &reply);
    send_reply(session, &reply);
    arena_close(&arena);
    pause_listeners(server, server->count >= server->settings.sessions);
}

static void
on_accept_error(struct evconnlistener *listener, void *argument)
{
    (void)listener;
    log_event(LOG_WARNING, "lmtp", "accept=\"%s\" sessions=%zu", strerror(errno),
              ((struct lmtpserver *)argument)->count);
    /* No descriptor left: the listener would spin.  A session that ends enables it again. */
    if (((struct lmtpserver *)argument)->count > 0)
        pause_listeners(argument, true);
}

struct lmtpserver *
lmtpserver_open(struct event_base *base, const struct lmtpserver_settings *settings)
{
    struct lmtpserver *server = calloc(1, sizeof *server);

    if (server == NULL)
        abort();
    server->base = base;
    server->settings = *settings;
    return server;
}

static bool
keep_listener(struct lmtpserver *server, struct evconnlistener *listener, const char *where,
              struct error *err)
{
    if (listener == NULL)
        return error_errno(err, "listening on %s", where);
    if (server->listener_count == LISTENERS_MAX) {
        evconnlistener_free(listener);
        return error_set(err, ERROR_BAD_INPUT, "more than %d listeners", LISTENERS_MAX);
    }
    evconnlistener_set_error_cb(listener, on_accept_error);
    server->listeners[server->listener_count++] = listener;
    return true;
}

bool
lmtpserver_listen_tcp(struct lmtpserver *server, const char *address, struct error *err)
{
    struct sockaddr_storage where;
    int len = sizeof where;

    if (evutil_parse_sockaddr_port(address, (struct sockaddr *)&where, &len) != 0)
        return error_set(err, ERROR_BAD_INPUT, "\"%s\" is no address:port", address);
    return keep_listener(
        server,
        evconnlistener_new_bind(server->base, on_accept, server,
                                LEV_OPT_CLOSE_ON_FREE | LEV_OPT_REUSEABLE | LEV_OPT_CLOSE_ON_EXEC, BACKLOG,
                                (struct sockaddr *)&where, len),
        address, err);
}

bool
lmtpserver_listen_unix(struct lmtpserver *server, const char *path, struct error *err)
{
    struct sockaddr_un where = {.sun_family = AF_UNIX};
    struct evconnlistener *listener;
    mode_t before;

    if (strlen(path) >= sizeof where.sun_path)
        return error_set(err, ERROR_BAD_INPUT, "%s: too long for a socket", path);
    memcpy(where.sun_path, path, strlen(path) + 1);
    unlink(path);
    before = umask(0117);
    listener = evconnlistener_new_bind(server->base, on_accept, server,
                                       LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, BACKLOG,
                                       (struct sockaddr *)&where, sizeof where);
    umask(before);
    return keep_listener(server, listener, path, err);
}

bool
lmtpserver_listen_fd(struct lmtpserver *server, int descriptor, struct error *err)
{
    evutil_make_socket_nonblocking(descriptor);
    return keep_listener(
        server, evconnlistener_new(server->base, on_accept, server, LEV_OPT_CLOSE_ON_FREE, 0, descriptor),
        "an inherited socket", err);
}

size_t
lmtpserver_sessions(const struct lmtpserver *server)
{
    return server->count;
}

void
lmtpserver_close(struct lmtpserver **server)
{
    struct lmtpserver *s = *server;

    if (s == NULL)
        return;
    for (size_t i = 0; i < s->listener_count; i++)
        evconnlistener_free(s->listeners[i]);
    s->listener_count = 0;
    while (s->sessions != NULL) {
        struct lmtp_session *session = s->sessions;
        static const char bye[] = "421 4.3.2 Shutting down\r\n";

        if (session->channel != NULL && !session->closing)
            (void)!write(bufferevent_getfd(session->channel), bye, sizeof bye - 1);
        session_free(session);
    }
    free(s);
    *server = NULL;
}
