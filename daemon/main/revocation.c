// SPDX-License-Identifier: Apache-2.0
#include "main/revocation.h"

#include <stdlib.h>

#include "common/digest.h"
#include "os/clock.h"
#include "os/log.h"
#include "process/fetch.h"

enum {
    OCSP_MAX = 64 * 1024,       /* bytes of an answer */
    LIST_MAX = 8 * 1024 * 1024, /* of a list */
    SECONDS = 20,               /* for one */
    KEPT_MAX = 64,              /* answers that are remembered */
    KEPT_BYTES = 32 * 1024 * 1024,
};

struct kept {
    struct digest question; /* of URL and request */
    struct arena *arena;    /* NULL: free */
    struct span bytes;
    int64_t until;
};

struct revocation {
    struct event_base *base;
    struct fetcher *fetcher;
    bool may_be_private;
    struct asking *first;
    struct kept kept[KEPT_MAX];
    size_t kept_bytes, next;
};

/* One call of revocation_ask. */
struct asking {
    struct asking *next;
    struct revocation *revocation;
    struct arena *arena;
    struct event *ended;
    size_t left;
    void (*done)(void *context);
    void *context;
};

struct one {
    struct asking *asking;
    const struct revocation_source *source;
    struct revocation_answer *answer;
};

static struct digest
question_of(const struct revocation_source *source)
{
    struct digest_stream *stream = digest_begin();

    digest_more(stream, source->url);
    digest_more(stream, SPAN("\n"));
    digest_more(stream, source->request);
    return digest_end(&stream);
}

static void
forget(struct revocation *revocation, struct kept *kept)
{
    if (kept->arena == NULL)
        return;
    revocation->kept_bytes -= kept->bytes.len;
    arena_close(&kept->arena);
}

static struct span
remembered(struct revocation *revocation, const struct revocation_source *source)
{
    struct digest question = question_of(source);

    for (size_t i = 0; i < KEPT_MAX; i++) {
        struct kept *kept = &revocation->kept[i];

        if (kept->arena == NULL || !digest_equal(&kept->question, &question))
            continue;
        if (kept->until > clock_now())
            return kept->bytes;
        forget(revocation, kept);
    }
    return SPAN("");
}

void
revocation_keep(struct revocation *revocation, const struct revocation_source *source,
                const struct revocation_answer *answer, int64_t until)
{
    struct kept *kept;

    if (until <= clock_now() || remembered(revocation, source).len > 0)
        return;
    /* The oldest make room. */
    do {
        kept = &revocation->kept[revocation->next];
        revocation->next = (revocation->next + 1) % KEPT_MAX;
        forget(revocation, kept);
    } while (revocation->kept_bytes + answer->bytes.len > KEPT_BYTES);
    kept->arena = arena_open(answer->bytes.len * 2 + 64 * 1024);
    kept->question = question_of(source);
    kept->bytes = span_copy(kept->arena, answer->bytes);
    kept->until = until;
    revocation->kept_bytes += answer->bytes.len;
}

static void
free_asking(struct asking *asking)
{
    struct asking **place = &asking->revocation->first;

    while (*place != asking)
        place = &(*place)->next;
    *place = asking->next;
    event_free(asking->ended);
    free(asking);
}

static void
on_ended(evutil_socket_t socket, short what, void *argument)
{
    struct asking *asking = argument;
    void (*done)(void *context) = asking->done;
    void *context = asking->context;

    (void)socket;
    (void)what;
    free_asking(asking);
    done(context);
}

static void
end_one(struct asking *asking)
{
    if (--asking->left == 0)
        event_active(asking->ended, EV_TIMEOUT, 0);
}

static void
was_fetched(void *context, bool good, struct span answer, const struct error *err)
{
    struct one *one = context;

    if (good)
        one->answer->bytes = span_copy(one->asking->arena, answer);
    else
        log_event(LOG_WARNING, "revocation", "url=%.*s error=\"%s\"", SPAN_ARG(span_first(one->source->url, 200)),
                  err->text);
    end_one(one->asking);
}

static void
ask_one(struct asking *asking, const struct revocation_source *source, struct revocation_answer *answer)
{
    struct revocation *revocation = asking->revocation;
    struct one *one = arena_alloc(asking->arena, sizeof *one);
    struct fetch_order order = {.url = source->url,
                                .type = source->ocsp ? "application/ocsp-request" : NULL,
                                .accept = source->ocsp ? "application/ocsp-response" : "application/pkix-crl",
                                .body = source->request,
                                .max = source->ocsp ? OCSP_MAX : LIST_MAX,
                                .seconds = SECONDS,
                                .stranger = !revocation->may_be_private,
                                .done = was_fetched,
                                .context = one};

    *one = (struct one){asking, source, answer};
    *answer = (struct revocation_answer){source->ocsp, remembered(revocation, source)};
    if (answer->bytes.len > 0) {
        answer->bytes = span_copy(asking->arena, answer->bytes);
        end_one(asking);
        return;
    }
    fetch_start(revocation->fetcher, &order);
}

void
revocation_ask(struct revocation *revocation, const struct revocation_source *sources, size_t count,
               struct revocation_answer *answers, struct arena *arena, void (*done)(void *context), void *context)
{
    struct asking *asking = calloc(1, sizeof *asking);

    if (asking == NULL)
        abort();
    *asking = (struct asking){revocation->first, revocation, arena, NULL, count + 1, done, context};
    revocation->first = asking;
    asking->ended = event_new(revocation->base, -1, 0, on_ended, asking);
    for (size_t i = 0; i < count; i++)
        ask_one(asking, &sources[i], &answers[i]);
    end_one(asking);
}

static bool
was_asked(const struct revocation_source *asked, size_t count, const struct revocation_source *source)
{
    for (size_t i = 0; i < count; i++)
        if (span_equal(asked[i].url, source->url) && span_equal(asked[i].request, source->request))
            return true;
    return false;
}

size_t
revocation_choose(struct revocation_source *asked, size_t asked_count, const struct revocation_source *sources,
                  size_t count)
{
    size_t before = asked_count;
    uint32_t taken = UINT32_MAX;

    for (size_t i = 0; i < count && asked_count < SOURCES_MAX; i++) {
        if (sources[i].certificate == taken || was_asked(asked, asked_count, &sources[i]))
            continue;
        taken = sources[i].certificate;
        asked[asked_count++] = sources[i];
    }
    return asked_count - before;
}

struct revocation *
revocation_open(struct event_base *base, const struct config *config, struct error *err)
{
    struct revocation *revocation;

    err->kind = ERROR_NONE;
    if (!config->trust_revocation)
        return NULL;
    revocation = calloc(1, sizeof *revocation);
    if (revocation == NULL)
        abort();
    revocation->base = base;
    revocation->may_be_private = config->trust_revocation_private;
    revocation->fetcher = fetcher_open(base, err);
    if (revocation->fetcher == NULL)
        revocation_close(&revocation);
    return revocation;
}

void
revocation_close(struct revocation **revocation)
{
    struct revocation *r = *revocation;

    if (r == NULL)
        return;
    fetcher_close(&r->fetcher);
    while (r->first != NULL)
        free_asking(r->first);
    for (size_t i = 0; i < KEPT_MAX; i++)
        forget(r, &r->kept[i]);
    free(r);
    *revocation = NULL;
}
