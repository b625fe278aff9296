// SPDX-License-Identifier: Apache-2.0
#include "workflow/family.h"

#include "common/xml.h"
#include "workflow/filling.h"
#include "workflow/linked.h"
#include "workflow/machine.h"
#include "workflow/tasks.h"

/* ---- a parent's actions ---- */

void
family_start(struct run *run, const struct action *action)
{
    size_t ordinal = xml_count(run->root, "child") + 1;
    struct link *link = &run->links[run->link_count];
    xmlNode *child;

    if (run->link_count == RUN_LINKS_MAX || ordinal > FAMILY_CHILDREN_MAX) {
        run_record(run, "start.refused", "procedure=%.*s reason=too-many", SPAN_ARG(action->name));
        return;
    }
    *link = (struct link){
        .procedure = action->name,
        .number = span_printf(run->arena, "%s-%zu", run_attribute(run, run->root, "number"), ordinal),
        .owner = action->value.compiled == NULL ? run_span(run, run->root, "owner")
                                                : span_trim(run_string(run, &action->value)),
        .language = run_span(run, run->root, "language")};
    link->values = arena_array(run->arena, action->preset_count, sizeof *link->values);
    for (size_t i = 0; i < action->preset_count; i++)
        link->values[link->value_count++] = (struct intent_value){
            .field = action->presets[i].field, .value = run_string(run, &action->presets[i].value)};
    run->link_count++;
    child = xml_add(run->root, "child", SPAN(""));
    xml_set(child, "number", link->number);
    xml_set(child, "procedure", link->procedure);
    xml_set(child, "started", run_now(run));
    run->touched = run->acted = true;
    run_changed(run);
    run_record(run, "child.started", "child=%.*s procedure=%.*s", SPAN_ARG(link->number),
               SPAN_ARG(link->procedure));
}

static void
keep_version(struct run *run, xmlNode *data)
{
    xmlNode *version = xml_add(run->root, "version", SPAN(""));

    xml_set(version, "revision", run_span(run, run->root, "revision"));
    xml_set(version, "until", run_now(run));
    xml_set(version, "by", run_span(run, run->child, "number"));
    xmlUnlinkNode(data);
    xmlAddChild(version, data);
}

void
family_adopt(struct run *run)
{
    const struct event *event = run->event;
    xmlNode *data = dossier_data(run->dossier), *mark;
    xmlDoc *amended;

    if (run->child == NULL)
        return;
    amended = linked_lay(run->arena, run->definition, run->dossier, run->situation->facts,
                         event->child_definition, event->child, run->situation->now);
    mark = data->next;
    run_changed(run);
    keep_version(run, data);
    data = xmlDocCopyNode(dossier_data(amended), run->dossier, 1);
    if (mark != NULL)
        xmlAddPrevSibling(mark, data);
    else
        xmlAddChild(run->root, data);
    evaluation_rebase(run->evaluation);
    xml_set(run->root, "revision", span_printf(run->arena, "%u", dossier_revision(run->dossier) + 1));
    run_changed(run);
    form_compute(run->evaluation, run->dossier);
    run_changed(run);
    run_record(run, "child.adopted", "child=%s revision=%u", run_attribute(run, run->child, "number"),
               dossier_revision(run->dossier));
}

/* ---- a child's first day ---- */

static xmlDoc *
new_child(struct arena *arena, const struct situation *situation, const struct link *link)
{
    const struct procedure *procedure = situation->definition->procedure;
    xmlDoc *dossier = dossier_new(arena, procedure, link->number, span_lower(arena, link->owner),
                                  link->language, situation->now);

    xml_set(xmlDocGetRootElement(dossier), "parent",
            span_of(xml_attr_or(arena, xmlDocGetRootElement(situation->parent), "number", "")));
    dossier_apply(arena, dossier, procedure, link->values, link->value_count, NULL);
    return dossier;
}

xmlDoc *
family_preview(struct arena *arena, const struct situation *situation, const struct event *event)
{
    xmlDoc *dossier = new_child(arena, situation, event->link);
    const struct intent *intent = event->intent;

    if (intent != NULL && intent->kind == INTENT_FORM)
        dossier_apply(arena, dossier, situation->definition->procedure, intent->values, intent->value_count,
                      span_dup(arena, situation->definition->owner->id));
    return dossier;
}

struct run *
family_open(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = run_open(arena, situation, event, new_child(arena, situation, event->link));

    run_record(run, "dossier.created", "owner=%.*s parent=%s", SPAN_ARG(event->link->owner),
               run_attribute(run, run->root, "parent"));
    run->touched = true;
    run_changed(run);
    run_refresh(run);
    form_compute(run->evaluation, run->dossier);
    run_changed(run);
    filling_first(run, event->intent != NULL && event->intent->kind == INTENT_FORM);
    return run;
}

/* ---- what the others tell ---- */

static xmlNode *
child_node(const struct run *run, struct span number)
{
    xmlNode *node = xml_first(run->root, "child");

    while (node != NULL && !span_equal(run_span(run, node, "number"), number))
        node = xml_next(node, "child");
    return node;
}

void
family_hear_child(struct run *run)
{
    const struct event *event = run->event;
    xmlNode *child = xmlDocGetRootElement(event->child);
    xmlNode *node = child_node(run, run_span(run, child, "number"));
    struct span state = run_span(run, xml_first(child, "state"), "id");

    if (node == NULL)
        return;
    xml_set(node, "state", state);
    xml_set(node, "since", run_now(run));
    if (definition_is_final(event->child_definition, state))
        xml_set(node, "ended", SPAN("yes"));
    run->touched = true;
    run->child = child;
    run_changed(run);
    machine_external(run, span_printf(run->arena, "child.%s.%.*s", run_attribute(run, child, "procedure"),
                                      SPAN_ARG(state)));
}

void
family_hear_parent(struct run *run)
{
    machine_external(run, span_printf(run->arena, "parent.%.*s", SPAN_ARG(run->event->state)));
}
