// SPDX-License-Identifier: Apache-2.0
#include "workflow/returned.h"

#include <string.h>

#include "common/xml.h"
#include "workflow/tasks.h"

enum { NAME_SHOWN = 120 }; /* bytes of the file's name, for whoever is shown that it came */

bool
returned_is_pdf(const struct intent_attachment *attachment)
{
    return span_starts(attachment->data, "%PDF-") || span_is(attachment->type, "application/pdf") ||
           span_is(attachment->type, "application/x-pdf") ||
           (attachment->name.len > 4 &&
            span_is_nocase(span_from(attachment->name, attachment->name.len - 4), ".pdf"));
}

bool
returned_is_picture(const struct intent_attachment *attachment)
{
    return intent_is_picture(attachment->type, attachment->name);
}

static bool
brings(const struct intent *intent, bool (*is)(const struct intent_attachment *attachment))
{
    for (size_t i = 0; i < intent->attachment_count; i++)
        if (!intent->attachments[i].form && is(&intent->attachments[i]))
            return true;
    return false;
}

/* The answer of the verb, or the file without a word. */
static bool
may_be_signed(const struct task_plan *plan, const struct intent *intent)
{
    return plan->signed_verb.len > 0 && brings(intent, returned_is_pdf) &&
           (intent->kind == INTENT_DOCUMENT ||
            (intent->kind == INTENT_ANSWER && span_equal(intent->verb, plan->signed_verb)));
}

static bool
may_be_kept(const struct task_plan *plan, const struct intent *intent)
{
    return plan->keep.len > 0 && (brings(intent, returned_is_pdf) || brings(intent, returned_is_picture)) &&
           (intent->kind == INTENT_DOCUMENT || (intent->kind == INTENT_ANSWER && !verb_refuses(intent->verb)));
}

static enum returned_kind
kind_for(const struct task_plan *plan, const struct intent *intent)
{
    if (plan == NULL)
        return RETURNED_NOTHING;
    if (may_be_signed(plan, intent))
        return RETURNED_SIGNED;
    return may_be_kept(plan, intent) ? RETURNED_SCAN : RETURNED_NOTHING;
}

static enum returned_kind
wanted_by_task(struct arena *arena, const struct situation *situation, const struct event *event,
               struct span *document)
{
    const struct state *state;
    const xmlNode *task;

    if (event->match != MATCH_TASK || situation->dossier == NULL)
        return RETURNED_NOTHING;
    task = dossier_task(situation->dossier, event->serial);
    if (task == NULL || strcmp(xml_attr_or(arena, task, "status", ""), "open") != 0)
        return RETURNED_NOTHING;
    state = definition_state(situation->definition, span_of(xml_attr_or(arena, task, "state", "")));
    *document = span_of(xml_attr_or(arena, task, "document", ""));
    return kind_for(state_task(state, span_of(xml_attr_or(arena, task, "id", ""))), event->intent);
}

/* Whether it is kept is known when the form's values are in their place: returned_annex. */
static bool
may_be_annexed(const struct definition *definition, const struct intent *intent)
{
    return definition->annex_count > 0 &&
           (intent->kind == INTENT_FORM || intent->kind == INTENT_DOCUMENT ||
            (intent->kind == INTENT_ANSWER && !verb_refuses(intent->verb))) &&
           brings(intent, returned_is_pdf);
}

enum returned_kind
returned_wanted(struct arena *arena, const struct situation *situation, const struct event *event,
                struct span *document)
{
    enum returned_kind kind;

    if (event->kind != EVENT_MESSAGE || event->intent->automatic != AUTO_NO)
        return RETURNED_NOTHING;
    kind = wanted_by_task(arena, situation, event, document);
    if (kind == RETURNED_NOTHING && may_be_annexed(situation->definition, event->intent))
        return RETURNED_SCAN;
    return kind;
}

struct span
returned_verb(const struct run *run, const xmlNode *task, struct span verb)
{
    const struct returned *returned = run->event->returned;

    if (returned == NULL || returned->kind != RETURNED_SIGNED)
        return verb;
    return tasks_plan(run, task)->signed_verb;
}

bool
returned_is_heif(const struct run *run)
{
    return run->event->returned != NULL && span_is(run->event->returned->reason, "heif");
}

