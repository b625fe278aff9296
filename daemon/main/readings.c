// SPDX-License-Identifier: Apache-2.0
#include "main/readings.h"

#include <inttypes.h>
#include <stdlib.h>

#include "main/again.h"
#include "main/consume.h"
#include "main/sequences.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/log.h"

enum {
    READING_MAX = 64,    /* messages between journal and store */
    HOLD = 500,          /* milliseconds between two groups while mail pours in */
    QUIET = 50,          /* milliseconds without a mail: none pours in */
    WORKER_TRIES = 2,
    RETRY_WAIT = 5, /* seconds before a message that the store refused is tried again */
};

/* A message between journal and store. */
struct reading {
    struct consume consume; /* first */
    struct reading *next;   /* the younger one */
    struct readings *owner;
    int tries;
    bool read;  /* the worker has answered */
    bool asked; /* the public register was */
    bool consulted; /* the LDAP server was */
    bool file;  /* it brings one to a task: a worker may have to look at it */
    struct event *retry;
};

struct readings {
    struct readings_parts parts;
    struct sequences waiting; /* in the journal, not yet asked of a worker */
    struct reading *first;    /* the oldest */
    size_t count, bytes;
    uint64_t recovered; /* the last sequence that was there at the start */
    int64_t begun, came; /* the last group and the last mail, by the monotonic clock */
    struct event *hold;
    bool stopping;
    uint64_t consumed, quarantined;
};

/* All records below this one are in the store. */
static uint64_t
lowest_needed(const struct readings *readings, uint64_t last)
{
    uint64_t lowest = readings->waiting.count > 0 ? sequences_first(&readings->waiting) : last + 1;

    for (const struct reading *reading = readings->first; reading != NULL; reading = reading->next)
        if (reading->consume.sequence < lowest)
            lowest = reading->consume.sequence;
    return lowest;
}

static void
reading_free(struct reading *reading)
{
    struct readings *readings = reading->owner;
    struct reading **place = &readings->first;
    struct arena *arena = reading->consume.arena;

    while (*place != reading)
        place = &(*place)->next;
    *place = reading->next;
    readings->count--;
    readings->bytes -= reading->consume.message.bytes.len;
    if (reading->retry != NULL)
        event_free(reading->retry);
    arena_close(&arena);
}

static void
on_retry(evutil_socket_t socket, short what, void *argument)
{
    struct reading *reading = argument;

    (void)socket;
    (void)what;
    writer_submit(reading->owner->parts.writer, &reading->consume.job);
}

/* The store refused.  For good: the message is set aside.  For now: it is tried again. */
static void
refused_by_store(struct reading *reading)
{
    const struct error *err = &reading->consume.job.err;
    struct timeval wait = {RETRY_WAIT, 0};

    log_event(LOG_ERROR, "consume", "sequence=%" PRIu64 " error=%s", reading->consume.sequence, err->text);
    if (err->kind != ERROR_TEMPORARY && reading->consume.fault == NULL) {
        reading->consume.fault = arena_strdup(reading->consume.arena, err->text);
        reading->owner->quarantined++;
        writer_submit(reading->owner->parts.writer, &reading->consume.job);
        return;
    }
    if (reading->retry == NULL)
        reading->retry = evtimer_new(reading->owner->parts.base, on_retry, reading);
    evtimer_add(reading->retry, &wait);
}

static bool ask_first(struct reading *reading);

static void
was_answered(struct consume *consume)
{
    struct reading *reading = (struct reading *)consume;

    if (reading->owner->stopping)
        reading_free(reading);
    else if (!ask_first(reading))
        writer_submit(reading->owner->parts.writer, &consume->job);
}

static void ask_to_judge(struct reading *reading);

static void
was_fetched(void *context)
{
    struct reading *reading = context;

    if (reading->owner->stopping)
        reading_free(reading);
    else
        ask_to_judge(reading);
}

/* What its certificates say can be asked, and was not yet; true: it is being asked. */
static bool
ask_about_revocation(struct reading *reading)
{
    struct revocation *revocation = reading->owner->parts.revocation;
    struct returning *returning = &reading->consume.returning;
    size_t first, count;

    if (revocation == NULL)
        return false;
    count = returning_want(reading->consume.arena, returning);
    for (size_t i = 0; i + count < returning->fetched_count; i++)
        if (returning->until[i] != 0)
            revocation_keep(revocation, &returning->asked[i], &returning->fetched[i], returning->until[i]);
    if (count == 0)
        return false;
    first = returning->fetched_count - count;
    revocation_ask(revocation, &returning->asked[first], count, &returning->fetched[first],
                   reading->consume.arena, was_fetched, reading);
    return true;
}

