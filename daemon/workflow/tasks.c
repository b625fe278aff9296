// SPDX-License-Identifier: Apache-2.0
#include "workflow/tasks.h"

#include <stdlib.h>

#include "common/xml.h"
#include "workflow/deadline.h"
#include "workflow/machine.h"
#include "workflow/provider.h"

static bool
has_status(const struct run *run, const xmlNode *task, const char *status)
{
    return task != NULL && span_is(run_span(run, task, "status"), status);
}

bool
tasks_is_current(const struct run *run, const xmlNode *task)
{
    return span_equal(run_span(run, task, "entry"), run_span(run, xml_first(run->root, "state"), "entry"));
}

bool
tasks_is_open(const struct run *run, const xmlNode *task)
{
    return has_status(run, task, "open");
}

const struct task_plan *
tasks_plan(const struct run *run, const xmlNode *task)
{
    return state_task(definition_state(run->definition, run_span(run, task, "state")),
                      run_span(run, task, "id"));
}

struct person
tasks_person(const struct run *run, const xmlNode *task)
{
    return (struct person){run_span(run, task, "role"), run_span(run, task, "address"),
                           run_span(run, task, "name"), run_span(run, task, "language")};
}

static uint32_t
next_serial(const struct run *run)
{
    uint32_t last = 0;

    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        uint32_t serial = run_number(run, task, "serial");

        if (serial > last)
            last = serial;
    }
    return last + 1;
}

xmlNode *
tasks_new(struct run *run)
{
    uint32_t serial = next_serial(run);
    xmlNode *task = xml_add(run->root, "task", SPAN(""));

    xml_set(task, "serial", span_printf(run->arena, "%u", serial));
    return task;
}

xmlNode *
tasks_like(struct run *run, const xmlNode *task, const struct person *person)
{
    static const char *const copied[] = {"id", "role", "rank", "state", "entry", "document", "by"};
    xmlNode *like = tasks_new(run);

    for (size_t i = 0; i < sizeof copied / sizeof copied[0]; i++)
        if (xml_attr(run->arena, task, copied[i]) != NULL)
            xml_set(like, copied[i], run_span(run, task, copied[i]));
    xml_set(like, "status", SPAN("open"));
    xml_set(like, "opened", run_now(run));
    xml_set(like, "revision", run_span(run, run->root, "revision"));
    xml_set(like, "address", person->address);
    xml_set(like, "name", person->name);
    xml_set(like, "language", person->language);
    return like;
}

/* 1 to RANK_MAX, whatever the expression says. */
static uint32_t
rank_of(struct run *run, const struct task_plan *plan)
{
    uint64_t rank;

    if (!span_to_uint(run_string(run, &plan->rank), &rank) || rank == 0)
        return 1;
    return rank > RANK_MAX ? RANK_MAX : (uint32_t)rank;
}

/* The same task of an earlier entry of the state, done by the person who would be asked now. */
static xmlNode *
done_before(struct run *run, const struct state *state, const struct task_plan *plan)
{
    struct span address = run_person(run, plan->role->id).address;
    xmlNode *found = NULL;

    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (has_status(run, task, "done") && !tasks_is_current(run, task) &&
            span_equal(run_span(run, task, "id"), plan->id) &&
            span_equal(run_span(run, task, "state"), state->id) &&
            (span_equal(run_span(run, task, "address"), address) ||
             span_equal(run_span(run, task, "delegated-by"), address)))
            found = task;
    return found;
}

/* Its answer, if it was given to what is to be answered now. */
static xmlNode *
standing_answer(struct run *run, const xmlNode *before)
{
    xmlNode *found = NULL;

    for (xmlNode *answer = xml_first(run->root, "answer"); answer != NULL;
         answer = xml_next(answer, "answer"))
        if (span_equal(run_span(run, answer, "task"), run_span(run, before, "serial")) &&
            run_number(run, answer, "revision") == dossier_revision(run->dossier))
            found = answer;
    return found;
}

