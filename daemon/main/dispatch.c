// SPDX-License-Identifier: Apache-2.0
#include "main/dispatch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>

#include "intake/drop.h"
#include "intake/journal.h"
#include "intake/lmtpserver.h"
#include "main/carry.h"
#include "main/consume.h"
#include "main/known.h"
#include "main/places.h"
#include "main/sequences.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/log.h"

enum {
    READING_MAX = 64,                      /* messages between journal and store */
    BURST = 32,                            /* arrivals within BREATH: more are a burst */
    BREATH = 400 * 1000,                   /* microseconds that a burst holds reading back */
    READING_BYTES_MAX = 256 * 1024 * 1024, /* of all of them */
    WORKER_TRIES = 2,
    DROPS_MAX = 16, /* files on their way into the journal */
    TICK = 20,      /* seconds between looks at deadlines and the drop */
    RETRY_WAIT = 5, /* seconds before a message that the store refused is tried again */
    PROCEDURE_ARENA_MAX = 256 * 1024 * 1024,
};

/* A message between journal and store. */
struct reading {
    struct consume consume; /* first */
    struct reading *next;   /* the younger one */
    struct dispatch *dispatch;
    int tries;
    bool read; /* the worker has answered */
    struct event *retry;
};

/* A message on its way into the journal. */
struct arrival {
    struct journal_ticket ticket; /* first */
    struct arrival *next;
    struct dispatch *dispatch;
    struct lmtp_session *session; /* NULL: from the drop */
    struct arena *arena;          /* of a dropped one */
};

struct adoption {
    struct job job; /* first */
    struct dispatch *dispatch;
    struct bundle bundle;
    struct arena *arena;
};

struct dispatch {
    struct event_base *base;
    const struct config *config;
    struct arena *arena;
    struct pool *pool;
    struct journal *journal;
    struct writer *writer;
    struct carry *carry;
    struct lmtpserver *lmtp;
    struct applier applier;
    struct event *journal_event, *writer_event, *drop_event, *tick, *breath;
    int drop_watch;
    struct arrival *drops; /* on their way */
    size_t drop_count;
    struct sequences waiting; /* in the journal, not yet asked of a worker */
    struct reading *readings; /* oldest first */
    size_t reading_count, reading_bytes;
    struct expire expire;
    bool expiring, stopping;
    unsigned burst;                              /* arrivals since the last breath */
    struct digest current[CONFIG_MAILBOXES_MAX]; /* version of each mailbox's procedure */
    struct known known;                          /* versions that the workers hold */
    uint64_t accepted, refused, consumed, quarantined;
};

static void pump(struct dispatch *dispatch);

/* ---- versions that the workers hold ---- */

static bool
is_known(void *context, const struct digest *digest)
{
    return known_has(&((struct dispatch *)context)->known, digest);
}

static void
give_to_workers(void *context, const struct digest *digest, struct span bundle)
{
    struct dispatch *dispatch = context;

    if (known_add(&dispatch->known, digest))
        pool_broadcast(dispatch->pool, WORK_ADOPT, bundle);
}

/* ---- from the journal to the store ---- */

/* All records below this one are in the store. */
static uint64_t
lowest_needed(const struct dispatch *dispatch, uint64_t last)
{
    uint64_t lowest = dispatch->waiting.count > 0 ? sequences_first(&dispatch->waiting) : last + 1;

    for (const struct reading *reading = dispatch->readings; reading != NULL; reading = reading->next)
        if (reading->consume.sequence < lowest)
            lowest = reading->consume.sequence;
    return lowest;
}

static void
reading_free(struct reading *reading)
{
    struct dispatch *dispatch = reading->dispatch;
    struct reading **place = &dispatch->readings;
    struct arena *arena = reading->consume.arena;

    while (*place != reading)
        place = &(*place)->next;
    *place = reading->next;
    dispatch->reading_count--;
    dispatch->reading_bytes -= reading->consume.message.bytes.len;
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
    writer_submit(reading->dispatch->writer, &reading->consume.job);
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
        reading->dispatch->quarantined++;
        writer_submit(reading->dispatch->writer, &reading->consume.job);
        return;
    }
    if (reading->retry == NULL)
        reading->retry = evtimer_new(reading->dispatch->base, on_retry, reading);
    evtimer_add(reading->retry, &wait);
}

