// SPDX-License-Identifier: Apache-2.0
#include "main/carry.h"

#include <inttypes.h>
#include <stdlib.h>

#include "main/making.h"
#include "os/clock.h"
#include "os/log.h"
#include "outbox/schedule.h"

enum {
    UNDER_WAY_MAX = 192,  /* rows at once: while some are made, others are synced, and others written down */
    UNDER_WAY_BYTES = 64 * 1024 * 1024, /* that they are made of, about */
    FETCH_MAX = 64,       /* rows of one fetch */
    SEAL_WAIT = 4 * 3600, /* seconds between tries to seal when the schedule has none any more */
    POLL = 60,            /* seconds between looks when nothing calls */
};

struct fetch {
    struct job job; /* first */
    struct carry *carry;
    int64_t under_way[UNDER_WAY_MAX];
    size_t under_way_count, room;
    size_t bytes; /* under way, with what is found */
    struct parcel *found; /* ready to go */
    int64_t next_due;
    bool more;
};

struct carry {
    struct carry_parts parts;
    struct transport *transport;
    struct event *timer;
    struct parcel *parcels; /* under way */
    size_t count, bytes;
    struct fetch fetch;
    bool fetching, again, closing;
    struct carry_counts counts;
};

static bool
is_under_way(const struct fetch *fetch, int64_t id)
{
    for (size_t i = 0; i < fetch->under_way_count; i++)
        if (fetch->under_way[i] == id)
            return true;
    return false;
}

