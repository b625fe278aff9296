// SPDX-License-Identifier: Apache-2.0
#include "main/signing.h"

#include <stdlib.h>
#include <string.h>

#include "common/digest.h"
#include "main/conversation.h"
#include "main/sealwork.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/log.h"
#include "outbox/schedule.h"
#include "store/circuits.h"
#include "store/eventlog.h"
#include "store/queue.h"
#include "workflow/provider.h"

enum {
    ROUND_ARENA_MAX = 1024 * 1024 * 1024,
    QUESTION_ROOM = 8 * 1024 * 1024, /* beside the two documents: anchors */
    LOOK = 1,           /* seconds between looks for what is due */
    WAIT_MOST = 12,     /* times the poll, between tries of a provider that is down */
    CANCEL_TRIES = 200, /* then a request is left to the provider */
};

enum deed { DEED_SENT, DEED_TOLD, DEED_LATER, DEED_END, DEED_REPORT };

/* One circuit in hand. */
struct round {
    struct job job; /* first */
    struct signing *signing;
    struct arena *arena;
    struct circuit_row row;
    struct span number, pdf;
    struct contract_order order;
    struct provider_report report;
    struct span fetched; /* the signed document */
    enum deed deed;
    struct span remote, seen;
    struct error why; /* DEED_LATER: of kind NONE when all went well */
};

struct signing {
    struct signing_parts parts;
    struct conversation *conversation;
    struct event *timer;
    struct round *round; /* NULL none */
    bool stopping;
};

/* ---- in the writer ---- */

static bool
load_signatories(struct round *round, const xmlNode *root)
{
    struct span entry = span_printf(round->arena, "%u", round->row.entry);
    struct contract_order *order = &round->order;

    order->signatories = arena_array(round->arena, PROVIDER_SIGNATORIES_MAX, sizeof *order->signatories);
    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task")) {
        uint64_t serial = 0, rank = 0;

        if (strcmp(xml_attr_or(round->arena, task, "by", ""), "provider") != 0 ||
            !span_equal(span_of(xml_attr_or(round->arena, task, "entry", "")), entry) ||
            strcmp(xml_attr_or(round->arena, task, "status", ""), "cancelled") == 0 ||
            order->count == PROVIDER_SIGNATORIES_MAX)
            continue;
        span_to_uint(span_of(xml_attr_or(round->arena, task, "serial", "")), &serial);
        span_to_uint(span_of(xml_attr_or(round->arena, task, "rank", "")), &rank);
        order->signatories[order->count++] =
            (struct contract_signatory){.address = span_of(xml_attr_or(round->arena, task, "address", "")),
                                        .name = span_of(xml_attr_or(round->arena, task, "name", "")),
                                        .role = span_of(xml_attr_or(round->arena, task, "role", "")),
                                        .task = (uint32_t)serial,
                                        .rank = (uint32_t)rank};
    }
    contract_number(order->signatories, order->count);
    return order->count > 0;
}

/* "fiche 2026-00042/4 0123456789abcdef": document, dossier, entry, and what the document is. */
static struct span
reference_of(struct round *round)
{
    struct digest digest = digest_sha256(round->pdf);

    return span_printf(round->arena, "%.*s %.*s/%u %.*s", SPAN_ARG(round->row.document), SPAN_ARG(round->number),
                       round->row.entry, SPAN_ARG(span_first(digest_hex(round->arena, &digest), 16)));
}

static bool
run_take(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct round *round = (struct round *)job;
    struct dossier_row dossier;
    uint32_t revision;
    xmlDoc *document;

    (void)arena;
    if (!circuits_take(database, round->arena, clock_now(), &round->row, err))
        return false;
    if (round->row.dossier == 0)
        return true;
    if (!dossiers_by_id(database, round->arena, round->row.dossier, &dossier, err) ||
        !documents_get(database, round->arena, round->row.dossier, round->row.document, round->row.revision,
                       &round->pdf, &revision, err))
        return false;
    round->number = dossier.number;
    round->order.reference = reference_of(round);
    round->order.remote = round->row.remote;
    round->order.file_name = span_printf(round->arena, "%.*s-%.*s.pdf", SPAN_ARG(round->row.document),
                                         SPAN_ARG(round->number));
    document = xml_parse(round->arena, dossier.data, "dossier", XML_OWN_MAX, err);
    if (document == NULL)
        return false;
    if (!load_signatories(round, xmlDocGetRootElement(document)) && round->row.wanted)
        error_set(&round->why, ERROR_PERMANENT, "nobody of the dossier is to sign");
    return true;
}