static void
consumed(struct job *job)
{
    struct reading *reading = (struct reading *)job;
    struct dispatch *dispatch = reading->dispatch;
    uint64_t sequence = reading->consume.sequence;

    if (dispatch->stopping) {
        reading_free(reading);
        return;
    }
    if (!job->good) {
        refused_by_store(reading);
        return;
    }
    dispatch->consumed++;
    log_trace("consume", "sequence=%" PRIu64, sequence);
    reading_free(reading);
    journal_consumed(dispatch->journal, lowest_needed(dispatch, sequence));
    carry_wake(dispatch->carry);
    pump(dispatch);
}

/* One author's messages are consumed in the order in which they came. */
static bool
has_elder(const struct reading *reading)
{
    const struct reading *other = reading->dispatch->readings;

    for (; other != reading; other = other->next)
        if (span_equal(other->consume.message.sender, reading->consume.message.sender) && !other->read)
            return true;
    return false;
}

static void
submit(struct reading *reading)
{
    reading->consume.job.run = consume_run;
    reading->consume.job.done = consumed;
    reading->consume.now = clock_now();
    writer_submit(reading->dispatch->writer, &reading->consume.job);
}

static void
submit_ready(struct dispatch *dispatch)
{
    for (struct reading *reading = dispatch->readings; reading != NULL; reading = reading->next)
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
        reading->consume.intent = span_copy(reading->consume.arena, product);
    } else if (status != POOL_DONE && ++reading->tries < WORKER_TRIES) {
        ask_worker(reading);
        return;
    } else {
        reading->consume.fault = status == POOL_DONE ? arena_strdup(reading->consume.arena, err.text)
                                                     : arena_printf(reading->consume.arena, "the reader %s",
                                                                    pool_status_name(status));
        reading->dispatch->quarantined++;
        log_event(LOG_ERROR, "quarantine", "sequence=%" PRIu64 " sender=%.*s why=\"%s\"",
                  reading->consume.sequence, SPAN_ARG(reading->consume.message.sender),
                  reading->consume.fault);
    }
    reading->read = true;
    submit_ready(reading->dispatch);
}

static void
ask_worker(struct reading *reading)
{
    struct dispatch *dispatch = reading->dispatch;
    const struct message *message = &reading->consume.message;
    size_t number = config_mailbox_number(dispatch->config, message->recipients, message->recipient_count);
    struct arena *arena = arena_open(message->bytes.len * 4 + 1024 * 1024);
    struct text question = text_new(arena, message->bytes.len + 512 * 1024);
    struct intent_settings settings = {.authserv_id = span_of(dispatch->config->authserv_id),
                                       .mailbox = span_of(dispatch->config->mailboxes[number].address),
                                       .delimiter = dispatch->config->delimiter[0]};

    work_put_read(&question, &dispatch->current[number], &settings, message);
    pool_submit(dispatch->pool, WORK_READ, text_get(&question), was_read, reading);
    arena_close(&arena);
}

static void
start_reading(struct dispatch *dispatch, uint64_t sequence)
{
    struct arena *arena = arena_open(READING_BYTES_MAX);
    struct reading *reading = arena_alloc(arena, sizeof *reading), **last = &dispatch->readings;
    struct error err;

    reading->dispatch = dispatch;
    reading->consume.applier = &dispatch->applier;
    reading->consume.arena = arena;
    reading->consume.sequence = sequence;
    reading->consume.intent = SPAN("");
    if (!journal_read(dispatch->journal, arena, sequence, &reading->consume.message, &reading->consume.drop,
                      &err)) {
        log_event(LOG_ERROR, "journal", "sequence=%" PRIu64 " error=%s", sequence, err.text);
        arena_close(&arena);
        return;
    }
    while (*last != NULL)
        last = &(*last)->next;
    *last = reading;
    dispatch->reading_count++;
    dispatch->reading_bytes += reading->consume.message.bytes.len;
    ask_worker(reading);
}

/* While mail pours in, the disk belongs to the journal: what waits is read in groups, one a breath.
 * A few mails are read at once. */
