// SPDX-License-Identifier: Apache-2.0
#include "directory/register.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "os/log.h"
#include "process/fetch.h"

enum {
    WAITING_MAX = 50,       /* questions; more are answered at once: down */
    FAILURES_MAX = 3,       /* in a row */
    DOWN_TIME = 300 * 1000, /* ms that the register then counts as down */
    RETRY_AFTER_MAX = 600,  /* seconds */
    URL_MAX_BYTES = 1024,
    KEY_LINE_MAX = 512,
};

struct question {
    struct question *next;
    char url[URL_MAX_BYTES];
    void (*answered)(void *context, enum register_outcome outcome, struct span body);
    void *context;
};

struct registry {
    struct event_base *base;
    struct register_settings settings;
    struct fetcher *fetcher;
    struct fetch_status status;
    bool asking; /* the first question is in hand */
    char key[KEY_LINE_MAX];
    struct event *next; /* the next question may go */
    struct event *late; /* answers that need no network */
    struct question *first, *last;
    int64_t ready_at; /* ms; no question goes before */
    int failures;
};

static int64_t
now_ms(const struct registry *registry)
{
    struct timeval now;

    event_base_gettimeofday_cached(registry->base, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_usec / 1000;
}

static void
arm(struct event *event, int64_t ms)
{
    struct timeval wait = {ms > 0 ? ms / 1000 : 0, ms > 0 ? ms % 1000 * 1000 : 0};

    evtimer_add(event, &wait);
}

static void
end_question(struct registry *registry, enum register_outcome outcome, struct span body)
{
    struct question *question = registry->first;

    registry->first = question->next;
    if (registry->first == NULL)
        registry->last = NULL;
    question->answered(question->context, outcome, body);
    free(question);
}

static bool
is_down(const struct registry *registry)
{
    return registry->failures >= FAILURES_MAX && now_ms(registry) < registry->ready_at;
}

/* -- one answer ------------------------------------------------------------------------------ */

static enum register_outcome
outcome_of(struct registry *registry, const struct error *err)
{
    int64_t after = registry->status.retry_after;
    long code = registry->status.code;

    registry->ready_at = now_ms(registry) + registry->settings.interval;
    if (err->kind == ERROR_NONE || code == 404 || code == 400) {
        registry->failures = 0;
        return err->kind == ERROR_NONE ? REGISTER_ANSWERED : REGISTER_UNKNOWN;
    }
    log_event(LOG_ERROR, "register", "status=%ld error=\"%s\"", code, err->text);
    registry->failures++;
    if (registry->failures >= FAILURES_MAX)
        registry->ready_at = now_ms(registry) + DOWN_TIME;
    if (after > 0) {
        registry->failures = FAILURES_MAX; /* it says itself that it is not to be asked */
        registry->ready_at = now_ms(registry) + (after > RETRY_AFTER_MAX ? RETRY_AFTER_MAX : after) * 1000;
    }
    return REGISTER_DOWN;
}

static void ask_next(struct registry *registry);

static void
was_fetched(void *context, bool good, struct span answer, const struct error *err)
{
    struct registry *registry = context;
    enum register_outcome outcome = outcome_of(registry, err);

    registry->asking = false;
    end_question(registry, outcome, good ? answer : SPAN(""));
    ask_next(registry);
}

/* -- asking -------------------------------------------------------------------------------------- */

static void
start(struct registry *registry)
{
    const struct register_settings *settings = &registry->settings;
    const struct fetch_order order = {.url = span_of(registry->first->url),
                                      .accept = "application/json",
                                      .header = *registry->key == '\0' ? NULL : registry->key,
                                      .ca_file = settings->ca_file,
                                      .max = (size_t)REGISTER_ANSWER_MAX * 2,
                                      .seconds = (long)((settings->timeout + 999) / 1000),
                                      .status = &registry->status,
                                      .done = was_fetched,
                                      .context = registry};

    registry->asking = true;
    fetch_start(registry->fetcher, &order);
}

static void
ask_next(struct registry *registry)
{
    int64_t wait = registry->ready_at - now_ms(registry);

    if (registry->first == NULL || registry->asking)
        return;
    if (is_down(registry))
        arm(registry->late, 0);
    else if (wait > 0)
        arm(registry->next, wait);
    else
        start(registry);
}

static void
on_next(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    ask_next(argument);
}

/* The register is down: all that waits learns it. */
static void
on_late(evutil_socket_t socket, short what, void *argument)
{
    struct registry *registry = argument;

    (void)socket;
    (void)what;
    while (registry->first != NULL && !registry->asking && is_down(registry))
        end_question(registry, REGISTER_DOWN, SPAN(""));
    ask_next(registry);
}

static void
write_url(const struct registry *registry, struct span siret, struct span words, char *url)
{
    const char *base = registry->settings.url;
    char *escaped = curl_easy_escape(NULL, words.len > 0 ? words.data : "", (int)words.len);
    bool sirene = registry->settings.interface == REGISTER_SIRENE;

    if (escaped == NULL)
        abort();
    if (siret.len > 0 && sirene)
        snprintf(url, URL_MAX_BYTES, "%s/siret/%.*s", base, SPAN_ARG(siret));
    else if (siret.len > 0)
        snprintf(url, URL_MAX_BYTES, "%s/search?q=%.*s", base, SPAN_ARG(siret));
    else if (sirene)
        snprintf(url, URL_MAX_BYTES, "%s/siret?q=denominationUniteLegale%%3A%%22%s%%22&nombre=%d", base,
                 escaped, REGISTER_FOUND_MAX);
    else
        snprintf(url, URL_MAX_BYTES,
                 "%s/search?q=%s&etat_administratif=A&per_page=%d&limite_matching_etablissements=3", base,
                 escaped, REGISTER_FOUND_MAX);
    curl_free(escaped);
}

void
register_ask(struct registry *registry, struct span siret, struct span words,
             void (*answered)(void *context, enum register_outcome outcome, struct span body), void *context)
{
    struct question *question = calloc(1, sizeof *question), *other = registry->first;
    int waiting = 0;

    if (question == NULL)
        abort();
    for (; other != NULL; other = other->next)
        waiting++;
    if (waiting >= WAITING_MAX) {
        registry->failures = FAILURES_MAX;
        registry->ready_at = now_ms(registry) + registry->settings.interval * 10;
    }
    question->answered = answered;
    question->context = context;
    write_url(registry, siret, words, question->url);
    if (registry->last == NULL)
        registry->first = question;
    else
        registry->last->next = question;
    registry->last = question;
    ask_next(registry);
}

struct registry *
register_open(struct event_base *base, const struct register_settings *settings, struct error *err)
{
    struct registry *registry = calloc(1, sizeof *registry);

    if (registry == NULL)
        abort();
    registry->fetcher = fetcher_open(base, err);
    if (registry->fetcher == NULL) {
        free(registry);
        return NULL;
    }
    registry->base = base;
    registry->settings = *settings;
    if (settings->key != NULL)
        snprintf(registry->key, sizeof registry->key, "X-INSEE-Api-Key-Integration: %s", settings->key);
    registry->next = evtimer_new(base, on_next, registry);
    registry->late = evtimer_new(base, on_late, registry);
    return registry;
}

void
register_close(struct registry **registry)
{
    struct registry *r = *registry;

    if (r == NULL)
        return;
    fetcher_close(&r->fetcher);
    while (r->first != NULL)
        end_question(r, REGISTER_DOWN, SPAN(""));
    event_free(r->next);
    event_free(r->late);
    free(r);
    *registry = NULL;
}
