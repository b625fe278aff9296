// SPDX-License-Identifier: Apache-2.0
#include "workflow/deadline.h"

#include "common/date.h"
#include "common/xml.h"
#include "workflow/machine.h"
#include "workflow/provider.h"
#include "workflow/tasks.h"

int64_t
deadline_instant(struct span day, uint32_t days, int64_t now, int base_offset)
{
    int32_t at;

    if (day_parse_iso(day, &at))
        return instant_of_local(at, DEADLINE_HOUR, 0, base_offset);
    at = day_of_instant(now, base_offset);
    while (days > 0)
        if (day_weekday(++at) < 6)
            days--;
    return instant_of_local(at, DEADLINE_HOUR, 0, base_offset);
}

static int64_t
instant_of_plan(struct run *run, const struct expression *expression, uint32_t days)
{
    return deadline_instant(run_string(run, expression), days, run->situation->now,
                            run->situation->base_offset);
}

/* Now, by day and not on a day of rest: a daemon that was down over the hour doesn't make up for
 * it at three in the morning.  Else the next such moment. */
int64_t
deadline_decent_moment(struct run *run, int first)
{
    int offset = run->situation->base_offset;
    struct clock_time clock = clock_of_instant(run->situation->now, offset);
    struct span today = day_iso(run->arena, clock.day);
    struct span workday = run_string(run, &run->definition->workday);
    int32_t day;

    if (span_equal(workday, today) && clock.hour >= first && clock.hour < DEADLINE_HOUR_LAST)
        return run->situation->now;
    if (span_equal(workday, today) && clock.hour >= DEADLINE_HOUR_LAST)
        workday = run_string(run, &run->definition->next_workday);
    if (!day_parse_iso(workday, &day))
        day = clock.day + 1;
    return instant_of_local(day, first, 0, offset);
}

static xmlNode *
find(const struct run *run, struct span id, struct span task)
{
    xmlNode *node = xml_first(run->root, "deadline");

    while (node != NULL &&
           !(span_equal(run_span(run, node, "id"), id) && span_equal(run_span(run, node, "task"), task)))
        node = xml_next(node, "deadline");
    return node;
}

static void
set(struct run *run, struct span id, struct span state, struct span task, int64_t at)
{
    xmlNode *node = xml_add(run->root, "deadline", SPAN(""));

    xml_set(node, "id", id);
    xml_set(node, "state", state);
    xml_set(node, "task", task);
    xml_set(node, "at", instant_iso(run->arena, at));
    xml_set(node, "count", SPAN("0"));
}

void
deadline_start_task(struct run *run, const struct state *state, const xmlNode *task)
{
    for (size_t i = 0; i < state->reminder_count; i++) {
        const struct reminder_plan *plan = &state->reminders[i];

        if (plan->tasks.count > 0 && !names_have(&plan->tasks, run_span(run, task, "id")))
            continue;
        set(run, plan->id, state->id, run_span(run, task, "serial"),
            instant_of_plan(run, &plan->after, plan->after_days));
    }
}

static void
stop(const struct run *run, const char *task)
{
    xmlNode *node = xml_first(run->root, "deadline");

    while (node != NULL) {
        xmlNode *next = xml_next(node, "deadline");

        if (task == NULL || span_is(run_span(run, node, "task"), task))
            xml_remove(node);
        node = next;
    }
}

void
deadline_stop_task(struct run *run, const xmlNode *task)
{
    stop(run, run_attribute(run, task, "serial"));
}

void
deadline_stop_state(struct run *run)
{
    stop(run, NULL);
}

void
deadline_start_state(struct run *run, const struct state *state)
{
    for (size_t i = 0; i < state->deadline_count; i++) {
        const struct deadline_plan *plan = &state->deadlines[i];

        if (plan->days > 0)
            set(run, plan->id, state->id, SPAN("0"), instant_of_plan(run, &plan->day, plan->days));
    }
    deadline_follow(run, state);
}

/* The <state> element remembers which of its deadlines have had their day. */
static bool
has_fired(const struct run *run, struct span id)
{
    struct span rest = run_span(run, xml_first(run->root, "state"), "fired"), word;

    while (span_split(&rest, ' ', &word))
        if (span_equal(word, id))
            return true;
    return false;
}

/* A date that has passed already is seen to in the morning that comes. */
static int64_t
instant_to_come(struct run *run, struct span day, const xmlNode *node)
{
    const struct situation *situation = run->situation;
    int64_t planned = deadline_instant(day, 0, situation->now, situation->base_offset), set_for, next;

    if (planned > situation->now)
        return planned;
    next = deadline_instant(run_string(run, &run->definition->next_workday), 1, situation->now,
                            situation->base_offset);
    return node != NULL && instant_parse_iso(run_span(run, node, "at"), &set_for) && set_for < next ? set_for
                                                                                                    : next;
}