static bool
run_fetch(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct fetch *fetch = (struct fetch *)job;
    int64_t ids[FETCH_MAX + UNDER_WAY_MAX], now = clock_now();
    size_t count, taken = 0;
    struct parcel **last = &fetch->found;

    (void)arena;
    fetch->found = NULL;
    fetch->more = false;
    if (!queue_due(database, now, ids, fetch->under_way_count + FETCH_MAX, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct parcel *parcel;
        bool ready = false;

        if (is_under_way(fetch, ids[i]))
            continue;
        if (taken == fetch->room || fetch->bytes >= UNDER_WAY_BYTES) {
            fetch->more = true;
            break;
        }
        parcel = parcel_new(fetch->carry, &fetch->carry->parts, ids[i]);
        if (!parcel_load(parcel, database, fetch->found, &ready, err)) {
            parcel_free(parcel);
            return false;
        }
        if (!ready) {
            parcel_free(parcel);
            continue;
        }
        *last = parcel;
        last = &parcel->next;
        parcel->size = arena_used(parcel->arena);
        fetch->bytes += parcel->size;
        taken++;
    }
    return queue_next_due(database, now, &fetch->next_due, err);
}

static void
remove_parcel(struct parcel *parcel)
{
    struct parcel **place = &parcel->carry->parcels;

    while (*place != parcel)
        place = &(*place)->next;
    *place = parcel->next;
    parcel->carry->count--;
    parcel->carry->bytes -= parcel->size;
}

static void ended(struct job *job);

static bool
run_end(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    return parcel_write_end((struct parcel *)job, database, arena, err);
}

static void
end_parcel(struct parcel *parcel, enum parcel_ending ending)
{
    parcel->ending = ending;
    parcel->job.run = run_end;
    parcel->job.done = ended;
    writer_submit_ahead(parcel->carry->parts.writer, &parcel->job);
}

static void
end_well(struct parcel *parcel)
{
    struct carry_counts *counts = &parcel->carry->counts;

    if (parcel->row.effect.kind == EFFECT_MAIL)
        counts->mails++;
    else
        counts->documents++;
    end_parcel(parcel, ENDING_DONE);
}

/* parcel->why says what happened. */
static void
end_badly(struct parcel *parcel, bool again)
{
    struct carry_counts *counts = &parcel->carry->counts;
    int64_t now = clock_now();

    parcel->due = again ? schedule_next(parcel->row.queued, now, parcel->row.attempts + 1,
                                      (uint64_t)parcel->row.id * 2654435761)
                      : 0;
    if (again && parcel->due == 0 && parcel->row.effect.seal)
        parcel->due = now + SEAL_WAIT;
    if (parcel->due != 0)
        counts->deferred++;
    else
        counts->failed++;
    log_event(parcel->due != 0 ? LOG_WARNING : LOG_ERROR, "outbox",
              "id=%" PRId64 " dossier=%.*s to=%.*s %s error=%s", parcel->row.id, SPAN_ARG(parcel->row.number),
              SPAN_ARG(parcel->row.effect.to), parcel->due != 0 ? "deferred" : "failed", parcel->why.text);
    end_parcel(parcel, parcel->due != 0 ? ENDING_LATER : ENDING_FAILED);
}

static void
mail_carried(struct transport_mail *mail)
{
    struct parcel *parcel = (struct parcel *)((char *)mail - offsetof(struct parcel, mail));

    if (mail->good) {
        end_well(parcel);
        return;
    }
    parcel->why = mail->err;
    end_badly(parcel, mail->err.kind == ERROR_TEMPORARY);
}

static void
send_mail(struct parcel *parcel)
{
    struct carry *carry = parcel->carry;

    parcel->mail.name =
        span_printf(parcel->arena, "%" PRId64 ".%" PRId64 ".conventiond", parcel->row.queued, parcel->row.id);
    parcel->mail.recipient = parcel->row.effect.to;
    parcel->mail.envelope_id = parcel->row.message_id;
    parcel->mail.bytes = parcel->product;
    parcel->mail.done = mail_carried;
    transport_send(carry->transport, parcel->arena, &parcel->mail);
}

static void
was_made(struct parcel *parcel, bool good, bool again)
{
    if (!good) {
        parcel->document = NULL;
        end_badly(parcel, again);
    } else if (parcel->row.effect.kind == EFFECT_DOCUMENT)
        end_well(parcel);
    else if (parcel->document == NULL)
        send_mail(parcel);
}

/* Mails that carry a document leave once it is stored; where it is not, their rows wait as long as it does. */
static void
release_mails(const struct parcel *document, bool stored)
{
    struct parcel *next;

    for (struct parcel *parcel = document->carry->parcels; parcel != NULL; parcel = next) {
        next = parcel->next;
        if (parcel->document != document)
            continue;
        parcel->document = NULL;
        if (!stored) {
            remove_parcel(parcel);
            parcel_free(parcel);
            continue;
        }
        parcel_attach(parcel, document);
        if (parcel->product.len > 0)
            send_mail(parcel);
        else
            making_start(parcel);
    }
}

static void
ended(struct job *job)
{
    struct parcel *parcel = (struct parcel *)job;
    struct carry *carry = parcel->carry;

    if (!job->good)
        log_event(LOG_ERROR, "outbox", "id=%" PRId64 " error=%s", parcel->row.id, job->err.text);
    release_mails(parcel, job->good && parcel->ending == ENDING_DONE);
    remove_parcel(parcel);
    parcel_free(parcel);
    carry_wake(carry);
}

static void
put_under_way(struct parcel *parcel)
{
    struct carry *carry = parcel->carry;

    parcel->made = was_made;
    parcel->next = carry->parcels;
    carry->parcels = parcel;
    carry->count++;
    carry->bytes += parcel->size;
    if (parcel->bundle.len > 0)
        carry->parts.need(carry->parts.context, &parcel->row.version, parcel->bundle);
}

/* The first of a list, with those of the list that go with it; returns the rest. */
static struct parcel *
start_first(struct parcel *first)
{
    struct parcel *rest;

    if (first->row.basis != 0 && first->document == NULL)
        making_gather(first);
    rest = first->next;
    for (struct parcel *parcel = first; parcel != NULL; parcel = parcel->beside)
        put_under_way(parcel);
    if (first->document == NULL) /* else it was one too many to go with that: it starts when it is stored */
        making_start(first);
    return rest;
}

static void
set_timer(struct carry *carry)
{
    int64_t wait = carry->fetch.next_due == 0 ? POLL : carry->fetch.next_due - clock_now();
    struct timeval until = {wait < 1 ? 1 : wait > POLL ? POLL : wait, 0};

    evtimer_add(carry->timer, &until);
}

static void
fetched(struct job *job)
{
    struct fetch *fetch = (struct fetch *)job;
    struct carry *carry = fetch->carry;
    struct parcel *parcel = fetch->found;
    bool again = carry->again || (fetch->more && job->good);

    carry->fetching = carry->again = false;
    if (!job->good)
        log_event(LOG_ERROR, "outbox", "error=%s", job->err.text);
    fetch->found = NULL;
    while (parcel != NULL) {
        struct parcel *next = parcel->next;

        if (job->good)
            next = start_first(parcel);
        else
            parcel_free(parcel);
        parcel = next;
    }
    set_timer(carry);
    if (again && job->good)
        carry_wake(carry);
}

void
carry_wake(struct carry *carry)
{
    struct fetch *fetch = &carry->fetch;

    if (carry->closing)
        return;
    if (carry->fetching || carry->count >= UNDER_WAY_MAX / 2 || carry->bytes >= UNDER_WAY_BYTES / 2) {
        carry->again = carry->fetching;
        return;
    }
    fetch->under_way_count = 0;
    for (struct parcel *parcel = carry->parcels; parcel != NULL; parcel = parcel->next)
        fetch->under_way[fetch->under_way_count++] = parcel->row.id;
    fetch->bytes = carry->bytes;
    fetch->room = UNDER_WAY_MAX - carry->count;
    if (fetch->room > FETCH_MAX)
        fetch->room = FETCH_MAX;
    fetch->job.run = run_fetch;
    fetch->job.done = fetched;
    carry->fetching = true;
    writer_submit_ahead(carry->parts.writer, &fetch->job);
}

static void
on_timer(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    carry_wake(argument);
}

struct carry *
carry_open(const struct carry_parts *parts, struct error *err)
{
    struct carry *carry = calloc(1, sizeof *carry);

    if (carry == NULL)
        abort();
    carry->parts = *parts;
    carry->fetch.carry = carry;
    carry->timer = evtimer_new(parts->base, on_timer, carry);
    carry->transport = transport_open(parts->base, parts->config, err);
    if (carry->transport == NULL)
        carry_close(&carry);
    return carry;
}

void
carry_stop(struct carry *carry)
{
    carry->closing = true;
    if (carry->transport != NULL)
        transport_stop(carry->transport);
}

void
carry_close(struct carry **carry)
{
    struct carry *c = *carry;

    if (c == NULL)
        return;
    carry_stop(c);
    transport_close(&c->transport);
    while (c->parcels != NULL) {
        struct parcel *parcel = c->parcels;

        remove_parcel(parcel);
        parcel_free(parcel);
    }
    event_free(c->timer);
    free(c);
    *carry = NULL;
}

bool
carry_busy(const struct carry *carry)
{
    return carry->count > 0 || carry->fetching || carry->again;
}

struct carry_counts
carry_counts(const struct carry *carry)
{
    return carry->counts;
}
