// SPDX-License-Identifier: Apache-2.0
#include "workflow/provider.h"

#include "common/xml.h"
#include "workflow/answering.h"
#include "workflow/machine.h"
#include "workflow/tasks.h"

bool
provider_serves(const struct run *run, const struct state *state)
{
    return state->provider.len > 0 && run->situation->provider;
}

/* The first word that says yes, or no. */
static struct span
verb_of(const struct task_plan *plan, bool refused)
{
    for (size_t i = 0; i < plan->accept.count; i++)
        if (verb_refuses(plan->accept.at[i]) == refused)
            return plan->accept.at[i];
    return SPAN("");
}

bool
provider_asks_anew(const struct task_plan *plan, struct span verb)
{
    return span_equal(verb_of(plan, false), verb);
}

bool
provider_brings(const struct run *run, const xmlNode *task, struct span verb)
{
    const struct task_plan *plan = tasks_plan(run, task);

    return plan != NULL && span_is(run_span(run, task, "by"), "provider") && provider_asks_anew(plan, verb);
}

static bool
is_asked(const struct run *run, const xmlNode *task, struct span entry)
{
    return span_is(run_span(run, task, "by"), "provider") && span_equal(run_span(run, task, "entry"), entry) &&
           !span_is(run_span(run, task, "status"), "cancelled");
}

static xmlNode *
open_one(const struct run *run)
{
    xmlNode *node = xml_first(run->root, "provider");

    while (node != NULL && !span_is(run_span(run, node, "status"), "open"))
        node = xml_next(node, "provider");
    return node;
}

/* By an answer that stands: the provider has nothing to ask. */
static bool
is_done(const struct run *run, const xmlNode *task)
{
    return span_is(run_span(run, task, "status"), "done");
}

/* The provider needs all addresses from the start. */
static bool
have_addresses(struct run *run, struct span entry)
{
    size_t count = 0;

    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        if (!span_equal(run_span(run, task, "entry"), entry) || is_done(run, task))
            continue;
        if (run_person(run, run_span(run, task, "role")).address.len == 0)
            return false;
        count++;
    }
    return count > 0 && count <= PROVIDER_SIGNATORIES_MAX;
}

static void
name_signatories(struct run *run, struct span entry)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        const struct task_plan *plan = tasks_plan(run, task);
        struct person person;

        if (!span_equal(run_span(run, task, "entry"), entry) || is_done(run, task) ||
            (plan->automatic.compiled != NULL && run_holds(run, &plan->automatic)))
            continue;
        person = run_person(run, run_span(run, task, "role"));
        xml_set(task, "by", SPAN("provider"));
        xml_set(task, "address", person.address);
        xml_set(task, "name", person.name);
    }
}

void
provider_start(struct run *run, const struct state *state)
{
    struct span entry = run_span(run, xml_first(run->root, "state"), "entry");
    const struct action *document = definition_document(run->definition, state->provider);
    xmlNode *node;

    if (!provider_serves(run, state))
        return;
    if (document == NULL || !have_addresses(run, entry)) {
        run_record(run, "provider.unable", "state=%.*s", SPAN_ARG(state->id));
        return;
    }
    name_signatories(run, entry);
    node = xml_add(run->root, "provider", SPAN(""));
    xml_set(node, "entry", entry);
    xml_set(node, "state", state->id);
    xml_set(node, "document", state->provider);
    xml_set(node, "signed", state->provider_signed);
    xml_set(node, "revision", run_span(run, run->root, "revision"));
    xml_set(node, "status", SPAN("open"));
    run_document(run, document);
    run_record(run, "provider.wanted", "document=%.*s revision=%s", SPAN_ARG(state->provider),
               run_attribute(run, run->root, "revision"));
}

void
provider_stop(struct run *run)
{
    xmlNode *node = open_one(run);

    if (node == NULL)
        return;
    xml_set(node, "status", SPAN("left"));
    run_record(run, "provider.left", "entry=%s", run_attribute(run, node, "entry"));
}

static void
count_up(struct run *run, const char *what)
{
    xmlNode *node = open_one(run);

    if (node != NULL)
        xml_set(node, what, span_printf(run->arena, "%u", run_number(run, node, what) + 1));
}

void
provider_changed(struct run *run)
{
    count_up(run, "changes");
}

