// SPDX-License-Identifier: Apache-2.0
/*
 * parse: workflow.xml, valid by its schema, to the structs of workflow/model.h.
 * What a schema can't say (an id that exists, an expression's syntax) is looked at here and
 * in check.c.
 */
#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/evaluation.h"
#include "workflow/parsing.h"

static void
free_expression(void *expression)
{
    xmlXPathFreeCompExpr(expression);
}

struct span
parse_span(const struct parse *p, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(p->own, node, name, ""));
}

struct names
parse_words(const struct parse *p, const xmlNode *node, const char *name)
{
    struct span rest = parse_span(p, node, name), word;
    struct names names = {arena_array(p->own, rest.len / 2 + 1, sizeof(struct span)), 0};

    while (span_split(&rest, ' ', &word)) {
        word = span_trim(word);
        if (word.len > 0)
            names.at[names.count++] = word;
    }
    return names;
}

static struct expression
compile_by(xmlXPathCompExpr *(*compile)(const char *source, struct error *err), const struct parse *p,
           const char *source, int line)
{
    struct expression expression = {.source = source, .line = line};
    struct error err = {0};

    if (source == NULL)
        return expression;
    expression.compiled = compile(source, &err);
    if (expression.compiled == NULL)
        problem_add(p->arena, p->problems, WORKFLOW_FILE, line, "%s", err.text);
    else
        arena_defer(p->own, free_expression, expression.compiled);
    expression.findings = strstr(source, "$complete") != NULL || strstr(source, "$valid") != NULL;
    return expression;
}

static struct expression
compile(const struct parse *p, const char *source, int line)
{
    return compile_by(expression_compile_data, p, source, line);
}

struct expression
parse_expression(const struct parse *p, const xmlNode *node, const char *name)
{
    return compile(p, xml_attr(p->own, node, name), xml_line(node));
}

struct expression
parse_row_expression(const struct parse *p, const xmlNode *node, const char *name)
{
    return compile_by(expression_compile, p, xml_attr(p->own, node, name), xml_line(node));
}

/* Working days of a duration "P3D" or "P2W"; 0 when it is none (the schema says what is one). */
static uint32_t
days_of(struct span duration)
{
    uint64_t count = 0;

    if (duration.len < 3 || !span_to_uint(span_first(span_from(duration, 1), duration.len - 2), &count) ||
        count > 2000)
        return 0;
    return (uint32_t)(span_ends(duration, "W") ? count * 5 : count);
}

static struct expression
day_after(const struct parse *p, const xmlNode *node, const char *name)
{
    uint32_t days = days_of(parse_span(p, node, name));

    if (days == 0)
        return (struct expression){0};
    return compile(p, arena_printf(p->own, "e:working-days-add($today, %u, %s)", days, p->territory),
                   xml_line(node));
}

/* A date of the data, so many days before it, itself or the next working day. */
static struct expression
day_before(const struct parse *p, const xmlNode *node, const char *date, uint32_t days)
{
    return compile(p,
                   arena_printf(p->own, "e:working-days-add(e:date-add(string(%s), -%u), 1, %s)", date,
                                days + 1, p->territory),
                   xml_line(node));
}

static struct expression
day_from(const struct parse *p, const xmlNode *node, const char *date)
{
    struct span after = parse_span(p, node, "after");

    if (span_starts(after, "-"))
        return day_before(p, node, date, days_of(span_from(after, 1)));
    return compile(
        p, arena_printf(p->own, "e:working-days-add(string(%s), %u, %s)", date, days_of(after), p->territory),
        xml_line(node));
}

const struct role *
parse_role(const struct parse *p, const xmlNode *node, const char *name)
{
    struct span id = parse_span(p, node, name);
    const struct role *role = definition_role(p->definition, id);

    if (role == NULL && id.len > 0)
        problem_add(p->arena, p->problems, WORKFLOW_FILE, xml_line(node),
                    "%s=\"%.*s\": there is no such role", name, SPAN_ARG(id));
    return role;
}

struct span *
parse_phrases(const struct parse *p, const xmlNode *node, const char *name, size_t *count)
{
    struct span rest = parse_span(p, node, name), phrase;
    struct span *phrases = arena_array(p->own, rest.len / 2 + 1, sizeof *phrases);

    *count = 0;
    while (span_split(&rest, '|', &phrase)) {
        phrase = span_trim(utf8_fold(p->own, phrase));
        if (phrase.len > 0)
            phrases[(*count)++] = phrase;
    }
    return phrases;
}

