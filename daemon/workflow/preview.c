// SPDX-License-Identifier: Apache-2.0
#include "workflow/preview.h"

#include <assert.h>

#include "common/date.h"
#include "common/xml.h"
#include "workflow/contexttree.h"
#include "workflow/linked.h"
#include "workflow/model.h"

struct preview {
    struct arena *arena;
    const struct situation *situation;
    const struct definition *definition;
    struct span template;
    xmlDoc *dossier;
    struct evaluation *evaluation;
};

static struct span
attribute(const struct preview *preview, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(preview->arena, node, name, ""));
}

static const struct task_plan *
plan_of(const struct preview *preview, const xmlNode *task)
{
    return state_task(definition_state(preview->definition, attribute(preview, task, "state")),
                      attribute(preview, task, "id"));
}

/* The open task that this mail asks about. */
static const xmlNode *
open_task(const struct preview *preview)
{
    for (xmlNode *task = xml_first(xmlDocGetRootElement(preview->dossier), "task"); task != NULL;
         task = xml_next(task, "task")) {
        const struct task_plan *plan = plan_of(preview, task);

        if (span_is(attribute(preview, task, "status"), "open") && plan != NULL &&
            span_equal(plan->mail, preview->template))
            return task;
    }
    return NULL;
}

static const struct task_plan *
planned_task(const struct preview *preview, const struct state **state)
{
    for (size_t i = 0; i < preview->definition->state_count; i++) {
        *state = &preview->definition->states[i];
        for (size_t t = 0; t < (*state)->task_count; t++)
            if (span_equal((*state)->tasks[t].mail, preview->template))
                return &(*state)->tasks[t];
    }
    return NULL;
}

/* The task as it would stand there. */
static const xmlNode *
pretend_task(const struct preview *preview)
{
    const struct state *state;
    const struct task_plan *plan = planned_task(preview, &state);
    struct person person;
    xmlNode *task;

    if (plan == NULL)
        return NULL;
    person = context_person(preview->arena, preview->evaluation, preview->definition, plan->role->id);
    evaluation_forget(preview->evaluation);
    task = xml_add(xmlDocGetRootElement(preview->dossier), "task", SPAN(""));
    xml_set(task, "serial", SPAN("99"));
    xml_set(task, "id", plan->id);
    xml_set(task, "role", plan->role->id);
    xml_set(task, "address", person.address);
    xml_set(task, "name", person.name);
    xml_set(task, "status", SPAN("open"));
    xml_set(task, "state", state->id);
    xml_set(task, "document", plan->document);
    xml_set(task, "revision", attribute(preview, xmlDocGetRootElement(preview->dossier), "revision"));
    xml_set(task, "opened", instant_iso(preview->arena, preview->situation->now));
    return task;
}

static const struct names *
addressed_by(const struct preview *preview, const struct actions *actions)
{
    for (size_t i = 0; i < actions->count; i++)
        if (actions->at[i].kind == ACTION_MAIL && span_equal(actions->at[i].name, preview->template))
            return &actions->at[i].to;
    return NULL;
}

/* The role that a <mail> with this template would go to. */
static const struct names *
addressed(const struct preview *preview)
{
    const struct definition *definition = preview->definition;
    const struct names *to = NULL;

    for (size_t i = 0; i < definition->state_count && to == NULL; i++) {
        const struct state *state = &definition->states[i];

        to = addressed_by(preview, &state->onentry);
        for (size_t t = 0; t < state->transitions.count && to == NULL; t++)
            to = addressed_by(preview, &state->transitions.at[t].actions);
    }
    return to;
}

static struct span
whole_context(const struct preview *preview, struct context_view *view, const struct context_part *part)
{
    const struct procedure *procedure = preview->definition->procedure;
    struct formview_blanks blanks = formview_blanks(preview->arena, procedure);
    struct error err;
    struct contexttree *tree =
        contexttree_open(preview->arena, procedure, &blanks, context_basis(view), &err);
    xmlDoc *context =
        tree == NULL ? NULL : contexttree_show(tree, context_write(view, part), &err);

    assert(context != NULL); /* what we wrote ourselves is well-formed */
    return xml_serialize(preview->arena, context);
}

struct span
preview_context(struct arena *arena, const struct situation *situation, struct span template,
                struct span language, struct span reason)
{
    struct preview preview = {.arena = arena,
                              .situation = situation,
                              .definition = situation->definition,
                              .template = template,
                              .dossier = xml_copy(arena, situation->dossier)};
    struct context_part part = {.template = template, .language = language, .reason = reason};
    struct span role = preview.definition->owner->id;
    struct findings findings;
    struct person person;
    struct context_view *view;
    xmlDoc *amended;

    preview.evaluation = evaluation_open(arena, preview.definition->procedure, preview.dossier,
                                         situation->facts, situation->now);
    amended = linked_set(arena, situation, preview.dossier, preview.evaluation);
    part.task = open_task(&preview);
    if (part.task == NULL)
        part.task = pretend_task(&preview);
    if (part.task != NULL)
        role = attribute(&preview, part.task, "role");
    else if (addressed(&preview) != NULL)
        role = addressed(&preview)->at[0];
    findings = rules_check(preview.evaluation);
    person = context_person(arena, preview.evaluation, preview.definition, role);
    part.person = &person;
    view = context_open(arena, situation, preview.dossier, preview.evaluation, &findings);
    context_link(view, amended);
    return whole_context(&preview, view, &part);
}