static void
on_breath(evutil_socket_t socket, short what, void *argument)
{
    struct dispatch *dispatch = argument;

    (void)socket;
    (void)what;
    dispatch->burst = 0;
    pump(dispatch);
}

static void
pump(struct dispatch *dispatch)
{
    while (!dispatch->stopping && dispatch->waiting.count > 0 && dispatch->reading_count < READING_MAX &&
           dispatch->burst < BURST && dispatch->reading_bytes < READING_BYTES_MAX)
        start_reading(dispatch, sequences_take(&dispatch->waiting));
}

/* ---- from the listeners to the journal ---- */

static void
arrived(struct dispatch *dispatch, const struct journal_ticket *ticket)
{
    if (!ticket->good) {
        dispatch->refused++;
        log_event(LOG_ERROR, "journal", "error=%s", ticket->err.text);
        return;
    }
    dispatch->accepted++;
    log_trace("journal", "sequence=%" PRIu64 " sender=%.*s", ticket->sequence,
              SPAN_ARG(ticket->message.sender));
    sequences_add(&dispatch->waiting, ticket->sequence);
}

static void
lmtp_durable(struct journal_ticket *ticket)
{
    struct arrival *arrival = (struct arrival *)ticket;
    struct dispatch *dispatch = arrival->dispatch;

    arrived(dispatch, ticket);
    lmtpserver_done(arrival->session, ticket->good);
    free(arrival);
    pump(dispatch);
}

static void
lmtp_complete(void *context, struct lmtp_session *session, const struct lmtp *lmtp)
{
    struct arrival *arrival = calloc(1, sizeof *arrival);
    const struct timeval breath = {0, BREATH};
    size_t count;

    if (arrival == NULL)
        abort();
    arrival->dispatch = context;
    arrival->session = session;
    arrival->ticket.drop = SPAN("");
    arrival->ticket.message.bytes = lmtp_message(lmtp);
    arrival->ticket.message.sender = lmtp_sender(lmtp);
    /* The journal only reads them. */
    arrival->ticket.message.recipients = (struct span *)(uintptr_t)lmtp_recipients(lmtp, &count);
    arrival->ticket.message.recipient_count = count;
    arrival->ticket.message.received = clock_now();
    arrival->ticket.done = lmtp_durable;
    if (arrival->dispatch->burst++ == 0)
        evtimer_add(arrival->dispatch->breath, &breath);
    journal_append(arrival->dispatch->journal, &arrival->ticket);
}

static bool
lmtp_accepts(void *context, struct span address)
{
    const struct dispatch *dispatch = context;

    return config_mailbox_of(dispatch->config, address) != NULL;
}

static void look_at_drop(struct dispatch *dispatch);

static void
drop_durable(struct journal_ticket *ticket)
{
    struct arrival *arrival = (struct arrival *)ticket, **place = &arrival->dispatch->drops;
    struct dispatch *dispatch = arrival->dispatch;
    struct arena *arena = arrival->arena;
    struct error err;

    while (*place != arrival)
        place = &(*place)->next;
    *place = arrival->next;
    dispatch->drop_count--;
    arrived(dispatch, ticket);
    if (ticket->good && !drop_remove(dispatch->config->spool, ticket->drop, &err))
        log_event(LOG_ERROR, "drop", "error=%s", err.text);
    arena_close(&arena);
    if (dispatch->stopping)
        return;
    look_at_drop(dispatch);
    pump(dispatch);
}

static bool
drop_is_under_way(void *context, const char *name)
{
    const struct dispatch *dispatch = context;

    for (const struct arrival *arrival = dispatch->drops; arrival != NULL; arrival = arrival->next)
        if (span_is(arrival->ticket.drop, name))
            return true;
    return false;
}

