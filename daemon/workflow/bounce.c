// SPDX-License-Identifier: Apache-2.0
#include "workflow/bounce.h"

#include "common/xml.h"
#include "workflow/tasks.h"

/* An RFC 3463 code and nothing else; "failed" when there was none. */
static struct span
status_of(const struct intent *intent)
{
    struct span status = intent->bounce_status;

    for (size_t i = 0; i < status.len; i++)
        if (status.data[i] != '.' && (status.data[i] < '0' || status.data[i] > '9'))
            return SPAN("failed");
    return status.len == 0 || status.len > 11 ? SPAN("failed") : status;
}

static bool
is_failure(const struct intent *intent)
{
    if (intent->bounce_action.len > 0)
        return span_is_nocase(intent->bounce_action, "failed");
    return !span_starts(intent->bounce_status, "4.") && !span_starts(intent->bounce_status, "2.");
}

/* task NULL: the mail asked nothing. */
static void
tell(struct run *run, const xmlNode *task, struct span status)
{
    struct mail_order order = {.template = SPAN("bounced"), .reason = status};

    if (run->definition->bounce_to == NULL)
        return;
    order.person = run_person(run, run->definition->bounce_to->id);
    if (task != NULL) {
        order.task = run_number(run, task, "serial");
    } else {
        order.address = run->event->intent->bounce_recipient;
        if (span_equal_nocase(order.person.address, order.address))
            return;
    }
    run_mail(run, &order);
}

static void
note_without_task(struct run *run, struct span status)
{
    if (!run->event->undelivered || run->event->match == MATCH_TASK) {
        run_record(run, "message.ignored", "kind=bounce status=%.*s", SPAN_ARG(status));
        return;
    }
    run_record(run, "mail.undelivered", "status=%.*s", SPAN_ARG(status));
    tell(run, NULL, status);
}

void
bounce_note(struct run *run)
{
    const struct intent *intent = run->event->intent;
    xmlNode *task = run->event->match == MATCH_TASK ? dossier_task(run->dossier, run->event->serial) : NULL;
    struct span status = status_of(intent);

    if (task == NULL) {
        note_without_task(run, status);
        return;
    }
    if (!is_failure(intent)) {
        run_record(run, "task.delayed", "serial=%s status=%.*s", run_attribute(run, task, "serial"),
                   SPAN_ARG(status));
        return;
    }
    run_record(run, "task.bounced", "serial=%s status=%.*s", run_attribute(run, task, "serial"),
               SPAN_ARG(status));
    if (*run_attribute(run, task, "bounced") != '\0' || !tasks_is_open(run, task))
        return;
    xml_set(task, "bounced", status);
    run->touched = true;
    tell(run, task, status);
}
