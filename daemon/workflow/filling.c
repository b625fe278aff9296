// SPDX-License-Identifier: Apache-2.0
#include "workflow/filling.h"

#include "common/xml.h"
#include "workflow/linked.h"
#include "workflow/lookup.h"
#include "workflow/machine.h"
#include "workflow/reply.h"
#include "workflow/returned.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

/* A form on its way into a dossier: values, then what the directory knows beside them, then what is computed
 * from both. */
struct filling {
    struct arena *arena;
    const struct situation *situation;
    xmlDoc *dossier;
    struct evaluation *evaluation;
    struct lookup_picks picks;
    struct apply_result result;
};

static void
put_values(struct filling *filling, const struct intent *intent, const struct role *role)
{
    struct arena *arena = filling->arena;
    struct intent_value *values;
    size_t count;

    filling->picks = lookup_picks(arena, filling->situation, intent, &values, &count);
    filling->result = dossier_apply(arena, filling->dossier, filling->situation->definition->procedure, values,
                                    count, span_dup(arena, role->id));
    evaluation_forget(filling->evaluation);
}

/* It answered, or asked before. */
static bool
has_say(const struct filling *filling)
{
    const xmlDoc *facts = filling->situation->facts;

    return xml_first(xmlDocGetRootElement(filling->dossier), "question") != NULL ||
           (facts != NULL && xml_first(xmlDocGetRootElement((xmlDoc *)(uintptr_t)facts), "directory") != NULL);
}

static void
settle(struct filling *filling)
{
    xmlNode *root = xmlDocGetRootElement(filling->dossier);
    size_t settled = 0;

    if (has_say(filling))
        settled = lookup_settle(filling->arena, filling->situation, filling->dossier, filling->evaluation,
                                &filling->picks);
    if (settled > 0 && filling->result.changed == 0)
        xml_set(root, "revision", span_printf(filling->arena, "%u", dossier_revision(filling->dossier) + 1));
    filling->result.changed += settled;
    if (filling->result.changed == 0)
        return;
    linked_set(filling->arena, filling->situation, filling->dossier, filling->evaluation);
    form_compute(filling->evaluation, filling->dossier);
}

/* Who computes over a parent too has one since it is known: after the draft was made. */
static bool
is_drafted(const struct situation *situation, const struct role *role)
{
    const struct draft *draft = situation->draft;

    return draft != NULL && draft->kind == DRAFT_FILLED && draft->role == role && situation->parent == NULL;
}

/* What a draft holds already is not done again. */
static struct apply_result
fill(struct run *run, const struct role *role)
{
    const struct draft *draft = run->situation->draft;
    struct filling filling = {.arena = run->arena,
                              .situation = run->situation,
                              .dossier = run->dossier,
                              .evaluation = run->evaluation};

    if (is_drafted(run->situation, role)) {
        run_take_draft(run);
        /* The facts are others; a new dossier is computed in any case. */
        if (draft->applied.changed > 0 && run->situation->dossier != NULL)
            form_compute(run->evaluation, run->dossier);
        return draft->applied;
    }
    put_values(&filling, run->event->intent, role);
    settle(&filling);
    return filling.result;
}

/* The form task of the role in hand; its person is who writes. */
static xmlNode *
form_task(struct run *run)
{
    return tasks_open_of(run, run->event->intent->from, "form");
}

static void
apply_form(struct run *run, const struct role *role)
{
    run->applied = fill(run, role);
    run->has_applied = true;
    run_computed(run);
    run_record(run, "form.applied", "role=%.*s changed=%zu rejected=%zu refused=%zu unknown=%zu revision=%u",
               SPAN_ARG(role->id), run->applied.changed, run->applied.rejected, run->applied.refused,
               run->event->intent->unknown_count, dossier_revision(run->dossier));
    if (run->applied.changed + run->applied.rejected > 0)
        run->touched = run->acted = true;
    /* Whoever was asked about the dossier as it was is asked again, or was not asked yet. */
    if (run->applied.changed > 0 || form_task(run) != NULL)
        returned_annex(run, role);
}

bool
filling_owner_domain(struct run *run, struct span address)
{
    return trust_domain(address, run_string(run, &run->definition->owner_domains));
}

static xmlDoc *
new_dossier(struct arena *arena, const struct situation *situation, const struct intent *intent)
{
    return dossier_new(arena, situation->definition->procedure, situation->next_number,
                       span_lower(arena, intent->from), intent->language, situation->now);
}

bool
filling_may_open(const struct situation *situation, const struct event *event)
{
    const struct command *command = definition_command(situation->definition, event->intent->verb);
    struct arena *scratch;
    bool allowed;

    if (event->intent->kind != INTENT_FORM || (command != NULL && command->opens.len > 0) ||
        event->match != MATCH_NONE || event->duplicate_id || situation->full ||
        !trust_suffices(situation, situation->definition->owner, event->intent))
        return false;
    scratch = arena_open(8 * 1024 * 1024);
    allowed = filling_owner_domain(run_open(scratch, situation, event, NULL), event->intent->from);
    arena_close(&scratch);
    return allowed;
}

