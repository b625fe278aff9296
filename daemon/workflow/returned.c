// SPDX-License-Identifier: Apache-2.0
#include "workflow/returned.h"

#include <string.h>

#include "common/xml.h"
#include "workflow/tasks.h"

bool
returned_is_pdf(const struct intent_attachment *attachment)
{
    return span_starts(attachment->data, "%PDF-") || span_is(attachment->type, "application/pdf") ||
           span_is(attachment->type, "application/x-pdf") ||
           (attachment->name.len > 4 &&
            span_is_nocase(span_from(attachment->name, attachment->name.len - 4), ".pdf"));
}

static bool
brings_pdf(const struct intent *intent)
{
    for (size_t i = 0; i < intent->attachment_count; i++)
        if (returned_is_pdf(&intent->attachments[i]))
            return true;
    return false;
}

/* The answer of the verb, or the file without a word. */
static bool
may_be_signed(const struct task_plan *plan, const struct intent *intent)
{
    return plan != NULL && plan->signed_verb.len > 0 &&
           (intent->kind == INTENT_DOCUMENT ||
            (intent->kind == INTENT_ANSWER && span_equal(intent->verb, plan->signed_verb)));
}

bool
returned_wanted(struct arena *arena, const struct situation *situation, const struct event *event,
                struct span *document)
{
    const struct state *state;
    const xmlNode *task;

    if (event->kind != EVENT_MESSAGE || event->match != MATCH_TASK || situation->dossier == NULL ||
        event->intent->automatic != AUTO_NO || !brings_pdf(event->intent))
        return false;
    task = dossier_task(situation->dossier, event->serial);
    if (task == NULL || strcmp(xml_attr_or(arena, task, "status", ""), "open") != 0)
        return false;
    state = definition_state(situation->definition, span_of(xml_attr_or(arena, task, "state", "")));
    *document = span_of(xml_attr_or(arena, task, "document", ""));
    return document->len > 0 &&
           may_be_signed(state_task(state, span_of(xml_attr_or(arena, task, "id", ""))), event->intent);
}

struct span
returned_verb(const struct run *run, const xmlNode *task, struct span verb)
{
    const struct task_plan *plan = tasks_plan(run, task);

    if (run->event->returned == NULL || !may_be_signed(plan, run->event->intent))
        return verb;
    return plan->signed_verb;
}

/* Who writes the verb and leaves our own file attached, as it was, has answered by mail. */
static bool
is_quoted(const struct run *run)
{
    return run->event->intent->kind == INTENT_ANSWER && span_is(run->event->returned->reason, "not-signed");
}

bool
returned_refuses(const struct run *run)
{
    const struct returned *returned = run->event->returned;

    return returned != NULL && !span_is(returned->verdict, "valid") && !is_quoted(run);
}

/* Was it signed over what goes out now? */
static bool
is_newest(const struct run *run, struct span name, uint32_t *revision)
{
    const struct document_fact *newest = NULL;

    for (size_t i = 0; i < run->situation->document_count; i++) {
        const struct document_fact *fact = &run->situation->documents[i];

        if (span_equal(fact->name, name) && (newest == NULL || fact->revision >= newest->revision))
            newest = fact;
    }
    *revision = newest == NULL ? dossier_revision(run->dossier) : newest->revision;
    return newest != NULL && span_equal(newest->sha256, run->event->returned->original);
}

/* A document that only this signatory's circuit knows. */
static void
add_document(struct run *run, struct span name, struct span of)
{
    xmlNode *node = xml_first(run->root, "document");

    while (node != NULL && !span_equal(run_span(run, node, "name"), name))
        node = xml_next(node, "document");
    if (node == NULL)
        node = xml_add(run->root, "document", SPAN(""));
    xml_set(node, "name", name);
    xml_set(node, "of", of);
    xml_set(node, "revision", run_span(run, run->root, "revision"));
    xml_set(node, "requested", run_now(run));
}

void
returned_keep(struct run *run, const xmlNode *task, xmlNode *answer)
{
    const struct returned *returned = run->event->returned;
    struct span name = run_span(run, task, "document");

    if (returned == NULL || !span_is(returned->verdict, "valid"))
        return;
    xml_set(answer, "mail-method", run_span(run, answer, "method"));
    xml_set(answer, "method", SPAN("pdf"));
    xml_set(answer, "document-sha256", returned->original);
    xml_set(answer, "signed-sha256", returned->sha256);
    xml_set(answer, "signer", span_first(returned->signer, 200));
    xml_set(answer, "organisation", span_first(returned->organisation, 200));
    xml_set(answer, "level", returned->level);
    xml_set(answer, returned->time_proved ? "signed-at" : "signed-said", returned->time);
    run->keep = name;
    if (!is_newest(run, name, &run->keep_revision)) {
        run->keep =
            span_printf(run->arena, "%.*s-%s", SPAN_ARG(name), run_attribute(run, task, "role"));
        add_document(run, run->keep, name);
    }
    run_record(run, "document.signed", "task=%s name=%.*s sha256=%.*s original=%.*s signer=%.*s",
               run_attribute(run, task, "serial"), SPAN_ARG(run->keep), SPAN_ARG(returned->sha256),
               SPAN_ARG(returned->original), SPAN_ARG(returned->signer));
}
