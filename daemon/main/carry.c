// SPDX-License-Identifier: Apache-2.0
#include "main/carry.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "main/enclose.h"
#include "main/sealing.h"
#include "main/transport.h"
#include "main/undelivered.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/log.h"
#include "outbox/schedule.h"
#include "store/dossiers.h"
#include "store/editions.h"
#include "store/eventlog.h"
#include "store/queue.h"

enum {
    UNDER_WAY_MAX = 48,   /* rows at once */
    FETCH_MAX = 32,       /* rows of one fetch */
    SEAL_WAIT = 4 * 3600, /* seconds between tries to seal when the schedule has none any more */
    FAILURES_MAX = 5,     /* of a worker on one row before it is given up */
    POLL = 60,            /* seconds between looks when nothing calls */
    ITEM_ARENA_MAX = 256 * 1024 * 1024,
    QUESTION_MAX = 128 * 1024 * 1024,
    TOGETHER_MAX = 16,                    /* mails of one decision that a worker is asked for at once */
    TOGETHER_BYTES_MAX = 4 * 1024 * 1024, /* of all their attachments */
};

enum ending { ENDING_DONE, ENDING_LATER, ENDING_FAILED };

struct item {
    struct job job; /* first: writes down the end */
    struct item *next;
    struct item *beside; /* the next of those that a worker was asked for together with it */
    struct carry *carry;
    struct arena *arena;
    struct queue_row row;
    struct mail_attachment *attachments; /* MAIL */
    size_t attachment_count;
    struct enclose enclose; /* DOCUMENT */
    struct span bundle; /* of a version that the workers may not have */
    struct span product;
    struct transport_mail mail;
    enum ending ending;
    struct error why;
    int64_t due;
};

struct fetch {
    struct job job; /* first */
    struct carry *carry;
    int64_t under_way[UNDER_WAY_MAX];
    size_t under_way_count, room;
    struct item *found; /* ready to go */
    int64_t next_due;
    bool more;
};

