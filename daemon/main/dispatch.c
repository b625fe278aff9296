// SPDX-License-Identifier: Apache-2.0
#include "main/dispatch.h"

#include <stdlib.h>

#include "main/adoption.h"
#include "main/arrivals.h"
#include "main/carry.h"
#include "main/checking.h"
#include "main/consume.h"
#include "main/later.h"
#include "main/readings.h"
#include "main/sealing.h"
#include "main/signing.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/log.h"
#include "store/messages.h"

enum { TICK = 20 }; /* seconds between looks at deadlines and the drop */

struct dispatch {
    struct event_base *base;
    const struct config *config;
    struct arena *arena;
    struct pool *pool, *signer; /* signer NULL: nothing is sealed */
    struct sealing *sealing;
    struct span anchors; /* of signed documents, PEM */
    struct journal *journal;
    struct writer *writer;
    struct applier applier;
    struct adoptions *adoptions;
    struct readings *readings;
    struct consult *consult;       /* NULL: no LDAP server is asked */
    struct inquiry *inquiry;       /* NULL: no public register */
    struct revocation *revocation; /* NULL: nothing is asked about certificates */
    struct later later;
    struct arrivals *arrivals;
    struct carry *carry;
    struct signing *signing; /* NULL: no provider */
    struct event *journal_event, *writer_event, *tick;
    struct expire expire;
    bool recovering, expiring, stopping;
};

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

/* What was accepted before a stop is used before anything comes due: an answer that lies in the
 * journal is not late. */
