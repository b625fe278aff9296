// SPDX-License-Identifier: Apache-2.0
#include "main/transport.h"

#include <stdlib.h>
#include <string.h>

#include "os/file.h"

enum { PASSWORD_MAX = 4096 }; /* bytes of the file */

struct transport {
    const struct config *config;
    struct arena *arena;
    struct maildirout *maildir;
    struct submission *submission;
    struct event *maildir_event;
};

static void
maildir_done(struct maildirout_mail *done)
{
    struct transport_mail *mail =
        (struct transport_mail *)((char *)done - offsetof(struct transport_mail, maildir));

    mail->good = done->good;
    mail->err = done->err;
    mail->err.kind = ERROR_TEMPORARY;
    mail->receipt = mail->status = SPAN("");
    mail->done(mail);
}

static void
smtp_done(struct submission_mail *done)
{
    struct transport_mail *mail =
        (struct transport_mail *)((char *)done - offsetof(struct transport_mail, smtp));

    mail->good = done->mail.good;
    mail->err = done->mail.err;
    mail->receipt = span_of(done->mail.receipt);
    mail->status = span_of(done->mail.status);
    mail->done(mail);
}

/* Files of a Maildir have the lines of their system. */
static struct span
without_cr(struct arena *arena, struct span bytes)
{
    struct text out = text_new(arena, bytes.len);
    struct span piece;

    text_reserve(&out, bytes.len);
    while (span_split(&bytes, '\r', &piece))
        text_span(&out, piece);
    return text_get(&out);
}

void
transport_send(struct transport *transport, struct arena *arena, struct transport_mail *mail)
{
    if (transport->maildir != NULL) {
        mail->maildir.name = mail->name;
        mail->maildir.bytes = without_cr(arena, mail->bytes);
        mail->maildir.done = maildir_done;
        maildirout_submit(transport->maildir, &mail->maildir);
        return;
    }
    mail->smtp.mail.sender = mail->sender;
    mail->smtp.mail.recipient = mail->recipient;
    mail->smtp.mail.envelope_id = mail->envelope_id;
    mail->smtp.mail.bytes = mail->bytes;
    mail->smtp.done = smtp_done;
    submission_submit(transport->submission, &mail->smtp);
}

static void
on_maildir(evutil_socket_t socket, short what, void *argument)
{
    struct transport *transport = argument;

    (void)socket;
    (void)what;
    maildirout_collect(transport->maildir);
}

static bool
open_maildir(struct transport *transport, struct event_base *base, struct error *err)
{
    transport->maildir = maildirout_open(transport->config->outgoing, err);
    if (transport->maildir == NULL)
        return false;
    transport->maildir_event = event_new(base, maildirout_descriptor(transport->maildir),
                                         EV_READ | EV_PERSIST, on_maildir, transport);
    return event_add(transport->maildir_event, NULL) == 0;
}

static bool
open_submission(struct transport *transport, struct event_base *base, struct error *err)
{
    const struct config *config = transport->config;
    struct submission_settings settings = {.host = config->smtp.host,
                                           .protocol = {.helo = config->smtp_helo,
                                                        .user = config->smtp_user,
                                                        .secret = "",
                                                        .tls = config->smtp.tls,
                                                        .require_tls = config->smtp_tls},
                                           .ca_file = config->smtp_ca_file,
                                           .token_command = config->smtp_token_command,
                                           .connections = (int)config->smtp_connections};
    struct span content, password;
    uint64_t port;

    if (span_to_uint(span_of(config->smtp.port), &port))
        settings.port = (int)port;
    if (*config->smtp_user != '\0' && *config->smtp_token_command == '\0') {
        if (!file_read(transport->arena, config->smtp_password_file, PASSWORD_MAX, &content, err))
            return false;
        if (!span_line(&content, &password))
            return error_set(err, ERROR_BAD_INPUT, "%s: empty", config->smtp_password_file);
        settings.protocol.secret = span_dup(transport->arena, password);
    }
    transport->submission = submission_open(base, &settings, err);
    return transport->submission != NULL;
}

struct transport *
transport_open(struct event_base *base, const struct config *config, struct error *err)
{
    struct transport *transport = calloc(1, sizeof *transport);
    bool good;

    if (transport == NULL)
        abort();
    transport->config = config;
    transport->arena = arena_open(1024 * 1024);
    good = strcmp(config->transport, "maildir") == 0 ? open_maildir(transport, base, err)
                                                     : open_submission(transport, base, err);
    if (!good)
        transport_close(&transport);
    return transport;
}

void
transport_stop(struct transport *transport)
{
    maildirout_close(&transport->maildir);
}

void
transport_close(struct transport **transport)
{
    struct transport *t = *transport;

    if (t == NULL)
        return;
    transport_stop(t);
    submission_close(&t->submission);
    if (t->maildir_event != NULL)
        event_free(t->maildir_event);
    arena_close(&t->arena);
    free(t);
    *transport = NULL;
}