/* Who writes the verb has answered, whatever lies beside it: our own file, left attached as it was, or no scan. */
static bool
is_beside(const struct run *run)
{
    const struct returned *returned = run->event->returned;

    return run->event->intent->kind == INTENT_ANSWER &&
           ((returned->kind == RETURNED_SCAN && !returned_is_heif(run)) || span_is(returned->reason, "not-signed"));
}

bool
returned_is_pending(const struct run *run)
{
    return run->event->returned != NULL && span_is(run->event->returned->verdict, "pending");
}

bool
returned_refuses(const struct run *run, const xmlNode *task)
{
    const struct returned *returned = run->event->returned;
    const struct task_plan *plan = tasks_plan(run, task);

    if (returned == NULL)
        return run->event->intent != NULL && run->event->intent->kind == INTENT_DOCUMENT && plan != NULL &&
               plan->keep.len > 0;
    if (returned->kind == RETURNED_SCAN && (plan == NULL || plan->keep.len == 0))
        return false;
    return !span_is(returned->verdict, "valid") && !is_beside(run);
}

static bool
brings_masked(const struct intent *intent)
{
    for (size_t i = 0; i < intent->attachment_count; i++)
        if (intent->attachments[i].masked.len > 0)
            return true;
    return false;
}

bool
returned_is_masked(const struct run *run, const xmlNode *task)
{
    const struct intent *intent = run->event->intent;
    const struct task_plan *plan = tasks_plan(run, task);

    return intent != NULL && plan != NULL && plan->keep.len > 0 && brings_masked(intent);
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
static xmlNode *
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
    return node;
}

/* The file itself, under that name. */
static void
keep_file(struct run *run, struct span name, struct span of)
{
    const struct returned *returned = run->event->returned;
    xmlNode *node = add_document(run, name, of);

    xml_set(node, "sha256", returned->sha256);
    xml_set(node, "size", span_printf(run->arena, "%llu", (unsigned long long)returned->size));
    xml_set(node, "file", span_first(run->event->intent->attachments[returned->attachment].name, NAME_SHOWN));
    run->keep = name;
    run->keep_revision = dossier_revision(run->dossier);
}

bool
returned_annex(struct run *run, const struct role *role)
{
    const struct returned *returned = run->event->returned;
    const struct annex *annex = NULL;

    if (returned == NULL || returned->kind != RETURNED_SCAN || !span_is(returned->verdict, "valid") ||
        run->keep.len > 0 || run->event->duplicate_id || brings_masked(run->event->intent))
        return false;
    for (size_t i = 0; i < run->definition->annex_count && annex == NULL; i++)
        if (run->definition->annexes[i].role == role && run_holds(run, &run->definition->annexes[i].when))
            annex = &run->definition->annexes[i];
    if (annex == NULL)
        return false;
    keep_file(run, annex->name, SPAN(""));
    run_record(run, "document.annexed", "name=%.*s sha256=%.*s", SPAN_ARG(annex->name),
               SPAN_ARG(returned->sha256));
    run->touched = run->acted = true;
    run_moved(run);
    return true;
}

static void
keep_scan(struct run *run, const xmlNode *task, xmlNode *answer)
{
    keep_file(run, tasks_plan(run, task)->keep, run_span(run, task, "document"));
    xml_set(answer, "kept", run->keep);
    xml_set(answer, "kept-sha256", run->event->returned->sha256);
    xml_set(answer, "kept-size", span_printf(run->arena, "%llu", (unsigned long long)run->event->returned->size));
    run_record(run, "document.kept", "task=%s name=%.*s sha256=%.*s", run_attribute(run, task, "serial"),
               SPAN_ARG(run->keep), SPAN_ARG(run->event->returned->sha256));
}

static void
keep_signed(struct run *run, const xmlNode *task, xmlNode *answer)
{
    const struct returned *returned = run->event->returned;
    struct span name = run_span(run, task, "document");

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

void
returned_keep(struct run *run, const xmlNode *task, xmlNode *answer)
{
    const struct returned *returned = run->event->returned;
    const struct task_plan *plan = tasks_plan(run, task);

    if (returned == NULL || !span_is(returned->verdict, "valid"))
        return;
    if (returned->kind == RETURNED_SIGNED)
        keep_signed(run, task, answer);
    else if (plan->keep.len > 0)
        keep_scan(run, task, answer);
    else if (names_have(&plan->accept, SPAN("form")))
        returned_annex(run, definition_role(run->definition, run_span(run, task, "role")));
}