static void
was_judged(void *context, enum pool_status status, struct span answer)
{
    struct reading *reading = context;
    struct returning *returning = &reading->consume.returning;
    struct span product;
    struct error err = {0};

    if (status == POOL_DONE && work_product(answer, &product, &err))
        returning->product = span_copy(reading->consume.arena, product);
    else
        log_event(LOG_ERROR, "returned", "sequence=%" PRIu64 " error=\"%s\"", reading->consume.sequence,
                  status == POOL_DONE ? err.text : pool_status_name(status));
    if (!ask_about_revocation(reading))
        was_answered(&reading->consume);
}

static void
ask_to_judge(struct reading *reading)
{
    struct readings *readings = reading->owner;

    returning_ask(readings->parts.pool, readings->parts.anchors, &reading->consume.message,
                  &reading->consume.returning, was_judged, reading);
}

static void
was_consulted(void *context, bool asked)
{
    struct reading *reading = context;

    reading->consume.consulted = asked;
    was_answered(&reading->consume);
}

/* What has to be known before the message is decided upon, one thing after the other. */
static bool
ask_first(struct reading *reading)
{
    struct readings *readings = reading->owner;
    struct returning *returning = &reading->consume.returning;

    if (reading->consume.questions.count > 0 && !reading->asked) {
        reading->asked = true;
        inquiry_ask(readings->parts.inquiry, &reading->consume, was_answered);
        return true;
    }
    if (reading->consume.unknown.count > 0 && !reading->consulted) {
        reading->consulted = true;
        consult_ask(readings->parts.consult, &reading->consume.unknown, was_consulted, reading);
        return true;
    }
    if (returning->wanted != RETURNED_NOTHING && !returning->answered) {
        returning->answered = true;
        ask_to_judge(reading);
        return true;
    }
    return false;
}

static void submit_ready(struct readings *readings);

static void
consumed(struct job *job)
{
    struct reading *reading = (struct reading *)job;
    struct readings *readings = reading->owner;
    uint64_t sequence = reading->consume.sequence;

    if (readings->stopping) {
        reading_free(reading);
        return;
    }
    if (!job->good) {
        refused_by_store(reading);
        return;
    }
    if (ask_first(reading))
        return;
    readings->consumed++;
    log_trace("consume", "sequence=%" PRIu64, sequence);
    reading_free(reading);
    journal_consumed(readings->parts.journal, lowest_needed(readings, sequence));
    readings->parts.consumed(readings->parts.context);
    submit_ready(readings);
    readings_pump(readings);
}

/* One author's messages are consumed in the order in which they came, and those used again in the
 * order of all. */
static bool
has_elder(const struct reading *reading)
{
    const struct reading *other = reading->owner->first;

    for (; other != reading; other = other->next)
        /* What may have to wait for an answer holds back what the same author sent later. */
        if ((!other->read || other->file || reading->owner->parts.inquiry != NULL || reading->owner->parts.consult != NULL) &&
            (again_is(other->consume.drop) || again_is(reading->consume.drop) ||
             span_equal(other->consume.message.sender, reading->consume.message.sender)))
            return true;
    return false;
}

static void
submit(struct reading *reading)
{
    reading->consume.job.run = consume_run;
    reading->consume.job.done = consumed;
    reading->consume.may_ask = reading->owner->parts.inquiry != NULL && !again_is(reading->consume.drop);
    reading->consume.may_consult = reading->owner->parts.consult != NULL && !again_is(reading->consume.drop);
    reading->consume.now = again_is(reading->consume.drop) ? reading->consume.message.received : clock_now();
    writer_submit(reading->owner->parts.writer, &reading->consume.job);
}

static void
submit_ready(struct readings *readings)
{
    for (struct reading *reading = readings->first; reading != NULL; reading = reading->next)
        if (reading->read && reading->consume.job.run == NULL && !has_elder(reading))
            submit(reading);
}

static void ask_worker(struct reading *reading);

static void
was_read(void *context, enum pool_status status, struct span answer)
{
    struct reading *reading = context;
    struct span product;
    struct error err;

    if (status == POOL_DONE && work_product(answer, &product, &err)) {
        reading->file = product.len > 0 && product.data[0] != 0;
        reading->consume.intent = span_copy(reading->consume.arena, span_from(product, 1));
    } else if (status != POOL_DONE && ++reading->tries < WORKER_TRIES) {
        ask_worker(reading);
        return;
    } else {
        reading->consume.fault = status == POOL_DONE ? arena_strdup(reading->consume.arena, err.text)
                                                     : arena_printf(reading->consume.arena, "the reader %s",
                                                                    pool_status_name(status));
        reading->owner->quarantined++;
        log_event(LOG_ERROR, "quarantine", "sequence=%" PRIu64 " sender=%.*s why=\"%s\"",
                  reading->consume.sequence, SPAN_ARG(reading->consume.message.sender),
                  reading->consume.fault);
    }
    reading->read = true;
    submit_ready(reading->owner);
}

