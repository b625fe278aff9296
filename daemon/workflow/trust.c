// SPDX-License-Identifier: Apache-2.0
#include "workflow/trust.h"

#include "common/xml.h"
#include "reader/address.h"

bool
trust_suffices(const struct role *role, const struct intent *intent)
{
    if (role != NULL && role->trust == TRUST_ADDRESS)
        return intent->authentication.verdict != AUTH_FAIL;
    return intent->authentication.verdict == AUTH_PASS;
}

bool
trust_may_prove(const struct role *role, const struct intent *intent)
{
    return role != NULL && role->trust == TRUST_CODE && intent->authentication.verdict == AUTH_NONE;
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

static bool
is_role(struct run *run, const struct role *role)
{
    if (role == run->definition->owner &&
        trust_same_address(run_span(run, run->root, "owner"), run->event->intent->from))
        return true;
    return trust_same_address(run_person(run, role->id).address, run->event->intent->from);
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
        if (trust_suffices(&definition->roles[i], intent) && is_role(run, &definition->roles[i]))
            return true;
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (trust_same_address(run_span(run, task, "address"), intent->from) &&
            trust_suffices(definition_role(definition, run_span(run, task, "role")), intent))
            return true;
    return false;
}