static const struct {
    const char *element;
    enum action_kind kind;
    const char *name, *value; /* attributes */
} kinds[] = {
    {"mail", ACTION_MAIL, "template", "-"},     {"document", ACTION_DOCUMENT, "name", "language"},
    {"assign", ACTION_ASSIGN, "field", "expr"}, {"raise", ACTION_RAISE, "event", "-"},
    {"review", ACTION_REVIEW, "-", "-"},        {"cancel-tasks", ACTION_CANCEL_TASKS, "-", "-"},
    {"log", ACTION_LOG, "event", "detail"},     {"start", ACTION_START, "procedure", "owner"},
    {"adopt", ACTION_ADOPT, "-", "-"},
};

static void
parse_presets(const struct parse *p, const xmlNode *parent, struct action *action)
{
    action->presets = arena_array(p->own, xml_count(parent, "value"), sizeof *action->presets);
    for (xmlNode *node = xml_first(parent, "value"); node != NULL; node = xml_next(node, "value"))
        action->presets[action->preset_count++] = (struct preset){
            .field = parse_span(p, node, "field"),
            .value = parse_expression(p, node, "expr"),
            .line = xml_line(node),
        };
}

static bool
parse_action(const struct parse *p, const xmlNode *node, struct action *action)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!xml_is(node, kinds[i].element))
            continue;
        action->kind = kinds[i].kind;
        action->line = xml_line(node);
        action->when = parse_expression(p, node, "cond");
        action->name = parse_span(p, node, kinds[i].name);
        action->value = parse_expression(p, node, kinds[i].value);
        action->template = parse_span(p, node, "template");
        action->seal = span_is(parse_span(p, node, "seal"), "true");
        action->to = parse_words(p, node, "to");
        action->attach = parse_words(p, node, action->kind == ACTION_DOCUMENT ? "enclose" : "attach");
        action->evidence = parse_words(p, node, "evidence");
        action->by_hand = parse_expression(p, node, "by-hand");
        action->data = parse_words(p, node, "data");
        parse_presets(p, node, action);
        return true;
    }
    return false;
}

static struct actions
parse_actions(const struct parse *p, const xmlNode *parent)
{
    struct actions actions = {0};

    if (parent == NULL)
        return actions;
    actions.at = arena_array(p->own, xml_count(parent, NULL), sizeof *actions.at);
    for (xmlNode *node = xml_first(parent, NULL); node != NULL; node = xml_next(node, NULL))
        if (parse_action(p, node, &actions.at[actions.count]))
            actions.count++;
    return actions;
}

static void
parse_transition(const struct parse *p, const xmlNode *node, struct transition *transition)
{
    transition->events = parse_words(p, node, "event");
    transition->from = parse_words(p, node, "from");
    transition->when = parse_expression(p, node, "cond");
    transition->target_id = parse_span(p, node, "target");
    transition->actions = parse_actions(p, node);
    transition->line = xml_line(node);
}

static struct transitions
parse_transitions(const struct parse *p, const xmlNode *parent)
{
    struct transitions transitions = {0};

    transitions.at = arena_array(p->own, xml_count(parent, "transition"), sizeof *transitions.at);
    for (xmlNode *node = xml_first(parent, "transition"); node != NULL; node = xml_next(node, "transition"))
        parse_transition(p, node, &transitions.at[transitions.count++]);
    return transitions;
}

static void
parse_task(const struct parse *p, const xmlNode *node, struct task_plan *task)
{
    task->id = parse_span(p, node, "id");
    task->role = parse_role(p, node, "role");
    task->accept = parse_words(p, node, "accept");
    task->mail = parse_span(p, node, "mail");
    task->attach = parse_words(p, node, "attach");
    task->document = parse_span(p, node, "document");
    task->signed_verb = parse_span(p, node, "signed");
    task->keep = parse_span(p, node, "keep");
    if (task->document.len == 0 && task->attach.count > 0)
        task->document = task->attach.at[0];
    task->rank = parse_expression(p, node, "rank");
    task->when = parse_expression(p, node, "cond");
    task->automatic = parse_expression(p, node, "auto");
    task->delegate = parse_expression(p, node, "delegate");
    task->replaceable = span_is(parse_span(p, node, "replace"), "yes");
    task->line = xml_line(node);
}

static void
parse_reminder(const struct parse *p, const xmlNode *node, struct reminder_plan *reminder, size_t index)
{
    uint64_t max;

    reminder->id = parse_span(p, node, "id");
    if (reminder->id.len == 0)
        reminder->id = span_printf(p->own, "reminder-%zu", index);
    reminder->mail = parse_span(p, node, "mail");
    reminder->tasks = parse_words(p, node, "task");
    reminder->copy = parse_words(p, node, "copy");
    reminder->attach = parse_words(p, node, "attach");
    reminder->after = day_after(p, node, "after");
    reminder->every = day_after(p, node, "every");
    reminder->after_days = days_of(parse_span(p, node, "after"));
    reminder->every_days = days_of(parse_span(p, node, "every"));
    if (!span_to_uint(parse_span(p, node, "max"), &max))
        max = reminder->every.source == NULL ? 1 : REMINDERS_DEFAULT;
    reminder->max = (uint32_t)max;
    reminder->line = xml_line(node);
}