/* Who has answered is not asked the same again: the task is done, by the answer that stands. */
static void
let_stand(struct run *run, xmlNode *task, const xmlNode *before, xmlNode *answer)
{
    static const char *const kept[] = {"address", "name", "language",     "opened",            "closed",
                                       "verb",    "revision", "delegated-by", "delegated-by-name"};
    xmlNode *copy = xmlCopyNode(answer, 1);

    if (copy == NULL)
        abort();
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        if (xml_attr(run->arena, before, kept[i]) != NULL)
            xml_set(task, kept[i], run_span(run, before, kept[i]));
    xml_set(task, "status", SPAN("done"));
    xmlAddChild(run->root, copy);
    xml_set(copy, "task", run_span(run, task, "serial"));
    xml_set(copy, "stands", run_span(run, before, "serial"));
    run_record(run, "answer.stands", "task=%s id=%s of=%s", run_attribute(run, task, "serial"),
               run_attribute(run, task, "id"), run_attribute(run, before, "serial"));
}

static void
create(struct run *run, const struct state *state, const struct task_plan *plan)
{
    xmlNode *before = state->answers_stand ? done_before(run, state, plan) : NULL;
    xmlNode *answer = before == NULL ? NULL : standing_answer(run, before);
    xmlNode *task = tasks_new(run);

    xml_set(task, "id", plan->id);
    xml_set(task, "role", plan->role->id);
    xml_set(task, "status", SPAN("waiting"));
    xml_set(task, "rank", span_printf(run->arena, "%u", rank_of(run, plan)));
    xml_set(task, "state", state->id);
    xml_set(task, "entry", run_span(run, xml_first(run->root, "state"), "entry"));
    if (plan->document.len > 0)
        xml_set(task, "document", plan->document);
    if (answer != NULL && !(provider_serves(run, state) && provider_asks_anew(plan, run_span(run, answer, "verb"))))
        let_stand(run, task, before, answer);
}

void
tasks_create(struct run *run, const struct state *state)
{
    for (size_t i = 0; i < state->task_count; i++)
        if (run_holds(run, &state->tasks[i].when))
            create(run, state, &state->tasks[i]);
    run->unsettled = true;
}

void
tasks_close(struct run *run, xmlNode *task, const char *status, struct span verb)
{
    xml_set(task, "status", span_of(status));
    xml_set(task, "closed", run_now(run));
    if (verb.len > 0)
        xml_set(task, "verb", verb);
    deadline_stop_task(run, task);
    run_record(run, "task.closed", "serial=%s id=%s status=%s verb=%.*s", run_attribute(run, task, "serial"),
               run_attribute(run, task, "id"), status, SPAN_ARG(verb));
    run->unsettled = true;
}

void
tasks_cancel(struct run *run)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
        if (has_status(run, task, "open") || has_status(run, task, "waiting"))
            tasks_close(run, task, "cancelled", SPAN(""));
}

void
tasks_mail(struct run *run, const xmlNode *task)
{
    const struct task_plan *plan = tasks_plan(run, task);
    struct mail_order order = {.of_task = true, .informs = true, .waits = true};

    if (plan == NULL)
        return;
    order.template = plan->mail;
    order.person = tasks_person(run, task);
    order.attach = plan->attach;
    order.task = run_number(run, task, "serial");
    run_mail(run, &order);
}

/* A task that has nobody to ask would wait in silence. */
static void
report_unaddressed(struct run *run, xmlNode *task)
{
    struct mail_order order = {
        .template = SPAN("bounced"), .task = run_number(run, task, "serial"), .reason = SPAN("no-address")};

    xml_set(task, "bounced", SPAN("no-address"));
    run_record(run, "task.unaddressed", "serial=%s id=%s", run_attribute(run, task, "serial"),
               run_attribute(run, task, "id"));
    if (run->definition->bounce_to == NULL)
        return;
    order.person = run_person(run, run->definition->bounce_to->id);
    run_mail(run, &order);
}

