// SPDX-License-Identifier: Apache-2.0
#include "outbox/submission.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECT_TIMEOUT = 30 * 1000, /* ms */
    TOTAL_TIMEOUT = 600 * 1000,  /* ms, RFC 5321 section 4.5.3.2.6 */
    ADDRESS_MAX = 254,           /* octets */
};

struct submission {
    struct event_base *base;
    struct submission_settings settings;
    CURLM *multi;
    struct event *timer;
};

struct transfer {
    struct submission *submission;
    struct submission_mail *mail;
    CURL *easy;
    struct curl_slist *recipients;
};

/* Printable ASCII without the characters that could end a path. */
static bool
is_plain_address(struct span address)
{
    if (address.len == 0 || address.len > ADDRESS_MAX || span_find_byte(address, '@') == SIZE_MAX)
        return false;
    for (size_t i = 0; i < address.len; i++)
        if (address.data[i] <= ' ' || address.data[i] >= 0x7F || strchr("<>\"\\,;", address.data[i]) != NULL)
            return false;
    return true;
}

static size_t
read_mail(char *buffer, size_t size, size_t count, void *argument)
{
    struct submission_mail *mail = argument;
    struct span rest = span_first(span_from(mail->bytes, mail->sent), size * count);

    if (rest.len > 0)
        memcpy(buffer, rest.data, rest.len);
    mail->sent += rest.len;
    return rest.len;
}

/* libcurl may rewind when a kept connection turns out to be dead. */
static int
seek_mail(void *argument, curl_off_t offset, int origin)
{
    struct submission_mail *mail = argument;

    if (origin != SEEK_SET || offset < 0 || (size_t)offset > mail->bytes.len)
        return CURL_SEEKFUNC_FAIL;
    mail->sent = (size_t)offset;
    return CURL_SEEKFUNC_OK;
}

static size_t
read_reply(char *line, size_t size, size_t count, void *argument)
{
    struct submission_mail *mail = argument;
    struct span reply = span_trim((struct span){line, size * count});

    snprintf(mail->receipt, sizeof mail->receipt, "%.*s",
             SPAN_ARG(span_first(reply, sizeof mail->receipt - 1)));
    return size * count;
}

static void
finish(struct transfer *transfer, CURLcode result)
{
    struct submission_mail *mail = transfer->mail;
    long code = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &code);
    mail->good = result == CURLE_OK && code >= 200 && code < 300;
    if (!mail->good)
        error_set(&mail->err, code >= 500 && code < 600 ? ERROR_PERMANENT : ERROR_TEMPORARY,
                  "SMTP %ld: %s (%s)", code, mail->receipt, curl_easy_strerror(result));
    curl_multi_remove_handle(transfer->submission->multi, transfer->easy);
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->recipients);
    free(transfer);
    mail->transfer = NULL;
    mail->done(mail);
}

static void
collect(struct submission *submission)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(submission->multi, &left)) != NULL) {
        struct transfer *transfer;

        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        finish(transfer, message->data.result);
    }
}

static void
on_socket(evutil_socket_t socket, short what, void *argument)
{
    struct submission *submission = argument;
    int action = (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0), running;

    curl_multi_socket_action(submission->multi, socket, action, &running);
    collect(submission);
}

