// SPDX-License-Identifier: Apache-2.0
#include "workflow/decide.h"

#include "common/xml.h"
#include "procedure/directory.h"
#include "workflow/answering.h"
#include "workflow/bounce.h"
#include "workflow/custom.h"
#include "workflow/deadline.h"
#include "workflow/digest.h"
#include "workflow/family.h"
#include "workflow/filling.h"
#include "workflow/machine.h"
#include "workflow/masking.h"
#include "workflow/model.h"
#include "workflow/provider.h"
#include "workflow/reply.h"
#include "workflow/trust.h"

/* An absence notice or a list's copy says nothing and hears nothing (RFC 3834 section 2). */
static bool
is_automatic(const struct intent *intent)
{
    return intent->automatic != AUTO_NO || intent->kind == INTENT_BOUNCE || intent->kind == INTENT_AUTO_REPLY;
}

static void
note_automatic(struct run *run)
{
    const struct intent *intent = run->event->intent;

    if (intent->kind == INTENT_BOUNCE || intent->automatic == AUTO_BOUNCE)
        bounce_note(run);
    else
        run_record(run, "message.ignored", "kind=%s auto=%s", intent_kind_name(intent->kind),
                   intent_auto_name(intent->automatic));
}

static struct run *
open_run(struct arena *arena, const struct situation *situation, const struct event *event)
{
    if (situation->draft != NULL && situation->draft->kind == DRAFT_COPY)
        return run_open_draft(arena, situation, event);
    return run_open(arena, situation, event,
                    situation->dossier == NULL ? NULL : xml_copy(arena, situation->dossier));
}

static struct decision
decide_opening(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run;
    struct decision decision;

    if (!filling_may_open(situation, event)) {
        run = open_run(arena, situation, event);
        answering_without_dossier(run);
        return run_finish(run);
    }
    run = filling_open(arena, situation, event);
    decision = run_finish(run);
    decision.created = decision.dossier != NULL;
    return decision;
}

static struct decision
decide_message(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run;

    if (situation->dossier == NULL && !is_automatic(event->intent))
        return decide_opening(arena, situation, event);
    run = open_run(arena, situation, event);
    if (is_automatic(event->intent))
        note_automatic(run);
    else if (event->intent->kind == INTENT_COMMAND && !trust_party(run)) {
        /* A stranger may ask for help, but not about this dossier. */
        run = run_open(arena, situation, event, NULL);
        answering_without_dossier(run);
    } else
        answering_message(run);
    return run_finish(run);
}

static struct decision
decide_deadline(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = open_run(arena, situation, event);

    if (!run->blank && !deadline_fire(run))
        run_record(run, "deadline.ignored", "id=%.*s task=%u", SPAN_ARG(event->deadline), event->serial);
    return run_finish(run);
}

/* A dossier that an operator opens for somebody, who gets what their own form would have brought. */
static struct decision
decide_opening_for(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = run_open(arena, situation, event, NULL);
    struct decision decision;

    if (event->intent == NULL || event->intent->kind != INTENT_FORM ||
        !filling_owner_domain(run, event->intent->from)) {
        run_record(run, "form.refused", "reason=not-allowed-domain operator=%.*s", SPAN_ARG(event->operator));
        return run_finish(run);
    }
    run = filling_open(arena, situation, event);
    run_record(run, "operator.opened", "operator=%.*s", SPAN_ARG(event->operator));
    decision = run_finish(run);
    decision.created = decision.dossier != NULL;
    return decision;
}

/* How somebody is written to, set for them. */
static struct decision
decide_habit_for(struct arena *arena, const struct situation *situation, const struct event *event,
                 const struct command *command)
{
    struct run *run = run_open(arena, situation, event, NULL);

    custom_command(run, command);
    return run_finish(run);
}

