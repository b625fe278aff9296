// SPDX-License-Identifier: Apache-2.0
/*
 * check: what a schema can't say of a workflow.  Names that lead nowhere, states that nobody
 * reaches or leaves, answers that nothing hears, and a dry run of every expression.
 */
#include <stdarg.h>
#include <stdio.h>

#include "common/xml.h"
#include "procedure/template.h"
#include "workflow/challenge.h"
#include "workflow/delegation.h"
#include "workflow/replacing.h"
#include "workflow/facts.h"
#include "workflow/listing.h"
#include "workflow/reply.h"
#include "workflow/run.h"

enum { CHECK_ARENA_MAX = 64 * 1024 * 1024, STATES_MAX = 256 };

struct check {
    const struct definition *definition;
    struct arena *arena;
    struct problems *problems;
    struct evaluation *evaluation;
    bool reached[STATES_MAX];
};

static void fault(const struct check *c, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
fault(const struct check *c, int line, const char *format, ...)
{
    char message[400];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    problem_add(c->arena, c->problems, WORKFLOW_FILE, line, "%s", message);
}

/* Over an empty dossier: an unknown variable or function shows itself. */
static void
dry_run(const struct check *c, const struct expression *expression)
{
    struct error err = {0};

    if (expression->compiled == NULL)
        return;
    (void)evaluation_string(c->evaluation, expression->compiled, &err);
    if (err.kind != ERROR_NONE)
        fault(c, expression->line, "%s", err.text);
}

static void
check_template(const struct check *c, const char *kind, struct span name, int line)
{
    char buffer[100];

    snprintf(buffer, sizeof buffer, "%.*s", SPAN_ARG(name));
    if (!template_exists(c->definition->procedure, kind, buffer, "fr"))
        fault(c, line, "there is no template fr/%s/%s.xsl", kind, buffer);
}

static void
check_roles(const struct check *c, const struct names *names, const char *attribute, int line)
{
    for (size_t i = 0; i < names->count; i++)
        if (definition_role(c->definition, names->at[i]) == NULL)
            fault(c, line, "%s: there is no role \"%.*s\"", attribute, SPAN_ARG(names->at[i]));
}

/* Calls visit for every <onentry>, <transition> content and <document> of the workflow. */
static void
each_action(struct check *c, void (*visit)(struct check *c, const struct action *action, void *data),
            void *data)
{
    const struct definition *definition = c->definition;

    for (size_t i = 0; i < definition->document_count; i++)
        visit(c, &definition->documents[i], data);
    for (size_t i = 0; i < definition->transitions.count; i++)
        for (size_t j = 0; j < definition->transitions.at[i].actions.count; j++)
            visit(c, &definition->transitions.at[i].actions.at[j], data);
    for (size_t i = 0; i < definition->state_count; i++) {
        const struct state *state = &definition->states[i];

        for (size_t j = 0; j < state->onentry.count; j++)
            visit(c, &state->onentry.at[j], data);
        for (size_t k = 0; k < state->transitions.count; k++)
            for (size_t j = 0; j < state->transitions.at[k].actions.count; j++)
                visit(c, &state->transitions.at[k].actions.at[j], data);
    }
}

struct wanted {
    struct span name, template;
    bool found;
    int other_line; /* the same name with another template */
};

static void
look_for_document(struct check *c, const struct action *action, void *data)
{
    struct wanted *wanted = data;

    (void)c;
    if (action->kind != ACTION_DOCUMENT || !span_equal(action->name, wanted->name))
        return;
    wanted->found = true;
    if (wanted->template.len > 0 && !span_equal(action->template, wanted->template))
        wanted->other_line = action->line;
}

/* What is kept of what people send (workflow/returned.h); DOCUMENT-ROLE: what that role signed by certificate
 * while another one did. */
static bool
comes_back(const struct check *c, struct span name)
{
    char copy[128];

    if (definition_annex(c->definition, name) != NULL)
        return true;
    for (size_t i = 0; i < c->definition->state_count; i++)
        for (size_t j = 0; j < c->definition->states[i].task_count; j++) {
            const struct task_plan *task = &c->definition->states[i].tasks[j];

            if (span_equal(task->keep, name))
                return true;
            if (task->signed_verb.len == 0 || task->role == NULL)
                continue;
            snprintf(copy, sizeof copy, "%.*s-%.*s", SPAN_ARG(task->document), SPAN_ARG(task->role->id));
            if (span_is(name, copy))
                return true;
        }
    return false;
}

static void
check_signed(const struct check *c, const struct task_plan *task)
{
    if (task->signed_verb.len == 0)
        return;
    if (!names_have(&task->accept, task->signed_verb))
        fault(c, task->line, "signed: task \"%.*s\" does not accept \"%.*s\"", SPAN_ARG(task->id),
              SPAN_ARG(task->signed_verb));
    if (task->document.len == 0)
        fault(c, task->line, "signed: task \"%.*s\" has no document", SPAN_ARG(task->id));
}

static void
check_annexes(struct check *c)
{
    for (size_t i = 0; i < c->definition->annex_count; i++) {
        const struct annex *annex = &c->definition->annexes[i];

        if (annex->role == NULL)
            fault(c, annex->line, "role=\"%.*s\": there is no such role", SPAN_ARG(annex->role_id));
        dry_run(c, &annex->when);
    }
}

static void
check_attach(struct check *c, const struct names *names, int line)
{
    for (size_t i = 0; i < names->count; i++) {
        struct wanted wanted = {.name = names->at[i]};

        each_action(c, look_for_document, &wanted);
        if (!wanted.found && !comes_back(c, names->at[i]))
            fault(c, line, "attach: no <document> makes \"%.*s\"", SPAN_ARG(names->at[i]));
    }
}

static void
check_assign(const struct check *c, const struct action *action)
{
    const struct field *field = form_field(procedure_form(c->definition->procedure), action->name);

    if (field == NULL || field->group.len > 0)
        fault(c, action->line, "assign: \"%.*s\" is no field outside a group of form.xml",
              SPAN_ARG(action->name));
}

/* A section, a group or a field of the form. */
static bool
has_values(const struct check *c, struct span name)
{
    const struct form *form = procedure_form(c->definition->procedure);

    for (size_t i = 0; i < form->field_count; i++) {
        struct span id = form->fields[i].id;

        if (span_equal(span_first(id, name.len), name) && (id.len == name.len || id.data[name.len] == '.'))
            return true;
    }
    return false;
}

static void
check_proof(struct check *c, const struct action *action)
{
    dry_run(c, &action->by_hand);
    for (size_t i = 0; i < action->evidence.count; i++)
        if (definition_state(c->definition, action->evidence.at[i]) == NULL)
            fault(c, action->line, "evidence: there is no state \"%.*s\"", SPAN_ARG(action->evidence.at[i]));
    for (size_t i = 0; i < action->data.count; i++)
        if (!has_values(c, action->data.at[i]))
            fault(c, action->line, "data: form.xml has no section, group or field \"%.*s\"",
                  SPAN_ARG(action->data.at[i]));
}

static void
check_action(struct check *c, const struct action *action, void *data)
{
    struct wanted wanted = {.name = action->name, .template = action->template};

    (void)data;
    dry_run(c, &action->when);
    dry_run(c, &action->value);
    for (size_t i = 0; i < action->preset_count; i++)
        dry_run(c, &action->presets[i].value);
    check_attach(c, &action->attach, action->line);
    check_roles(c, &action->to, "to", action->line);
    if (action->kind == ACTION_MAIL)
        check_template(c, "mail", action->name, action->line);
    if (action->kind == ACTION_ASSIGN)
        check_assign(c, action);
    if (action->kind != ACTION_DOCUMENT)
        return;
    check_proof(c, action);
    check_template(c, "document", action->template, action->line);
    each_action(c, look_for_document, &wanted);
    if (wanted.other_line != 0)
        fault(c, action->line, "document \"%.*s\" has another template on line %d: give it another name",
              SPAN_ARG(action->name), wanted.other_line);
}

static bool
hears(const struct transitions *transitions, const struct state *state, struct span event)
{
    for (size_t i = 0; i < transitions->count; i++)
        if (transition_hears(&transitions->at[i], event) &&
            (transitions->at[i].from.count == 0 || names_have(&transitions->at[i].from, state->id)))
            return true;
    return false;
}

static bool
state_hears(const struct check *c, const struct state *state, struct span event)
{
    return hears(&state->transitions, state, event) || hears(&c->definition->transitions, state, event);
}

static void
check_delegation(const struct check *c, const struct task_plan *task)
{
    if (task->delegate.source == NULL)
        return;
    dry_run(c, &task->delegate);
    check_template(c, "mail", SPAN(DELEGATION_TEMPLATE), task->line);
    check_template(c, "mail", SPAN(DELEGATION_NOTE_TEMPLATE), task->line);
}

static void
check_verbs(const struct check *c, const struct state *state, const struct task_plan *task)
{
    char event[64];

    for (size_t i = 0; i < task->accept.count; i++) {
        struct span verb = task->accept.at[i];
        struct span name = {event, 0};

        if (!verb_known(verb)) {
            fault(c, task->line, "accept: there is no verb \"%.*s\"", SPAN_ARG(verb));
            continue;
        }
        name.len = (size_t)snprintf(event, sizeof event, "answer.%.*s", SPAN_ARG(verb));
        if (span_is(verb, "form")) {
            if (task->role != NULL && !names_have(&state->edit, task->role->id))
                fault(c, task->line, "task \"%.*s\" accepts a form, but edit of its state lacks its role",
                      SPAN_ARG(task->id));
            continue;
        }
        if (verb_refuses(verb) ? !state_hears(c, state, name)
                               : !state_hears(c, state, name) && !state_hears(c, state, SPAN("done.state")))
            fault(c, task->line, "nothing hears %s of task \"%.*s\": add a <transition event=\"%s\">", event,
                  SPAN_ARG(task->id), event);
    }
}

static void
check_task(struct check *c, const struct state *state, size_t index)
{
    const struct task_plan *task = &state->tasks[index];

    for (size_t i = 0; i < index; i++)
        if (span_equal(state->tasks[i].id, task->id))
            fault(c, task->line, "task \"%.*s\" is there twice", SPAN_ARG(task->id));
    if (state->final)
        fault(c, task->line, "a final state has no tasks");
    dry_run(c, &task->rank);
    dry_run(c, &task->when);
    dry_run(c, &task->automatic);
    check_template(c, "mail", task->mail, task->line);
    check_attach(c, &task->attach, task->line);
    if (task->document.len > 0)
        check_attach(c, &(struct names){(struct span *)(uintptr_t)&task->document, 1}, task->line);
    check_verbs(c, state, task);
    check_signed(c, task);
    check_delegation(c, task);
}

static void
check_waits(struct check *c, const struct state *state)
{
    char event[64];

    for (size_t i = 0; i < state->reminder_count; i++) {
        const struct reminder_plan *reminder = &state->reminders[i];

        dry_run(c, &reminder->after);
        dry_run(c, &reminder->every);
        check_template(c, "mail", reminder->mail, reminder->line);
        check_roles(c, &reminder->copy, "copy", reminder->line);
        check_attach(c, &reminder->attach, reminder->line);
        for (size_t j = 0; j < reminder->tasks.count; j++)
            if (state_task(state, reminder->tasks.at[j]) == NULL)
                fault(c, reminder->line, "task: there is no task \"%.*s\" in this state",
                      SPAN_ARG(reminder->tasks.at[j]));
    }
    for (size_t i = 0; i < state->deadline_count; i++) {
        const struct deadline_plan *deadline = &state->deadlines[i];
        struct span name = {event, 0};

        name.len = (size_t)snprintf(event, sizeof event, "deadline.%.*s", SPAN_ARG(deadline->id));
        dry_run(c, &deadline->day);
        if (!state_hears(c, state, name))
            fault(c, deadline->line, "nothing hears %s: add a <transition event=\"%s\">", event, event);
    }
}

static bool
has_way_out(const struct transitions *transitions, const struct state *state)
{
    for (size_t i = 0; i < transitions->count; i++)
        if (transitions->at[i].target != NULL && transitions->at[i].target != state &&
            (transitions->at[i].from.count == 0 || names_have(&transitions->at[i].from, state->id)))
            return true;
    return false;
}

static void
check_transitions(struct check *c, const struct transitions *transitions)
{
    for (size_t i = 0; i < transitions->count; i++) {
        const struct transition *transition = &transitions->at[i];

        dry_run(c, &transition->when);
        for (size_t j = 0; j < transition->from.count; j++)
            if (definition_state(c->definition, transition->from.at[j]) == NULL)
                fault(c, transition->line, "from: there is no state \"%.*s\"",
                      SPAN_ARG(transition->from.at[j]));
        if (transition->events.count == 0 && transition->when.source == NULL)
            fault(c, transition->line, "a transition without event needs a cond");
    }
}

static void
check_state(struct check *c, size_t index)
{
    const struct state *state = &c->definition->states[index];

    for (size_t i = 0; i < index; i++)
        if (span_equal(c->definition->states[i].id, state->id))
            fault(c, state->line, "state \"%.*s\" is there twice", SPAN_ARG(state->id));
    check_roles(c, &state->edit, "edit", state->line);
    check_transitions(c, &state->transitions);
    for (size_t i = 0; i < state->task_count; i++)
        check_task(c, state, i);
    check_waits(c, state);
    if (!c->reached[index])
        fault(c, state->line, "nothing leads to state \"%.*s\"", SPAN_ARG(state->id));
    if (!state->final && !has_way_out(&state->transitions, state) &&
        !has_way_out(&c->definition->transitions, state))
        fault(c, state->line, "nothing leads out of state \"%.*s\": add a transition or final=\"true\"",
              SPAN_ARG(state->id));
    if (state->final && state->transitions.count > 0)
        fault(c, state->line, "a final state has no transitions");
}

static bool
spread(struct check *c, const struct transitions *transitions, const struct state *from)
{
    bool more = false;

    for (size_t i = 0; i < transitions->count; i++) {
        const struct transition *transition = &transitions->at[i];
        size_t index;

        if (transition->target == NULL ||
            (transition->from.count > 0 && !names_have(&transition->from, from->id)))
            continue;
        index = (size_t)(transition->target - c->definition->states);
        more = more || !c->reached[index];
        c->reached[index] = true;
    }
    return more;
}

static void
reach(struct check *c)
{
    const struct definition *definition = c->definition;
    bool more = true;

    if (definition->initial == NULL)
        return;
    c->reached[definition->initial - definition->states] = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < definition->state_count; i++) {
            const struct state *state = &definition->states[i];

            if (!c->reached[i] || state->final)
                continue;
            more = spread(c, &state->transitions, state) || more;
            more = spread(c, &definition->transitions, state) || more;
        }
    }
}