/* Whoever wrote it gets to see where the dossier stands. */
static void
show_again(struct run *run)
{
    xmlNode *task = form_task(run);

    if (task == NULL)
        task = tasks_open_of(run, run->event->intent->from, "");
    if (task != NULL)
        tasks_mail(run, task);
    else if (run->applied.changed == 0)
        reply_why_not(run, WHY_UNCLEAR, "unclear-form-unchanged", NULL);
}

static uint32_t
entry_of(const struct run *run)
{
    return run_number(run, xml_first(run->root, "state"), "entry");
}

static void
raise_form(struct run *run)
{
    uint32_t entry = entry_of(run);

    run->task = form_task(run);
    machine_external(run, SPAN("form"));
    if (run->stuck || entry_of(run) != entry)
        return;
    /* Somebody has been asked about data that are no more: all are asked again. */
    if (run->applied.changed > 0 && tasks_judge(run))
        machine_again(run);
    else if (run->task != NULL)
        xml_set(run->task, "revision", run_span(run, run->root, "revision"));
    if (!run->taken)
        show_again(run);
}

void
filling_first(struct run *run, bool form)
{
    if (form)
        apply_form(run, run->definition->owner);
    form_compute(run->evaluation, run->dossier);
    run_computed(run);
    machine_enter(run, run->definition->initial);
    if (form)
        raise_form(run);
}

struct run *
filling_open(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = is_drafted(situation, situation->definition->owner)
                          ? run_open_draft(arena, situation, event)
                          : run_open(arena, situation, event, new_dossier(arena, situation, event->intent));

    run_record(run, "dossier.created", "owner=%.*s", SPAN_ARG(event->intent->from));
    filling_first(run, true);
    return run;
}

bool
filling_is_pick(const xmlDoc *dossier, const struct intent *intent)
{
    return dossier != NULL && intent->kind == INTENT_ANSWER && span_is(intent->verb, "numero") &&
           xml_first(xmlDocGetRootElement(dossier), "question") != NULL;
}

/* A number that was never proposed, or two for one question. */
static bool
picks_in_vain(const struct run *run)
{
    struct intent_value *values;
    size_t count;

    return lookup_picks(run->arena, run->situation, run->event->intent, &values, &count).unknown;
}

void
filling_form(struct run *run)
{
    const struct intent *intent = run->event->intent;
    const struct state *state = machine_state(run);
    bool known;
    const struct role *role = trust_editor(run, state, &known);

    if (!known) {
        reply_why_not(run, WHY_FOREIGN, "foreign", NULL);
        return;
    }
    if (!trust_suffices(run->situation, role, intent)) {
        reply_why_not(run, WHY_UNAUTHENTICATED, "unauthenticated", NULL);
        return;
    }
    if (run->event->duplicate_id) {
        reply_why_not(run, WHY_UNCLEAR, "unclear-duplicate-id", NULL);
        return;
    }
    if (role == NULL) {
        reply_why_not(run, WHY_NOT_ALLOWED, "not-allowed-state", NULL);
        return;
    }
    if (picks_in_vain(run)) {
        reply_why_not(run, WHY_UNCLEAR, "unclear-number", form_task(run));
        return;
    }
    apply_form(run, role);
    raise_form(run);
}

bool
filling_annex(struct run *run)
{
    bool known;
    const struct role *role = trust_editor(run, machine_state(run), &known);

    if (role == NULL || !known || form_task(run) == NULL ||
        !trust_suffices(run->situation, role, run->event->intent) || !returned_annex(run, role))
        return false;
    raise_form(run);
    return true;
}

/* Whose values they would be in a dossier that is there; NULL: nobody's whom its state lets fill it in. */
static const struct role *
editor(struct arena *arena, const struct situation *situation, const struct event *event, const struct draft *draft)
{
    struct run run = {.arena = arena,
                      .situation = situation,
                      .event = event,
                      .dossier = draft->dossier,
                      .root = xmlDocGetRootElement(draft->dossier),
                      .definition = situation->definition,
                      .evaluation = draft->evaluation};
    bool known;

    return trust_editor(&run, machine_state(&run), &known);
}

struct draft *
filling_draft(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct draft *draft = arena_alloc(arena, sizeof *draft);
    struct filling filling = {.arena = arena, .situation = situation};
    bool opening = situation->dossier == NULL;
    const struct role *role = situation->definition->owner;

    draft->kind = DRAFT_APART;
    draft->dossier =
        opening ? new_dossier(arena, situation, event->intent) : xml_copy(arena, situation->dossier);
    draft->evaluation =
        evaluation_open(arena, situation->definition->procedure, draft->dossier, situation->facts, situation->now);
    linked_set(arena, situation, draft->dossier, draft->evaluation);
    if (!opening)
        role = editor(arena, situation, event, draft);
    if (role == NULL)
        return draft;
    filling.dossier = draft->dossier;
    filling.evaluation = draft->evaluation;
    put_values(&filling, event->intent, role);
    draft->kind = DRAFT_FILLED;
    draft->role = role;
    draft->settled = has_say(&filling);
    settle(&filling);
    draft->applied = filling.result;
    return draft;
}

void
filling_settle(struct arena *arena, const struct situation *situation, struct draft *draft)
{
    struct filling filling = {.arena = arena,
                              .situation = situation,
                              .dossier = draft->dossier,
                              .evaluation = draft->evaluation,
                              .result = draft->applied};

    draft->settled = has_say(&filling);
    settle(&filling);
    draft->applied = filling.result;
}
