// SPDX-License-Identifier: Apache-2.0
#include "main/making.h"

#include "main/sealing.h"
#include "main/work.h"
#include "os/log.h"
#include "store/dossiers.h"

enum {
    FAILURES_MAX = 5, /* of a worker on one row before it is given up */
    QUESTION_MAX = 128 * 1024 * 1024,
    TOGETHER_MAX = 16,                    /* products of one decision that a worker is asked for at once */
    TOGETHER_BYTES_MAX = 4 * 1024 * 1024, /* of all that is attached to them or enclosed */
};

/* A mail leaves from one of our mailboxes only: elsewhere its answers would be lost. */
static const struct config_mailbox *
mailbox_of(const struct parcel *parcel)
{
    const struct config *config = parcel->parts->config;
    const struct effect *effect = &parcel->row.effect;
    const struct config_mailbox *mailbox = config_mailbox_of(config, effect->from);

    if (mailbox != NULL)
        return mailbox;
    if (effect->from.len > 0)
        log_event(LOG_WARNING, "outbox", "from=%.*s error=\"no [mailbox] has this address\"",
                  SPAN_ARG(effect->from));
    return &config->mailboxes[0];
}

/* The authority may be down for days: what is to be sealed waits as long, and its mails with it. */
static void
was_sealed(void *context, bool good, struct span sealed, const struct error *err)
{
    struct parcel *parcel = context;

    if (good)
        parcel->product = span_copy(parcel->arena, sealed);
    else
        parcel->why = *err;
    parcel->made(parcel, good, parcel->why.kind == ERROR_TEMPORARY);
}

static void
seal_document(struct parcel *parcel)
{
    sealing_submit(parcel->parts->sealing, parcel->product, parcel->row.effect.language,
                   span_of(mailbox_of(parcel)->address), was_sealed, parcel);
}

static void
take_answer(struct parcel *parcel, struct span answer)
{
    if (!work_product(answer, &parcel->product, &parcel->why)) {
        parcel->made(parcel, false, parcel->why.kind == ERROR_TEMPORARY);
        return;
    }
    parcel->product = span_copy(parcel->arena, parcel->product);
    if (parcel->row.effect.kind == EFFECT_DOCUMENT && parcel->row.effect.seal)
        seal_document(parcel);
    else
        parcel->made(parcel, true, false);
}

/* "desk+TAG@univ.example" */
static struct span
address_of_tag(struct parcel *parcel, struct span mailbox, struct span tag)
{
    size_t at = span_find_byte(mailbox, '@');

    return span_printf(parcel->arena, "%.*s%s%.*s%.*s", SPAN_ARG(span_first(mailbox, at)),
                       parcel->parts->config->delimiter, SPAN_ARG(tag), SPAN_ARG(span_from(mailbox, at)));
}

static const struct body_item *
items_of(struct parcel *parcel, struct span mailbox)
{
    const struct effect *effect = &parcel->row.effect;
    struct body_item *items = arena_array(parcel->arena, effect->item_count, sizeof *items);

    for (size_t i = 0; i < effect->item_count; i++) {
        struct span serial = effect->items[i], number;
        uint64_t value = 0;

        span_split(&serial, '/', &number);
        (void)span_to_uint(serial, &value);
        items[i].key = effect->items[i];
        items[i].address = address_of_tag(
            parcel, mailbox, tag_make(parcel->arena, parcel->parts->applier->key, number, (uint32_t)value));
    }
    return items;
}

static void
worker_failed(struct parcel *parcel, enum pool_status status)
{
    error_set(&parcel->why, ERROR_TEMPORARY, "the worker %s", pool_status_name(status));
    parcel->made(parcel, false, parcel->row.attempts < FAILURES_MAX);
}

/* One of them killed the worker: each is asked for alone, so that the others go.  A mail that carries one of the
 * documents is not: it is started again when that is stored. */
static void
ask_one_by_one(struct parcel *parcel)
{
    while (parcel != NULL) {
        struct parcel *beside = parcel->beside;

        parcel->beside = NULL;
        if (parcel->document == NULL)
            making_start(parcel);
        parcel = beside;
    }
}

/* The document that it carries failed: nothing can be said of the mail. */
static bool
lacks_document(const struct parcel *parcel)
{
    return parcel->document != NULL && parcel->document->why.kind != ERROR_NONE;
}