/* The revision under which the dossier took the signed document; 0: it did not. */
static uint32_t
taken_revision(struct arena *arena, xmlDoc *dossier, struct span name)
{
    uint64_t revision = 0;

    if (dossier == NULL)
        return 0;
    for (xmlNode *node = xml_first(xmlDocGetRootElement(dossier), "document"); node != NULL;
         node = xml_next(node, "document"))
        if (strcmp(xml_attr_or(arena, node, "by", ""), "provider") == 0 &&
            span_equal(span_of(xml_attr_or(arena, node, "name", "")), name))
            span_to_uint(span_of(xml_attr_or(arena, node, "revision", "")), &revision);
    return (uint32_t)revision;
}

static bool
keep_document(struct round *round, struct database *database, struct arena *arena, uint32_t revision,
              struct error *err)
{
    struct digest digest;

    return documents_insert(database, round->row.dossier, round->row.signed_name, revision, round->fetched,
                            clock_now(), &digest, err) &&
           eventlog_append(database, round->number, SPAN("document.fetched"),
                           span_printf(arena, "document=%.*s revision=%u remote=%.*s sha256=%.*s",
                                       SPAN_ARG(round->row.signed_name), revision, SPAN_ARG(round->row.remote),
                                       SPAN_ARG(digest_hex(arena, &digest))),
                           clock_now(), err);
}

static bool
hand_over(struct round *round, struct database *database, struct arena *arena, struct error *err)
{
    struct applier *applier = round->signing->parts.applier;
    struct event event = {.kind = EVENT_PROVIDER, .provider = &round->report};
    const struct definition *definition;
    const struct config_mailbox *mailbox;
    struct dossier_row dossier;
    struct applied applied;
    uint32_t revision;

    if (!dossiers_by_id(database, arena, round->row.dossier, &dossier, err) ||
        (definition = apply_definition(applier, database, &dossier, err)) == NULL ||
        !apply_mailbox(applier, database, arena, &dossier, &mailbox, err))
        return false;
    if (mailbox == NULL)
        mailbox = &applier->config->mailboxes[0];
    if (!apply_event(applier, database, arena, definition, &dossier, mailbox, &event, clock_now(), &applied, err))
        return false;
    revision = round->report.outcome == PROVIDER_DONE
                   ? taken_revision(arena, applied.decision.dossier, round->row.signed_name)
                   : 0;
    return revision == 0 || keep_document(round, database, arena, revision, err);
}

static int64_t
next_look(const struct round *round, bool good)
{
    int64_t poll = round->signing->parts.config->provider_poll, times = (int64_t)round->row.failures + 1;

    return clock_now() + (good ? poll : poll * (times > WAIT_MOST ? WAIT_MOST : times));
}

static bool
run_deed(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct round *round = (struct round *)job;
    bool good = round->why.kind == ERROR_NONE;

    switch (round->deed) {
    case DEED_SENT:
        return circuits_sent(database, &round->row, round->remote, next_look(round, true), err) &&
               eventlog_append(database, round->number, SPAN("provider.sent"),
                               span_printf(arena, "entry=%u remote=%.*s", round->row.entry,
                                           SPAN_ARG(round->remote)),
                               clock_now(), err);
    case DEED_TOLD:
        return circuits_told(database, &round->row, clock_now(), err) &&
               eventlog_append(database, round->number, SPAN("provider.told"),
                               span_printf(arena, "entry=%u remote=%.*s changes=%u reminders=%u", round->row.entry,
                                           SPAN_ARG(round->row.remote), round->row.told, round->row.reminded),
                               clock_now(), err);
    case DEED_LATER:
        return circuits_later(database, &round->row, good, round->row.seen, next_look(round, good), err);
    case DEED_END:
        return circuits_end(database, &round->row, err);
    case DEED_REPORT:
        return hand_over(round, database, arena, err) &&
               circuits_later(database, &round->row, true, round->seen, next_look(round, true), err);
    }
    return false;
}

/* ---- in the loop ---- */

static void look(struct signing *signing);
static void again(struct round *round, const struct error *err);

static void
done(struct job *job)
{
    struct round *round = (struct round *)job;
    struct signing *signing = round->signing;
    struct arena *arena = round->arena;

    if (!job->good && round->deed != DEED_LATER && !signing->stopping) {
        again(round, &job->err);
        return;
    }
    if (!job->good)
        log_event(LOG_ERROR, "provider", "dossier=%.*s error=%s", SPAN_ARG(round->number), job->err.text);
    if (job->good && round->deed == DEED_REPORT && !signing->stopping)
        signing->parts.moved(signing->parts.context);
    signing->round = NULL;
    arena_close(&arena);
    if (!signing->stopping && job->good)
        look(signing);
}