static bool
take_drop(struct dispatch *dispatch)
{
    struct arena *arena = arena_open(READING_BYTES_MAX);
    struct arrival *arrival = arena_alloc(arena, sizeof *arrival);
    struct error err = {0}, worse;

    arrival->arena = arena;
    arrival->dispatch = dispatch;
    arrival->ticket.done = drop_durable;
    if (drop_next(dispatch->config->spool, arena, drop_is_under_way, dispatch, &arrival->ticket.drop,
                  &arrival->ticket.message, &err) &&
        arrival->ticket.drop.len > 0) {
        arrival->next = dispatch->drops;
        dispatch->drops = arrival;
        dispatch->drop_count++;
        journal_append(dispatch->journal, &arrival->ticket);
        return true;
    }
    if (err.kind != ERROR_NONE)
        log_event(LOG_ERROR, "drop", "error=%s", err.text);
    if (err.kind == ERROR_BAD_INPUT && !drop_set_aside(dispatch->config->spool, arrival->ticket.drop, &worse))
        log_event(LOG_ERROR, "drop", "error=%s", worse.text);
    arena_close(&arena);
    return err.kind == ERROR_BAD_INPUT;
}

static void
look_at_drop(struct dispatch *dispatch)
{
    while (dispatch->drop_count < DROPS_MAX && take_drop(dispatch))
        ;
}

static void
on_drop(evutil_socket_t socket, short what, void *argument)
{
    struct dispatch *dispatch = argument;

    (void)what;
    drop_watched(socket);
    look_at_drop(dispatch);
}

/* ---- time ---- */

static void
expired(struct job *job)
{
    struct expire *expire = (struct expire *)job;
    struct dispatch *dispatch = expire->context;

    dispatch->expiring = false;
    if (!job->good)
        log_event(LOG_ERROR, "deadline", "error=%s", job->err.text);
    if (dispatch->stopping)
        return;
    carry_wake(dispatch->carry);
}

static void
look_at_deadlines(struct dispatch *dispatch)
{
    struct expire *expire = &dispatch->expire;

    if (dispatch->expiring)
        return;
    dispatch->expiring = true;
    expire->applier = &dispatch->applier;
    expire->context = dispatch;
    expire->now = clock_now();
    expire->job.run = expire_run;
    expire->job.done = expired;
    writer_submit(dispatch->writer, &expire->job);
}

static void
on_tick(evutil_socket_t socket, short what, void *argument)
{
    struct dispatch *dispatch = argument;

    (void)socket;
    (void)what;
    look_at_deadlines(dispatch);
    look_at_drop(dispatch);
    pump(dispatch);
    if (!pool_alive(dispatch->pool)) {
        /* Nothing is lost by ending: the journal has what waits, and systemd starts us again. */
        log_event(LOG_ERROR, "pool", "error=\"no worker can be born any more\"");
        abort();
    }
}

static void
on_journal(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    journal_collect(((struct dispatch *)argument)->journal);
}

static void
on_writer(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    writer_collect(((struct dispatch *)argument)->writer);
}

/* ---- procedures ---- */

static bool
adopt_run(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct adoption *adoption = (struct adoption *)job;

    (void)arena;
    return versions_adopt(adoption->dispatch->applier.versions, database, &adoption->bundle, clock_now(),
                          err);
}

static void
adopted(struct job *job)
{
    struct adoption *adoption = (struct adoption *)job;
    struct arena *arena = adoption->arena;

    if (!job->good)
        log_event(LOG_ERROR, "procedure", "error=%s", job->err.text);
    else
        log_event(LOG_INFO, "procedure", "name=%.*s files=%zu", SPAN_ARG(adoption->bundle.procedure),
                  adoption->bundle.count);
    arena_close(&arena);
}

static bool
load_bundle(const struct dispatch *dispatch, const char *procedure, struct adoption *adoption,
            struct error *err)
{
    struct folder_places places = {.rules = dispatch->config->rules,
                                   .templates = dispatch->config->templates,
                                   .parameters = dispatch->config->parameters,
                                   .procedure = procedure};
    struct problems problems = {0};
    struct definition *definition;

    if (!places_schema(adoption->arena, places.rules, &places.schema, err) ||
        !folder_bundle(adoption->arena, &places, &adoption->bundle, err))
        return false;
    definition = definition_load(adoption->arena, &adoption->bundle, &problems);
    if (definition == NULL)
        return error_set(err, ERROR_BAD_INPUT,
                         "procedure %s: %.*s:%d: %.*s (%zu faults; see conventionctl rules check)", procedure,
                         SPAN_ARG(problems.items[0].file), problems.items[0].line,
                         SPAN_ARG(problems.items[0].message), problems.count);
    definition_close(&definition);
    return true;
}