static void
check_lists(const struct check *c)
{
    const struct definition *definition = c->definition;

    evaluation_set_string(c->evaluation, LISTING_WAITING, SPAN(""));
    for (size_t i = 0; i < definition->column_count; i++)
        dry_run(c, &definition->columns[i].select);
    for (size_t i = 0; i < definition->filter_count; i++)
        dry_run(c, &definition->filters[i].test);
    for (size_t i = 0; i < definition->dashboard_count; i++)
        dry_run(c, &definition->dashboards[i].keep);
    dry_run(c, &definition->statistics_current);
    for (size_t i = 0; i < definition->statistic_count; i++)
        dry_run(c, &definition->statistics[i].test);
    for (size_t i = 0; i < definition->command_count; i++)
        if (definition->commands[i].statistics && definition->statistic_count == 0)
            fault(c, definition->commands[i].line, "statistics=\"yes\", but the workflow has no <statistics>");
    for (size_t i = 0; i < definition->command_count; i++)
        if (definition->commands[i].lists && definition->dashboard_count == 0)
            fault(c, definition->commands[i].line, "lists=\"yes\", but the workflow has no <dashboard>");
}

/* Somebody may give it, of some role that people have a name for. */
static void
check_replacing(const struct check *c, const struct command *command)
{
    bool called = false;

    if (!command->replaces)
        return;
    for (size_t i = 0; i < c->definition->role_count; i++)
        called = called || c->definition->roles[i].phrase_count > 0;
    if (!called || command->roles.count == 0)
        fault(c, command->line, "replaces=\"yes\" needs role, and a <role called=>");
    check_template(c, "mail", SPAN(REPLACED_TEMPLATE), command->line);
}