static void
ask_worker(struct reading *reading)
{
    struct readings *readings = reading->owner;
    const struct config *config = readings->parts.applier->config;
    const struct message *message = &reading->consume.message;
    size_t number = config_mailbox_number(config, message->recipients, message->recipient_count);
    struct arena *arena = arena_open((message->bytes.len + readings->parts.anchors.len) * 4 + 1024 * 1024);
    struct text question = text_new(arena, message->bytes.len + readings->parts.anchors.len + 512 * 1024);
    struct intent_settings settings = {.authserv_id = span_of(config->authserv_id),
                                       .authserv_below = config->authserv_below,
                                       .arc_sealers = span_of(config->arc_sealers),
                                       .mailbox = span_of(config->mailboxes[number].address),
                                       .delimiter = config->delimiter[0]};

    work_put_read(&question, &readings->parts.current[number], &settings, readings->parts.anchors, message);
    pool_submit(readings->parts.pool, WORK_READ, text_get(&question), was_read, reading);
    arena_close(&arena);
}

static void
start_reading(struct readings *readings, uint64_t sequence)
{
    struct arena *arena = arena_open(READING_BYTES_MAX);
    struct reading *reading = arena_alloc(arena, sizeof *reading), **last = &readings->first;
    struct error err;

    reading->owner = readings;
    reading->consume.applier = readings->parts.applier;
    reading->consume.arena = arena;
    reading->consume.sequence = sequence;
    reading->consume.intent = SPAN("");
    if (!journal_read(readings->parts.journal, arena, sequence, &reading->consume.message,
                      &reading->consume.drop, &err)) {
        log_event(LOG_ERROR, "journal", "sequence=%" PRIu64 " error=%s", sequence, err.text);
        arena_close(&arena);
        return;
    }
    while (*last != NULL)
        last = &(*last)->next;
    *last = reading;
    readings->count++;
    readings->bytes += reading->consume.message.bytes.len;
    ask_worker(reading);
}

static void
on_hold(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    readings_pump(argument);
}

/* Senders who wait for their 250 go before what is durable already, which would take the processors and the
 * disk from them: while mail pours in, reading begins one group each HOLD.  A lone mail waits for nothing. */
static bool
is_held(struct readings *readings)
{
    int64_t now = clock_monotonic(), held = readings->begun + HOLD - now, busy = readings->came + QUIET - now;
    int64_t left = held < busy ? held : busy;
    struct timeval wait = {0, left * 1000};

    if (left <= 0)
        return false;
    evtimer_add(readings->hold, &wait);
    return true;
}

void
readings_pump(struct readings *readings)
{
    if (readings->stopping || readings->waiting.count == 0 || readings->count >= READING_MAX || is_held(readings))
        return;
    readings->begun = clock_monotonic();
    while (readings->waiting.count > 0 && readings->count < READING_MAX && readings->bytes < READING_BYTES_MAX)
        start_reading(readings, sequences_take(&readings->waiting));
}

void
readings_add(struct readings *readings, uint64_t sequence)
{
    sequences_add(&readings->waiting, sequence);
    readings->came = clock_monotonic();
}

void
readings_recover(struct readings *readings, uint64_t sequence)
{
    readings_add(readings, sequence);
    readings->recovered = sequence;
}

bool
readings_recovering(const struct readings *readings)
{
    return lowest_needed(readings, readings->recovered) <= readings->recovered;
}

struct readings *
readings_open(const struct readings_parts *parts)
{
    struct readings *readings = calloc(1, sizeof *readings);

    if (readings == NULL)
        abort();
    readings->parts = *parts;
    readings->hold = evtimer_new(parts->base, on_hold, readings);
    return readings;
}

void
readings_stop(struct readings *readings)
{
    readings->stopping = true;
}

void
readings_close(struct readings **readings)
{
    struct readings *r = *readings;

    if (r == NULL)
        return;
    while (r->first != NULL)
        reading_free(r->first);
    event_free(r->hold);
    sequences_free(&r->waiting);
    free(r);
    *readings = NULL;
}

struct readings_counts
readings_counts(const struct readings *readings)
{
    return (struct readings_counts){.consumed = readings->consumed,
                                    .quarantined = readings->quarantined,
                                    .waiting = readings->waiting.count,
                                    .under_way = readings->count};
}
