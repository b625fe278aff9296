// SPDX-License-Identifier: Apache-2.0
#include "main/arrivals.h"

#include <inttypes.h>
#include <stdlib.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "intake/admission.h"
#include "intake/drop.h"
#include "intake/lmtpserver.h"
#include "main/mailboxes.h"
#include "os/clock.h"
#include "os/log.h"

enum {
    DROPS_MAX = 16, /* files on their way into the journal */
};

/* A message on its way into the journal. */
struct arrival {
    struct journal_ticket ticket; /* first */
    struct arrival *next;
    struct arrivals *owner;
    struct lmtp_session *session; /* NULL: from the drop */
    struct arena *arena;          /* of a dropped one */
};

struct arrivals {
    struct arrivals_parts parts;
    struct lmtpserver *lmtp;
    struct admission *admission;
    struct mailboxes *mailboxes;
    int drop_watch;
    struct event *drop_event;
    struct arrival *drops; /* on their way */
    size_t drop_count;
    bool stopping;
    uint64_t accepted, refused;
};

static void
durable(void *context, const struct journal_ticket *ticket)
{
    struct arrivals *arrivals = context;

    if (!ticket->good) {
        arrivals->refused++;
        log_event(LOG_ERROR, "journal", "error=%s", ticket->err.text);
        return;
    }
    arrivals->accepted++;
    log_trace("journal", "sequence=%" PRIu64 " sender=%.*s", ticket->sequence,
              SPAN_ARG(ticket->message.sender));
    readings_add(arrivals->parts.readings, ticket->sequence);
}

static void
pump(void *context)
{
    readings_pump(((struct arrivals *)context)->parts.readings);
}

/* ---- LMTP ---- */

static void
lmtp_durable(struct journal_ticket *ticket)
{
    struct arrival *arrival = (struct arrival *)ticket;
    struct arrivals *arrivals = arrival->owner;

    durable(arrivals, ticket);
    lmtpserver_done(arrival->session, ticket->good);
    free(arrival);
    readings_pump(arrivals->parts.readings);
}

static enum lmtp_admission
lmtp_admits(void *context, struct span sender, struct span recipient)
{
    static const enum lmtp_admission answers[] = {
        [ADMISSION_GRANTED] = LMTP_ADMITTED, [ADMISSION_SENDER] = LMTP_FLOOD, [ADMISSION_ALL] = LMTP_BUSY};
    const struct arrivals *arrivals = context;
    enum admission_verdict verdict;

    if (config_mailbox_of(arrivals->parts.config, recipient) == NULL)
        return LMTP_UNKNOWN;
    verdict = admission_ask(arrivals->admission, sender, clock_monotonic());
    if (verdict == ADMISSION_SENDER)
        log_event(LOG_WARNING, "flood", "sender=%.*s", SPAN_ARG(sender));
    return answers[verdict];
}

static struct admission *
open_admission(const struct config *config)
{
    struct admission_limits limits = {.messages = (uint64_t)config->limit_messages,
                                      .sender_messages = (uint64_t)config->limit_sender_messages,
                                      .sender_bytes = (uint64_t)config->limit_sender_bytes};

    return admission_open(&limits);
}

static void
lmtp_complete(void *context, struct lmtp_session *session, const struct lmtp *lmtp)
{
    struct arrival *arrival = calloc(1, sizeof *arrival);
    struct arrivals *arrivals = context;
    size_t count;

    if (arrival == NULL)
        abort();
    arrival->owner = arrivals;
    arrival->session = session;
    arrival->ticket.drop = SPAN("");
    arrival->ticket.message.bytes = lmtp_message(lmtp);
    arrival->ticket.message.sender = lmtp_sender(lmtp);
    /* The journal only reads them. */
    arrival->ticket.message.recipients = (struct span *)(uintptr_t)lmtp_recipients(lmtp, &count);
    arrival->ticket.message.recipient_count = count;
    arrival->ticket.message.received = clock_now();
    arrival->ticket.done = lmtp_durable;
    admission_charge(arrivals->admission, arrival->ticket.message.sender, arrival->ticket.message.bytes.len,
                     clock_monotonic());
    journal_append(arrivals->parts.journal, &arrival->ticket);
}

static bool
listen_inherited(struct arrivals *arrivals, struct error *err)
{
    int count = sd_listen_fds(1);

    for (int i = 0; i < count; i++)
        if (!lmtpserver_listen_fd(arrivals->lmtp, SD_LISTEN_FDS_START + i, err))
            return false;
    return true;
}

static bool
open_lmtp(struct arrivals *arrivals, struct error *err)
{
    const struct config *config = arrivals->parts.config;
    struct lmtpserver_settings settings = {.protocol = {.name = config->domain,
                                                        .size = (uint64_t)config->lmtp_size,
                                                        .admits = lmtp_admits,
                                                        .context = arrivals},
                                           .sessions = (size_t)config->lmtp_sessions,
                                           .idle = config->lmtp_idle,
                                           .total = config->lmtp_session_time,
                                           .memory = READING_BYTES_MAX,
                                           .complete = lmtp_complete,
                                           .context = arrivals};

    arrivals->lmtp = lmtpserver_open(arrivals->parts.base, &settings);
    if (*config->lmtp_listen != '\0' && !lmtpserver_listen_tcp(arrivals->lmtp, config->lmtp_listen, err))
        return false;
    if (*config->lmtp_socket != '\0' && !lmtpserver_listen_unix(arrivals->lmtp, config->lmtp_socket, err))
        return false;
    return listen_inherited(arrivals, err);
}

/* ---- the drop: what the administrator hands in is neither limited nor counted ---- */

