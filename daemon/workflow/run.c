// SPDX-License-Identifier: Apache-2.0
#include "workflow/run.h"

#include <stdarg.h>
#include <stdio.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/template.h"
#include "workflow/habit.h"
#include "workflow/linked.h"
#include "workflow/trust.h"

enum { DETAIL_MAX = 500 };

static void
set_dossier(struct run *run, xmlDoc *dossier, struct evaluation *evaluation)
{
    run->dossier = dossier;
    run->root = xmlDocGetRootElement(dossier);
    run->evaluation = evaluation;
    evaluation_set_node(evaluation, "task", NULL);
    evaluation_set_node(evaluation, "answer", NULL);
    evaluation_set_node(evaluation, "child", NULL);
    run->stale = true;
}

static struct run *
start(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = arena_alloc(arena, sizeof *run);

    run->arena = arena;
    run->situation = situation;
    run->event = event;
    run->definition = situation->definition;
    return run;
}

struct run *
run_open(struct arena *arena, const struct situation *situation, const struct event *event, xmlDoc *dossier)
{
    const struct procedure *procedure = situation->definition->procedure;
    struct run *run = start(arena, situation, event);

    run->blank = dossier == NULL;
    if (run->blank)
        dossier =
            dossier_new(arena, procedure, SPAN(""), event->intent == NULL ? SPAN("") : event->intent->from,
                        event->intent == NULL ? SPAN("fr") : event->intent->language, situation->now);
    set_dossier(run, dossier, evaluation_open(arena, procedure, dossier, situation->facts, situation->now));
    return run;
}

void
run_take_draft(struct run *run)
{
    const struct draft *draft = run->situation->draft;

    if (run->dossier == draft->dossier)
        return;
    evaluation_moved(draft->evaluation);
    evaluation_facts(draft->evaluation, run->situation->facts);
    set_dossier(run, draft->dossier, draft->evaluation);
}

struct run *
run_open_draft(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = start(arena, situation, event);

    run_take_draft(run);
    return run;
}

void
run_refresh(struct run *run)
{
    if (!run->stale)
        return;
    run->stale = false;
    if (run->blank)
        return;
    run->amended = linked_set(run->arena, run->situation, run->dossier, run->evaluation);
}

const struct findings *
run_findings(struct run *run)
{
    run_refresh(run);
    if (!run->checked) {
        run->findings = rules_check(run->evaluation);
        if (run->amended != NULL)
            run->findings = linked_findings(run->arena, run->situation, run->amended, run->findings);
        run->checked = true;
        evaluation_moved(run->evaluation);
    }
    return &run->findings;
}

void
run_computed(struct run *run)
{
    run->checked = false;
    run->stale = true;
}

void
run_changed(struct run *run)
{
    run_computed(run);
    evaluation_forget(run->evaluation);
}

void
run_moved(struct run *run)
{
    run->checked = false;
    evaluation_moved(run->evaluation);
}

void
run_forget_answer(struct run *run)
{
    evaluation_set_node(run->evaluation, "answer", NULL);
    xml_remove(run->answer);
    run->answer = NULL;
}

static void
prepare(struct run *run, const struct expression *expression)
{
    run_refresh(run);
    evaluation_set_node(run->evaluation, "task", run->task);
    evaluation_set_node(run->evaluation, "child", run->child);
    evaluation_set_node(run->evaluation, "answer", run->answer);
    if (!expression->findings)
        return;
    evaluation_set_boolean(run->evaluation, "complete", findings_complete(run_findings(run)));
    evaluation_set_boolean(run->evaluation, "valid", findings_valid(run_findings(run)));
}

static void
record_fault(struct run *run, const struct expression *expression, const struct error *err)
{
    if (err->kind != ERROR_NONE)
        run_record(run, "workflow.fault", "line=%d", expression->line);
}

