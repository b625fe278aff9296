// SPDX-License-Identifier: Apache-2.0
#include "control/simulation.h"

static bool
is_pending(struct arena *arena, const xmlNode *task)
{
    struct span status = span_of(xml_attr_or(arena, task, "status", ""));

    return span_is(status, "open") || span_is(status, "waiting");
}

static struct span
attribute(struct arena *arena, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(arena, node, name, ""));
}

static void
gather_tasks(struct arena *arena, const xmlNode *root, struct simulated *result)
{
    result->tasks = arena_array(arena, xml_count(root, "task"), sizeof *result->tasks);
    for (xmlNode *task = xml_first(root, "task"); task != NULL; task = xml_next(task, "task"))
        if (is_pending(arena, task))
            result->tasks[result->task_count++] =
                (struct waiting){attribute(arena, task, "id"), attribute(arena, task, "role"),
                                 attribute(arena, task, "address")};
}

static void
gather_blocking(struct arena *arena, const struct findings *findings, struct simulated *result)
{
    result->blocking.items = arena_array(arena, findings->count, sizeof *findings->items);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == SEVERITY_BLOCK)
            result->blocking.items[result->blocking.count++] = findings->items[i];
}

bool
simulate(struct arena *arena, const struct simulation *simulation, const struct dossier_row *row,
         const struct definition *definition, struct simulated *result, struct error *err)
{
    struct applier *applier = simulation->applier;
    const struct config_mailbox *mailbox;
    struct event event = {.kind = EVENT_ENTRY};
    struct decision decision;
    const xmlNode *root;

    *result = (struct simulated){.state = row->state};
    if (!apply_mailbox(applier, simulation->database, arena, row, &mailbox, err) ||
        !apply_decide(applier, simulation->database, arena, definition, row, mailbox, &event, simulation->now,
                      &decision, err))
        return false;
    gather_blocking(arena, &decision.findings, result);
    result->known = decision.dossier != NULL;
    if (!result->known)
        return true;
    root = xmlDocGetRootElement(decision.dossier);
    result->state = attribute(arena, xml_first(root, "state"), "id");
    gather_tasks(arena, root, result);
    return true;
}

bool
simulated_waits(const struct simulated *simulated, const struct waiting *waiting)
{
    for (size_t i = 0; i < simulated->task_count; i++)
        if (span_equal(simulated->tasks[i].task, waiting->task) &&
            span_equal(simulated->tasks[i].role, waiting->role) &&
            span_equal(simulated->tasks[i].address, waiting->address))
            return true;
    return false;
}

bool
simulated_blocks(const struct simulated *simulated, const struct finding *finding)
{
    for (size_t i = 0; i < simulated->blocking.count; i++)
        if (span_equal(simulated->blocking.items[i].rule, finding->rule) &&
            span_equal(simulated->blocking.items[i].field, finding->field))
            return true;
    return false;
}