void
provider_remind(struct run *run)
{
    count_up(run, "reminders");
}

static const struct provider_signature *
reported(const struct provider_report *report, uint32_t serial)
{
    for (size_t i = 0; i < report->count; i++)
        if (report->signatures[i].task == serial)
            return &report->signatures[i];
    return NULL;
}

/* How many have not signed yet, by what the dossier knows; and by the report too. */
static size_t
count_left(const struct run *run, struct span entry, const struct provider_report *report)
{
    size_t left = 0;

    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        const struct provider_signature *signature;

        if (!is_asked(run, task, entry) || span_is(run_span(run, task, "status"), "done"))
            continue;
        signature = report == NULL ? NULL : reported(report, run_number(run, task, "serial"));
        left += signature == NULL || signature->refused;
    }
    return left;
}

static void
keep_document(struct run *run, xmlNode *node)
{
    xmlNode *document = xml_add(run->root, "document", SPAN(""));

    xml_set(node, "status", SPAN("done"));
    xml_set(document, "name", run_span(run, node, "signed"));
    xml_set(document, "by", SPAN("provider"));
    xml_set(document, "revision", run_span(run, run->root, "revision"));
    xml_set(document, "requested", run_now(run));
}

/* One signature whose turn it is; false: there is none. */
static bool
hear_signature(struct run *run, xmlNode *node, struct span entry, const struct provider_report *report)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        const struct provider_signature *signature;

        if (!is_asked(run, task, entry) || !tasks_is_open(run, task))
            continue;
        signature = reported(report, run_number(run, task, "serial"));
        if (signature == NULL || signature->refused)
            continue;
        if (count_left(run, entry, NULL) == 1) {
            if (report->outcome != PROVIDER_DONE)
                continue;
            keep_document(run, node);
        }
        answering_provider(run, task, verb_of(tasks_plan(run, task), false), signature);
        return true;
    }
    return false;
}

static bool
hear_refusal(struct run *run, struct span entry, const struct provider_report *report)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        const struct provider_signature *signature = reported(report, run_number(run, task, "serial"));
        struct span status = run_span(run, task, "status");

        if (signature == NULL || !signature->refused || !is_asked(run, task, entry) ||
            (!span_is(status, "open") && !span_is(status, "waiting")))
            continue;
        answering_provider(run, task, verb_of(tasks_plan(run, task), true), signature);
        return true;
    }
    return false;
}

static void
fail(struct run *run, xmlNode *node, const char *event, struct span reason)
{
    xml_set(node, "status", SPAN("failed"));
    xml_set(node, "reason", reason);
    run->touched = run->acted = true;
    run_record(run, "provider.failed", "entry=%s reason=%.*s", run_attribute(run, node, "entry"),
               SPAN_ARG(reason));
    machine_external(run, span_of(event));
}

static void
hear_end(struct run *run, xmlNode *node, struct span entry, const struct provider_report *report)
{
    switch (report->outcome) {
    case PROVIDER_WAITING:
        return;
    case PROVIDER_DONE: /* yet somebody has not signed */
        fail(run, node, "provider.failed", SPAN("incomplete"));
        return;
    case PROVIDER_REFUSED:
        if (!hear_refusal(run, entry, report))
            fail(run, node, "provider.refused", SPAN("refused"));
        return;
    case PROVIDER_EXPIRED:
        fail(run, node, "provider.expired", SPAN("expired"));
        return;
    case PROVIDER_WITHDRAWN:
        fail(run, node, "provider.withdrawn", SPAN("withdrawn"));
        return;
    case PROVIDER_FAILED:
        fail(run, node, "provider.failed", report->reason);
        return;
    }
}

void
provider_hear(struct run *run)
{
    const struct provider_report *report = run->event->provider;
    xmlNode *node = open_one(run);
    struct span entry = node == NULL ? SPAN("") : run_span(run, node, "entry");

    if (node == NULL || run_number(run, node, "entry") != report->entry) {
        run_record(run, "provider.ignored", "entry=%u", report->entry);
        return;
    }
    if (report->outcome != PROVIDER_DONE || count_left(run, entry, report) == 0)
        while (open_one(run) == node && hear_signature(run, node, entry, report))
            ;
    if (open_one(run) == node)
        hear_end(run, node, entry, report);
}