static void
answered(void *context, enum pool_status status, struct span answer)
{
    struct parcel *parcel = context;
    struct span product = {"", 0};
    struct error err = {0};
    struct wire wire;

    if (status != POOL_DONE && parcel->beside != NULL) {
        ask_one_by_one(parcel);
        return;
    }
    if (status != POOL_DONE) {
        worker_failed(parcel, status);
        return;
    }
    if (!work_product(answer, &product, &err))
        product = SPAN("");
    wire = wire_read(product);
    for (; parcel != NULL; parcel = parcel->beside) {
        struct span own = err.kind == ERROR_NONE ? wire_get_bytes(&wire) : answer;

        if (!lacks_document(parcel))
            take_answer(parcel, own);
    }
}

static void
put_mail(struct parcel *parcel, struct text *question)
{
    const struct effect *effect = &parcel->row.effect;
    const struct config_mailbox *mailbox = mailbox_of(parcel);
    struct span address = span_of(mailbox->address);
    struct mail_headers headers = {.from = address,
                                   .from_name =
                                       effect->from_name.len > 0 ? effect->from_name : span_of(mailbox->name),
                                   .to = effect->to,
                                   .to_name = effect->to_name,
                                   .reply_to = address,
                                   .message_id = parcel->row.message_id,
                                   .in_reply_to = effect->in_reply_to,
                                   .date = parcel->row.queued,
                                   .base_offset = (int)parcel->parts->config->time_offset,
                                   .automatic_reply = effect->automatic_reply};

    parcel->mail.sender = address;
    if (effect->task > 0) {
        headers.tag = tag_make(parcel->arena, parcel->parts->applier->key, parcel->row.number, effect->task);
        headers.reply_to = address_of_tag(parcel, address, headers.tag);
        parcel->mail.sender = headers.reply_to; /* so that a report names its task, whatever it quotes */
    }
    headers.items = items_of(parcel, address);
    headers.item_count = effect->item_count;
    work_put_mail(question, effect, &headers, parcel->attachments, parcel->attachment_count);
}

static void
put_document(struct parcel *parcel, struct text *question)
{
    struct effect *effect = &parcel->row.effect;

    effect->seal = parcel_awaits_seal(parcel);
    effect_put(question, effect);
    enclose_put(question, &parcel->enclose);
}

void
making_start(struct parcel *first)
{
    struct text question = text_new(first->arena, QUESTION_MAX);
    size_t count = 0;

    for (const struct parcel *parcel = first; parcel != NULL; parcel = parcel->beside)
        count++;
    work_put_head(&question, &first->row.version, first->row.effect.basis, count);
    for (struct parcel *parcel = first; parcel != NULL; parcel = parcel->beside)
        if (parcel->row.effect.kind == EFFECT_MAIL)
            put_mail(parcel, &question);
        else
            put_document(parcel, &question);
    pool_submit_ahead(first->parts->pool, WORK_MAKE, text_get(&question), answered, first);
}

static size_t
bytes_within(const struct parcel *parcel)
{
    size_t bytes = 0;

    for (size_t i = 0; i < parcel->attachment_count; i++)
        bytes += parcel->attachments[i].data.len;
    for (size_t i = 0; i < parcel->enclose.count; i++)
        bytes += parcel->enclose.files[i].data.len;
    return bytes;
}

/* A mail goes only with the document that it carries. */
static bool
goes_with(const struct parcel *first, const struct parcel *parcel)
{
    const struct parcel *one = first;

    if (parcel->row.basis != first->row.basis)
        return false;
    while (parcel->document != NULL && one != NULL && one != parcel->document)
        one = one->beside;
    return one != NULL;
}

void
making_gather(struct parcel *first)
{
    struct parcel **place = &first->next, **last = &first->beside;
    size_t count = 1, bytes = bytes_within(first);

    while (*place != NULL && count < TOGETHER_MAX) {
        struct parcel *parcel = *place;

        if (!goes_with(first, parcel) || bytes + bytes_within(parcel) > TOGETHER_BYTES_MAX) {
            place = &parcel->next;
            continue;
        }
        *place = parcel->next;
        *last = parcel;
        last = &parcel->beside;
        bytes += bytes_within(parcel);
        count++;
    }
}
