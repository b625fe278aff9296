// SPDX-License-Identifier: Apache-2.0
#include "workflow/machine.h"

#include "common/xml.h"
#include "workflow/actions.h"
#include "workflow/deadline.h"
#include "workflow/provider.h"
#include "workflow/tasks.h"

const struct state *
machine_state(const struct run *run)
{
    return definition_state(run->definition, run_span(run, xml_first(run->root, "state"), "id"));
}

/* A form's task ends well when its state is left by what the form said. */
static void
close_form_tasks(struct run *run)
{
    if (!span_is(run->external, "form") || run->task == NULL || !tasks_is_open(run, run->task))
        return;
    tasks_close(run, run->task, "done", SPAN("form"));
}

/* Returns how often states were entered before. */
static uint32_t
leave(struct run *run)
{
    xmlNode *node = xml_first(run->root, "state");
    uint32_t entry = run_number(run, node, "entry");

    if (node == NULL)
        return 0;
    close_form_tasks(run);
    tasks_cancel(run);
    provider_stop(run);
    deadline_stop_state(run);
    xml_remove(node);
    return entry;
}

static void
enter(struct run *run, const struct state *state, uint32_t entry)
{
    xmlNode *node = xml_add(run->root, "state", SPAN(""));

    xml_set(node, "id", state->id);
    xml_set(node, "since", run_now(run));
    xml_set(node, "entry", span_printf(run->arena, "%u", entry + 1));
    run->touched = true;
    run->acted = true;
    run_moved(run); /* a rule may look at the state */
    run_record(run, "state.entered", "state=%.*s revision=%s", SPAN_ARG(state->id),
               run_attribute(run, run->root, "revision"));
    actions_run(run, &state->onentry);
    if (state->final)
        return;
    tasks_create(run, state);
    provider_start(run, state);
    deadline_start_state(run, state);
}

void
machine_enter(struct run *run, const struct state *state)
{
    enter(run, state, leave(run));
    machine_settle(run);
}

void
machine_again(struct run *run)
{
    const struct state *state = machine_state(run);

    if (state != NULL)
        machine_enter(run, state);
}

void
machine_raise(struct run *run, struct span event)
{
    if (run->raised_count < RUN_RAISED_MAX)
        run->raised[run->raised_count++] = event;
    else
        run->stuck = true;
}

static void
take(struct run *run, const struct transition *transition)
{
    const struct state *target = transition->target;
    uint32_t revision = dossier_revision(run->dossier);
    uint32_t entry = target == NULL ? 0 : leave(run);

    run->touched = true;
    run->acted = true;
    actions_run(run, &transition->actions);
    if (target != NULL)
        enter(run, target, entry);
    else if (dossier_revision(run->dossier) != revision)
        tasks_carry(run, revision);
}

static const struct transition *
find(struct run *run, const struct transitions *transitions, struct span event, struct span state)
{
    for (size_t i = 0; i < transitions->count; i++) {
        const struct transition *transition = &transitions->at[i];

        if (transition_hears(transition, event) &&
            (transition->from.count == 0 || names_have(&transition->from, state)) &&
            run_holds(run, &transition->when))
            return transition;
    }
    return NULL;
}

/* The state's own transitions go before those of the whole workflow, as a child's go before
 * its parent's. */
static bool
step(struct run *run, struct span event)
{
    const struct state *state = machine_state(run);
    const struct transition *transition;

    if (state == NULL || state->final)
        return false;
    transition = find(run, &state->transitions, event, state->id);
    if (transition == NULL)
        transition = find(run, &run->definition->transitions, event, state->id);
    if (transition == NULL)
        return false;
    if (++run->steps > RUN_STEPS_MAX)
        run->stuck = true;
    else
        take(run, transition);
    return true;
}

static struct span
next_raised(struct run *run)
{
    struct span event = run->raised[0];

    run->raised_count--;
    for (size_t i = 0; i < run->raised_count; i++)
        run->raised[i] = run->raised[i + 1];
    return event;
}

void
machine_settle(struct run *run)
{
    while (!run->stuck) {
        const struct state *state = machine_state(run);

        if (state == NULL || state->final)
            return;
        if (step(run, SPAN("")))
            continue;
        if (run->raised_count > 0) {
            step(run, next_raised(run));
            continue;
        }
        if (!run->unsettled) {
            deadline_follow(run, state);
            return;
        }
        if (tasks_advance(run, state))
            machine_raise(run, SPAN("done.state"));
    }
}

void
machine_external(struct run *run, struct span event)
{
    run->external = event;
    run->taken = step(run, event);
    machine_settle(run);
}