static void
check_declaring(const struct check *c, const struct command *command)
{
    if (command->declares && command->roles.count == 0)
        fault(c, command->line, "declares=\"yes\" needs role: who may answer for others");
}

static void
check_head(struct check *c)
{
    const struct definition *definition = c->definition;

    for (size_t i = 0; i < definition->role_count; i++) {
        dry_run(c, &definition->roles[i].address);
        dry_run(c, &definition->roles[i].name);
        dry_run(c, &definition->roles[i].language);
        dry_run(c, &definition->roles[i].colleagues);
        dry_run(c, &definition->roles[i].digest);
        if (definition->roles[i].trust == TRUST_CODE)
            check_template(c, "mail", SPAN(CHALLENGE_TEMPLATE), definition->roles[i].line);
        if (definition_role(definition, definition->roles[i].id) != &definition->roles[i])
            fault(c, definition->roles[i].line, "role \"%.*s\" is there twice",
                  SPAN_ARG(definition->roles[i].id));
    }
    dry_run(c, &definition->workday);
    for (size_t i = 0; i < definition->command_count; i++)
        if (definition->commands[i].habit.len > 0 && !span_is(definition->commands[i].habit, "language"))
            check_template(c, "mail", SPAN("digest"), definition->commands[i].line);
    dry_run(c, &definition->owner_domains);
    dry_run(c, &definition->sender_address);
    dry_run(c, &definition->sender_name);
    check_annexes(c);
    for (size_t i = 0; i < definition->amendment_count; i++) {
        dry_run(c, &definition->amendments[i].value);
        dry_run(c, &definition->amendments[i].when);
    }
    for (size_t i = 0; i < definition->command_count; i++) {
        const struct command *command = &definition->commands[i];

        if (!verb_known(command->verb))
            fault(c, command->line, "there is no verb \"%.*s\"", SPAN_ARG(command->verb));
        check_template(c, "mail", command->mail, command->line);
        check_roles(c, &command->roles, "role", command->line);
        check_roles(c, &command->copy, "copy", command->line);
        check_attach(c, &command->attach, command->line);
        check_replacing(c, command);
        check_declaring(c, command);
    }
    for (size_t i = 0; i < WHY_COUNT; i++)
        check_template(c, "mail", span_of(reply_templates[i]), definition->line);
    if (definition->bounce_to != NULL)
        check_template(c, "mail", SPAN("bounced"), definition->line);
}

