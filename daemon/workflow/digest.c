// SPDX-License-Identifier: Apache-2.0
#include "workflow/digest.h"

#include "common/date.h"
#include "common/xml.h"
#include "workflow/dashboard.h"
#include "workflow/deadline.h"
#include "workflow/habit.h"
#include "workflow/markup.h"

enum { SHEET_WIRE_MAX = 16 * 1024 * 1024, DONE_MAX = 40 };

static int32_t
today_of(const struct run *run)
{
    return day_of_instant(run->situation->now, run->situation->base_offset);
}

static int64_t
morning_of(const struct run *run, int32_t day)
{
    return instant_of_local(day, DIGEST_HOUR, 0, run->situation->base_offset);
}

/* The first morning of a working day that is still to come. */
static int64_t
next_morning(struct run *run)
{
    int32_t day;

    if (day_parse_iso(run_string(run, &run->definition->workday), &day) &&
        morning_of(run, day) > run->situation->now)
        return morning_of(run, day);
    if (!day_parse_iso(run_string(run, &run->definition->next_workday), &day))
        day = today_of(run) + 1;
    return morning_of(run, day);
}

int64_t
digest_due(struct run *run, const struct habit *habit)
{
    int64_t soon = deadline_decent_moment(run, DIGEST_HOUR);

    if (habit->away_from != DAY_NONE && habit->deputy.len > 0 &&
        (habit->away_to == DAY_NONE || habit->away_to >= today_of(run)))
        return habit->away_from <= today_of(run) ? soon : morning_of(run, habit->away_from);
    return habit->daily ? next_morning(run) : 0;
}

/* After this digest: the next morning, or that of the return. */
static int64_t
due_after(struct run *run, const struct habit *habit, bool away)
{
    if (!habit->daily)
        return 0;
    if (!away)
        return next_morning(run);
    return habit->away_to == DAY_NONE ? 0 : morning_of(run, habit->away_to + 1);
}

struct digesting {
    struct run *run;
    bool away;
    struct seen_row *rows;
    struct span *keys;
    size_t count, shown;
    struct text out;
    const struct role *role; /* of the first item */
};

static bool
counts(const struct digesting *d, const struct role *role)
{
    if (role == NULL)
        return false;
    return d->away ? role->deputies : role->digest.compiled != NULL;
}

static void
put_accept(struct digesting *d, const xmlNode *item)
{
    const struct state *state = definition_state(d->run->definition, run_span(d->run, item, "state"));
    const struct task_plan *plan = state_task(state, run_span(d->run, item, "task"));

    text_string(&d->out, " accept=\"");
    for (size_t i = 0; plan != NULL && i < plan->accept.count; i++) {
        text_string(&d->out, i == 0 ? "" : " ");
        markup_escape(&d->out, plan->accept.at[i]);
    }
    text_byte(&d->out, '"');
}

static void
put_item(struct digesting *d, xmlNode *item, struct span key)
{
    static const char *const attributes[] = {"number", "serial", "task", "state", "role", "opened"};

    text_string(&d->out, "<item");
    markup_attribute(&d->out, "key", key);
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        markup_attribute(&d->out, attributes[i], run_span(d->run, item, attributes[i]));
    put_accept(d, item);
    text_byte(&d->out, '>');
    dashboard_put_row(d->run, &d->out, xml_first(item, "row"));
    text_string(&d->out, "</item>");
}