bool
run_holds(struct run *run, const struct expression *expression)
{
    struct error err = {0};
    bool holds;

    if (expression->compiled == NULL)
        return true;
    prepare(run, expression);
    holds = evaluation_boolean(run->evaluation, expression->compiled, &err);
    evaluation_moved(run->evaluation);
    record_fault(run, expression, &err);
    return holds;
}

struct span
run_string(struct run *run, const struct expression *expression)
{
    struct error err = {0};
    struct span value;

    if (expression->compiled == NULL)
        return SPAN("");
    prepare(run, expression);
    value = evaluation_string(run->evaluation, expression->compiled, &err);
    evaluation_moved(run->evaluation);
    record_fault(run, expression, &err);
    return value;
}

/* One line, whatever was put in: a record must not be able to write another. */
static struct span
clean_detail(struct run *run, const char *detail)
{
    char *copy = arena_strdup(run->arena, detail);

    for (char *c = copy; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    return span_of(copy);
}

void
run_record(struct run *run, const char *event, const char *format, ...)
{
    char detail[DETAIL_MAX];
    va_list arguments;

    if (run->record_count == RUN_RECORDS_MAX)
        return;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    run->records[run->record_count++] =
        (struct record){span_of(arena_strdup(run->arena, event)), clean_detail(run, detail)};
}

static bool
same_mail(const struct mail_order *a, const struct mail_order *b)
{
    return span_equal(a->template, b->template) && trust_same_address(a->person.address, b->person.address) &&
           a->task == b->task && span_equal(a->reason, b->reason);
}

struct span
run_language(const struct run *run, struct span address, struct span otherwise)
{
    const struct habit *set = run->habit; /* just now */

    if (set != NULL && set->language.len > 0 && trust_same_address(set->address, address))
        return set->language;
    return habit_language(run->situation, address, otherwise);
}

void
run_mail(struct run *run, const struct mail_order *order)
{
    if (order->person.address.len == 0) {
        run_record(run, "mail.unaddressed", "template=%.*s role=%.*s", SPAN_ARG(order->template),
                   SPAN_ARG(order->person.role));
        return;
    }
    for (size_t i = 0; i < run->mail_count; i++)
        if (same_mail(&run->mails[i], order))
            return;
    if (run->mail_count == RUN_MAILS_MAX) {
        run_record(run, "mail.refused", "template=%.*s reason=too-many", SPAN_ARG(order->template));
        return;
    }
    run->mails[run->mail_count] = *order;
    run->mails[run->mail_count++].person.language =
        run_language(run, order->person.address, order->person.language);
}

void
run_document(struct run *run, const struct action *plan)
{
    for (size_t i = 0; i < run->document_count; i++)
        if (span_equal(run->documents[i].plan->name, plan->name))
            return;
    if (run->document_count < RUN_DOCUMENTS_MAX)
        run->documents[run->document_count++] = (struct document_order){
            plan, run_string(run, &plan->value), run_string(run, &plan->by_hand)};
}

const char *
run_attribute(const struct run *run, const xmlNode *node, const char *name)
{
    return xml_attr_or(run->arena, node, name, "");
}

struct span
run_span(const struct run *run, const xmlNode *node, const char *name)
{
    return span_of(run_attribute(run, node, name));
}

uint32_t
run_number(const struct run *run, const xmlNode *node, const char *name)
{
    uint64_t value = 0;

    return span_to_uint(run_span(run, node, name), &value) && value <= UINT32_MAX ? (uint32_t)value : 0;
}

struct span
run_now(const struct run *run)
{
    return instant_iso(run->arena, run->situation->now);
}

/* A role that says no language speaks the dossier's. */
struct person
run_person(struct run *run, struct span role)
{
    const struct role *found = definition_role(run->definition, role);
    struct person person;

    run_refresh(run);
    person = context_person(run->arena, run->evaluation, run->definition, role);
    evaluation_moved(run->evaluation);
    if (found == NULL || found->language.compiled == NULL)
        person.language = template_language(run->definition->procedure, run_span(run, run->root, "language"));
    person.language = run_language(run, person.address, person.language);
    return person;
}