struct carry {
    struct carry_parts parts;
    struct transport *transport;
    struct event *timer;
    struct item *items; /* under way */
    size_t count;
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

/* False also when an attachment is not made yet: *ready then. */
static bool
load_attachments(struct database *database, struct item *item, bool *ready, struct error *err)
{
    const struct effect *effect = &item->row.effect;

    *ready = true;
    item->attachments = arena_array(item->arena, effect->attachment_count, sizeof *item->attachments);
    for (size_t i = 0; i < effect->attachment_count; i++) {
        struct mail_attachment *attachment = &item->attachments[i];
        uint32_t revision;

        if (!documents_get(database, item->arena, item->row.dossier, effect->attachments[i], effect->revision,
                           &attachment->data, &revision, err))
            return false;
        if (attachment->data.len == 0) {
            *ready = false;
            return true;
        }
        attachment->name = enclose_file_name(item->arena, effect->attachments[i], item->row.number);
        attachment->type = SPAN("application/pdf");
    }
    item->attachment_count = effect->attachment_count;
    return true;
}

/* A mail waits for a document of the same revision that is still to be made. */
static bool
document_is_pending(struct database *database, const struct item *item, bool *pending, struct error *err)
{
    sqlite3_stmt *query;
    enum database_row row;

    *pending = false;
    if (item->row.effect.kind != EFFECT_MAIL || item->row.effect.attachment_count == 0)
        return true;
    query = database_query(
        database, "SELECT 1 FROM outbox WHERE dossier = ? AND kind = ? AND status = 'waiting' AND id < ?",
        "iii", item->row.dossier, (int64_t)EFFECT_DOCUMENT, item->row.id);
    row = database_step(database, query, err);
    *pending = row == ROW_FOUND;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
load_item(struct fetch *fetch, struct database *database, struct item *item, int64_t id, bool *ready,
          struct error *err)
{
    const struct carry_parts *parts = &fetch->carry->parts;
    bool pending;

    if (!queue_load(database, item->arena, id, &item->row, err) ||
        !document_is_pending(database, item, &pending, err))
        return false;
    *ready = !pending;
    if (!*ready)
        return true;
    if (item->row.effect.kind == EFFECT_DOCUMENT
            ? !enclose_look_up(database, item->arena, item->row.dossier, item->row.number, &item->row.effect,
                               &item->enclose, err)
            : !load_attachments(database, item, ready, err))
        return false;
    if (!parts->known(parts->context, &item->row.version))
        return versions_get(database, item->arena, &item->row.version, &item->bundle, err);
    return true;
}

static struct item *
item_new(struct carry *carry)
{
    struct arena *arena = arena_open(ITEM_ARENA_MAX);
    struct item *item = arena_alloc(arena, sizeof *item);

    item->arena = arena;
    item->carry = carry;
    return item;
}

static void
item_free(struct item *item)
{
    struct arena *arena = item->arena;

    arena_close(&arena);
}

static bool
run_fetch(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct fetch *fetch = (struct fetch *)job;
    int64_t ids[FETCH_MAX + UNDER_WAY_MAX], now = clock_now();
    size_t count, taken = 0;
    struct item **last = &fetch->found;

    (void)arena;
    fetch->found = NULL;
    fetch->more = false;
    if (!queue_due(database, now, ids, fetch->under_way_count + FETCH_MAX, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct item *item;
        bool ready = false;

        if (is_under_way(fetch, ids[i]))
            continue;
        if (taken == fetch->room) {
            fetch->more = true;
            break;
        }
        item = item_new(fetch->carry);
        if (!load_item(fetch, database, item, ids[i], &ready, err)) {
            item_free(item);
            return false;
        }
        if (!ready) {
            item_free(item);
            continue;
        }
        *last = item;
        last = &item->next;
        taken++;
    }
    return queue_next_due(database, now, &fetch->next_due, err);
}

static void send_mail(struct item *item);

static void
remove_item(struct item *item)
{
    struct item **place = &item->carry->items;

    while (*place != item)
        place = &(*place)->next;
    *place = item->next;
    item->carry->count--;
}

static void
ended(struct job *job)
{
    struct item *item = (struct item *)job;
    struct carry *carry = item->carry;

    if (!job->good)
        log_event(LOG_ERROR, "outbox", "id=%" PRId64 " error=%s", item->row.id, job->err.text);
    remove_item(item);
    item_free(item);
    carry_wake(carry);
}

static bool
log_end(struct item *item, struct database *database, struct arena *arena, const char *event,
        struct span detail, struct error *err)
{
    return eventlog_append(database, item->row.number, span_of(event),
                           span_printf(arena, "outbox=%" PRId64 " template=%.*s %.*s", item->row.id,
                                       SPAN_ARG(item->row.effect.template), SPAN_ARG(detail)),
                           clock_now(), err);
}

/* Exactly which bytes the task's person got. */
static bool
note_shown(const struct item *item, struct database *database, int64_t now, struct error *err)
{
    struct shown_row row = {.dossier = item->row.dossier,
                            .task = item->row.effect.task,
                            .message_id = item->row.message_id,
                            .receipt = item->mail.receipt,
                            .at = now};

    for (size_t i = 0; row.task != 0 && i < item->attachment_count; i++) {
        row.document = item->row.effect.attachments[i];
        row.sha256 = digest_sha256(item->attachments[i].data);
        if (!shown_add(database, &row, err))
            return false;
    }
    return true;
}

static bool
write_done(struct item *item, struct database *database, struct arena *arena, struct error *err)
{
    const struct effect *effect = &item->row.effect;
    int64_t now = clock_now();
    struct digest digest;
    struct span receipt = item->mail.receipt;

    if (effect->kind == EFFECT_DOCUMENT) {
        if (!documents_insert(database, item->row.dossier, effect->document, effect->revision, item->product,
                              now, &digest, err))
            return false;
        receipt =
            span_printf(arena, "document=%.*s revision=%u sha256=%.*s seal=%s", SPAN_ARG(effect->document),
                        effect->revision, SPAN_ARG(digest_hex(arena, &digest)),
                        effect->seal ? item->carry->parts.config->seal_level : "none");
        return queue_done(database, item->row.id, now, SPAN(""), err) &&
               log_end(item, database, arena, "document.made", receipt, err);
    }
    return queue_done(database, item->row.id, now, receipt, err) && note_shown(item, database, now, err) &&
           log_end(item, database, arena, "mail.sent",
                   span_printf(arena, "to=%.*s message-id=%.*s receipt=\"%.*s\"", SPAN_ARG(effect->to),
                               SPAN_ARG(item->row.message_id), SPAN_ARG(receipt)),
                   err);
}

static bool
write_end(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct item *item = (struct item *)job;
    struct span why = span_of(item->why.text);

    switch (item->ending) {
    case ENDING_DONE:
        return write_done(item, database, arena, err);
    case ENDING_LATER:
        return queue_later(database, item->row.id, item->due, why, err);
    case ENDING_FAILED:
        return undelivered_note(item->carry->parts.applier, database, arena, &item->row, item->mail.status,
                                why, err) &&
               queue_failed(database, item->row.id, clock_now(), why, err) &&
               log_end(item, database, arena,
                       item->row.effect.kind == EFFECT_MAIL ? "mail.failed" : "document.failed",
                       span_printf(arena, "error=\"%.*s\"", SPAN_ARG(why)), err);
    }
    return false;
}

static void
end_item(struct item *item, enum ending ending)
{
    item->ending = ending;
    item->job.run = write_end;
    item->job.done = ended;
    writer_submit(item->carry->parts.writer, &item->job);
}

static void
end_well(struct item *item)
{
    struct carry_counts *counts = &item->carry->counts;

    if (item->row.effect.kind == EFFECT_MAIL)
        counts->mails++;
    else
        counts->documents++;
    end_item(item, ENDING_DONE);
}

/* item->why says what happened. */
static void
end_badly(struct item *item, bool again)
{
    struct carry_counts *counts = &item->carry->counts;
    int64_t now = clock_now();

    item->due = again ? schedule_next(item->row.queued, now, item->row.attempts + 1,
                                      (uint64_t)item->row.id * 2654435761)
                      : 0;
    if (again && item->due == 0 && item->row.effect.seal)
        item->due = now + SEAL_WAIT;
    if (item->due != 0)
        counts->deferred++;
    else
        counts->failed++;
    log_event(item->due != 0 ? LOG_WARNING : LOG_ERROR, "outbox",
              "id=%" PRId64 " dossier=%.*s to=%.*s %s error=%s", item->row.id, SPAN_ARG(item->row.number),
              SPAN_ARG(item->row.effect.to), item->due != 0 ? "deferred" : "failed", item->why.text);
    end_item(item, item->due != 0 ? ENDING_LATER : ENDING_FAILED);
}

/* A mail leaves from one of our mailboxes only: elsewhere its answers would be lost. */
static const struct config_mailbox *
mailbox_of(const struct carry *carry, const struct effect *effect)
{
    const struct config *config = carry->parts.config;
    const struct config_mailbox *mailbox = config_mailbox_of(config, effect->from);

    if (mailbox != NULL)
        return mailbox;
    if (effect->from.len > 0)
        log_event(LOG_WARNING, "outbox", "from=%.*s error=\"no [mailbox] has this address\"",
                  SPAN_ARG(effect->from));
    return &config->mailboxes[0];
}

static void
mail_carried(struct transport_mail *mail)
{
    struct item *item = (struct item *)((char *)mail - offsetof(struct item, mail));

    if (mail->good) {
        end_well(item);
        return;
    }
    item->why = mail->err;
    end_badly(item, mail->err.kind == ERROR_TEMPORARY);
}

static void
send_mail(struct item *item)
{
    struct carry *carry = item->carry;

    item->mail.name =
        span_printf(item->arena, "%" PRId64 ".%" PRId64 ".conventiond", item->row.queued, item->row.id);
    item->mail.recipient = item->row.effect.to;
    item->mail.envelope_id = item->row.message_id;
    item->mail.bytes = item->product;
    item->mail.done = mail_carried;
    transport_send(carry->transport, item->arena, &item->mail);
}

/* The authority may be down for days: what is to be sealed waits as long, and its mails with it. */
static void
was_sealed(void *context, bool good, struct span sealed, const struct error *err)
{
    struct item *item = context;

    if (good) {
        item->product = span_copy(item->arena, sealed);
        end_well(item);
        return;
    }
    item->why = *err;
    end_badly(item, err->kind == ERROR_TEMPORARY);
}

static void
seal_document(struct item *item)
{
    const struct effect *effect = &item->row.effect;

    sealing_submit(item->carry->parts.sealing, item->product, effect->language,
                   span_of(mailbox_of(item->carry, effect)->address), was_sealed, item);
}

static void
made(struct item *item, struct span answer)
{
    if (!work_product(answer, &item->product, &item->why)) {
        end_badly(item, item->why.kind == ERROR_TEMPORARY);
        return;
    }
    item->product = span_copy(item->arena, item->product);
    if (item->row.effect.kind == EFFECT_MAIL)
        send_mail(item);
    else if (item->row.effect.seal)
        seal_document(item);
    else
        end_well(item);
}

/* "desk+TAG@univ.example" */
static struct span
address_of_tag(struct item *item, struct span mailbox, struct span tag)
{
    size_t at = span_find_byte(mailbox, '@');

    return span_printf(item->arena, "%.*s%s%.*s%.*s", SPAN_ARG(span_first(mailbox, at)),
                       item->carry->parts.config->delimiter, SPAN_ARG(tag), SPAN_ARG(span_from(mailbox, at)));
}

static const struct body_item *
items_of(struct item *item, struct span mailbox)
{
    const struct effect *effect = &item->row.effect;
    struct body_item *items = arena_array(item->arena, effect->item_count, sizeof *items);

    for (size_t i = 0; i < effect->item_count; i++) {
        struct span serial = effect->items[i], number;
        uint64_t value = 0;

        span_split(&serial, '/', &number);
        (void)span_to_uint(serial, &value);
        items[i].key = effect->items[i];
        items[i].address = address_of_tag(
            item, mailbox, tag_make(item->arena, item->carry->parts.applier->key, number, (uint32_t)value));
    }
    return items;
}

static void
worker_failed(struct item *item, enum pool_status status)
{
    error_set(&item->why, ERROR_TEMPORARY, "the worker %s", pool_status_name(status));
    end_badly(item, item->row.attempts < FAILURES_MAX);
}

static void
document_made(void *context, enum pool_status status, struct span answer)
{
    if (status == POOL_DONE)
        made(context, answer);
    else
        worker_failed(context, status);
}

static void ask_for_mails(struct item *first);

/* One of them killed the worker: each is asked for alone, so that the others go. */
static void
ask_one_by_one(struct item *item)
{
    while (item != NULL) {
        struct item *beside = item->beside;

        item->beside = NULL;
        ask_for_mails(item);
        item = beside;
    }
}

static void
mails_composed(void *context, enum pool_status status, struct span answer)
{
    struct item *item = context;
    struct span product = {"", 0};
    struct error err = {0};
    struct wire wire;

    if (status != POOL_DONE && item->beside != NULL) {
        ask_one_by_one(item);
        return;
    }
    if (status != POOL_DONE) {
        worker_failed(item, status);
        return;
    }
    if (!work_product(answer, &product, &err))
        product = SPAN("");
    wire = wire_read(product);
    for (; item != NULL; item = item->beside)
        made(item, err.kind == ERROR_NONE ? wire_get_bytes(&wire) : answer);
}

static void
put_mail(struct item *item, struct text *question)
{
    const struct carry *carry = item->carry;
    const struct effect *effect = &item->row.effect;
    const struct config_mailbox *mailbox = mailbox_of(carry, effect);
    struct span address = span_of(mailbox->address);
    struct mail_headers headers = {.from = address,
                                   .from_name =
                                       effect->from_name.len > 0 ? effect->from_name : span_of(mailbox->name),
                                   .to = effect->to,
                                   .to_name = effect->to_name,
                                   .reply_to = address,
                                   .message_id = item->row.message_id,
                                   .in_reply_to = effect->in_reply_to,
                                   .date = item->row.queued,
                                   .base_offset = (int)carry->parts.config->time_offset,
                                   .automatic_reply = effect->automatic_reply};

    item->mail.sender = address;
    if (effect->task > 0) {
        headers.tag = tag_make(item->arena, carry->parts.applier->key, item->row.number, effect->task);
        headers.reply_to = address_of_tag(item, address, headers.tag);
        item->mail.sender = headers.reply_to; /* so that a report names its task, whatever it quotes */
    }
    headers.items = items_of(item, address);
    headers.item_count = effect->item_count;
    work_put_mail(question, effect, &headers, item->attachments, item->attachment_count);
}

static void
ask_for_mails(struct item *first)
{
    struct text question = text_new(first->arena, QUESTION_MAX);
    size_t count = 0;

    for (const struct item *item = first; item != NULL; item = item->beside)
        count++;
    work_put_mails(&question, &first->row.version, first->row.effect.basis, count);
    for (struct item *item = first; item != NULL; item = item->beside)
        put_mail(item, &question);
    pool_submit(first->carry->parts.pool, WORK_COMPOSE, text_get(&question), mails_composed, first);
}

static void
ask_for_document(struct item *item)
{
    struct text question = text_new(item->arena, QUESTION_MAX);
    struct effect *effect = &item->row.effect;

    effect->seal = effect->seal && item->carry->parts.sealing != NULL;
    work_put_document(&question, &item->row.version, effect);
    enclose_put(&question, &item->enclose);
    pool_submit(item->carry->parts.pool, WORK_DOCUMENT, text_get(&question), document_made, item);
}

static size_t
attached_bytes(const struct item *item)
{
    size_t bytes = 0;

    for (size_t i = 0; i < item->attachment_count; i++)
        bytes += item->attachments[i].data.len;
    return bytes;
}

/* Takes the mails of the same decision out of the list behind `first`. */
static void
gather_beside(struct item *first)
{
    struct item **place = &first->next, **last = &first->beside;
    size_t count = 1, bytes = attached_bytes(first);

    while (*place != NULL && count < TOGETHER_MAX) {
        struct item *item = *place;

        if (item->row.effect.kind != EFFECT_MAIL || item->row.basis != first->row.basis ||
            bytes + attached_bytes(item) > TOGETHER_BYTES_MAX) {
            place = &item->next;
            continue;
        }
        *place = item->next;
        *last = item;
        last = &item->beside;
        bytes += attached_bytes(item);
        count++;
    }
}

static void
put_under_way(struct item *item)
{
    struct carry *carry = item->carry;

    item->next = carry->items;
    carry->items = item;
    carry->count++;
    if (item->bundle.len > 0)
        carry->parts.need(carry->parts.context, &item->row.version, item->bundle);
}

/* The first of a list, with those of the list that go with it; returns the rest. */
static struct item *
start_first(struct item *first)
{
    bool mail = first->row.effect.kind == EFFECT_MAIL;
    struct item *rest;

    if (mail && first->row.basis != 0)
        gather_beside(first);
    rest = first->next;
    for (struct item *item = first; item != NULL; item = item->beside)
        put_under_way(item);
    if (mail)
        ask_for_mails(first);
    else
        ask_for_document(first);
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
    struct item *item = fetch->found;
    bool again = carry->again || (fetch->more && job->good);

    carry->fetching = carry->again = false;
    if (!job->good)
        log_event(LOG_ERROR, "outbox", "error=%s", job->err.text);
    fetch->found = NULL;
    while (item != NULL) {
        struct item *next = item->next;

        if (job->good)
            next = start_first(item);
        else
            item_free(item);
        item = next;
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
    if (carry->fetching || carry->count >= UNDER_WAY_MAX / 2) {
        carry->again = carry->fetching;
        return;
    }
    fetch->under_way_count = 0;
    for (struct item *item = carry->items; item != NULL; item = item->next)
        fetch->under_way[fetch->under_way_count++] = item->row.id;
    fetch->room = UNDER_WAY_MAX - carry->count;
    if (fetch->room > FETCH_MAX)
        fetch->room = FETCH_MAX;
    fetch->job.run = run_fetch;
    fetch->job.done = fetched;
    carry->fetching = true;
    writer_submit(carry->parts.writer, &fetch->job);
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
    while (c->items != NULL) {
        struct item *item = c->items;

        remove_item(item);
        item_free(item);
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