static void
gather(struct digesting *d)
{
    const xmlNode *root = xmlDocGetRootElement(d->run->situation->waiting);
    size_t room = xml_count(root, "item");

    d->rows = arena_array(d->run->arena, room, sizeof *d->rows);
    d->keys = arena_array(d->run->arena, DIGEST_ITEMS, sizeof *d->keys);
    for (xmlNode *item = xml_first(root, "item"); item != NULL; item = xml_next(item, "item")) {
        const struct role *role = definition_role(d->run->definition, run_span(d->run, item, "role"));
        struct span key;

        if (!counts(d, role) || xml_first(item, "row") == NULL)
            continue;
        if (d->role == NULL)
            d->role = role;
        d->rows[d->count++] = (struct seen_row){role->id, xml_first(item, "row")};
        if (d->shown == DIGEST_ITEMS)
            continue;
        key = span_printf(d->run->arena, "%s/%s", run_attribute(d->run, item, "number"),
                          run_attribute(d->run, item, "serial"));
        put_item(d, item, key);
        d->keys[d->shown++] = key;
    }
}

static size_t
put_done(struct digesting *d)
{
    const xmlNode *rows = d->run->situation->rows == NULL ? NULL : xmlDocGetRootElement(d->run->situation->rows);
    size_t count = 0;

    for (xmlNode *as = xml_first(rows, "as"); as != NULL && !d->away; as = xml_next(as, "as")) {
        if (!counts(d, definition_role(d->run->definition, run_span(d->run, as, "role"))) ||
            xml_first(as, "row") == NULL || count == DONE_MAX)
            continue;
        text_string(&d->out, "<done>");
        dashboard_put_row(d->run, &d->out, xml_first(as, "row"));
        text_string(&d->out, "</done>");
        count++;
    }
    return count;
}

static struct span
sheet_of(struct digesting *d)
{
    struct text wire = text_new(d->run->arena, SHEET_WIRE_MAX);
    struct sheet sheet;

    if (d->count <= d->shown)
        return SPAN("");
    sheet = dashboard_sheet(d->run->arena, d->run->definition, d->rows, d->count, "fr");
    sheet.name = span_printf(d->run->arena, "en-attente-%.*s", SPAN_ARG(day_iso(d->run->arena, today_of(d->run))));
    sheet_put(&wire, &sheet);
    return wire.overflow ? SPAN("") : text_get(&wire);
}

static void
send(struct digesting *d, const struct habit *habit)
{
    struct run *run = d->run;
    struct mail_order order = {.template = SPAN("digest")};
    struct text all = text_new(run->arena, CONTEXT_MAX);
    size_t done;

    gather(d);
    done = put_done(d);
    if (d->count == 0 && done == 0)
        return;
    text_string(&all, "<digest");
    markup_attribute(&all, "for", d->away ? habit->address : SPAN(""));
    text_printf(&all, " count=\"%zu\" shown=\"%zu\">", d->count, d->shown);
    text_span(&all, text_get(&d->out));
    text_string(&all, "</digest>");
    order.person = run_person(run, d->role == NULL ? SPAN("") : d->role->id);
    order.person.address = d->away ? habit_deputy(run->situation, habit->address) : habit->address;
    order.person.name = SPAN("");
    order.annex = text_get(&all);
    order.sheet = sheet_of(d);
    order.items = d->keys;
    order.item_count = d->shown;
    run_mail(run, &order);
    run_record(run, "digest.queued", "to=%.*s for=%.*s items=%zu", SPAN_ARG(order.person.address),
               SPAN_ARG(habit->address), d->count);
}

struct decision
digest_decide(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct run *run = run_open(arena, situation, event, NULL);
    const struct habit *known = habit_of(situation, event->person);
    struct digesting d = {.run = run, .out = text_new(arena, CONTEXT_MAX)};
    struct decision decision;
    struct habit *habit;

    if (known == NULL)
        return run_finish(run);
    habit = arena_alloc(arena, sizeof *habit);
    *habit = *known;
    habit->due = deadline_decent_moment(run, DIGEST_HOUR);
    run->habit = habit;
    if (habit->due > situation->now)
        return run_finish(run);
    d.away = habit_is_away(habit, today_of(run));
    if (d.away || habit->daily)
        send(&d, habit);
    habit->due = due_after(run, habit, d.away);
    decision = run_finish(run);
    return decision;
}
