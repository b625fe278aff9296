// SPDX-License-Identifier: Apache-2.0
#include "workflow/trust.h"

#include "common/xml.h"
#include "reader/address.h"
#include "workflow/habit.h"

/* "role:word", the administrator's; the word of the role, "" when it is not there. */
static struct span
policy_of(struct span policy, struct span role)
{
    struct span item;

    while (span_split(&policy, ' ', &item)) {
        size_t colon = span_find_byte(item, ':');

        if (colon != SIZE_MAX && span_equal(span_first(item, colon), role))
            return span_from(item, colon + 1);
    }
    return (struct span){"", 0};
}

static enum trust
level(const struct situation *situation, const struct role *role)
{
    enum trust trust = role == NULL ? TRUST_AUTHENTICATED : role->trust;

    if (role != NULL)
        trust_word(policy_of(situation->trust, role->id), &trust);
    return trust;
}

bool
trust_suffices(const struct situation *situation, const struct role *role, const struct intent *intent)
{
    if (level(situation, role) == TRUST_ADDRESS)
        return intent->authentication.verdict != AUTH_FAIL;
    return intent->authentication.verdict == AUTH_PASS;
}

bool
trust_may_prove(const struct situation *situation, const struct role *role, const struct intent *intent)
{
    return level(situation, role) == TRUST_CODE && intent->authentication.verdict == AUTH_NONE;
}

static bool
role_is_there(const struct definition *const *definitions, size_t count, struct span role)
{
    for (size_t i = 0; i < count; i++)
        if (definition_role(definitions[i], role) != NULL)
            return true;
    return false;
}

bool
trust_check(const struct definition *const *definitions, size_t count, struct span policy, struct error *err)
{
    struct span item;
    enum trust ignored;

    while (span_split(&policy, ' ', &item)) {
        size_t colon = span_find_byte(item, ':');

        if (item.len == 0)
            continue;
        if (colon == SIZE_MAX || !trust_word(span_from(item, colon + 1), &ignored))
            return error_set(err, ERROR_BAD_INPUT,
                             "trust: \"%.*s\": write role:authenticated, role:code or role:address",
                             SPAN_ARG(item));
        if (!role_is_there(definitions, count, span_first(item, colon)))
            return error_set(err, ERROR_BAD_INPUT, "trust: the procedure %.*s has no role \"%.*s\"",
                             SPAN_ARG(procedure_name(definitions[0]->procedure)),
                             SPAN_ARG(span_first(item, colon)));
    }
    return true;
}

bool
trust_same_address(struct span a, struct span b)
{
    return a.len > 0 && span_equal_nocase(a, b);
}

static bool
domain_fits(struct span domain, struct span pattern)
{
    if (span_is(pattern, "*"))
        return true;
    if (pattern.len > 0 && pattern.data[0] == '.')
        return domain.len > pattern.len &&
               span_equal_nocase(span_from(domain, domain.len - pattern.len), pattern);
    return span_equal_nocase(domain, pattern);
}

bool
trust_domain(struct span address, struct span domains)
{
    struct span domain = address_domain(address), pattern;

    while (domain.len > 0 && span_split(&domains, ' ', &pattern))
        if (pattern.len > 0 && domain_fits(domain, pattern))
            return true;
    return false;
}

bool
trust_stands_in(struct run *run, const struct role *role, struct span holder, struct span address)
{
    struct span rest, one;

    if (role == NULL)
        return false;
    if (role->deputies && trust_same_address(habit_deputy(run->situation, holder), address))
        return true;
    rest = role->colleagues.compiled == NULL ? SPAN("") : run_string(run, &role->colleagues);
    while (span_split(&rest, ' ', &one))
        if (trust_same_address(span_trim(one), address))
            return true;
    return false;
}

bool
trust_answers_for(struct run *run, const xmlNode *task, struct span address)
{
    const struct role *role = definition_role(run->definition, run_span(run, task, "role"));
    struct span holder = run_span(run, task, "address");

    return trust_same_address(holder, address) || trust_stands_in(run, role, holder, address) ||
           (role != NULL && role->deputies && trust_same_address(run_span(run, task, "deputy"), address));
}

bool
trust_holds(struct run *run, const struct role *role, struct span address)
{
    struct span holder = run_person(run, role->id).address;

    return trust_same_address(holder, address) || trust_stands_in(run, role, holder, address);
}

static bool
is_role(struct run *run, const struct role *role)
{
    struct span from = run->event->intent->from;

    if (role == run->definition->owner && trust_same_address(run_span(run, run->root, "owner"), from))
        return true;
    return trust_holds(run, role, from);
}

const struct role *
trust_editor(struct run *run, const struct state *state, bool *known)
{
    const struct definition *definition = run->definition;

    *known = false;
    for (size_t i = 0; i < definition->role_count; i++) {
        const struct role *role = &definition->roles[i];

        if (!is_role(run, role))
            continue;
        *known = true;
        if (state != NULL && names_have(&state->edit, role->id))
            return role;
    }
    return NULL;
}

bool
trust_party(struct run *run)
{
    const struct definition *definition = run->definition;
    const struct intent *intent = run->event->intent;

    for (size_t i = 0; i < definition->role_count; i++)
        if (trust_suffices(run->situation, &definition->roles[i], intent) && is_role(run, &definition->roles[i]))
            return true;
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (trust_answers_for(run, task, intent->from) &&
            trust_suffices(run->situation, definition_role(definition, run_span(run, task, "role")), intent))
            return true;
    return false;
}

const struct command *
trust_command(const struct definition *definition, const struct event *event)
{
    const struct intent *intent = event->kind == EVENT_MESSAGE ? event->intent : NULL;

    if (intent == NULL || intent->kind != INTENT_COMMAND || intent->automatic != AUTO_NO ||
        intent->authentication.verdict != AUTH_PASS)
        return NULL;
    return definition_command(definition, intent->verb);
}
