// SPDX-License-Identifier: Apache-2.0
#include "main/signing.h"

#include <stdlib.h>

#include "main/conversation.h"
#include "main/round.h"
#include "main/sealwork.h"
#include "main/work.h"
#include "os/clock.h"
#include "os/log.h"
#include "outbox/schedule.h"

enum {
    QUESTION_EXTRA = 64 * 1024, /* beside the documents, anchors and answers */
    LOOK = 1,                        /* seconds between looks for what is due */
    CANCEL_TRIES = 200,              /* then a request is left to the provider */
    PROOF_TRIES = 12,                /* then a document is taken without its certificates' authority having spoken */
};

struct signing {
    struct signing_parts parts;
    struct conversation *conversation;
    struct event *timer;
    struct round *round; /* NULL none */
    int64_t quiet_until; /* it was down: nothing is asked before, of whichever circuit */
    bool stopping;
};

static void look(struct signing *signing);
static void again(struct round *round, const struct error *err);

static void
ended(struct job *job)
{
    struct round *round = (struct round *)job;
    struct signing *signing = round->signing;
    bool more = job->good && !signing->stopping;

    if (!job->good && round->ending != ROUND_LATER && !signing->stopping) {
        again(round, &job->err);
        return;
    }
    if (!job->good)
        log_event(LOG_ERROR, "provider", "dossier=%.*s error=%s", SPAN_ARG(round->number), job->err.text);
    if (more && round->ending == ROUND_REPORT)
        signing->parts.moved(signing->parts.context);
    signing->round = NULL;
    round_free(round);
    if (more)
        look(signing);
}

static bool
run_end(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    return round_write_end((struct round *)job, database, arena, err);
}

static void
write_end(struct round *round, enum round_ending ending)
{
    round->ending = ending;
    round->job.run = run_end;
    round->job.done = ended;
    writer_submit(round->parts->writer, &round->job);
}

static void
report(struct round *round, enum provider_outcome outcome, const char *reason)
{
    round->report.entry = round->row.entry;
    round->report.outcome = outcome;
    round->report.reason = span_of(reason);
    write_end(round, ROUND_REPORT);
}

/* Nothing is known to have happened: once more, later.  What was never taken is given up at last. */
static void
again(struct round *round, const struct error *err)
{
    log_event(LOG_WARNING, "provider", "dossier=%.*s failures=%u error=%s", SPAN_ARG(round->number),
              round->row.failures + 1, err->text);
    round->why = *err;
    if (!round->row.wanted && round->row.failures >= CANCEL_TRIES)
        write_end(round, ROUND_END);
    else if (round->row.wanted && round->row.remote.len == 0 &&
             clock_now() - round->row.queued > SCHEDULE_LIFETIME)
        report(round, PROVIDER_FAILED, "unreachable");
    else
        write_end(round, ROUND_LATER);
}

/* With many circuits under way, each would wait for the same silence. */
static void
failed(struct round *round, const struct conversation_end *end)
{
    struct signing *signing = round->signing;

    if (end->down)
        signing->quiet_until = clock_now() + signing->parts.config->provider_poll;
    again(round, &end->err);
}

static void
hold(struct round *round, enum contract_deed deed, void (*held)(void *context, const struct conversation_end *end))
{
    round->order.deed = deed;
    round->order.pdf = deed == CONTRACT_CREATE ? round->pdf : SPAN("");
    conversation_hold(round->signing->conversation, round->arena, &round->order, held, round);
}

static void judge(struct round *round);

static void
was_heard(void *context)
{
    struct round *round = context;

    if (round->signing->stopping)
        write_end(round, ROUND_LATER);
    else
        judge(round);
}