static void
pass_automatically(struct run *run, xmlNode *task)
{
    xmlNode *answer = xml_add(run->root, "answer", SPAN(""));

    xml_set(answer, "task", run_span(run, task, "serial"));
    xml_set(answer, "role", run_span(run, task, "role"));
    xml_set(answer, "verb", SPAN("auto"));
    xml_set(answer, "at", run_now(run));
    xml_set(answer, "revision", run_span(run, run->root, "revision"));
    run_record(run, "answer.accepted", "task=%s verb=auto", run_attribute(run, task, "serial"));
    tasks_close(run, task, "done", SPAN("auto"));
}

static void
open_task(struct run *run, const struct state *state, xmlNode *task)
{
    const struct task_plan *plan = tasks_plan(run, task);
    struct person person = run_person(run, run_span(run, task, "role"));

    xml_set(task, "status", SPAN("open"));
    xml_set(task, "opened", run_now(run));
    xml_set(task, "revision", run_span(run, run->root, "revision"));
    xml_set(task, "address", person.address);
    xml_set(task, "name", person.name);
    xml_set(task, "language", person.language);
    if (plan->delegate.compiled != NULL)
        xml_set(task, "delegate", run_string(run, &plan->delegate));
    run_record(run, "task.opened", "serial=%s id=%s role=%.*s address=%.*s",
               run_attribute(run, task, "serial"), run_attribute(run, task, "id"), SPAN_ARG(person.role),
               SPAN_ARG(person.address));
    if (plan->automatic.compiled != NULL && run_holds(run, &plan->automatic)) {
        pass_automatically(run, task);
        return;
    }
    deadline_start_task(run, state, task);
    if (span_is(run_span(run, task, "by"), "provider"))
        return; /* which writes to its signatories itself */
    if (person.address.len == 0)
        report_unaddressed(run, task);
    else
        tasks_mail(run, task);
}

/* The lowest rank that is not done; 0: all are.  A cancelled task is asked of nobody. */
static uint32_t
rank_in_turn(const struct run *run)
{
    uint32_t lowest = 0;

    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        uint32_t rank = run_number(run, task, "rank");

        if (!tasks_is_current(run, task) || has_status(run, task, "done") || has_status(run, task, "cancelled"))
            continue;
        if (lowest == 0 || rank < lowest)
            lowest = rank;
    }
    return lowest;
}

bool
tasks_advance(struct run *run, const struct state *state)
{
    uint32_t rank;

    while (run->unsettled) {
        run->unsettled = false;
        rank = rank_in_turn(run);
        if (rank == 0)
            return true;
        for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task"))
            if (tasks_is_current(run, task) && run_number(run, task, "rank") == rank &&
                has_status(run, task, "waiting"))
                open_task(run, state, task);
    }
    return false;
}

xmlNode *
tasks_open_of(const struct run *run, struct span address, const char *accept)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        const struct task_plan *plan = tasks_plan(run, task);

        if (has_status(run, task, "open") && span_equal_nocase(run_span(run, task, "address"), address) &&
            (*accept == '\0' || (plan != NULL && names_have(&plan->accept, span_of(accept)))))
            return task;
    }
    return NULL;
}

bool
tasks_judge(const struct run *run)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        const struct task_plan *plan = tasks_plan(run, task);

        if (tasks_is_current(run, task) && plan != NULL && !names_have(&plan->accept, SPAN("form")))
            return true;
    }
    return false;
}

void
tasks_carry(struct run *run, uint32_t from)
{
    for (xmlNode *task = xml_first(run->root, "task"); task != NULL; task = xml_next(task, "task")) {
        if (!has_status(run, task, "open") || run_number(run, task, "revision") != from)
            continue;
        if (*run_attribute(run, task, "shown") == '\0')
            xml_set(task, "shown", run_span(run, task, "revision"));
        xml_set(task, "revision", run_span(run, run->root, "revision"));
    }
}
