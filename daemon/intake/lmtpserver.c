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
    READ_MARK = 256 * 1024,  /* bytes read ahead of the machine */
    PIECE = 4096,            /* bytes given to the machine at once: bounds the replies to them */
    REPLY_MAX = 256 * 1024,  /* bytes of the replies to one piece */
    OUTPUT_MAX = 256 * 1024, /* bytes of replies that a client has not read: then we read no more */
    BACKLOG = 128,
    ACCEPT_WAIT = 1, /* seconds before listening again when there was no descriptor */
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
    bool ended;   /* the client has said all it will say */
    bool late;    /* its time was over while it waited */
};

struct lmtpserver {
    struct event_base *base;
    struct lmtpserver_settings settings;
    struct evconnlistener *listeners[LISTENERS_MAX];
    char *paths[LISTENERS_MAX]; /* of Unix sockets that we made, else NULL */
    struct event *again;        /* listens again after ACCEPT_WAIT */
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

/* What of it the client's socket takes at once: a turn of the loop for each reply costs more than it. */
static size_t
send_now(struct lmtp_session *session, struct span reply)
{
    ssize_t sent;

    if (evbuffer_get_length(bufferevent_get_output(session->channel)) > 0)
        return 0;
    sent = send(bufferevent_getfd(session->channel), reply.data, reply.len, MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent < 0 ? 0 : (size_t)sent;
}

static void
send_reply(struct lmtp_session *session, const struct text *reply)
{
    struct span rest = text_get(reply);

    if (rest.len == 0 || session->channel == NULL)
        return;
    rest = span_from(rest, send_now(session, rest));
    if (rest.len > 0)
        bufferevent_write(session->channel, rest.data, rest.len);
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

    if (evbuffer_peek(input, PIECE, NULL, &part, 1) < 1 || part.iov_len == 0)
        return 0;
    if (part.iov_len > PIECE)
        part.iov_len = PIECE;
    taken = lmtp_feed(session->lmtp, (struct span){part.iov_base, part.iov_len}, reply);
    evbuffer_drain(input, taken);
    account(session);
    return taken;
}

/* The message that passes the limit of all together is the one to go. */
static void
keep_limit(struct lmtp_session *session)
{
    const struct lmtpserver *server = session->server;

    if (server->held <= server->settings.memory || session->held == 0)
        return;
    lmtp_no_room(session->lmtp);
    account(session);
    log_event(LOG_WARNING, "lmtp", "refused=\"no room\" held=%zu sessions=%zu", server->held, server->count);
}

/* Takes what has come; false when there is nothing more to take now. */
static bool
take_some(struct lmtp_session *session, struct arena *arena)
{
    struct evbuffer *input = bufferevent_get_input(session->channel);
    struct evbuffer *output = bufferevent_get_output(session->channel);
    struct text reply = text_new(arena, REPLY_MAX);
    size_t taken;

    if (lmtp_state(session->lmtp) != LMTP_READING || evbuffer_get_length(output) >= OUTPUT_MAX)
        return false;
    taken = feed(session, input, &reply);
    if (lmtp_state(session->lmtp) == LMTP_READING)
        keep_limit(session);
    send_reply(session, &reply);
    arena_reset(arena);
    return taken > 0;
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

    while (take_some(session, arena))
        ;
    arena_close(&arena);
    if (lmtp_state(session->lmtp) == LMTP_CLOSING) {
        finish_after_replies(session);
    } else if (lmtp_state(session->lmtp) == LMTP_COMPLETE) {
        session->waiting = true;
        bufferevent_disable(session->channel, EV_READ);
        server->settings.complete(server->settings.context, session, session->lmtp);
    } else if (evbuffer_get_length(bufferevent_get_input(session->channel)) > 0) {
        /* Its replies are not read.  libevent would call on_read for ever for a full buffer. */
        bufferevent_disable(session->channel, EV_READ);
    } else if (session->ended) {
        finish_after_replies(session);
    }
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
    if (session->late) {
        abandon(session, "Session lasted too long");
        return;
    }
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

/* All replies are out. */
static void
on_written(struct bufferevent *channel, void *argument)
{
    struct lmtp_session *session = argument;

    (void)channel;
    if (session->waiting)
        return;
    if (session->closing) {
        hang_up(session);
        return;
    }
    bufferevent_enable(session->channel, EV_READ);
    work(session);
}

static void
on_event(struct bufferevent *channel, short what, void *argument)
{
    struct lmtp_session *session = argument;

    (void)channel;
    if (session->closing || (what & BEV_EVENT_ERROR)) {
        hang_up(session);
    } else if (what & BEV_EVENT_EOF) {
        /* It may have closed its side only, and still want its replies. */
        session->ended = true;
        if (!session->waiting)
            work(session);
    } else if (session->waiting) {
        hang_up(session); /* it does not take what it was sent */
    } else {
        bufferevent_enable(session->channel, EV_WRITE);
        abandon(session, "Idle too long");
    }
}

static void
on_total(evutil_socket_t socket, short what, void *argument)
{
    struct lmtp_session *session = argument;

    (void)socket;
    (void)what;
    if (session->waiting)
        session->late = true;
    else if (session->closing)
        hang_up(session);
    else
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
    bufferevent_set_max_single_read(session->channel, READ_MARK);
    bufferevent_set_timeouts(session->channel, &idle, &idle);
    evtimer_add(session->total, &total);
    bufferevent_enable(session->channel, EV_READ | EV_WRITE);
    lmtp_greet(session->lmtp, &reply);
    send_reply(session, &reply);
    arena_close(&arena);
    pause_listeners(server, server->count >= server->settings.sessions);
}

/* No descriptor left, say: a listener that is not stopped would spin. */
static void
on_accept_error(struct evconnlistener *listener, void *argument)
{
    struct lmtpserver *server = argument;
    struct timeval wait = {ACCEPT_WAIT, 0};

    (void)listener;
    log_event(LOG_WARNING, "lmtp", "accept=%s sessions=%zu", strerror(errno), server->count);
    pause_listeners(server, true);
    evtimer_add(server->again, &wait);
}

static void
on_again(evutil_socket_t socket, short what, void *argument)
{
    struct lmtpserver *server = argument;

    (void)socket;
    (void)what;
    pause_listeners(server, server->count >= server->settings.sessions);
}

struct lmtpserver *
lmtpserver_open(struct event_base *base, const struct lmtpserver_settings *settings)
{
    struct lmtpserver *server = calloc(1, sizeof *server);

    if (server == NULL)
        abort();
    server->base = base;
    server->settings = *settings;
    server->again = evtimer_new(base, on_again, server);
    if (server->again == NULL)
        abort();
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

/* A socket that an earlier daemon left; nothing else is removed. */
static bool
clear_path(const char *path, struct error *err)
{
    struct stat status;

    if (lstat(path, &status) != 0)
        return errno == ENOENT || error_errno(err, "%s", path);
    if (!S_ISSOCK(status.st_mode))
        return error_set(err, ERROR_BAD_INPUT, "%s is there and is no socket", path);
    return unlink(path) == 0 || error_errno(err, "removing %s", path);
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
    if (!clear_path(path, err))
        return false;
    before = umask(0117);
    listener = evconnlistener_new_bind(server->base, on_accept, server,
                                       LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, BACKLOG,
                                       (struct sockaddr *)&where, sizeof where);
    umask(before);
    if (!keep_listener(server, listener, path, err))
        return false;
    if ((server->paths[server->listener_count - 1] = strdup(path)) == NULL)
        abort();
    return true;
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

/* What waits to be sent, then 421, as far as the socket takes it at once. */
static void
say_goodbye(struct lmtp_session *session)
{
    static const char bye[] = "421 4.3.2 Shutting down\r\n";
    struct evbuffer *output = bufferevent_get_output(session->channel);
    evutil_socket_t socket = bufferevent_getfd(session->channel);

    evbuffer_unfreeze(output, 1);
    while (evbuffer_get_length(output) > 0 && evbuffer_write(output, socket) > 0)
        ;
    if (evbuffer_get_length(output) == 0 && !session->closing)
        (void)!write(socket, bye, sizeof bye - 1);
}

static void
stop_listening(struct lmtpserver *server)
{
    for (size_t i = 0; i < server->listener_count; i++) {
        evconnlistener_free(server->listeners[i]);
        if (server->paths[i] != NULL)
            unlink(server->paths[i]);
        free(server->paths[i]);
    }
    server->listener_count = 0;
}

void
lmtpserver_close(struct lmtpserver **server)
{
    struct lmtpserver *s = *server;

    if (s == NULL)
        return;
    stop_listening(s);
    while (s->sessions != NULL) {
        if (s->sessions->channel != NULL)
            say_goodbye(s->sessions);
        session_free(s->sessions);
    }
    event_free(s->again);
    free(s);
    *server = NULL;
}