/* What its certificates say can be asked, and was not yet; true: it is being asked. */
static bool
ask_about_revocation(struct round *round, const struct verification *verification)
{
    struct revocation *revocation = round->parts->revocation;
    size_t first = round->asked_count, count;

    if (revocation == NULL)
        return false;
    for (size_t i = 0; i < first; i++)
        if (verification->until[i] != 0)
            revocation_keep(revocation, &round->asked[i], &round->answers[i], verification->until[i]);
    count = revocation_choose(round->asked, first, verification->sources, verification->source_count);
    if (count == 0)
        return false;
    round->asked_count += count;
    revocation_ask(revocation, &round->asked[first], count, &round->answers[first], round->arena, was_heard, round);
    return true;
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
    if (ask_about_revocation(round, &verification))
        return;
    log_event(LOG_INFO, "provider", "dossier=%.*s remote=%.*s verdict=%s reason=%s", SPAN_ARG(round->number),
              SPAN_ARG(round->row.remote), verdict_name(verification.verdict), reason_code(verification.reason));
    if (verification.source_count > 0 && round->parts->revocation != NULL && round->row.failures < PROOF_TRIES) {
        error_set(&err, ERROR_TEMPORARY, "nothing is known of a certificate's revocation");
        again(round, &err);
        return;
    }
    if (verification.verdict == VERDICT_INVALID || verification.reason == REASON_UNKNOWN_ISSUER ||
        verification.reason == REASON_FIELDS_FILLED)
        report(round, PROVIDER_FAILED, reason_code(verification.reason));
    else
        report(round, PROVIDER_DONE, "");
}

static void
judge(struct round *round)
{
    struct verify_settings settings = {
        .original = round->pdf,
        .anchors = round->parts->anchors,
        .fetched = round->answers,
        .fetched_count = round->asked_count,
        .now = clock_now(),
        .drawn = contract_named(round->parts->config->provider_kind)->draws,
    };
    size_t size = round->pdf.len + round->fetched.len + settings.anchors.len + QUESTION_EXTRA;
    struct text question;

    for (size_t i = 0; i < round->asked_count; i++)
        size += round->answers[i].bytes.len;
    question = text_new(round->arena, size);
    sealwork_put_verify(&question, &settings, round->fetched);
    pool_submit(round->parts->pool, WORK_VERIFY, text_get(&question), was_judged, round);
}

static void
was_fetched(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->fetched = end->file;
    if (end->good)
        judge(round);
    else
        failed(round, end);
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
        failed(round, end);
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
        write_end(round, ROUND_LATER);
    else
        report(round, round->report.outcome, "");
}

static void
was_cancelled(void *context, const struct conversation_end *end)
{
    if (end->good)
        write_end(context, ROUND_END);
    else
        failed(context, end);
}

static void
was_replaced(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->row.told = round->row.changes;
    if (end->good)
        write_end(round, ROUND_TOLD);
    else
        failed(round, end);
}

/* One reminder, however many were due meanwhile. */
static void
was_reminded(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->row.reminded = round->row.reminders;
    if (end->good)
        write_end(round, ROUND_TOLD);
    else
        failed(round, end);
}

/* What can't be asked for in this way never can. */
static void
was_created(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->remote = end->step.remote;
    if (end->good)
        write_end(round, ROUND_SENT);
    else if (end->err.kind == ERROR_PERMANENT) {
        log_event(LOG_ERROR, "provider", "dossier=%.*s error=%s", SPAN_ARG(round->number), end->err.text);
        report(round, PROVIDER_FAILED, "unfit");
    } else
        failed(round, end);
}

/* Is the request there already?  Its answer may have been lost, or the store be an older one. */
static void
was_sought(void *context, const struct conversation_end *end)
{
    struct round *round = context;

    round->remote = end->step.remote;
    if (!end->good)
        failed(round, end);
    else if (round->remote.len > 0)
        write_end(round, ROUND_SENT);
    else if (round->row.wanted)
        hold(round, CONTRACT_CREATE, was_created);
    else
        write_end(round, ROUND_END);
}

/* What the circuit needs next. */
static void
proceed(struct round *round)
{
    const struct circuit_row *row = &round->row;

    if (round->why.kind != ERROR_NONE)
        again(round, &round->why);
    else if (row->remote.len == 0 && !row->wanted && span_is(row->phase, "new"))
        write_end(round, ROUND_END);
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

    if (!job->good)
        log_event(LOG_ERROR, "provider", "error=%s", job->err.text);
    if (!job->good || round->row.dossier == 0 || signing->stopping) {
        signing->round = NULL;
        round_free(round);
    } else
        proceed(round);
}

static bool
run_take(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    (void)arena;
    return round_take((struct round *)job, database, err);
}

static void
look(struct signing *signing)
{
    struct round *round;

    if (signing->round != NULL || signing->stopping || clock_now() < signing->quiet_until)
        return;
    round = round_new(signing, &signing->parts);
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
    if (s->round != NULL)
        round_free(s->round);
    free(s);
    *signing = NULL;
}