static void
look_at_deadlines(void *context)
{
    struct dispatch *dispatch = context;
    struct expire *expire = &dispatch->expire;

    if (dispatch->expiring || readings_recovering(dispatch->readings))
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
    arrivals_look(dispatch->arrivals);
    later_look(&dispatch->later);
    readings_pump(dispatch->readings);
    if (!pool_alive(dispatch->pool) || (dispatch->signer != NULL && !pool_alive(dispatch->signer))) {
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

bool
dispatch_reload(struct dispatch *dispatch, struct error *err)
{
    return adoptions_load(dispatch->adoptions, err);
}

/* ---- opening and closing ---- */

static void
found_record(void *context, uint64_t sequence)
{
    readings_recover(context, sequence);
}

static void
was_consumed(void *context)
{
    struct dispatch *dispatch = context;

    carry_wake(dispatch->carry);
    if (dispatch->recovering && !readings_recovering(dispatch->readings)) {
        dispatch->recovering = false;
        look_at_deadlines(dispatch);
    }
}

static bool
open_journal(struct dispatch *dispatch, struct error *err)
{
    const char *spool = dispatch->config->spool;
    struct database *database =
        database_open(arena_printf(dispatch->arena, "%s/conventiond.db", spool), DATABASE_READ, err);
    uint64_t last;
    bool good = database != NULL && messages_last_sequence(database, &last, err);

    database_close(&database);
    if (!good)
        return false;
    dispatch->journal = journal_open(arena_printf(dispatch->arena, "%s/journal", spool), err);
    if (dispatch->journal == NULL)
        return false;
    journal_number_above(dispatch->journal, last);
    return true;
}

static bool
open_store(struct dispatch *dispatch, struct error *err)
{
    const char *spool = dispatch->config->spool;

    dispatch->applier.config = dispatch->config;
    dispatch->applier.versions = versions_open();
    if (!checking_anchors(dispatch->arena, dispatch->config, &dispatch->anchors, err))
        return false;
    dispatch->writer =
        writer_open(arena_printf(dispatch->arena, "%s/conventiond.db", spool), NULL, NULL, NULL, err);
    if (dispatch->writer == NULL)
        return false;
    if (!open_journal(dispatch, err))
        return false;
    dispatch->adoptions =
        adoptions_open(dispatch->config, dispatch->pool, dispatch->writer, dispatch->applier.versions);
    return true;
}

static bool
open_carry(struct dispatch *dispatch, struct error *err)
{
    struct carry_parts parts = {.base = dispatch->base,
                                .config = dispatch->config,
                                .writer = dispatch->writer,
                                .pool = dispatch->pool,
                                .applier = &dispatch->applier,
                                .need = adoptions_need,
                                .known = adoptions_known,
                                .context = dispatch->adoptions};

    if (dispatch->signer != NULL) {
        dispatch->sealing =
            sealing_open(dispatch->base, dispatch->config, dispatch->pool, dispatch->signer, err);
        if (dispatch->sealing == NULL)
            return false;
    }
    parts.sealing = dispatch->sealing;
    dispatch->carry = carry_open(&parts, err);
    return dispatch->carry != NULL;
}

static bool
open_revocation(struct dispatch *dispatch, struct error *err)
{
    dispatch->revocation = revocation_open(dispatch->base, dispatch->config, err);
    return dispatch->revocation != NULL || err->kind == ERROR_NONE;
}

static bool
open_inquiry(struct dispatch *dispatch, struct error *err)
{
    dispatch->consult = consult_open(dispatch->base, dispatch->config);
    dispatch->inquiry = inquiry_open(dispatch->base, dispatch->config, dispatch->pool, err);
    dispatch->applier.registered = dispatch->inquiry != NULL;
    return dispatch->inquiry != NULL || err->kind == ERROR_NONE;
}

static void
dossier_moved(void *context)
{
    carry_wake(((struct dispatch *)context)->carry);
}

static bool
open_signing(struct dispatch *dispatch, struct error *err)
{
    struct signing_parts parts = {.base = dispatch->base,
                                  .config = dispatch->config,
                                  .writer = dispatch->writer,
                                  .pool = dispatch->pool,
                                  .applier = &dispatch->applier,
                                  .anchors = dispatch->anchors,
                                  .revocation = dispatch->revocation,
                                  .moved = dossier_moved,
                                  .context = dispatch};

    dispatch->signing = signing_open(&parts, err);
    return dispatch->signing != NULL || err->kind == ERROR_NONE;
}

static void
open_readings(struct dispatch *dispatch)
{
    struct readings_parts parts = {.base = dispatch->base,
                                   .pool = dispatch->pool,
                                   .journal = dispatch->journal,
                                   .writer = dispatch->writer,
                                   .applier = &dispatch->applier,
                                   .current = adoptions_current(dispatch->adoptions),
                                   .inquiry = dispatch->inquiry,
                                   .consult = dispatch->consult,
                                   .revocation = dispatch->revocation,
                                   .consumed = was_consumed,
                                   .context = dispatch};

    parts.anchors = dispatch->anchors;
    dispatch->readings = readings_open(&parts);
    journal_recover(dispatch->journal, found_record, dispatch->readings);
    dispatch->recovering = readings_recovering(dispatch->readings);
}

static bool
open_arrivals(struct dispatch *dispatch, struct error *err)
{
    struct arrivals_parts parts = {.base = dispatch->base,
                                   .config = dispatch->config,
                                   .journal = dispatch->journal,
                                   .readings = dispatch->readings,
                                   .noticed = look_at_deadlines,
                                   .context = dispatch};

    dispatch->arrivals = arrivals_open(&parts, err);
    return dispatch->arrivals != NULL;
}

static struct event *
watch(struct dispatch *dispatch, int descriptor, event_callback_fn callback)
{
    struct event *event = event_new(dispatch->base, descriptor, EV_READ | EV_PERSIST, callback, dispatch);

    if (event == NULL || event_add(event, NULL) != 0)
        abort();
    return event;
}

static void
look_at_drop(void *context)
{
    struct dispatch *dispatch = context;

    if (!dispatch->stopping)
        arrivals_look(dispatch->arrivals);
}

static bool
open_all(struct dispatch *dispatch, struct error *err)
{
    struct timeval tick = {TICK, 0};
    size_t waiting;

    if (!config_secret(dispatch->arena, dispatch->config, &dispatch->applier.key, err) ||
        !open_store(dispatch, err) || !open_carry(dispatch, err) || !open_inquiry(dispatch, err) ||
        !open_revocation(dispatch, err) || !open_signing(dispatch, err))
        return false;
    open_readings(dispatch);
    later_open(&dispatch->later, dispatch->writer, dispatch->config, look_at_drop, dispatch);
    if (!adoptions_load(dispatch->adoptions, err) || !open_arrivals(dispatch, err))
        return false;
    dispatch->journal_event = watch(dispatch, journal_descriptor(dispatch->journal), on_journal);
    dispatch->writer_event = watch(dispatch, writer_descriptor(dispatch->writer), on_writer);
    dispatch->tick = event_new(dispatch->base, -1, EV_PERSIST, on_tick, dispatch);
    event_add(dispatch->tick, &tick);
    waiting = readings_counts(dispatch->readings).waiting;
    if (waiting > 0)
        log_event(LOG_INFO, "recover", "messages=%zu", waiting);
    on_tick(-1, 0, dispatch);
    carry_wake(dispatch->carry);
    return true;
}

struct dispatch *
dispatch_open(struct event_base *base, const struct config *config, struct pool *pool, struct pool *signer,
              struct error *err)
{
    struct dispatch *dispatch = calloc(1, sizeof *dispatch);

    if (dispatch == NULL)
        abort();
    dispatch->base = base;
    dispatch->config = config;
    dispatch->pool = pool;
    dispatch->signer = signer;
    dispatch->arena = arena_open(16 * 1024 * 1024);
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
    if (d->arrivals != NULL)
        arrivals_stop(d->arrivals);
    if (d->readings != NULL)
        readings_stop(d->readings);
    /* The journal first: what it has durable is answered while the sessions live. */
    journal_close(&d->journal);
    arrivals_close(&d->arrivals);
    free_event(d->journal_event);
    free_event(d->writer_event);
    free_event(d->tick);
    if (d->carry != NULL)
        carry_stop(d->carry);
    if (d->signing != NULL)
        signing_stop(d->signing);
    writer_close(&d->writer);
    signing_close(&d->signing);
    sealing_close(&d->sealing);
    carry_close(&d->carry);
    inquiry_close(&d->inquiry);
    consult_close(&d->consult);
    revocation_close(&d->revocation);
    readings_close(&d->readings);
    adoptions_close(&d->adoptions);
    versions_close(&d->applier.versions);
    arena_close(&d->arena);
    free(d);
    *dispatch = NULL;
}

struct dispatch_counts
dispatch_counts(const struct dispatch *dispatch)
{
    struct arrivals_counts arrived = arrivals_counts(dispatch->arrivals);
    struct readings_counts read = readings_counts(dispatch->readings);
    struct carry_counts carried = carry_counts(dispatch->carry);

    return (struct dispatch_counts){.accepted = arrived.accepted,
                                    .refused = arrived.refused,
                                    .consumed = read.consumed,
                                    .quarantined = read.quarantined,
                                    .waiting = read.waiting,
                                    .under_way = read.under_way,
                                    .sessions = arrived.sessions,
                                    .held = arrived.held,
                                    .imap_failures = arrived.imap_failures,
                                    .imap_down = arrived.imap_down,
                                    .pool = pool_counts(dispatch->pool),
                                    .mails = carried.mails,
                                    .documents = carried.documents,
                                    .deferred = carried.deferred,
                                    .failed = carried.failed};
}

bool
dispatch_idle(const struct dispatch *dispatch)
{
    struct readings_counts read = readings_counts(dispatch->readings);

    return read.waiting == 0 && read.under_way == 0 && !dispatch->later.under_way &&
           arrivals_counts(dispatch->arrivals).under_way == 0 && !carry_busy(dispatch->carry);
}