static void
do_deed(struct round *round, enum deed deed)
{
    round->deed = deed;
    round->job.run = run_deed;
    round->job.done = done;
    writer_submit(round->signing->parts.writer, &round->job);
}

static void
report(struct round *round, enum provider_outcome outcome, const char *reason)
{
    round->report.entry = round->row.entry;
    round->report.outcome = outcome;
    round->report.reason = span_of(reason);
    do_deed(round, DEED_REPORT);
}

/* Nothing is known to have happened: once more, later.  What was never taken is given up at last. */
static void
again(struct round *round, const struct error *err)
{
    log_event(LOG_WARNING, "provider", "dossier=%.*s failures=%u error=%s", SPAN_ARG(round->number),
              round->row.failures + 1, err->text);
    round->why = *err;
    if (!round->row.wanted && round->row.failures >= CANCEL_TRIES)
        do_deed(round, DEED_END);
    else if (round->row.wanted && round->row.remote.len == 0 &&
             clock_now() - round->row.queued > SCHEDULE_LIFETIME)
        report(round, PROVIDER_FAILED, "unreachable");
    else
        do_deed(round, DEED_LATER);
}

static void
hold(struct round *round, enum contract_deed deed, void (*held)(void *context, const struct conversation_end *end))
{
    round->order.deed = deed;
    round->order.pdf = deed == CONTRACT_CREATE ? round->pdf : SPAN("");
    conversation_hold(round->signing->conversation, round->arena, &round->order, held, round);
}

static void
was_judged(void *context, enum pool_status status, struct span answer)
{
    struct round *round = context;
    struct verification verification;
    struct error err = {0};
    struct span product;

    if (status != POOL_DONE)
        error_set(&err, ERROR_TEMPORARY, "the worker %s", pool_status_name(status));
    else if (work_product(answer, &product, &err) &&
             !sealwork_get_verification(round->arena, product, &verification))
        error_set(&err, ERROR_PERMANENT, "a worker's answer was malformed");
    if (err.kind != ERROR_NONE) {
        again(round, &err);
        return;
    }
    log_event(LOG_INFO, "provider", "dossier=%.*s remote=%.*s verdict=%s reason=%s", SPAN_ARG(round->number),
              SPAN_ARG(round->row.remote), verdict_name(verification.verdict), reason_code(verification.reason));
    if (verification.verdict == VERDICT_INVALID || verification.reason == REASON_UNKNOWN_ISSUER ||
        verification.reason == REASON_FIELDS_FILLED)
        report(round, PROVIDER_FAILED, reason_code(verification.reason));
    else
        report(round, PROVIDER_DONE, "");
}

static void
was_fetched(void *context, const struct conversation_end *end)
{
    struct round *round = context;
    struct verify_settings settings = {
        .original = round->pdf,
        .anchors = round->signing->parts.anchors,
        .now = clock_now(),
        .drawn = contract_named(round->signing->parts.config->provider_kind)->draws,
    };
    struct text question;

    if (!end->good) {
        again(round, &end->err);
        return;
    }
    round->fetched = end->file;
    question = text_new(round->arena, round->pdf.len + round->fetched.len + QUESTION_ROOM);
    sealwork_put_verify(&question, &settings, round->fetched);
    pool_submit(round->signing->parts.pool, WORK_VERIFY, text_get(&question), was_judged, round);
}

static struct span
what_is_seen(struct round *round)
{
    struct text out = text_new(round->arena, 4096);

    text_printf(&out, "%d", (int)round->report.outcome);
    for (size_t i = 0; i < round->report.count; i++)
        text_printf(&out, " %u%s", round->report.signatures[i].task, round->report.signatures[i].refused ? "-" : "+");
    return text_get(&out);
}

static void
was_looked_at(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    if (!end->good) {
        again(round, &end->err);
        return;
    }
    round->report.outcome = end->step.outcome;
    round->report.signatures = end->step.signatures;
    round->report.count = end->step.count;
    round->seen = what_is_seen(round);
    if (end->step.strangers > 0)
        log_event(LOG_WARNING, "provider", "dossier=%.*s remote=%.*s strangers=%zu", SPAN_ARG(round->number),
                  SPAN_ARG(round->row.remote), end->step.strangers);
    if (round->report.outcome == PROVIDER_DONE)
        hold(round, CONTRACT_FETCH, was_fetched);
    else if (span_equal(round->seen, round->row.seen))
        do_deed(round, DEED_LATER);
    else
        report(round, round->report.outcome, "");
}

