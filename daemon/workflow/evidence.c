// SPDX-License-Identifier: Apache-2.0
#include "workflow/evidence.h"

#include "common/xml.h"
#include "workflow/replacing.h"
#include "workflow/tasks.h"
#include "workflow/trust.h"

enum { ATTACHMENTS_MAX = 20 };

/* The revision that the person has seen. */
static uint32_t
shown_revision(const struct run *run, const xmlNode *task)
{
    uint32_t shown = run_number(run, task, "shown");

    return shown > 0 ? shown : run_number(run, task, "revision");
}

/* Exactly the bytes that the task's mails carried last, and who took that mail over. */
static const struct shown_fact *
last_shown(const struct run *run, const xmlNode *task, struct span name)
{
    uint32_t serial = run_number(run, task, "serial");

    for (size_t i = 0; i < run->situation->shown_count; i++)
        if (run->situation->shown[i].task == serial && span_equal(run->situation->shown[i].document, name))
            return &run->situation->shown[i];
    return NULL;
}

static void
name_shown(xmlNode *answer, const struct shown_fact *shown)
{
    xml_set(answer, "document-sha256", shown->sha256);
    xml_set(answer, "shown-at", shown->at);
    xml_set(answer, "shown-message", span_first(shown->message_id, 250));
    if (shown->receipt.len > 0)
        xml_set(answer, "shown-receipt", span_first(shown->receipt, 200));
}

/* The document that this answer is about: what was sent last; while nothing was, the newest that the person
 * can have got. */
static void
name_document(const struct run *run, const xmlNode *task, xmlNode *answer)
{
    struct span name = run_span(run, task, "document");
    const struct document_fact *found = NULL;

    if (name.len == 0)
        return;
    xml_set(answer, "document", name);
    if (last_shown(run, task, name) != NULL) {
        name_shown(answer, last_shown(run, task, name));
        return;
    }
    for (size_t i = 0; i < run->situation->document_count; i++) {
        const struct document_fact *fact = &run->situation->documents[i];

        if (span_equal(fact->name, name) && fact->revision <= shown_revision(run, task) &&
            (found == NULL || fact->revision >= found->revision))
            found = fact;
    }
    if (found != NULL)
        xml_set(answer, "document-sha256", found->sha256);
}

static void
name_message(const struct run *run, xmlNode *answer)
{
    const struct intent *intent = run->event->intent;

    xml_set(answer, "message", digest_hex(run->arena, &intent->digest));
    xml_set(answer, "message-id", span_first(intent->message_id, 250));
    xml_set(answer, "method", intent->authentication.method);
    xml_set(answer, "domain", intent->authentication.domain);
    for (size_t i = 0; i < intent->attachment_count && i < ATTACHMENTS_MAX; i++) {
        xmlNode *attachment = xml_add(answer, "attachment", SPAN(""));

        xml_set(attachment, "name", span_first(intent->attachments[i].name, 200));
        xml_set(attachment, "type", span_first(intent->attachments[i].type, 100));
        xml_set(attachment, "size",
                span_printf(run->arena, "%llu", (unsigned long long)intent->attachments[i].size));
        xml_set(attachment, "sha256", digest_hex(run->arena, &intent->attachments[i].digest));
    }
}

/* Who answers for somebody else answers under their own address. */
static void
name_stand_in(const struct run *run, const xmlNode *task, xmlNode *answer)
{
    struct span holder = run_span(run, task, "address"), from;

    if (run->event->kind != EVENT_MESSAGE || run->challenge != NULL)
        return;
    from = run->event->intent->from;
    if (trust_same_address(holder, from))
        return;
    xml_set(answer, "address", from);
    xml_set(answer, "name", SPAN(""));
    xml_set(answer, "for", holder);
    xml_set(answer, "for-name", run_span(run, task, "name"));
    if (run->declared_by != NULL)
        xml_set(answer, "declared-by", run->declared_by->id);
}

/* Whose place they took. */
static void
name_delegator(const struct run *run, const xmlNode *task, xmlNode *answer)
{
    static const char *const names[] = {"delegated-by", "delegated-by-name"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (*run_attribute(run, task, names[i]) != '\0')
            xml_set(answer, names[i], run_span(run, task, names[i]));
}

xmlNode *
evidence_keep(struct run *run, const xmlNode *task, struct span verb, struct span argument)
{
    xmlNode *answer = xml_add(run->root, "answer", span_first(argument, CONTEXT_QUOTE_MAX));

    xml_set(answer, "task", task == NULL ? SPAN("0") : run_span(run, task, "serial"));
    if (task != NULL) {
        xml_set(answer, "role", run_span(run, task, "role"));
        xml_set(answer, "address", run_span(run, task, "address"));
        xml_set(answer, "name", run_span(run, task, "name"));
        name_stand_in(run, task, answer);
        name_delegator(run, task, answer);
        replacing_name(run, task, answer);
        name_document(run, task, answer);
    }
    xml_set(answer, "verb", verb);
    xml_set(answer, "at", run_now(run));
    xml_set(answer, "revision", run_span(run, run->root, "revision"));
    if (run->event->kind == EVENT_OPERATOR)
        xml_set(answer, "operator", run->event->operator);
    else if (run->event->kind == EVENT_PROVIDER)
        xml_set(answer, "method", SPAN("provider"));
    else
        name_message(run, answer);
    if (run->challenge != NULL) {
        xml_set(answer, "method", SPAN("code"));
        xml_set(answer, "first-message", run_span(run, run->challenge, "pending-message"));
    }
    run->touched = run->acted = true;
    return answer;
}