static struct adoption *
adoption_new(struct dispatch *dispatch)
{
    struct arena *arena = arena_open(PROCEDURE_ARENA_MAX);
    struct adoption *adoption = arena_alloc(arena, sizeof *adoption);

    adoption->arena = arena;
    adoption->dispatch = dispatch;
    adoption->job.run = adopt_run;
    adoption->job.done = adopted;
    return adoption;
}

bool
dispatch_reload(struct dispatch *dispatch, struct error *err)
{
    struct adoption *adoptions[CONFIG_MAILBOXES_MAX];
    size_t count = dispatch->config->mailbox_count, loaded = 0;
    bool good = true;

    while (good && loaded < count) {
        adoptions[loaded] = adoption_new(dispatch);
        good = load_bundle(dispatch, dispatch->config->mailboxes[loaded].procedure, adoptions[loaded], err);
        loaded++;
    }
    for (size_t i = 0; i < loaded; i++) {
        struct text bytes = text_new(adoptions[i]->arena, BUNDLE_BYTES_MAX * 2);

        if (!good) {
            arena_close(&adoptions[i]->arena);
            continue;
        }
        bundle_put(&bytes, &adoptions[i]->bundle);
        give_to_workers(dispatch, &adoptions[i]->bundle.digest, text_get(&bytes));
        dispatch->current[i] = adoptions[i]->bundle.digest;
        writer_submit(dispatch->writer, &adoptions[i]->job);
    }
    return good;
}

/* ---- opening and closing ---- */

static bool
read_key(struct dispatch *dispatch, struct error *err)
{
    const char *path = arena_printf(dispatch->arena, "%s/secret", dispatch->config->folder);
    struct span key;

    if (!file_read(dispatch->arena, path, 4096, &key, err))
        return false;
    key = span_trim(key);
    if (key.len < 32)
        return error_set(err, ERROR_BAD_INPUT,
                         "%s: less than 32 characters; make one with conventionctl init", path);
    dispatch->applier.key = key;
    return true;
}

static void
found_record(void *context, uint64_t sequence)
{
    sequences_add(&((struct dispatch *)context)->waiting, sequence);
}

static bool
open_store(struct dispatch *dispatch, struct error *err)
{
    const char *spool = dispatch->config->spool;
    struct carry_parts parts = {.base = dispatch->base,
                                .config = dispatch->config,
                                .pool = dispatch->pool,
                                .key = dispatch->applier.key,
                                .need = give_to_workers,
                                .known = is_known,
                                .context = dispatch};

    dispatch->applier.config = dispatch->config;
    dispatch->applier.versions = versions_open();
    dispatch->writer =
        writer_open(arena_printf(dispatch->arena, "%s/conventiond.db", spool), NULL, NULL, NULL, err);
    if (dispatch->writer == NULL)
        return false;
    dispatch->journal = journal_open(arena_printf(dispatch->arena, "%s/journal", spool), err);
    if (dispatch->journal == NULL)
        return false;
    journal_recover(dispatch->journal, found_record, dispatch);
    parts.writer = dispatch->writer;
    dispatch->carry = carry_open(&parts, err);
    return dispatch->carry != NULL;
}

static bool
listen_inherited(struct dispatch *dispatch, struct error *err)
{
    int count = sd_listen_fds(1);

    for (int i = 0; i < count; i++)
        if (!lmtpserver_listen_fd(dispatch->lmtp, SD_LISTEN_FDS_START + i, err))
            return false;
    return true;
}

static bool
listen_all(struct dispatch *dispatch, struct error *err)
{
    const struct config *config = dispatch->config;
    struct lmtpserver_settings settings = {.protocol = {.name = config->domain,
                                                        .size = (uint64_t)config->lmtp_size,
                                                        .accepts = lmtp_accepts,
                                                        .context = dispatch},
                                           .sessions = (size_t)config->lmtp_sessions,
                                           .idle = config->lmtp_idle,
                                           .total = config->lmtp_session_time,
                                           .memory = READING_BYTES_MAX,
                                           .complete = lmtp_complete,
                                           .context = dispatch};

    dispatch->lmtp = lmtpserver_open(dispatch->base, &settings);
    if (*config->lmtp_listen != '\0' && !lmtpserver_listen_tcp(dispatch->lmtp, config->lmtp_listen, err))
        return false;
    if (*config->lmtp_socket != '\0' && !lmtpserver_listen_unix(dispatch->lmtp, config->lmtp_socket, err))
        return false;
    return listen_inherited(dispatch, err);
}