static void
was_cancelled(void *context, const struct conversation_end *end)
{
    if (end->good)
        do_deed(context, DEED_END);
    else
        again(context, &end->err);
}

static void
was_replaced(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->row.told = round->row.changes;
    if (end->good)
        do_deed(round, DEED_TOLD);
    else
        again(round, &end->err);
}

/* One reminder, however many were due meanwhile. */
static void
was_reminded(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->row.reminded = round->row.reminders;
    if (end->good)
        do_deed(round, DEED_TOLD);
    else
        again(round, &end->err);
}

/* What can't be asked for in this way never can. */
static void
was_created(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->remote = end->step.remote;
    if (end->good)
        do_deed(round, DEED_SENT);
    else if (end->err.kind == ERROR_PERMANENT) {
        log_event(LOG_ERROR, "provider", "dossier=%.*s error=%s", SPAN_ARG(round->number), end->err.text);
        report(round, PROVIDER_FAILED, "unfit");
    } else
        again(round, &end->err);
}

/* Is the request there already?  Its answer may have been lost, or the store be an older one. */
static void
was_sought(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->remote = end->step.remote;
    if (!end->good)
        again(round, &end->err);
    else if (round->remote.len > 0)
        do_deed(round, DEED_SENT);
    else if (round->row.wanted)
        hold(round, CONTRACT_CREATE, was_created);
    else
        do_deed(round, DEED_END);
}

/* What the circuit needs next. */
static void
proceed(struct round *round)
{
    const struct circuit_row *row = &round->row;

    if (round->why.kind != ERROR_NONE)
        again(round, &round->why);
    else if (row->remote.len == 0 && !row->wanted && span_is(row->phase, "new"))
        do_deed(round, DEED_END);
    else if (row->remote.len == 0)
        hold(round, CONTRACT_FIND, was_sought);
    else if (!row->wanted)
        hold(round, CONTRACT_CANCEL, was_cancelled);
    else if (row->told < row->changes)
        hold(round, CONTRACT_REPLACE, was_replaced);
    else if (row->reminded < row->reminders)
        hold(round, CONTRACT_REMIND, was_reminded);
    else
        hold(round, CONTRACT_LOOK, was_looked_at);
}

static void
taken(struct job *job)
{
    struct round *round = (struct round *)job;
    struct signing *signing = round->signing;
    struct arena *arena = round->arena;

    if (!job->good)
        log_event(LOG_ERROR, "provider", "error=%s", job->err.text);
    if (!job->good || round->row.dossier == 0 || signing->stopping) {
        signing->round = NULL;
        arena_close(&arena);
    } else
        proceed(round);
}

static void
look(struct signing *signing)
{
    struct arena *arena;
    struct round *round;

    if (signing->round != NULL || signing->stopping)
        return;
    arena = arena_open(ROUND_ARENA_MAX);
    round = arena_alloc(arena, sizeof *round);
    round->arena = arena;
    round->signing = signing;
    round->number = round->remote = round->seen = round->fetched = SPAN("");
    round->job.run = run_take;
    round->job.done = taken;
    signing->round = round;
    writer_submit(signing->parts.writer, &round->job);
}

static void
on_timer(evutil_socket_t socket, short what, void *argument)
{
    (void)socket;
    (void)what;
    look(argument);
}

struct signing *
signing_open(const struct signing_parts *parts, struct error *err)
{
    struct timeval period = {LOOK, 0};
    struct signing *signing;

    *err = (struct error){0};
    if (*parts->config->provider_kind == '\0')
        return NULL;
    signing = calloc(1, sizeof *signing);
    if (signing == NULL)
        abort();
    signing->parts = *parts;
    signing->timer = event_new(parts->base, -1, EV_PERSIST, on_timer, signing);
    signing->conversation = conversation_open(parts->base, parts->config, parts->pool, err);
    if (signing->conversation == NULL)
        signing_close(&signing);
    else
        event_add(signing->timer, &period);
    return signing;
}

void
signing_stop(struct signing *signing)
{
    signing->stopping = true;
}

void
signing_close(struct signing **signing)
{
    struct signing *s = *signing;

    if (s == NULL)
        return;
    s->stopping = true;
    conversation_close(&s->conversation);
    event_free(s->timer);
    if (s->round != NULL) {
        struct arena *arena = s->round->arena;

        arena_close(&arena);
    }
    free(s);
    *signing = NULL;
}
