// SPDX-License-Identifier: Apache-2.0
#include "outbox/submission.h"

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/dns.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "outbox/token.h"

enum {
    PATIENCE = 300, /* seconds for a reply (RFC 5321 section 4.5.3.2 asks for 2 to 10 minutes) */
    IDLE = 30,      /* seconds that a connection is kept for the next mail */
    OUT_MAX = 256 * 1024 * 1024,
};

struct session {
    struct session *next;
    struct submission *owner;
    struct bufferevent *bev;
    SSL *ssl; /* bev's; NULL in the clear */
    struct smtp_settings protocol;
    char *token; /* that it logs in with; NULL none */
    struct smtp *smtp;
    struct submission_mail *mail; /* under way */
    unsigned sent;                /* mails before this one */
};

struct submission {
    struct event_base *base;
    struct evdns_base *dns; /* NULL: names are looked up in line */
    struct submission_settings settings;
    struct token *token; /* NULL: a password, or none */
    SSL_CTX *tls;
    struct session *sessions;
    int count;
    struct submission_mail *waiting, **last;
};

/* ---- the mails that wait ---- */

static void
enqueue(struct submission *submission, struct submission_mail *mail)
{
    mail->next = NULL;
    *submission->last = mail;
    submission->last = &mail->next;
}

/* The next fresh connection is its. */
static void
enqueue_first(struct submission *submission, struct submission_mail *mail)
{
    if (submission->waiting == NULL)
        submission->last = &mail->next;
    mail->next = submission->waiting;
    submission->waiting = mail;
}

static struct submission_mail *
dequeue(struct submission *submission)
{
    struct submission_mail *mail = submission->waiting;

    if (mail == NULL)
        return NULL;
    submission->waiting = mail->next;
    if (submission->waiting == NULL)
        submission->last = &submission->waiting;
    return mail;
}

static void
fail(struct submission_mail *mail, const struct error *why)
{
    mail->mail.good = false;
    mail->mail.err = *why;
    mail->mail.status[0] = '\0';
    mail->done(mail);
}

/* Those that come meanwhile are not among them. */
static void
fail_waiting(struct submission *submission, const struct error *why)
{
    struct submission_mail *mail = submission->waiting, *next;

    submission->waiting = NULL;
    submission->last = &submission->waiting;
    for (; mail != NULL; mail = next) {
        next = mail->next;
        fail(mail, why);
    }
}

/* ---- a session ---- */

static void open_sessions(struct submission *submission);

static void
session_free(struct session *session)
{
    struct session **place = &session->owner->sessions;

    while (*place != session)
        place = &(*place)->next;
    *place = session->next;
    session->owner->count--;
    bufferevent_free(session->bev);
    smtp_close(&session->smtp);
    free(session->token);
    free(session);
}

/* dead: a connection that was kept and is of no use, as against one that never was of any. */
static void
session_end(struct session *session, const struct error *why, bool dead)
{
    struct submission *submission = session->owner;
    struct submission_mail *mail = session->mail;
    struct error reason = *why; /* may be the session's */
    bool useless = session->sent == 0 && mail == NULL;

    /* A token that has ended is no reason to wait: the next one is asked for. */
    if (session->token != NULL && smtp_refused(session->smtp) &&
        token_refused(submission->token, session->token))
        useless = false;
    session_free(session);
    if (mail != NULL && dead && !mail->again) {
        mail->again = true;
        enqueue_first(submission, mail);
    } else if (mail != NULL) {
        fail(mail, &reason);
    }
    if (useless)
        fail_waiting(submission, &reason);
    open_sessions(submission);
}

static void
write_out(struct session *session, const struct text *out)
{
    bufferevent_write(session->bev, out->data, out->len);
}

/* Mails that are refused before a word is said are done at once, so the next is taken. */
static void
next_mail(struct session *session, struct text *out)
{
    while (session->mail == NULL && (session->mail = dequeue(session->owner)) != NULL) {
        struct submission_mail *mail = session->mail;

        if (smtp_send(session->smtp, &mail->mail, out))
            return;
        session->mail = NULL;
        mail->done(mail);
    }
}

static void
mail_done(struct session *session)
{
    struct submission_mail *mail = session->mail;

    session->mail = NULL;
    session->sent++;
    mail->done(mail);
}

static void
set_patience(struct session *session)
{
    struct timeval wait = {session->mail == NULL && smtp_state(session->smtp) == SMTP_READY ? IDLE : PATIENCE,
                           0},
                   patience = {PATIENCE, 0};

    bufferevent_set_timeouts(session->bev, &wait, &patience);
}

static bool begin_tls(struct session *session, struct error *err);

