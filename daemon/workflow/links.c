// SPDX-License-Identifier: Apache-2.0
/*
 * links: what one procedure's workflow says of another, checked with both at hand.
 */
#include <stdarg.h>
#include <stdio.h>

#include "workflow/model.h"

struct links {
    const struct definition *definition;
    const struct definition *const *all;
    size_t count;
    struct arena *arena;
    struct problems *problems;
};

static void fault(const struct links *l, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
fault(const struct links *l, int line, const char *format, ...)
{
    char message[400];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    problem_add(l->arena, l->problems, WORKFLOW_FILE, line, "%s", message);
}

static const struct definition *
find(const struct links *l, struct span name)
{
    for (size_t i = 0; i < l->count; i++)
        if (span_equal(procedure_name(l->all[i]->procedure), name))
            return l->all[i];
    return NULL;
}

typedef void visitor(void *data, const struct action *action);

static void
visit_actions(const struct actions *actions, visitor *visit, void *data)
{
    for (size_t i = 0; i < actions->count; i++)
        visit(data, &actions->at[i]);
}

static void
visit_transitions(const struct transitions *transitions, visitor *visit, void *data)
{
    for (size_t i = 0; i < transitions->count; i++)
        visit_actions(&transitions->at[i].actions, visit, data);
}

static void
visit_all(const struct definition *definition, visitor *visit, void *data)
{
    visit_transitions(&definition->transitions, visit, data);
    for (size_t i = 0; i < definition->state_count; i++) {
        visit_actions(&definition->states[i].onentry, visit, data);
        visit_transitions(&definition->states[i].transitions, visit, data);
    }
}

struct collection {
    struct span *names;
    size_t count, max;
};

static void
collect(void *data, const struct action *action)
{
    struct collection *c = data;

    if (action->kind != ACTION_START)
        return;
    for (size_t i = 0; i < c->count; i++)
        if (span_equal(c->names[i], action->name))
            return;
    if (c->count < c->max)
        c->names[c->count++] = action->name;
}

size_t
definition_starts(const struct definition *definition, struct span *names, size_t max)
{
    struct collection c = {names, 0, max};

    visit_all(definition, collect, &c);
    return c.count;
}

struct span
definition_parent(const struct definition *definition)
{
    return definition->parent;
}

static bool
hears(const struct transitions *transitions, struct span event, struct span state)
{
    for (size_t i = 0; i < transitions->count; i++)
        if (transition_hears(&transitions->at[i], event) &&
            (transitions->at[i].from.count == 0 || names_have(&transitions->at[i].from, state)))
            return true;
    return false;
}

bool
definition_opens_with(const struct definition *definition, struct span verb)
{
    const struct command *command = definition_command(definition, verb);

    return command != NULL && command->opens.len > 0;
}

bool
definition_opens(const struct definition *definition, struct span verb, struct span states)
{
    struct span id, event = {NULL, 0};
    char name[64];

    if (!definition_opens_with(definition, verb))
        return false;
    event = (struct span){name, (size_t)snprintf(name, sizeof name, "command.%.*s", SPAN_ARG(verb))};
    while (span_split(&states, ' ', &id)) {
        const struct state *state = definition_state(definition, id);

        if (state != NULL && !state->final &&
            (hears(&state->transitions, event, id) || hears(&definition->transitions, event, id)))
            return true;
    }
    return false;
}

/* ---- checks ---- */

static void
check_start(void *data, const struct action *action)
{
    const struct links *l = data;
    const struct definition *child;

    if (action->kind != ACTION_START)
        return;
    child = find(l, action->name);
    if (child == NULL) {
        fault(l, action->line, "start: there is no procedure \"%.*s\"", SPAN_ARG(action->name));
        return;
    }
    if (!span_equal(child->parent, procedure_name(l->definition->procedure)))
        fault(l, action->line, "start: \"%.*s\" does not name this procedure as its <parent>",
              SPAN_ARG(action->name));
    for (size_t i = 0; i < action->preset_count; i++) {
        const struct field *field = form_field(procedure_form(child->procedure), action->presets[i].field);

        if (field == NULL || field->group.len > 0)
            fault(l, action->presets[i].line,
                  "value: \"%.*s\" is no field outside a group of %.*s's form.xml",
                  SPAN_ARG(action->presets[i].field), SPAN_ARG(action->name));
    }
}

/* "child.P.S" needs procedure P with a state S; "parent.S" a parent with one. */
static void
check_event(const struct links *l, const struct transition *transition, struct span event)
{
    struct span rest = event, kind, name;
    const struct definition *other;

    (void)span_split(&rest, '.', &kind);
    if (span_is(kind, "child")) {
        if (!span_split(&rest, '.', &name) || span_is(name, "*"))
            return;
        other = find(l, name);
    } else if (span_is(kind, "parent") && l->definition->parent.len > 0) {
        name = l->definition->parent;
        other = find(l, name);
    } else
        return;
    if (other == NULL)
        fault(l, transition->line, "event=\"%.*s\": there is no procedure \"%.*s\"", SPAN_ARG(event),
              SPAN_ARG(name));
    else if (span_is(kind, "parent") && span_is(rest, "adopted"))
        return; /* no state: what <adopt> makes heard */
    else if (rest.len > 0 && !span_is(rest, "*") && definition_state(other, rest) == NULL)
        fault(l, transition->line, "event=\"%.*s\": %.*s has no state \"%.*s\"", SPAN_ARG(event),
              SPAN_ARG(name), SPAN_ARG(rest));
}

static void
check_events(const struct links *l, const struct transitions *transitions)
{
    for (size_t i = 0; i < transitions->count; i++)
        for (size_t j = 0; j < transitions->at[i].events.count; j++)
            check_event(l, &transitions->at[i], transitions->at[i].events.at[j]);
}

static const struct section *
section_of(const struct form *form, struct span id)
{
    for (size_t i = 0; i < form->section_count; i++)
        if (span_equal(form->sections[i].id, id))
            return &form->sections[i];
    return NULL;
}

static bool
has_group(const struct form *form, struct span id)
{
    struct span rest = id, name;
    const struct section *section;

    (void)span_split(&rest, '.', &name);
    section = section_of(form, name);
    for (size_t i = 0; section != NULL && i < section->field_count; i++)
        if (section->fields[i].group.len > 0 && span_equal(section->fields[i].group, rest))
            return true;
    return false;
}

static void
check_amendment(const struct links *l, const struct amendment *amendment, const struct definition *parent)
{
    const struct form *own = procedure_form(l->definition->procedure),
                      *theirs = procedure_form(parent->procedure);
    const struct section *section = section_of(own, amendment->section);

    if (amendment->section.len == 0) {
        if (form_field(theirs, amendment->field) == NULL && !has_group(theirs, amendment->field))
            fault(l, amendment->line, "amend: \"%.*s\" is no field and no group of the parent's form.xml",
                  SPAN_ARG(amendment->field));
        return;
    }
    if (section == NULL)
        fault(l, amendment->line, "amend: form.xml has no section \"%.*s\"", SPAN_ARG(amendment->section));
    for (size_t i = 0; section != NULL && i < section->field_count; i++) {
        const struct field *field = &section->fields[i], *other = form_field(theirs, field->id);

        if (other == NULL || other->type != field->type)
            fault(l, amendment->line, "amend: \"%.*s\" is not a field of that type in the parent's form.xml",
                  SPAN_ARG(field->id));
    }
}

void
definition_check_links(const struct definition *definition, const struct definition *const *all, size_t count,
                       struct arena *arena, struct problems *problems)
{
    struct links l = {definition, all, count, arena, problems};
    const struct definition *parent = find(&l, definition->parent);

    visit_all(definition, check_start, &l);
    check_events(&l, &definition->transitions);
    for (size_t i = 0; i < definition->state_count; i++)
        check_events(&l, &definition->states[i].transitions);
    if (definition->parent.len > 0 && parent == NULL)
        fault(&l, definition->line, "parent: there is no procedure \"%.*s\"", SPAN_ARG(definition->parent));
    for (size_t i = 0; parent != NULL && i < definition->amendment_count; i++)
        check_amendment(&l, &definition->amendments[i], parent);
    for (size_t i = 0; i < definition->command_count; i++)
        if (definition->commands[i].opens.len > 0 && find(&l, definition->commands[i].opens) == NULL)
            fault(&l, definition->commands[i].line, "opens: there is no procedure \"%.*s\"",
                  SPAN_ARG(definition->commands[i].opens));
}