static struct decision
decide_operator(struct arena *arena, const struct situation *situation, const struct event *event)
{
    const struct command *command =
        event->intent == NULL ? NULL : definition_command(situation->definition, event->intent->verb);
    struct run *run;

    if (situation->dossier == NULL && command != NULL && command->habit.len > 0)
        return decide_habit_for(arena, situation, event, command);
    if (situation->dossier == NULL)
        return decide_opening_for(arena, situation, event);
    run = open_run(arena, situation, event);
    answering_operator(run);
    return run_finish(run);
}

static struct decision
decide_entry(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = open_run(arena, situation, event);

    if (machine_state(run) == NULL)
        run_record(run, "state.unknown", "state=%s", run_attribute(run, xml_first(run->root, "state"), "id"));
    else
        machine_again(run);
    return run_finish(run);
}

static struct decision
decide_start(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct decision decision = run_finish(family_open(arena, situation, event));

    decision.created = decision.dossier != NULL;
    return decision;
}

static struct decision
decide_provider(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = open_run(arena, situation, event);

    if (!run->blank)
        provider_hear(run);
    return run_finish(run);
}

static struct decision
decide_told(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = open_run(arena, situation, event);

    if (event->kind == EVENT_CHILD)
        family_hear_child(run);
    else
        family_hear_parent(run);
    return run_finish(run);
}

struct decision
workflow_decide(struct arena *arena, const struct situation *situation, const struct event *event)
{
    event = masking_event(arena, situation, event);
    switch (event->kind) {
    case EVENT_DEADLINE:
        return decide_deadline(arena, situation, event);
    case EVENT_OPERATOR:
        return decide_operator(arena, situation, event);
    case EVENT_ENTRY:
        return decide_entry(arena, situation, event);
    case EVENT_START:
        return decide_start(arena, situation, event);
    case EVENT_CHILD:
    case EVENT_PARENT:
        return decide_told(arena, situation, event);
    case EVENT_PROVIDER:
        return decide_provider(arena, situation, event);
    case EVENT_DIGEST:
        return digest_decide(arena, situation, event);
    case EVENT_MESSAGE:
        break;
    }
    return decide_message(arena, situation, event);
}

static struct draft *
draft_over(struct arena *arena, const struct situation *situation, enum draft_kind kind, xmlDoc *dossier)
{
    struct draft *draft = arena_alloc(arena, sizeof *draft);

    draft->kind = kind;
    draft->dossier = dossier;
    draft->evaluation = evaluation_open(arena, situation->definition->procedure, dossier, situation->facts, situation->now);
    return draft;
}

struct draft *
workflow_draft(struct arena *arena, const struct situation *situation, const struct event *event)
{
    const struct procedure *procedure = situation->definition->procedure;
    const struct intent *intent =
        event->kind == EVENT_MESSAGE && !is_automatic(event->intent) ? event->intent : NULL;

    event = masking_event(arena, situation, event);
    if (event->kind == EVENT_START)
        return draft_over(arena, situation, DRAFT_APART, family_preview(arena, situation, event));
    if (intent != NULL && (intent->kind == INTENT_FORM || filling_is_pick(situation->dossier, intent)))
        return filling_draft(arena, situation, event);
    if (situation->dossier != NULL)
        return draft_over(arena, situation, DRAFT_COPY, xml_copy(arena, situation->dossier));
    if (procedure_directory(procedure)->lookup_count == 0 || intent == NULL || intent->kind != INTENT_COMMAND ||
        intent->authentication.verdict != AUTH_PASS)
        return NULL;
    return draft_over(arena, situation, DRAFT_APART,
                      dossier_new(arena, procedure, SPAN(""), intent->from, intent->language, situation->now));
}

struct draft *
workflow_redraft(struct arena *arena, const struct situation *situation, const struct event *event,
                 struct draft *draft)
{
    if (draft->kind == DRAFT_APART || draft->settled)
        return workflow_draft(arena, situation, event);
    evaluation_facts(draft->evaluation, situation->facts);
    if (draft->kind == DRAFT_FILLED)
        filling_settle(arena, situation, draft);
    return draft;
}