void
definition_check(const struct definition *definition, struct arena *arena, struct problems *problems)
{
    struct arena *scratch = arena_open(CHECK_ARENA_MAX);
    struct check c = {.definition = definition, .arena = arena, .problems = problems};
    xmlDoc *dossier = dossier_new(scratch, definition->procedure, SPAN("2026-00000"),
                                  SPAN("a@library.example"), SPAN("fr"), 1767225600);

    if (definition->state_count > STATES_MAX) {
        fault(&c, definition->line, "more than %d states", STATES_MAX);
        arena_close(&scratch);
        return;
    }
    c.evaluation = evaluation_open(scratch, definition->procedure, dossier, facts_none(scratch), 1767225600);
    evaluation_set_node(c.evaluation, "task", NULL);
    evaluation_set_node(c.evaluation, "answer", NULL);
    evaluation_set_node(c.evaluation, "child", NULL);
    evaluation_set_boolean(c.evaluation, "complete", false);
    evaluation_set_boolean(c.evaluation, "valid", false);
    check_head(&c);
    check_lists(&c);
    each_action(&c, check_action, NULL);
    reach(&c);
    check_transitions(&c, &definition->transitions);
    for (size_t i = 0; i < definition->state_count; i++)
        check_state(&c, i);
    arena_close(&scratch);
}
