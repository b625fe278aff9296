// SPDX-License-Identifier: Apache-2.0
#include "directory/register.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "os/log.h"

enum {
    CONNECT_TIMEOUT = 5000, /* ms */
    WAITING_MAX = 50,       /* questions; more are answered at once: down */
    FAILURES_MAX = 3,       /* in a row */
    DOWN_TIME = 300 * 1000, /* ms that the register then counts as down */
    RETRY_AFTER_MAX = 600,  /* seconds */
    URL_MAX_BYTES = 1024,
};

struct question {
    struct question *next;
    struct registry *registry;
    char url[URL_MAX_BYTES];
    void (*answered)(void *context, enum register_outcome outcome, struct span body);
    void *context;
    char *body;
    size_t len;
};

struct registry {
    struct event_base *base;
    struct register_settings settings;
    CURLM *multi;
    CURL *easy; /* of the question in hand; NULL none */
    struct curl_slist *headers;
    struct event *timer; /* libcurl's */
    struct event *next;  /* the next question may go */
    struct event *late;  /* answers that need no network */
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
end_question(struct registry *registry, struct question *question, enum register_outcome outcome)
{
    registry->first = question->next;
    if (registry->first == NULL)
        registry->last = NULL;
    question->answered(question->context, outcome, (struct span){question->body, question->len});
    free(question->body);
    free(question);
}

static bool
is_down(const struct registry *registry)
{
    return registry->failures >= FAILURES_MAX && now_ms(registry) < registry->ready_at;
}

/* -- one answer ------------------------------------------------------------------------------ */

static size_t
take_body(char *data, size_t size, size_t count, void *argument)
{
    struct question *question = argument;
    size_t more = size * count;

    if (question->len + more > REGISTER_ANSWER_MAX)
        return 0;
    question->body = realloc(question->body, question->len + more + 1);
    if (question->body == NULL)
        abort();
    memcpy(question->body + question->len, data, more);
    question->len += more;
    return more;
}

static enum register_outcome
outcome_of(struct registry *registry, CURLcode result)
{
    curl_off_t after = 0;
    long code = 0;

    curl_easy_getinfo(registry->easy, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(registry->easy, CURLINFO_RETRY_AFTER, &after);
    registry->ready_at = now_ms(registry) + registry->settings.interval;
    if (result == CURLE_OK && (code == 200 || code == 404 || code == 400)) {
        registry->failures = 0;
        return code == 200 ? REGISTER_ANSWERED : REGISTER_UNKNOWN;
    }
    log_event(LOG_ERROR, "register", "status=%ld error=\"%s\"", code, curl_easy_strerror(result));
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
collect(struct registry *registry)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(registry->multi, &left)) != NULL) {
        enum register_outcome outcome;

        if (message->msg != CURLMSG_DONE)
            continue;
        outcome = outcome_of(registry, message->data.result);
        curl_multi_remove_handle(registry->multi, registry->easy);
        curl_easy_cleanup(registry->easy);
        registry->easy = NULL;
        end_question(registry, registry->first, outcome);
        ask_next(registry);
    }
}

/* -- libcurl on the loop ----------------------------------------------------------------------- */

static void
on_socket(evutil_socket_t socket, short what, void *argument)
{
    struct registry *registry = argument;
    int action = (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0), running;

    curl_multi_socket_action(registry->multi, socket, action, &running);
    collect(registry);
}

