// SPDX-License-Identifier: Apache-2.0
#include "workflow/challenge.h"

#include "common/date.h"
#include "common/xml.h"
#include "workflow/actions.h"
#include "workflow/tasks.h"

enum { PENDING_TEXT_MAX = 1000 }; /* bytes */

bool
challenge_is(const struct run *run, const xmlNode *task)
{
    return task != NULL && *run_attribute(run, task, "confirms") != '\0';
}

bool
challenge_holds(const struct run *run, const xmlNode *challenge)
{
    int64_t opened;

    return tasks_is_open(run, challenge) && instant_parse_iso(run_span(run, challenge, "opened"), &opened) &&
           run->situation->now - opened <= CHALLENGE_SECONDS;
}

void
challenge_drop(struct run *run, const xmlNode *task)
{
    struct span serial = run_span(run, task, "serial");

    for (xmlNode *node = xml_first(run->root, "task"); node != NULL; node = xml_next(node, "task"))
        if (tasks_is_open(run, node) && span_equal(run_span(run, node, "confirms"), serial))
            tasks_close(run, node, "cancelled", SPAN(""));
}

static xmlNode *
put_by(struct run *run, const xmlNode *task, struct span verb)
{
    static const char *const copied[] = {"id",       "role",    "rank", "state",   "entry",
                                         "revision", "address", "name", "language"};
    const struct intent *intent = run->event->intent;
    xmlNode *challenge = tasks_new(run);

    for (size_t i = 0; i < sizeof copied / sizeof copied[0]; i++)
        xml_set(challenge, copied[i], run_span(run, task, copied[i]));
    xml_set(challenge, "status", SPAN("open"));
    xml_set(challenge, "opened", run_now(run));
    xml_set(challenge, "confirms", run_span(run, task, "serial"));
    xml_set(challenge, "pending", verb);
    xml_set(challenge, "pending-message", digest_hex(run->arena, &intent->digest));
    xml_set(challenge, "pending-text", span_first(intent->argument, PENDING_TEXT_MAX));
    for (size_t i = 0; i < intent->remark_count && i < REVIEW_ITEMS_MAX; i++) {
        xmlNode *item = xml_add(challenge, "item", span_first(intent->remarks[i].value, REVIEW_TEXT_MAX));

        if (intent->remarks[i].field.len > 0)
            xml_set(item, "field", intent->remarks[i].field);
    }
    return challenge;
}

void
challenge_ask(struct run *run, const xmlNode *task, struct span verb)
{
    struct mail_order order = {
        .template = SPAN(CHALLENGE_TEMPLATE), .person = tasks_person(run, task), .of_task = true};
    xmlNode *challenge;

    challenge_drop(run, task);
    challenge = put_by(run, task, verb);
    order.task = run_number(run, challenge, "serial");
    run->touched = true;
    run_record(run, "answer.put-by", "task=%s verb=%.*s challenge=%u message=%s",
               run_attribute(run, task, "serial"), SPAN_ARG(verb), order.task,
               run_attribute(run, challenge, "pending-message"));
    run_mail(run, &order);
}