static void
follow(struct run *run, const struct state *state, const struct deadline_plan *plan)
{
    xmlNode *node = find(run, plan->id, SPAN("0"));
    struct span day = run_string(run, &plan->day), at;
    int32_t ignored;
    int64_t instant;

    if (!day_parse_iso(day, &ignored)) {
        if (node != NULL)
            xml_remove(node);
        return;
    }
    instant = instant_to_come(run, day, node);
    if (node == NULL) {
        set(run, plan->id, state->id, SPAN("0"), instant);
        return;
    }
    at = instant_iso(run->arena, instant);
    if (!span_equal(run_span(run, node, "at"), at))
        xml_set(node, "at", at);
}

void
deadline_follow(struct run *run, const struct state *state)
{
    for (size_t i = 0; i < state->deadline_count; i++)
        if (state->deadlines[i].days == 0 && !has_fired(run, state->deadlines[i].id))
            follow(run, state, &state->deadlines[i]);
}

static const struct reminder_plan *
reminder_of(const struct state *state, struct span id)
{
    for (size_t i = 0; state != NULL && i < state->reminder_count; i++)
        if (span_equal(state->reminders[i].id, id))
            return &state->reminders[i];
    return NULL;
}

static void
send_reminder(struct run *run, const struct reminder_plan *plan, const xmlNode *task)
{
    struct mail_order order = {.template = plan->mail,
                               .person = tasks_person(run, task),
                               .attach = plan->attach,
                               .task = run_number(run, task, "serial"),
                               .of_task = true,
                               .informs = true,
                               .waits = true};

    if (span_is(run_span(run, task, "by"), "provider"))
        provider_remind(run);
    else
        run_mail(run, &order);
    for (size_t i = 0; i < plan->copy.count; i++) {
        struct mail_order copy = {
            .template = plan->mail, .person = run_person(run, plan->copy.at[i]), .informs = true, .waits = true};

        run_mail(run, &copy);
    }
}

/* The next one, or none when there were enough. */
static void
remind(struct run *run, const struct state *state, const struct reminder_plan *plan, xmlNode *node)
{
    const xmlNode *task = dossier_task(run->dossier, run_number(run, node, "task"));
    uint32_t count = run_number(run, node, "count") + 1;
    struct span serial = run_span(run, node, "task");

    xml_remove(node);
    if (task == NULL || !span_is(run_span(run, task, "status"), "open"))
        return;
    run_record(run, "reminder.due", "id=%.*s task=%.*s count=%u", SPAN_ARG(plan->id), SPAN_ARG(serial),
               count);
    send_reminder(run, plan, task);
    if (plan->every_days == 0 || count >= plan->max)
        return;
    set(run, plan->id, state->id, serial, instant_of_plan(run, &plan->every, plan->every_days));
    xml_set(find(run, plan->id, serial), "count", span_printf(run->arena, "%u", count));
}

static void
expire(struct run *run, xmlNode *node)
{
    xmlNode *state = xml_first(run->root, "state");
    struct span id = run_span(run, node, "id"), fired = run_span(run, state, "fired");

    xml_set(state, "fired",
            span_printf(run->arena, "%.*s%s%.*s", SPAN_ARG(fired), fired.len > 0 ? " " : "", SPAN_ARG(id)));
    xml_remove(node);
    run_record(run, "deadline.due", "id=%.*s", SPAN_ARG(id));
    machine_external(run, span_printf(run->arena, "deadline.%.*s", SPAN_ARG(id)));
}

bool
deadline_fire(struct run *run)
{
    const struct event *event = run->event;
    struct span serial = span_printf(run->arena, "%u", event->serial);
    xmlNode *node = find(run, event->deadline, serial);
    const struct state *state = machine_state(run);
    const struct reminder_plan *reminder = reminder_of(state, event->deadline);
    int64_t at;

    if (node == NULL || state == NULL || !instant_parse_iso(run_span(run, node, "at"), &at) ||
        at > run->situation->now)
        return false;
    run->touched = true;
    at = deadline_decent_moment(run, DEADLINE_HOUR);
    if (at > run->situation->now) {
        xml_set(node, "at", instant_iso(run->arena, at));
        return true;
    }
    run->acted = true;
    if (reminder != NULL && event->serial != 0)
        remind(run, state, reminder, node);
    else
        expire(run, node);
    return true;
}
