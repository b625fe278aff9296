// SPDX-License-Identifier: Apache-2.0
#include "main/sealing.h"

#include <stdlib.h>
#include <string.h>

#include "main/sealwork.h"
#include "main/signer.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/log.h"
#include "os/random.h"
#include "process/fetch.h"

enum {
    ANCHORS_MAX = 4 * 1024 * 1024,
    ARENA_MAX = 256 * 1024 * 1024,
    QUESTION_ROOM = 1024 * 1024,
    ANSWER_MAX = 4 * 1024 * 1024, /* bytes of a revocation list, say */
    FETCH_SECONDS = 30,
};

/* The name by which a document template calls the box of the seal. */
#define SEAL_FIELD SPAN("seal")

struct sealing {
    const struct config *config;
    struct pool *workers, *signer;
    struct fetcher *fetcher;
    struct arena *arena;
    struct span anchors, chain; /* PEM; chain "" until the signer told it */
    struct sealed *first;       /* under way */
};

struct sealed {
    struct sealed *next;
    struct sealing *sealing;
    struct arena *arena;
    struct seal_settings settings;
    struct span pdf;
    struct span answers[SEAL_ANSWERS_MAX];
    size_t count;
    enum seal_want want;
    void (*done)(void *context, bool good, struct span sealed, const struct error *err);
    void *context;
};

static void step(struct sealed *sealed);

static void
end(struct sealed *sealed, bool good, struct span pdf, const struct error *err)
{
    struct sealed **place = &sealed->sealing->first;
    struct arena *arena = sealed->arena;

    while (*place != sealed)
        place = &(*place)->next;
    *place = sealed->next;
    sealed->done(sealed->context, good, pdf, err);
    arena_close(&arena);
}

static void
fail(struct sealed *sealed, const struct error *err)
{
    end(sealed, false, SPAN(""), err);
}

static void
take_answer(struct sealed *sealed, struct span answer)
{
    struct error err;

    if (sealed->count == SEAL_ANSWERS_MAX) {
        error_set(&err, ERROR_PERMANENT, "sealing asks without end");
        fail(sealed, &err);
        return;
    }
    sealed->answers[sealed->count++] = span_copy(sealed->arena, answer);
    step(sealed);
}

/* The product of a worker or of the signer; false: the job has ended. */
static bool
take_product(struct sealed *sealed, enum pool_status status, struct span answer, const char *who,
             struct span *product)
{
    struct error err = {0};

    if (status != POOL_DONE)
        error_set(&err, ERROR_TEMPORARY, "the %s %s", who, pool_status_name(status));
    else if (work_product(answer, product, &err))
        return true;
    fail(sealed, &err);
    return false;
}

static void
was_signed(void *context, enum pool_status status, struct span answer)
{
    struct sealed *sealed = context;
    struct span signature;

    if (take_product(sealed, status, answer, "signer", &signature))
        take_answer(sealed, signature);
}

static void
was_fetched(void *context, bool good, struct span answer, const struct error *err)
{
    struct sealed *sealed = context;

    if (!good)
        log_event(LOG_WARNING, "seal", "error=%s", err->text);
    if (good)
        take_answer(sealed, answer);
    else if (sealed->want == SEAL_TIMESTAMP)
        fail(sealed, err);
    else
        take_answer(sealed, SPAN("")); /* there may be another source */
}

static void
ask_outside(struct sealed *sealed, const struct seal_step *question)
{
    static const struct {
        const char *type, *accept;
    } media[] = {
        [SEAL_TIMESTAMP] = {"application/timestamp-query", "application/timestamp-reply"},
        [SEAL_OCSP] = {"application/ocsp-request", "application/ocsp-response"},
        [SEAL_CRL] = {NULL, "application/pkix-crl"},
    };
    struct fetch_order order = {.url = question->url,
                                .body = question->bytes,
                                .max = ANSWER_MAX,
                                .seconds = FETCH_SECONDS,
                                .done = was_fetched,
                                .context = sealed};

    sealed->want = question->want;
    if (question->want == SEAL_SIGN) {
        sealed->settings.asked = span_copy(sealed->arena, question->bytes);
        pool_submit(sealed->sealing->signer, SIGNER_SIGN, question->bytes, was_signed, sealed);
        return;
    }
    order.type = media[question->want].type;
    order.accept = media[question->want].accept;
    fetch_start(sealed->sealing->fetcher, &order);
}