static void
on_timer(evutil_socket_t socket, short what, void *argument)
{
    struct registry *registry = argument;
    int running;

    (void)socket;
    (void)what;
    curl_multi_socket_action(registry->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    collect(registry);
}

static int
watch_socket(CURL *easy, curl_socket_t socket, int what, void *argument, void *socket_argument)
{
    struct registry *registry = argument;
    struct event *event = socket_argument;
    short wanted = (short)((what & CURL_POLL_IN ? EV_READ : 0) | (what & CURL_POLL_OUT ? EV_WRITE : 0));

    (void)easy;
    if (event != NULL)
        event_free(event);
    event = NULL;
    if (what != CURL_POLL_REMOVE) {
        event = event_new(registry->base, socket, (short)(wanted | EV_PERSIST), on_socket, registry);
        if (event == NULL || event_add(event, NULL) != 0)
            abort();
    }
    curl_multi_assign(registry->multi, socket, event);
    return 0;
}

static int
set_timer(CURLM *multi, long ms, void *argument)
{
    struct registry *registry = argument;

    (void)multi;
    if (ms < 0)
        evtimer_del(registry->timer);
    else
        arm(registry->timer, ms);
    return 0;
}

/* -- asking -------------------------------------------------------------------------------------- */

static void
start(struct registry *registry, struct question *question)
{
    const struct register_settings *settings = &registry->settings;
    CURL *easy = registry->easy = curl_easy_init();

    if (easy == NULL)
        abort();
    curl_easy_setopt(easy, CURLOPT_URL, question->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)settings->timeout);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)REGISTER_ANSWER_MAX);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->agent);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, registry->headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, question);
    if (settings->ca_file != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, settings->ca_file);
    curl_multi_add_handle(registry->multi, easy);
}

static void
ask_next(struct registry *registry)
{
    int64_t wait = registry->ready_at - now_ms(registry);

    if (registry->first == NULL || registry->easy != NULL)
        return;
    if (is_down(registry))
        arm(registry->late, 0);
    else if (wait > 0)
        arm(registry->next, wait);
    else
        start(registry, registry->first);
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
    while (registry->first != NULL && registry->easy == NULL && is_down(registry))
        end_question(registry, registry->first, REGISTER_DOWN);
    ask_next(registry);
}

static void
write_url(const struct registry *registry, CURL *escaper, struct span siret, struct span words, char *url)
{
    const char *base = registry->settings.url;
    char *escaped = curl_easy_escape(escaper, words.len > 0 ? words.data : "", (int)words.len);
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
    CURL *escaper = curl_easy_init();
    int waiting = 0;

    if (question == NULL || escaper == NULL)
        abort();
    for (; other != NULL; other = other->next)
        waiting++;
    if (waiting >= WAITING_MAX) {
        registry->failures = FAILURES_MAX;
        registry->ready_at = now_ms(registry) + registry->settings.interval * 10;
    }
    question->registry = registry;
    question->answered = answered;
    question->context = context;
    write_url(registry, escaper, siret, words, question->url);
    curl_easy_cleanup(escaper);
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
    char header[512];

    if (registry == NULL)
        abort();
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 || (registry->multi = curl_multi_init()) == NULL) {
        free(registry);
        error_set(err, ERROR_PERMANENT, "libcurl can't be started");
        return NULL;
    }
    registry->base = base;
    registry->settings = *settings;
    registry->headers = curl_slist_append(NULL, "Accept: application/json");
    if (settings->key != NULL) {
        snprintf(header, sizeof header, "X-INSEE-Api-Key-Integration: %s", settings->key);
        registry->headers = curl_slist_append(registry->headers, header);
    }
    registry->timer = evtimer_new(base, on_timer, registry);
    registry->next = evtimer_new(base, on_next, registry);
    registry->late = evtimer_new(base, on_late, registry);
    curl_multi_setopt(registry->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(registry->multi, CURLMOPT_SOCKETDATA, registry);
    curl_multi_setopt(registry->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(registry->multi, CURLMOPT_TIMERDATA, registry);
    return registry;
}

void
register_close(struct registry **registry)
{
    struct registry *r = *registry;

    if (r == NULL)
        return;
    if (r->easy != NULL) {
        curl_multi_remove_handle(r->multi, r->easy);
        curl_easy_cleanup(r->easy);
        r->easy = NULL;
    }
    while (r->first != NULL)
        end_question(r, r->first, REGISTER_DOWN);
    curl_multi_cleanup(r->multi);
    curl_slist_free_all(r->headers);
    event_free(r->timer);
    event_free(r->next);
    event_free(r->late);
    free(r);
    *registry = NULL;
}