/* After the machine was fed: what does it want? */
static void
proceed(struct session *session, struct text *out)
{
    struct error err;

    if (smtp_state(session->smtp) == SMTP_UPGRADE) {
        if (begin_tls(session, &err))
            set_patience(session);
        else
            session_end(session, &err, false);
        return;
    }
    if (smtp_state(session->smtp) == SMTP_READY) {
        if (session->token != NULL)
            token_taken(session->owner->token, session->token);
        if (session->mail != NULL)
            mail_done(session);
        next_mail(session, out);
    }
    write_out(session, out);
    if (smtp_state(session->smtp) == SMTP_BROKEN)
        session_end(session, smtp_fault(session->smtp), session->sent > 0);
    else
        set_patience(session);
}

static void
on_read(struct bufferevent *bev, void *argument)
{
    struct session *session = argument;
    struct evbuffer *input = bufferevent_get_input(bev);
    struct arena *arena = arena_open(OUT_MAX);
    struct text out = text_new(arena, OUT_MAX / 2);
    size_t len = evbuffer_get_length(input);

    smtp_feed(session->smtp, (struct span){(const char *)evbuffer_pullup(input, -1), len}, &out);
    evbuffer_drain(input, len);
    proceed(session, &out);
    arena_close(&arena);
}

static void
on_secure(struct session *session)
{
    struct arena *arena = arena_open(64 * 1024);
    struct text out = text_new(arena, 4096);

    smtp_upgraded(session->smtp, &out);
    write_out(session, &out);
    set_patience(session);
    arena_close(&arena);
}

static void
explain(const struct session *session, short what, struct error *err)
{
    const struct submission_settings *settings = &session->owner->settings;
    long verdict = session->ssl != NULL ? SSL_get_verify_result(session->ssl) : X509_V_OK;
    unsigned long fault = session->ssl != NULL ? bufferevent_get_openssl_error(session->bev) : 0;
    int dns = bufferevent_socket_get_dns_error(session->bev);

    if (verdict != X509_V_OK)
        error_set(err, ERROR_TEMPORARY, "the certificate of %s is not good: %s", settings->host,
                  X509_verify_cert_error_string(verdict));
    else if (fault != 0)
        error_set(err, ERROR_TEMPORARY, "TLS with %s port %d: %s", settings->host, settings->port,
                  ERR_reason_error_string(fault) != NULL ? ERR_reason_error_string(fault) : "failed");
    else if (dns != 0)
        error_set(err, ERROR_TEMPORARY, "%s: %s", settings->host, evutil_gai_strerror(dns));
    else if (what & BEV_EVENT_TIMEOUT)
        error_set(err, ERROR_TEMPORARY, "%s port %d said nothing for too long", settings->host,
                  settings->port);
    else if (what & BEV_EVENT_EOF)
        error_set(err, ERROR_TEMPORARY, "%s port %d closed the connection", settings->host, settings->port);
    else {
        error_errno(err, "%s port %d", settings->host, settings->port);
        err->kind = ERROR_TEMPORARY;
    }
}

static void
on_event(struct bufferevent *bev, short what, void *argument)
{
    struct session *session = argument;
    struct error err;

    (void)bev;
    if (what & BEV_EVENT_CONNECTED) {
        if (smtp_state(session->smtp) == SMTP_UPGRADE)
            on_secure(session);
        return;
    }
    explain(session, what, &err);
    if (what & BEV_EVENT_TIMEOUT && smtp_state(session->smtp) == SMTP_READY) {
        struct arena *arena = arena_open(64 * 1024);
        struct text out = text_new(arena, 4096);

        smtp_quit(session->smtp, &out);
        write_out(session, &out);
        bufferevent_flush(session->bev, EV_WRITE, BEV_FLUSH);
        arena_close(&arena);
    }
    session_end(session, &err, session->sent > 0 && !(what & BEV_EVENT_TIMEOUT));
}

/* ---- TLS ---- */

static SSL *
ssl_new(struct submission *submission)
{
    SSL *ssl = SSL_new(submission->tls);
    const char *host = submission->settings.host;
    unsigned char address[16];
    bool literal = inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;

    if (ssl == NULL)
        abort();
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (literal)
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host);
    else if (SSL_set1_host(ssl, host) != 1 || SSL_set_tlsext_host_name(ssl, host) != 1)
        abort();
    return ssl;
}

static bool
begin_tls(struct session *session, struct error *err)
{
    struct bufferevent *secure;

    if (evbuffer_get_length(bufferevent_get_input(session->bev)) > 0)
        return error_set(err, ERROR_TEMPORARY, "the server went on in the clear after STARTTLS");
    session->ssl = ssl_new(session->owner);
    bufferevent_setcb(session->bev, NULL, NULL, NULL, NULL);
    secure = bufferevent_openssl_filter_new(session->owner->base, session->bev, session->ssl,
                                            BUFFEREVENT_SSL_CONNECTING,
                                            BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS);
    if (secure == NULL)
        abort();
    bufferevent_openssl_set_allow_dirty_shutdown(secure, 1);
    session->bev = secure;
    bufferevent_setcb(session->bev, on_read, NULL, on_event, session);
    bufferevent_enable(session->bev, EV_READ | EV_WRITE);
    return true;
}