static void
parse_deadline(const struct parse *p, const xmlNode *node, struct deadline_plan *deadline)
{
    deadline->id = parse_span(p, node, "id");
    if (xml_attr(p->own, node, "at") != NULL)
        deadline->day = day_before(p, node, xml_attr(p->own, node, "at"), 0);
    else if (xml_attr(p->own, node, "from") != NULL)
        deadline->day = day_from(p, node, xml_attr(p->own, node, "from"));
    else {
        deadline->days = days_of(parse_span(p, node, "after"));
        deadline->day = day_after(p, node, "after");
    }
    deadline->line = xml_line(node);
}

static void
parse_state(const struct parse *p, const xmlNode *node, struct state *state)
{
    state->id = parse_span(p, node, "id");
    state->final = span_is(parse_span(p, node, "final"), "true");
    state->answers_stand = span_is(parse_span(p, node, "answers"), "stand");
    state->provider = parse_span(p, node, "provider");
    state->provider_signed = parse_span(p, node, "signed");
    state->edit = parse_words(p, node, "edit");
    state->onentry = parse_actions(p, xml_first(node, "onentry"));
    state->transitions = parse_transitions(p, node);
    state->line = xml_line(node);
    state->tasks = arena_array(p->own, xml_count(node, "task"), sizeof *state->tasks);
    for (xmlNode *n = xml_first(node, "task"); n != NULL; n = xml_next(n, "task"))
        parse_task(p, n, &state->tasks[state->task_count++]);
    state->reminders = arena_array(p->own, xml_count(node, "reminder"), sizeof *state->reminders);
    for (xmlNode *n = xml_first(node, "reminder"); n != NULL; n = xml_next(n, "reminder")) {
        parse_reminder(p, n, &state->reminders[state->reminder_count], state->reminder_count + 1);
        state->reminder_count++;
    }
    state->deadlines = arena_array(p->own, xml_count(node, "deadline"), sizeof *state->deadlines);
    for (xmlNode *n = xml_first(node, "deadline"); n != NULL; n = xml_next(n, "deadline"))
        parse_deadline(p, n, &state->deadlines[state->deadline_count++]);
}

bool
trust_word(struct span word, enum trust *trust)
{
    static const char *const words[] = {
        [TRUST_AUTHENTICATED] = "authenticated", [TRUST_ADDRESS] = "address", [TRUST_CODE] = "code"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!span_is(word, words[i]))
            continue;
        *trust = (enum trust)i;
        return true;
    }
    return false;
}

static enum trust
trust_of(struct span word)
{
    enum trust trust = TRUST_AUTHENTICATED;

    trust_word(word, &trust);
    return trust;
}

static void
parse_roles(const struct parse *p, const xmlNode *root)
{
    struct definition *definition = p->definition;
    const xmlNode *role = xml_first(root, "role");

    definition->roles = arena_array(p->own, xml_count(root, "role"), sizeof *definition->roles);
    for (xmlNode *node = xml_first(root, "role"); node != NULL; node = xml_next(node, "role"))
        definition->roles[definition->role_count++] = (struct role){
            .id = parse_span(p, node, "id"),
            .address = parse_expression(p, node, "address"),
            .name = parse_expression(p, node, "name"),
            .language = parse_expression(p, node, "language"),
            .colleagues = parse_expression(p, node, "colleagues"),
            .digest = parse_expression(p, node, "digest"),
            .deputies = span_is(parse_span(p, node, "deputies"), "yes"),
            .trust = trust_of(parse_span(p, node, "trust")),
            .line = xml_line(node),
        };
    for (size_t i = 0; i < definition->role_count; i++, role = xml_next(role, "role"))
        definition->roles[i].phrases = parse_phrases(p, role, "called", &definition->roles[i].phrase_count);
    definition->owner = parse_role(p, xml_first(root, "owner"), "role");
    definition->owner_domains = parse_expression(p, xml_first(root, "owner"), "domains");
    definition->sender_address = parse_expression(p, xml_first(root, "sender"), "address");
    definition->sender_name = parse_expression(p, xml_first(root, "sender"), "name");
    definition->bounce_to = parse_role(p, root, "bounce-to");
}

