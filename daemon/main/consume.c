// SPDX-License-Identifier: Apache-2.0
#include "main/consume.h"

#include <inttypes.h>
#include <string.h>

#include "common/date.h"
#include "main/again.h"
#include "main/checking.h"
#include "main/setaside.h"
#include "store/eventlog.h"
#include "store/listings.h"
#include "store/messages.h"
#include "store/pending.h"
#include "store/tally.h"

enum {
    OWNED_MAX = 8,     /* open dossiers of one owner that are looked at */
    TAGS_MAX = 32,     /* of one message */
    EXPIRE_GROUP = 32, /* deadlines in one job */
};

/* Which dossier and task a message is about. */
struct target {
    struct dossier_row row; /* id 0: none */
    enum match match;
    uint32_t serial;
};

struct consuming {
    struct consume *consume;
    struct database *database;
    struct arena *arena;
    struct intent *intent;
    const struct config_mailbox *mailbox;
    bool masked; /* the mail holds what is never asked for */
};

static bool
task_is_open(struct database *database, int64_t dossier, uint32_t serial, bool *open, struct error *err)
{
    sqlite3_stmt *query =
        database_query(database, "SELECT status = 'open' FROM task WHERE dossier = ? AND serial = ?", "ii",
                       dossier, (int64_t)serial);
    enum database_row row = database_step(database, query, err);

    *open = row == ROW_FOUND && sqlite3_column_int(query, 0) != 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

static bool
are_related(struct consuming *c, int64_t one, int64_t other, bool *related, struct error *err)
{
    struct dossier_row a, b;

    if (!dossiers_by_id(c->database, c->arena, one, &a, err) ||
        !dossiers_by_id(c->database, c->arena, other, &b, err))
        return false;
    *related = dossiers_related(a.number, b.number);
    return true;
}

/* The reader gives the strongest tie first (address, In-Reply-To, References, visible line).
 * A long thread also quotes older tasks of the same dossier: they may be there when they are
 * closed, and those of the dossier that started it, which the thread began with.  Two open tasks,
 * or two dossiers that have nothing in common, are a conflict. */
static bool
resolve_tags(struct consuming *c, struct target *target, int64_t *dossier, struct error *err)
{
    for (size_t i = 0; i < c->intent->tag_count && i < TAGS_MAX; i++) {
        int64_t id;
        uint32_t serial;
        bool open, related;

        if (!dossiers_task_of_tag(c->database, c->intent->tags[i], &id, &serial, err))
            return false;
        if (id == 0)
            continue;
        if (*dossier == 0) {
            *dossier = id;
            target->serial = serial;
            target->match = MATCH_TASK;
            continue;
        }
        if (id != *dossier) {
            if (!are_related(c, id, *dossier, &related, err))
                return false;
            if (!related)
                target->match = MATCH_CONFLICT;
            continue;
        }
        if (!task_is_open(c->database, id, serial, &open, err))
            return false;
        if (open && serial != target->serial)
            target->match = MATCH_CONFLICT;
    }
    if (*dossier == 0 && c->intent->tag_count > 0)
        target->match = MATCH_UNKNOWN;
    return true;
}

static bool
resolve_number(struct consuming *c, struct target *target, struct error *err)
{
    struct dossier_row row;

    if (!dossiers_by_number(c->database, c->arena, c->intent->number, &row, err))
        return false;
    if (row.id == 0)
        return true;
    if (target->row.id == 0 && target->match == MATCH_NONE)
        target->row = row;
    else if (target->row.id != 0 && !dossiers_related(target->row.number, row.number))
        target->match = MATCH_CONFLICT;
    return true;
}

static bool
is_opening(struct consuming *c, const struct target *target)
{
    const struct definition *definition =
        versions_current(c->consume->applier->versions, target->row.procedure);

    return definition != NULL && definition_opens_with(definition, c->intent->verb);
}

/* Lines that fit a procedure which the dossier named in the subject has started. */
static bool
resolve_child(struct consuming *c, struct target *target, struct error *err)
{
    struct dossier_row row;

    if (span_equal(c->intent->form, target->row.procedure) || is_opening(c, target))
        return true;
    if (!dossiers_only_child(c->database, c->arena, target->row.number, c->intent->form, &row, err))
        return false;
    if (row.id != 0)
        target->row = row;
    return true;
}

/* The procedure of a mail that refers to no dossier: its form's, else the mailbox's. */
static struct span
procedure_of(const struct consuming *c)
{
    struct span main = span_of(c->mailbox->procedure);
    const struct definition *own = versions_current(c->consume->applier->versions, main);
    const struct definition *form = versions_current(c->consume->applier->versions, c->intent->form);

    if (form == NULL || definition_parent(form).len == 0 ||
        (own != NULL && definition_opens_with(own, c->intent->verb)))
        return main;
    return c->intent->form;
}

/* What the author's one dossier can do with a mail that has no reference: a form completes it, a command
 * that opens another is heard. */
static bool
takes(const struct consuming *c, const struct definition *definition, struct span states)
{
    if (definition_opens_with(definition, c->intent->verb))
        return definition_opens(definition, c->intent->verb, states);
    return c->intent->kind == INTENT_FORM && definition_owner_edits(definition, states);
}

static bool
resolve_owner(struct consuming *c, struct target *target, struct error *err)
{
    struct span procedure = procedure_of(c);
    struct dossier_row rows[OWNED_MAX];
    size_t count, editable = 0;

    if (!dossiers_by_owner(c->database, c->arena, procedure, c->intent->from, rows, OWNED_MAX, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct definition *definition =
            apply_definition(c->consume->applier, c->database, &rows[i], err);

        if (definition == NULL)
            return false;
        if (!takes(c, definition, rows[i].state))
            continue;
        if (++editable == 1)
            target->row = rows[i];
    }
    /* Nobody but its parent starts a linked dossier. */
    if (editable > 1 || (editable == 0 && !span_is(procedure, c->mailbox->procedure))) {
        memset(&target->row, 0, sizeof target->row);
        target->match = MATCH_CONFLICT;
    }
    return true;
}

/* A command that a linked dossier does not know is about the one that started it. */
static bool
resolve_command(struct consuming *c, struct target *target, struct error *err)
{
    while (c->intent->kind == INTENT_COMMAND && target->row.id != 0) {
        const struct definition *definition = apply_definition(c->consume->applier, c->database, &target->row, err);
        struct span above = target->row.number;

        if (definition == NULL)
            return false;
        if (definition_has_command(definition, c->intent->verb, target->row.state) || !dossiers_parent_number(&above))
            return true;
        if (!dossiers_by_number(c->database, c->arena, above, &target->row, err))
            return false;
        target->match = MATCH_NONE;
        target->serial = 0;
    }
    return true;
}

static bool
resolve(struct consuming *c, struct target *target, struct error *err)
{
    int64_t dossier = 0;

    memset(target, 0, sizeof *target);
    if (!resolve_tags(c, target, &dossier, err))
        return false;
    if (dossier != 0 && !dossiers_by_id(c->database, c->arena, dossier, &target->row, err))
        return false;
    if (c->intent->number.len > 0 && !resolve_number(c, target, err))
        return false;
    if (target->row.id != 0 && target->match == MATCH_NONE && c->intent->kind == INTENT_FORM)
        return resolve_child(c, target, err);
    if (target->row.id == 0 && target->match == MATCH_NONE &&
        (c->intent->kind == INTENT_FORM || c->intent->kind == INTENT_COMMAND) &&
        c->intent->authentication.verdict == AUTH_PASS)
        return resolve_owner(c, target, err);
    return true;
}

static bool
keep_as(struct consuming *c, int64_t dossier, struct span outcome, struct span detail, int64_t *id,
        struct error *err)
{
    struct message_row row = {.sequence = c->consume->sequence,
                              .message = &c->consume->message,
                              .digest = digest_sha256(c->consume->message.bytes),
                              .intent = c->intent,
                              .dossier = dossier,
                              .outcome = outcome,
                              .detail = detail,
                              .used = c->consume->now,
                              .masked = c->masked};
    struct dossier_row about = {0};
    struct setaside aside = {.received = c->consume->message.received,
                             .size = (int64_t)c->consume->message.bytes.len,
                             .sender = c->consume->message.sender,
                             .why = detail};

    if (c->consume->drop.len > 0 && !messages_drop_remember(c->database, c->consume->drop, err))
        return false;
    if (!messages_insert(c->database, &row, id, err) ||
        (dossier != 0 && !dossiers_by_id(c->database, c->arena, dossier, &about, err)))
        return false;
    aside.message = *id;
    if (span_is(outcome, "quarantined") && !setaside_tell(c->consume->applier, c->database, c->arena, c->mailbox,
                                                          &aside, c->consume->now, err))
        return false;
    return eventlog_append(c->database, about.number, SPAN("message.consumed"),
                           span_printf(c->arena, "message=%" PRId64 " outcome=%.*s detail=%.*s sha256=%.*s",
                                       *id, SPAN_ARG(outcome), SPAN_ARG(detail),
                                       SPAN_ARG(digest_hex(c->arena, &row.digest))),
                           c->consume->now, err);
}

static bool
keep(struct consuming *c, int64_t dossier, struct span outcome, struct span detail, struct error *err)
{
    int64_t id;

    return keep_as(c, dossier, outcome, detail, &id, err);
}

/* ---- what waits for an answer from outside (main/revocation.h) ---- */

/* Only that keeps the file from being accepted, and it has not waited too long. */
static bool
may_wait(const struct consuming *c, const struct returned *returned)
{
    const struct consume *consume = c->consume;
    int64_t most = consume->applier->config->trust_revocation_wait * 3600;

    return consume->returning.unsure && consume->returning.fetched_count > 0 &&
           span_is(returned->reason, "revocation-unknown") && consume->now - consume->message.received < most;
}

static bool
keep_pending(struct consuming *c, int64_t dossier, struct error *err)
{
    int64_t id, now = c->consume->now, wait = pending_wait(now - c->consume->message.received);

    return keep_as(c, dossier, SPAN("pending"), SPAN("revocation-unknown"), &id, err) &&
           pending_add(c->database, id, now + wait, err);
}

static const struct config_mailbox *
mailbox_of(const struct consume *consume)
{
    const struct config *config = consume->applier->config;

    return &config->mailboxes[config_mailbox_number(config, consume->message.recipients,
                                                    consume->message.recipient_count)];
}

static bool
keep_answers(const struct consuming *c, const struct definition *definition, struct error *err)
{
    const struct directory *directory = procedure_directory(definition_procedure(definition));
    const struct consume *consume = c->consume;

    for (size_t i = 0; i < consume->questions.count; i++) {
        const struct directory_kind *kind = directory_kind(directory, consume->questions.at[i].kind);

        if (kind != NULL && consume->answers[i].given &&
            !registercache_put(c->database, c->arena, kind, &consume->questions.at[i],
                               consume->answers[i].records, consume->now, err))
            return false;
    }
    return true;
}

/* Who was asked about is not asked about again today. */
static bool
note_consulted(const struct consuming *c, struct error *err)
{
    const struct consume *consume = c->consume;
    int64_t day = day_of_instant(consume->now, (int)consume->applier->config->time_offset), count;

    for (size_t i = 0; consume->consulted && i < consume->unknown.count; i++)
        if (!tally_add(c->database, day, "consulted", consume->unknown.at[i], &count, err))
            return false;
    return true;
}

/* The questions outlive this job. */
static void
hand_back(struct consuming *c, const struct register_questions *questions, const struct consult_addresses *unknown)
{
    struct consume *consume = c->consume;

    consume->may_ask = false;
    if (consume->may_consult) {
        consume->may_consult = false;
        consume->unknown.count = unknown->count;
        for (size_t i = 0; i < unknown->count; i++)
            consume->unknown.at[i] = span_copy(consume->arena, unknown->at[i]);
    }
    consume->questions.count = questions->count;
    for (size_t i = 0; i < questions->count; i++)
        consume->questions.at[i] = (struct register_question){
            span_copy(consume->arena, questions->at[i].kind), span_copy(consume->arena, questions->at[i].by),
            span_copy(consume->arena, questions->at[i].words)};
    for (size_t i = 0; i < consume->returning.original_count; i++)
        consume->returning.originals[i] = span_copy(consume->arena, consume->returning.originals[i]);
}

static bool
apply(struct consuming *c, const struct definition *definition, const struct target *target,
      const struct event *event, struct applied *applied, struct error *err)
{
    struct applier *applier = c->consume->applier;
    struct register_questions questions = {.count = 0};
    struct consult_addresses unknown = {.count = 0};
    bool good;

    if (!keep_answers(c, definition, err) || !note_consulted(c, err))
        return false;
    applier->unknown = c->consume->may_consult ? &unknown : NULL;
    applier->asking = c->consume->may_ask ? &questions : NULL;
    applier->returning = &c->consume->returning;
    good = apply_event(applier, c->database, c->arena, definition, target->row.id == 0 ? NULL : &target->row,
                       c->mailbox, event, c->consume->now, applied, err);
    applier->asking = NULL;
    applier->unknown = NULL;
    applier->returning = NULL;
    if (good && applied->asking)
        hand_back(c, &questions, &unknown);
    return good;
}

/* Mails about a dossier go out from a mailbox that serves it, whichever this one came to. */
static bool
speak_for(struct consuming *c, const struct target *target, struct error *err)
{
    const struct config_mailbox *serving;

    if (target->row.id == 0)
        return true;
    if (!apply_mailbox(c->consume->applier, c->database, c->arena, &target->row, &serving, err))
        return false;
    if (strcmp(serving->procedure, c->mailbox->procedure) != 0)
        c->mailbox = serving;
    return true;
}

/* *told: it waits on, and its author was told before that it does. */
static bool
read_returned(struct consuming *c, struct event *event, bool *told, struct error *err)
{
    struct returned *returned = returning_read(c->arena, &c->consume->returning, c->intent);

    event->returned = returned;
    if (!may_wait(c, returned))
        return true;
    returned->verdict = SPAN("pending");
    return pending_was(c->database, &c->intent->content_digest, told, err);
}

static bool
act(struct consuming *c, bool duplicate_id, struct error *err)
{
    struct applier *applier = c->consume->applier;
    const struct definition *definition;
    struct applied applied;
    struct target target;
    bool told = false;
    struct event event = {.kind = EVENT_MESSAGE, .intent = c->intent, .duplicate_id = duplicate_id};

    if (!resolve(c, &target, err) || !resolve_command(c, &target, err) || !speak_for(c, &target, err))
        return false;
    event.match = target.match;
    event.serial = target.serial;
    if (c->consume->returning.answered && !read_returned(c, &event, &told, err))
        return false;
    if (told)
        return keep_pending(c, target.row.id, err);
    if (target.row.id == 0)
        definition = versions_current(applier->versions, span_of(c->mailbox->procedure));
    else
        definition = apply_definition(applier, c->database, &target.row, err);
    if (definition == NULL)
        return false;
    intent_choose(c->intent, procedure_form(definition_procedure(definition))->id);
    if (!apply(c, definition, &target, &event, &applied, err))
        return false;
    if (applied.asking)
        return true;
    c->masked = applied.decision.masked;
    if (applied.decision.waits)
        return keep_pending(c, applied.dossier, err);
    return keep(c, applied.dossier,
                applied.decision.acted              ? SPAN("acted")
                : applied.decision.effect_count > 0 ? SPAN("answered")
                                                    : SPAN("ignored"),
                span_of(intent_kind_name(c->intent->kind)), err);
}

static bool
use(struct consuming *c, struct error *err)
{
    struct wire wire = wire_read(c->consume->intent);
    enum repeat repeat;

    c->intent = intent_get(c->arena, &wire);
    if (c->intent == NULL || !wire_done(&wire)) {
        c->intent = NULL;
        return keep(c, 0, SPAN("quarantined"), SPAN("the reader's answer was malformed"), err);
    }
    if (!checking_find(c->database, c->arena, c->intent, err))
        return false;
    if (!messages_repeat(c->database, c->intent, &repeat, err))
        return false;
    if (repeat == REPEAT_SAME)
        return keep(c, 0, SPAN("repeated"), SPAN("the same mail again"), err);
    return act(c, repeat == REPEAT_OTHER, err);
}

static bool
expire_one(struct expire *expire, struct database *database, struct arena *arena, int64_t dossier,
           struct span id, uint32_t task, struct error *err)
{
    struct event event = {.kind = EVENT_DEADLINE, .deadline = id, .serial = task};
    const struct definition *definition;
    struct dossier_row row;
    struct applied applied;
    const struct config_mailbox *mailbox;

    if (!dossiers_by_id(database, arena, dossier, &row, err) ||
        (definition = apply_definition(expire->applier, database, &row, err)) == NULL)
        return false;
    if (!apply_mailbox(expire->applier, database, arena, &row, &mailbox, err) ||
        !apply_event(expire->applier, database, arena, definition, &row, mailbox, &event, expire->now,
                     &applied, err))
        return false;
    /* Whatever was decided, this deadline has had its day. */
    return database_run(
        database,
        database_query(database, "DELETE FROM deadline WHERE dossier = ? AND id = ? AND task = ? AND at <= ?",
                       "itii", dossier, id, (int64_t)task, expire->now),
        err);
}

/* Each procedure once, by its first mailbox.  They all see the habit as it was: the last one's stands. */
static bool
digest_one(struct expire *expire, struct database *database, struct arena *arena, struct span person,
           struct error *err)
{
    const struct config *config = expire->applier->config;

    for (size_t i = 0; i < config->mailbox_count; i++) {
        bool again = false;

        for (size_t j = 0; j < i; j++)
            again = again || strcmp(config->mailboxes[j].procedure, config->mailboxes[i].procedure) == 0;
        if (!again && !apply_digest(expire->applier, database, arena, &config->mailboxes[i], person,
                                    expire->now, err))
            return false;
    }
    return true;
}

static bool
expire_digests(struct expire *expire, struct database *database, struct arena *arena, struct error *err)
{
    struct span person;
    int64_t next;

    for (int i = 0; i < EXPIRE_GROUP; i++) {
        if (!habits_due(database, arena, expire->now, &person, err))
            return false;
        if (person.len == 0)
            break;
        if (!digest_one(expire, database, arena, person, err))
            return false;
    }
    if (!habits_next(database, &next, err))
        return false;
    if (next > 0 && (expire->next == 0 || next < expire->next))
        expire->next = next;
    return true;
}

bool
expire_run(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct expire *expire = (struct expire *)job;
    int64_t dossier;
    uint32_t task;
    struct span id;

    for (int i = 0; i < EXPIRE_GROUP; i++) {
        if (!dossiers_due(database, arena, expire->now, &dossier, &id, &task, err))
            return false;
        if (dossier == 0)
            break;
        if (!expire_one(expire, database, arena, dossier, id, task, err))
            return false;
    }
    return dossiers_next_deadline(database, &expire->next, err) &&
           expire_digests(expire, database, arena, err);
}

/* What had come due by then comes first, as it did the first time. */
static bool
expire_before(struct consuming *c, struct error *err)
{
    struct expire expire = {.applier = c->consume->applier, .now = c->consume->now};

    do {
        if (!expire_run(&expire.job, c->database, c->arena, err))
            return false;
    } while (expire.next != 0 && expire.next <= expire.now);
    return true;
}

bool
consume_run(struct job *job, struct database *database, struct arena *arena, struct error *err)
{
    struct consume *consume = (struct consume *)job;
    struct consuming c = {
        .consume = consume, .database = database, .arena = arena, .mailbox = mailbox_of(consume)};
    bool consumed, seen;

    if (!messages_consumed(database, consume->sequence, &consumed, err))
        return false;
    if (consumed)
        return true;
    if (again_is(consume->drop) && !expire_before(&c, err))
        return false;
    if (consume->drop.len > 0) {
        if (!messages_drop_seen(database, consume->drop, &seen, err))
            return false;
        if (seen)
            return keep(&c, 0, SPAN("repeated"), SPAN("the same dropped file"), err);
    }
    if (consume->fault != NULL)
        return keep(&c, 0, SPAN("quarantined"), span_of(consume->fault), err);
    return use(&c, err);
}
