// SPDX-License-Identifier: Apache-2.0
#include "workflow/definition.h"

#include <libxml/relaxng.h>

#include "common/xml.h"
#include "reader/answer.h"
#include "workflow/model.h"

enum { DEFINITION_ARENA_MAX = 32 * 1024 * 1024 };

struct validation {
    struct arena *arena;
    struct problems *problems;
};

static void
report(void *data, xmlErrorPtr error)
{
    struct validation *validation = data;
    struct span message = span_trim(span_of(error->message));

    problem_add(validation->arena, validation->problems, WORKFLOW_FILE, error->line, "%.*s",
                SPAN_ARG(message));
}

static void
validate(struct arena *arena, const struct bundle *bundle, xmlDoc *document, struct problems *problems)
{
    struct validation validation = {arena, problems};
    const struct bundle_file *file = bundle_find(bundle, "schema/workflow.rng");
    xmlRelaxNGParserCtxt *parser;
    xmlRelaxNG *schema;
    xmlRelaxNGValidCtxt *context;

    if (file == NULL) {
        problem_add(arena, problems, "schema/workflow.rng", 0, "the schema is missing");
        return;
    }
    parser = xmlRelaxNGNewMemParserCtxt(file->data.data, (int)file->data.len);
    schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (schema == NULL) {
        problem_add(arena, problems, "schema/workflow.rng", 0, "not a RELAX NG schema");
        return;
    }
    context = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidStructuredErrors(context, report, &validation);
    xmlRelaxNGValidateDoc(context, document);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
}

static xmlDoc *
load_document(struct arena *own, struct arena *arena, const struct bundle *bundle, struct problems *problems)
{
    const struct bundle_file *file = bundle_find(bundle, WORKFLOW_FILE);
    struct error err = {0};
    xmlDoc *document;

    if (file == NULL) {
        problem_add(arena, problems, WORKFLOW_FILE, 0,
                    "the file is missing: a procedure needs states and tasks");
        return NULL;
    }
    document = xml_parse(own, file->data, WORKFLOW_FILE, XML_FOREIGN_MAX * 4, &err);
    if (document == NULL)
        problem_add(arena, problems, WORKFLOW_FILE, 0, "%s", err.text);
    else
        validate(arena, bundle, document, problems);
    return document;
}

/* Over its procedure, which is NULL when that has faults. */
static struct definition *
definition_over(struct procedure *procedure, struct arena *arena, const struct bundle *bundle,
                struct problems *problems)
{
    struct arena *own = arena_open(DEFINITION_ARENA_MAX);
    struct definition *definition = arena_alloc(own, sizeof *definition);

    definition->arena = own;
    definition->procedure = procedure;
    definition->document = load_document(own, arena, bundle, problems);
    if (definition->document != NULL && problems->count == 0)
        definition_parse(definition, arena, problems);
    return definition;
}

struct definition *
definition_load(struct arena *arena, const struct bundle *bundle, struct problems *problems)
{
    struct procedure *procedure = procedure_load(arena, bundle, problems);
    struct definition *definition = definition_over(procedure, arena, bundle, problems);

    if (problems->count == 0)
        definition_check(definition, arena, problems);
    if (problems->count > 0)
        definition_close(&definition);
    return definition;
}

struct definition *
definition_load_checked(struct arena *arena, const struct bundle *bundle, struct problems *problems)
{
    struct procedure *procedure = procedure_load_checked(arena, bundle, problems);
    struct definition *definition = definition_over(procedure, arena, bundle, problems);

    if (problems->count > 0)
        definition_close(&definition);
    return definition;
}

void
definition_close(struct definition **definition)
{
    struct arena *arena;

    if (*definition == NULL)
        return;
    arena = (*definition)->arena;
    if ((*definition)->procedure != NULL)
        procedure_close(&(*definition)->procedure);
    arena_close(&arena);
    *definition = NULL;
}

const struct procedure *
definition_procedure(const struct definition *definition)
{
    return definition->procedure;
}

bool
names_have(const struct names *names, struct span name)
{
    for (size_t i = 0; i < names->count; i++)
        if (span_equal(names->at[i], name))
            return true;
    return false;
}

const struct role *
definition_role(const struct definition *definition, struct span id)
{
    for (size_t i = 0; i < definition->role_count; i++)
        if (span_equal(definition->roles[i].id, id))
            return &definition->roles[i];
    return NULL;
}