static SSL_CTX *
open_tls(const char *ca_file, struct error *err)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());

    if (tls == NULL)
        abort();
    SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
    if ((*ca_file == '\0' ? SSL_CTX_set_default_verify_paths(tls)
                          : SSL_CTX_load_verify_locations(tls, ca_file, NULL)) == 1)
        return tls;
    SSL_CTX_free(tls);
    error_set(err, ERROR_PERMANENT, "%s: no certificates to trust can be read",
              *ca_file == '\0' ? "the system's store" : ca_file);
    return NULL;
}

/* ---- sessions as they are needed ---- */

static void
open_session(struct submission *submission, const char *token)
{
    struct session *session = calloc(1, sizeof *session);
    const struct submission_settings *settings = &submission->settings;
    const int options = BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS;

    if (session == NULL)
        abort();
    session->owner = submission;
    session->protocol = settings->protocol;
    session->protocol.host = settings->host;
    session->protocol.port = settings->port;
    if (token != NULL) {
        session->token = strdup(token);
        session->protocol.token = true;
        session->protocol.secret = session->token;
    }
    session->smtp = smtp_open(&session->protocol);
    if (settings->protocol.tls) {
        session->ssl = ssl_new(submission);
        session->bev = bufferevent_openssl_socket_new(submission->base, -1, session->ssl,
                                                      BUFFEREVENT_SSL_CONNECTING, options);
        bufferevent_openssl_set_allow_dirty_shutdown(session->bev, 1);
    } else {
        session->bev = bufferevent_socket_new(submission->base, -1, options);
    }
    if (session->bev == NULL)
        abort();
    session->next = submission->sessions;
    submission->sessions = session;
    submission->count++;
    bufferevent_setcb(session->bev, on_read, NULL, on_event, session);
    set_patience(session);
    bufferevent_enable(session->bev, EV_READ | EV_WRITE);
    /* What fails at once is told by on_event too, later. */
    bufferevent_socket_connect_hostname(session->bev, submission->dns, AF_UNSPEC, settings->host,
                                        settings->port);
}

/* A mail waits: one that is idle takes it, else a new one is opened, if there may be one. */
static void
open_sessions(struct submission *submission)
{
    size_t waiting = 0, coming = 0;
    const char *token = NULL;

    for (const struct submission_mail *mail = submission->waiting; mail != NULL; mail = mail->next)
        waiting++;
    for (const struct session *session = submission->sessions; session != NULL; session = session->next)
        coming += session->mail == NULL;
    if (coming < waiting && submission->token != NULL && (token = token_get(submission->token)) == NULL)
        return; /* on_token comes */
    for (; coming < waiting && submission->count < submission->settings.connections; coming++)
        open_session(submission, token);
}

static void
on_token(void *context, const struct error *why)
{
    if (why != NULL)
        fail_waiting(context, why);
    open_sessions(context);
}

static void
use_idle(struct submission *submission)
{
    struct session *session = submission->sessions;

    while (session != NULL && (session->mail != NULL || smtp_state(session->smtp) != SMTP_READY))
        session = session->next;
    if (session != NULL) {
        struct arena *arena = arena_open(64 * 1024);
        struct text out = text_new(arena, 16 * 1024);

        next_mail(session, &out);
        write_out(session, &out);
        set_patience(session);
        arena_close(&arena);
    }
}

void
submission_submit(struct submission *submission, struct submission_mail *mail)
{
    mail->again = false;
    enqueue(submission, mail);
    use_idle(submission);
    open_sessions(submission);
}

struct submission *
submission_open(struct event_base *base, const struct submission_settings *settings, struct error *err)
{
    struct submission *submission = calloc(1, sizeof *submission);

    if (submission == NULL)
        abort();
    submission->tls = open_tls(settings->ca_file, err);
    if (submission->tls == NULL) {
        free(submission);
        return NULL;
    }
    if (*settings->token_command != '\0') {
        submission->token = token_open(base, settings->token_command, on_token, submission, err);
        if (submission->token == NULL) {
            submission_close(&submission);
            return NULL;
        }
    }
    submission->base = base;
    submission->settings = *settings;
    submission->last = &submission->waiting;
    submission->dns =
        evdns_base_new(base, EVDNS_BASE_INITIALIZE_NAMESERVERS | EVDNS_BASE_DISABLE_WHEN_INACTIVE);
    return submission;
}

void
submission_close(struct submission **submission)
{
    struct submission *s = *submission;

    if (s == NULL)
        return;
    while (s->sessions != NULL)
        session_free(s->sessions);
    if (s->dns != NULL)
        evdns_base_free(s->dns, 0);
    SSL_CTX_free(s->tls);
    token_close(&s->token);
    free(s);
    *submission = NULL;
}