static void
on_timer(evutil_socket_t socket, short what, void *argument)
{
    struct submission *submission = argument;
    int running;

    (void)socket;
    (void)what;
    curl_multi_socket_action(submission->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    collect(submission);
}

static int
watch_socket(CURL *easy, curl_socket_t socket, int what, void *argument, void *socket_argument)
{
    struct submission *submission = argument;
    struct event *event = socket_argument;
    short wanted = (short)((what & CURL_POLL_IN ? EV_READ : 0) | (what & CURL_POLL_OUT ? EV_WRITE : 0));

    (void)easy;
    if (event != NULL) {
        event_free(event);
        event = NULL;
    }
    if (what != CURL_POLL_REMOVE) {
        event = event_new(submission->base, socket, (short)(wanted | EV_PERSIST), on_socket, submission);
        if (event == NULL || event_add(event, NULL) != 0)
            abort();
    }
    curl_multi_assign(submission->multi, socket, event);
    return 0;
}

static int
set_timer(CURLM *multi, long milliseconds, void *argument)
{
    struct submission *submission = argument;
    struct timeval wait = {milliseconds / 1000, milliseconds % 1000 * 1000};

    (void)multi;
    if (milliseconds < 0)
        evtimer_del(submission->timer);
    else
        evtimer_add(submission->timer, &wait);
    return 0;
}

struct submission *
submission_open(struct event_base *base, const struct submission_settings *settings, struct error *err)
{
    struct submission *submission = calloc(1, sizeof *submission);

    if (submission == NULL)
        abort();
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 || (submission->multi = curl_multi_init()) == NULL) {
        free(submission);
        error_set(err, ERROR_PERMANENT, "libcurl can't be started");
        return NULL;
    }
    submission->base = base;
    submission->settings = *settings;
    submission->timer = evtimer_new(base, on_timer, submission);
    curl_multi_setopt(submission->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(submission->multi, CURLMOPT_SOCKETDATA, submission);
    curl_multi_setopt(submission->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(submission->multi, CURLMOPT_TIMERDATA, submission);
    curl_multi_setopt(submission->multi, CURLMOPT_MAX_HOST_CONNECTIONS, settings->connections);
    return submission;
}

static void
set_options(struct transfer *transfer, const char *sender)
{
    const struct submission_settings *settings = &transfer->submission->settings;
    struct submission_mail *mail = transfer->mail;
    CURL *easy = transfer->easy;
    char url[1024];

    /* The path of the URL is the name in EHLO. */
    snprintf(url, sizeof url, "%s/%s", settings->url, settings->helo);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)TOTAL_TIMEOUT);
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, sender);
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, transfer->recipients);
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)mail->bytes.len);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_mail);
    curl_easy_setopt(easy, CURLOPT_READDATA, mail);
    curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, seek_mail);
    curl_easy_setopt(easy, CURLOPT_SEEKDATA, mail);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, read_reply);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, mail);
    curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)(settings->require_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (settings->ca_file != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, settings->ca_file);
    if (settings->user != NULL) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, settings->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, settings->password);
    }
}

void
submission_submit(struct submission *submission, struct submission_mail *mail)
{
    char recipient[ADDRESS_MAX + 3], sender[ADDRESS_MAX + 3];
    struct transfer *transfer;

    mail->sent = 0;
    mail->receipt[0] = '\0';
    mail->transfer = NULL;
    if (!is_plain_address(mail->recipient) || (mail->sender.len > 0 && !is_plain_address(mail->sender))) {
        mail->good = error_set(&mail->err, ERROR_PERMANENT, "an address that can't be written in SMTP: %.*s",
                               SPAN_ARG(span_first(mail->recipient, 100)));
        mail->done(mail);
        return;
    }
    transfer = calloc(1, sizeof *transfer);
    if (transfer == NULL || (transfer->easy = curl_easy_init()) == NULL)
        abort();
    snprintf(recipient, sizeof recipient, "<%.*s>", SPAN_ARG(mail->recipient));
    snprintf(sender, sizeof sender, "<%.*s>", SPAN_ARG(mail->sender));
    transfer->submission = submission;
    transfer->mail = mail;
    transfer->recipients = curl_slist_append(NULL, recipient);
    mail->transfer = transfer;
    set_options(transfer, sender);
    curl_multi_add_handle(submission->multi, transfer->easy);
}

void
submission_close(struct submission **submission)
{
    if (*submission == NULL)
        return;
    curl_multi_cleanup((*submission)->multi);
    event_free((*submission)->timer);
    free(*submission);
    *submission = NULL;
}