const struct state *
definition_state(const struct definition *definition, struct span id)
{
    for (size_t i = 0; i < definition->state_count; i++)
        if (span_equal(definition->states[i].id, id))
            return &definition->states[i];
    return NULL;
}

const struct command *
definition_command(const struct definition *definition, struct span verb)
{
    for (size_t i = 0; i < definition->command_count; i++)
        if (span_equal(definition->commands[i].verb, verb))
            return &definition->commands[i];
    return NULL;
}

const struct column *
definition_column(const struct definition *definition, struct span id)
{
    for (size_t i = 0; i < definition->column_count; i++)
        if (span_equal(definition->columns[i].id, id))
            return &definition->columns[i];
    return NULL;
}

const struct task_plan *
state_task(const struct state *state, struct span id)
{
    for (size_t i = 0; state != NULL && i < state->task_count; i++)
        if (span_equal(state->tasks[i].id, id))
            return &state->tasks[i];
    return NULL;
}

const struct annex *
definition_annex(const struct definition *definition, struct span name)
{
    for (size_t i = 0; i < definition->annex_count; i++)
        if (span_equal(definition->annexes[i].name, name))
            return &definition->annexes[i];
    return NULL;
}

const struct action *
definition_document(const struct definition *definition, struct span name)
{
    for (size_t i = 0; i < definition->document_count; i++)
        if (span_equal(definition->documents[i].name, name))
            return &definition->documents[i];
    return NULL;
}

/* SCXML 3.12.1: descriptors match whole tokens; a trailing ".*" adds nothing. */
static bool
descriptor_takes(struct span descriptor, struct span event)
{
    if (span_ends(descriptor, ".*"))
        descriptor = span_first(descriptor, descriptor.len - 2);
    if (span_is(descriptor, "*") || span_equal(descriptor, event))
        return true;
    return event.len > descriptor.len && event.data[descriptor.len] == '.' &&
           span_equal(span_first(event, descriptor.len), descriptor);
}

bool
transition_hears(const struct transition *transition, struct span event)
{
    for (size_t i = 0; i < transition->events.count; i++)
        if (descriptor_takes(transition->events.at[i], event))
            return true;
    return transition->events.count == 0 && event.len == 0;
}

bool
verb_refuses(struct span verb)
{
    return span_is(verb, "non") || span_is(verb, "modifier") || span_is(verb, "refuser");
}

bool
verb_known(struct span verb)
{
    return span_is(verb, "form") || span_is(verb, "document") || answer_verb(verb) != NULL;
}

bool
definition_task_takes(const struct definition *definition, struct span state, struct span task,
                      struct span verb)
{
    const struct task_plan *plan = state_task(definition_state(definition, state), task);

    return plan != NULL && names_have(&plan->accept, verb);
}

bool
definition_has_command(const struct definition *definition, struct span verb, struct span states)
{
    struct span id;

    if (definition_command(definition, verb) != NULL)
        return true;
    while (span_split(&states, ' ', &id)) {
        const struct state *state = definition_state(definition, id);

        for (size_t i = 0; state != NULL && i < state->task_count; i++)
            if (names_have(&state->tasks[i].accept, verb))
                return true;
    }
    return false;
}

bool
definition_sets_habit(const struct definition *definition, struct span verb)
{
    const struct command *command = definition_command(definition, verb);

    return command != NULL && command->habit.len > 0;
}

bool
definition_counts(const struct definition *definition)
{
    return definition->statistic_count > 0;
}

bool
definition_is_final(const struct definition *definition, struct span states)
{
    struct span id;
    bool any = false;

    while (span_split(&states, ' ', &id)) {
        const struct state *state = definition_state(definition, id);

        if (id.len == 0)
            continue;
        any = true;
        if (state == NULL || !state->final)
            return false;
    }
    return any;
}

const struct dashboard *
definition_dashboard(const struct definition *definition, const struct role *role)
{
    for (size_t i = 0; i < definition->dashboard_count; i++)
        if (definition->dashboards[i].role == role)
            return &definition->dashboards[i];
    return NULL;
}

struct span
definition_sheet_role(const struct definition *definition)
{
    for (size_t i = 0; i < definition->dashboard_count; i++)
        if (definition->dashboards[i].sheets)
            return definition->dashboards[i].role->id;
    return SPAN("");
}

bool
definition_owner_edits(const struct definition *definition, struct span states)
{
    struct span id;

    while (span_split(&states, ' ', &id)) {
        const struct state *state = definition_state(definition, id);

        if (state != NULL && names_have(&state->edit, definition->owner->id))
            return true;
    }
    return false;
}
