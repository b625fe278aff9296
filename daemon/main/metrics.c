// SPDX-License-Identifier: Apache-2.0
#include "main/metrics.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_MAX = 8192, HEADERS_MAX = 16 * 1024, TIMEOUT = 10 /* seconds */ };

struct metrics {
    struct evhttp *http;
    const struct dispatch *dispatch;
};

struct row {
    const char *name, *type, *help;
    uint64_t value;
};

static void
send_text(struct evhttp_request *request, struct evbuffer *body, const char *type)
{
    evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type", type);
    evhttp_send_reply(request, HTTP_OK, "OK", body);
    evbuffer_free(body);
}

static void
on_metrics(struct evhttp_request *request, void *argument)
{
    const struct metrics *metrics = argument;
    struct dispatch_counts counts = dispatch_counts(metrics->dispatch);
    const struct row rows[] = {
        {"accepted_total", "counter", "Messages made durable.", counts.accepted},
        {"refused_total", "counter", "Messages that could not be made durable.", counts.refused},
        {"consumed_total", "counter", "Messages used.", counts.consumed},
        {"quarantined_total", "counter", "Messages set aside.", counts.quarantined},
        {"waiting", "gauge", "Messages in the journal that wait for a reader.", counts.waiting},
        {"reading", "gauge", "Messages between reader and store.", counts.under_way},
        {"sessions", "gauge", "LMTP sessions.", counts.sessions},
        {"held", "gauge", "Messages left in mailboxes until their sender may send again.", counts.held},
        {"imap_down", "gauge", "IMAP mailboxes without a session.", counts.imap_down},
        {"imap_failures_total", "counter", "IMAP sessions that ended in an error.", counts.imap_failures},
        {"worker_deaths_total", "counter", "Workers that died on a job.", counts.pool.deaths},
        {"worker_timeouts_total", "counter", "Workers that were killed for taking too long.",
         counts.pool.timeouts},
        {"mails_total", "counter", "Mails handed over.", counts.mails},
        {"documents_total", "counter", "Documents made.", counts.documents},
        {"deferred_total", "counter", "Attempts put off.", counts.deferred},
        {"failed_total", "counter", "Mails and documents given up.", counts.failed},
        {"idle", "gauge", "1 when nothing waits anywhere.", dispatch_idle(metrics->dispatch)},
    };
    struct evbuffer *body = evbuffer_new();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        evbuffer_add_printf(
            body, "# HELP conventiond_%s %s\n# TYPE conventiond_%s %s\nconventiond_%s %" PRIu64 "\n",
            rows[i].name, rows[i].help, rows[i].name, rows[i].type, rows[i].name, rows[i].value);
    send_text(request, body, "text/plain; version=0.0.4");
}

static void
on_health(struct evhttp_request *request, void *argument)
{
    struct evbuffer *body = evbuffer_new();

    (void)argument;
    evbuffer_add_printf(body, "ok\n");
    send_text(request, body, "text/plain");
}

static bool
bind_to(struct metrics *metrics, const char *address, struct error *err)
{
    struct span where = span_of(address);
    size_t colon = span_find_byte(where, ':');
    uint64_t port;
    char host[64];

    if (colon == SIZE_MAX || colon >= sizeof host || !span_to_uint(span_from(where, colon + 1), &port) ||
        port > 65535 || !span_starts(where, "127."))
        return error_set(err, ERROR_BAD_INPUT, "monitoring: \"%s\" is no loopback address:port", address);
    memcpy(host, address, colon);
    host[colon] = '\0';
    if (evhttp_bind_socket(metrics->http, host, (uint16_t)port) != 0)
        return error_errno(err, "monitoring: listening on %s", address);
    return true;
}

struct metrics *
metrics_open(struct event_base *base, const char *address, const struct dispatch *dispatch, struct error *err)
{
    struct metrics *metrics = calloc(1, sizeof *metrics);

    if (metrics == NULL || (metrics->http = evhttp_new(base)) == NULL)
        abort();
    metrics->dispatch = dispatch;
    evhttp_set_allowed_methods(metrics->http, EVHTTP_REQ_GET);
    evhttp_set_max_body_size(metrics->http, REQUEST_MAX);
    evhttp_set_max_headers_size(metrics->http, HEADERS_MAX);
    evhttp_set_timeout(metrics->http, TIMEOUT);
    evhttp_set_cb(metrics->http, "/metrics", on_metrics, metrics);
    evhttp_set_cb(metrics->http, "/health", on_health, metrics);
    if (!bind_to(metrics, address, err))
        metrics_close(&metrics);
    return metrics;
}

void
metrics_close(struct metrics **metrics)
{
    if (*metrics == NULL)
        return;
    evhttp_free((*metrics)->http);
    free(*metrics);
    *metrics = NULL;
}