static struct event *
watch(struct dispatch *dispatch, int descriptor, event_callback_fn callback)
{
    struct event *event = event_new(dispatch->base, descriptor, EV_READ | EV_PERSIST, callback, dispatch);

    if (event == NULL || event_add(event, NULL) != 0)
        abort();
    return event;
}

static bool
open_all(struct dispatch *dispatch, struct error *err)
{
    struct timeval tick = {TICK, 0};

    if (!read_key(dispatch, err) || !open_store(dispatch, err) || !dispatch_reload(dispatch, err))
        return false;
    dispatch->drop_watch = drop_watch(dispatch->config->spool, err);
    if (dispatch->drop_watch < 0 || !listen_all(dispatch, err))
        return false;
    dispatch->journal_event = watch(dispatch, journal_descriptor(dispatch->journal), on_journal);
    dispatch->writer_event = watch(dispatch, writer_descriptor(dispatch->writer), on_writer);
    dispatch->drop_event = watch(dispatch, dispatch->drop_watch, on_drop);
    dispatch->breath = evtimer_new(dispatch->base, on_breath, dispatch);
    dispatch->tick = event_new(dispatch->base, -1, EV_PERSIST, on_tick, dispatch);
    event_add(dispatch->tick, &tick);
    if (dispatch->waiting.count > 0)
        log_event(LOG_INFO, "recover", "messages=%zu", dispatch->waiting.count);
    on_tick(-1, 0, dispatch);
    carry_wake(dispatch->carry);
    return true;
}

struct dispatch *
dispatch_open(struct event_base *base, const struct config *config, struct pool *pool, struct error *err)
{
    struct dispatch *dispatch = calloc(1, sizeof *dispatch);

    if (dispatch == NULL)
        abort();
    dispatch->base = base;
    dispatch->config = config;
    dispatch->pool = pool;
    dispatch->arena = arena_open(16 * 1024 * 1024);
    dispatch->drop_watch = -1;
    known_open(&dispatch->known);
    if (!open_all(dispatch, err))
        dispatch_close(&dispatch);
    return dispatch;
}

static void
free_event(struct event *event)
{
    if (event != NULL)
        event_free(event);
}

void
dispatch_close(struct dispatch **dispatch)
{
    struct dispatch *d = *dispatch;

    if (d == NULL)
        return;
    d->stopping = true;
    /* The journal first: what it has durable is answered while the sessions live. */
    journal_close(&d->journal);
    lmtpserver_close(&d->lmtp);
    free_event(d->journal_event);
    free_event(d->writer_event);
    free_event(d->drop_event);
    free_event(d->tick);
    free_event(d->breath);
    if (d->carry != NULL)
        carry_stop(d->carry);
    writer_close(&d->writer);
    carry_close(&d->carry);
    while (d->readings != NULL)
        reading_free(d->readings);
    versions_close(&d->applier.versions);
    sequences_free(&d->waiting);
    known_close(&d->known);
    arena_close(&d->arena);
    free(d);
    *dispatch = NULL;
}

struct dispatch_counts
dispatch_counts(const struct dispatch *dispatch)
{
    struct carry_counts carried = carry_counts(dispatch->carry);

    return (struct dispatch_counts){.accepted = dispatch->accepted,
                                    .refused = dispatch->refused,
                                    .consumed = dispatch->consumed,
                                    .quarantined = dispatch->quarantined,
                                    .waiting = dispatch->waiting.count,
                                    .under_way = dispatch->reading_count,
                                    .sessions = lmtpserver_sessions(dispatch->lmtp),
                                    .pool = pool_counts(dispatch->pool),
                                    .mails = carried.mails,
                                    .documents = carried.documents,
                                    .deferred = carried.deferred,
                                    .failed = carried.failed};
}

bool
dispatch_idle(const struct dispatch *dispatch)
{
    return dispatch->waiting.count == 0 && dispatch->reading_count == 0 && dispatch->drop_count == 0 &&
           !carry_busy(dispatch->carry);
}