static void look_at_drop(struct arrivals *arrivals);

static void
drop_durable(struct journal_ticket *ticket)
{
    struct arrival *arrival = (struct arrival *)ticket, **place = &arrival->owner->drops;
    struct arrivals *arrivals = arrival->owner;
    struct arena *arena = arrival->arena;
    struct error err;

    while (*place != arrival)
        place = &(*place)->next;
    *place = arrival->next;
    arrivals->drop_count--;
    durable(arrivals, ticket);
    if (ticket->good && !drop_remove(arrivals->parts.config->spool, ticket->drop, &err))
        log_event(LOG_ERROR, "drop", "error=%s", err.text);
    arena_close(&arena);
    if (arrivals->stopping)
        return;
    look_at_drop(arrivals);
    readings_pump(arrivals->parts.readings);
}

static bool
drop_is_under_way(void *context, const char *name)
{
    const struct arrivals *arrivals = context;

    for (const struct arrival *arrival = arrivals->drops; arrival != NULL; arrival = arrival->next)
        if (span_is(arrival->ticket.drop, name))
            return true;
    return false;
}

static bool
take_drop(struct arrivals *arrivals)
{
    const char *spool = arrivals->parts.config->spool;
    struct arena *arena = arena_open(READING_BYTES_MAX);
    struct arrival *arrival = arena_alloc(arena, sizeof *arrival);
    struct error err = {0}, worse;

    arrival->arena = arena;
    arrival->owner = arrivals;
    arrival->ticket.done = drop_durable;
    if (drop_next(spool, arena, drop_is_under_way, arrivals, &arrival->ticket.drop, &arrival->ticket.message,
                  &err) &&
        arrival->ticket.drop.len > 0) {
        arrival->next = arrivals->drops;
        arrivals->drops = arrival;
        arrivals->drop_count++;
        journal_append(arrivals->parts.journal, &arrival->ticket);
        return true;
    }
    if (err.kind != ERROR_NONE)
        log_event(LOG_ERROR, "drop", "error=%s", err.text);
    if (err.kind == ERROR_BAD_INPUT && !drop_set_aside(spool, arrival->ticket.drop, &worse))
        log_event(LOG_ERROR, "drop", "error=%s", worse.text);
    arena_close(&arena);
    return err.kind == ERROR_BAD_INPUT;
}

static void
look_at_drop(struct arrivals *arrivals)
{
    while (arrivals->drop_count < DROPS_MAX && take_drop(arrivals))
        ;
}

void
arrivals_look(struct arrivals *arrivals)
{
    look_at_drop(arrivals);
    mailboxes_look(arrivals->mailboxes);
}

static void
on_drop(evutil_socket_t socket, short what, void *argument)
{
    struct arrivals *arrivals = argument;

    (void)what;
    drop_watched(socket);
    look_at_drop(arrivals);
    arrivals->parts.noticed(arrivals->parts.context);
}

static bool
open_drop(struct arrivals *arrivals, struct error *err)
{
    arrivals->drop_watch = drop_watch(arrivals->parts.config->spool, err);
    if (arrivals->drop_watch < 0)
        return false;
    arrivals->drop_event =
        event_new(arrivals->parts.base, arrivals->drop_watch, EV_READ | EV_PERSIST, on_drop, arrivals);
    return event_add(arrivals->drop_event, NULL) == 0;
}

/* ---- opening and closing ---- */

static bool
open_mailboxes(struct arrivals *arrivals, struct error *err)
{
    struct mailboxes_parts parts = {.base = arrivals->parts.base,
                                    .config = arrivals->parts.config,
                                    .journal = arrivals->parts.journal,
                                    .admission = arrivals->admission,
                                    .durable = durable,
                                    .pump = pump,
                                    .context = arrivals};

    arrivals->mailboxes = mailboxes_open(&parts, err);
    return arrivals->mailboxes != NULL;
}

struct arrivals *
arrivals_open(const struct arrivals_parts *parts, struct error *err)
{
    struct arrivals *arrivals = calloc(1, sizeof *arrivals);

    if (arrivals == NULL)
        abort();
    arrivals->parts = *parts;
    arrivals->drop_watch = -1;
    arrivals->admission = open_admission(parts->config);
    if (!open_drop(arrivals, err) || !open_mailboxes(arrivals, err) || !open_lmtp(arrivals, err))
        arrivals_close(&arrivals);
    return arrivals;
}

void
arrivals_stop(struct arrivals *arrivals)
{
    arrivals->stopping = true;
    mailboxes_stop(arrivals->mailboxes);
}

void
arrivals_close(struct arrivals **arrivals)
{
    struct arrivals *a = *arrivals;

    if (a == NULL)
        return;
    lmtpserver_close(&a->lmtp);
    mailboxes_close(&a->mailboxes);
    if (a->drop_event != NULL)
        event_free(a->drop_event);
    if (a->drop_watch >= 0)
        close(a->drop_watch);
    admission_close(&a->admission);
    free(a);
    *arrivals = NULL;
}

struct arrivals_counts
arrivals_counts(const struct arrivals *arrivals)
{
    struct mailboxes_counts boxes = mailboxes_counts(arrivals->mailboxes);

    return (struct arrivals_counts){.accepted = arrivals->accepted,
                                    .refused = arrivals->refused,
                                    .sessions = lmtpserver_sessions(arrivals->lmtp),
                                    .under_way = arrivals->drop_count + boxes.under_way,
                                    .held = boxes.held,
                                    .imap_failures = boxes.imap_failures,
                                    .imap_down = boxes.imap_down};
}