static void
parse_commands(const struct parse *p, const xmlNode *root)
{
    struct definition *definition = p->definition;

    definition->commands = arena_array(p->own, xml_count(root, "command"), sizeof *definition->commands);
    for (xmlNode *node = xml_first(root, "command"); node != NULL; node = xml_next(node, "command"))
        definition->commands[definition->command_count++] = (struct command){
            .verb = parse_span(p, node, "verb"),
            .mail = parse_span(p, node, "mail"),
            .roles = parse_words(p, node, "role"),
            .attach = parse_words(p, node, "attach"),
            .opens = parse_span(p, node, "opens"),
            .habit = parse_span(p, node, "habit"),
            .lists = span_is(parse_span(p, node, "lists"), "yes"),
            .statistics = span_is(parse_span(p, node, "statistics"), "yes"),
            .data = span_is(parse_span(p, node, "data"), "yes"),
            .declares = span_is(parse_span(p, node, "declares"), "yes"),
            .replaces = span_is(parse_span(p, node, "replaces"), "yes"),
            .copy = parse_words(p, node, "copy"),
            .line = xml_line(node),
        };
}

static void
parse_parent(const struct parse *p, const xmlNode *parent)
{
    struct definition *definition = p->definition;

    definition->parent = parse_span(p, parent, "procedure");
    definition->amendments = arena_array(p->own, xml_count(parent, "amend"), sizeof *definition->amendments);
    for (xmlNode *node = xml_first(parent, "amend"); node != NULL; node = xml_next(node, "amend"))
        definition->amendments[definition->amendment_count++] = (struct amendment){
            .section = parse_span(p, node, "section"),
            .whole = span_is(parse_span(p, node, "whole"), "true"),
            .field = parse_span(p, node, "field"),
            .value = parse_expression(p, node, "expr"),
            .when = parse_expression(p, node, "cond"),
            .line = xml_line(node),
        };
}

static void
parse_documents(const struct parse *p, const xmlNode *root)
{
    struct definition *definition = p->definition;

    definition->documents = arena_array(p->own, xml_count(root, "document"), sizeof *definition->documents);
    for (xmlNode *node = xml_first(root, "document"); node != NULL; node = xml_next(node, "document"))
        if (parse_action(p, node, &definition->documents[definition->document_count]))
            definition->document_count++;
}

static void
parse_annexes(const struct parse *p, const xmlNode *root)
{
    struct definition *definition = p->definition;

    definition->annexes = arena_array(p->own, xml_count(root, "annex"), sizeof *definition->annexes);
    for (xmlNode *node = xml_first(root, "annex"); node != NULL; node = xml_next(node, "annex")) {
        struct span role = parse_span(p, node, "role");

        definition->annexes[definition->annex_count++] =
            (struct annex){.name = parse_span(p, node, "name"),
                           .role_id = role,
                           .role = definition_role(definition, role),
                           .when = parse_expression(p, node, "cond"),
                           .line = xml_line(node)};
    }
}

static void
point_transitions(const struct parse *p, struct transitions *transitions)
{
    for (size_t i = 0; i < transitions->count; i++) {
        struct transition *transition = &transitions->at[i];

        if (transition->target_id.len == 0)
            continue;
        transition->target = definition_state(p->definition, transition->target_id);
        if (transition->target == NULL)
            problem_add(p->arena, p->problems, WORKFLOW_FILE, transition->line,
                        "target=\"%.*s\": there is no such state", SPAN_ARG(transition->target_id));
    }
}

void
definition_parse(struct definition *definition, struct arena *arena, struct problems *problems)
{
    const xmlNode *root = xmlDocGetRootElement(definition->document);
    struct parse p = {definition, definition->arena, arena, problems, NULL};

    p.territory = xml_attr_or(p.own, root, "territory", "''");
    definition->line = xml_line(root);
    definition->workday = compile(
        &p, arena_printf(p.own, "e:working-days-add(e:date-add($today, -1), 1, %s)", p.territory),
        definition->line);
    definition->next_workday =
        compile(&p, arena_printf(p.own, "e:working-days-add($today, 1, %s)", p.territory), definition->line);
    parse_roles(&p, root);
    parse_parent(&p, xml_first(root, "parent"));
    parse_commands(&p, root);
    parse_documents(&p, root);
    parse_annexes(&p, root);
    parse_lists(&p, xml_first(root, "lists"));
    definition->transitions = parse_transitions(&p, root);
    definition->states = arena_array(p.own, xml_count(root, "state"), sizeof *definition->states);
    for (xmlNode *node = xml_first(root, "state"); node != NULL; node = xml_next(node, "state"))
        parse_state(&p, node, &definition->states[definition->state_count++]);
    definition->initial_id = parse_span(&p, root, "initial");
    definition->initial = definition_state(definition, definition->initial_id);
    if (definition->initial == NULL)
        problem_add(arena, problems, WORKFLOW_FILE, definition->line,
                    "initial=\"%.*s\": there is no such state", SPAN_ARG(definition->initial_id));
    point_transitions(&p, &definition->transitions);
    for (size_t i = 0; i < definition->state_count; i++)
        point_transitions(&p, &definition->states[i].transitions);
}