static void
was_computed(void *context, enum pool_status status, struct span answer)
{
    struct sealed *sealed = context;
    struct span product;
    struct seal_step question;
    struct error err;

    if (!take_product(sealed, status, answer, "worker", &product))
        return;
    if (!sealwork_get_step(product, &question)) {
        error_set(&err, ERROR_PERMANENT, "a worker's answer was malformed");
        fail(sealed, &err);
    } else if (question.want == SEAL_DONE) {
        end(sealed, true, question.bytes, NULL);
    } else {
        ask_outside(sealed, &question);
    }
}

static void
step(struct sealed *sealed)
{
    size_t room = sealed->pdf.len + QUESTION_ROOM + ANCHORS_MAX;
    struct arena *arena;
    struct text question;

    for (size_t i = 0; i < sealed->count; i++)
        room += sealed->answers[i].len;
    arena = arena_open(room * 2);
    question = text_new(arena, room);
    sealwork_put_seal(&question, &sealed->settings, sealed->pdf, sealed->answers, sealed->count);
    pool_submit(sealed->sealing->workers, WORK_SEAL, text_get(&question), was_computed, sealed);
    arena_close(&arena);
}

static void
chain_told(void *context, enum pool_status status, struct span answer)
{
    struct sealed *sealed = context;
    struct sealing *sealing = sealed->sealing;
    struct span pem;

    if (!take_product(sealed, status, answer, "signer", &pem))
        return;
    if (sealing->chain.len == 0)
        sealing->chain = span_copy(sealing->arena, pem);
    sealed->settings.chain = sealing->chain;
    step(sealed);
}

static void
set_up(struct sealed *sealed, struct span language, struct span contact)
{
    const struct sealing *sealing = sealed->sealing;
    char nonce[SEAL_NONCE_SIZE];

    random_bytes(nonce, sizeof nonce);
    if (!seal_level_parse(span_of(sealing->config->seal_level), &sealed->settings.level))
        abort(); /* config_load looked */
    sealed->settings.chain = sealing->chain;
    sealed->settings.anchors = sealing->anchors;
    sealed->settings.tsa = span_of(sealing->config->seal_tsa);
    sealed->settings.field = SEAL_FIELD;
    sealed->settings.location = span_of(sealing->config->seal_location);
    sealed->settings.contact = span_copy(sealed->arena, contact);
    sealed->settings.language = span_copy(sealed->arena, language);
    sealed->settings.now = clock_now();
    sealed->settings.time_offset = (int)sealing->config->time_offset;
    sealed->settings.asked = SPAN("");
    sealed->settings.nonce = span_copy(sealed->arena, (struct span){nonce, sizeof nonce});
}

void
sealing_submit(struct sealing *sealing, struct span pdf, struct span language, struct span contact,
               void (*done)(void *context, bool good, struct span sealed, const struct error *err),
               void *context)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct sealed *sealed = arena_alloc(arena, sizeof *sealed);

    sealed->arena = arena;
    sealed->sealing = sealing;
    sealed->pdf = span_copy(arena, pdf);
    sealed->done = done;
    sealed->context = context;
    sealed->next = sealing->first;
    sealing->first = sealed;
    set_up(sealed, language, contact);
    if (sealing->chain.len == 0)
        pool_submit(sealing->signer, SIGNER_CHAIN, SPAN(""), chain_told, sealed);
    else
        step(sealed);
}

struct sealing *
sealing_open(struct event_base *base, const struct config *config, struct pool *workers, struct pool *signer,
             struct error *err)
{
    struct sealing *sealing = calloc(1, sizeof *sealing);

    if (sealing == NULL)
        abort();
    sealing->config = config;
    sealing->workers = workers;
    sealing->signer = signer;
    sealing->arena = arena_open(ANCHORS_MAX * 2);
    sealing->chain = sealing->anchors = SPAN("");
    sealing->fetcher = fetcher_open(base, err);
    if (sealing->fetcher == NULL ||
        (*config->trust_anchors != '\0' &&
         !file_read(sealing->arena, config->trust_anchors, ANCHORS_MAX, &sealing->anchors, err)))
        sealing_close(&sealing);
    return sealing;
}

void
sealing_close(struct sealing **sealing)
{
    struct sealing *s = *sealing;

    if (s == NULL)
        return;
    fetcher_close(&s->fetcher);
    while (s->first != NULL) {
        struct sealed *sealed = s->first;
        struct arena *arena = sealed->arena;

        s->first = sealed->next;
        arena_close(&arena);
    }
    arena_close(&s->arena);
    free(s);
    *sealing = NULL;
}
