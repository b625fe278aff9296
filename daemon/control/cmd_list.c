// SPDX-License-Identifier: Apache-2.0
/* list [WORD...]: the dossiers that the words pick (main/selection.h); without words, the open ones. */
#include <string.h>

#include "common/xml.h"
#include "control/selection.h"

static json_t *
values_of(struct arena *arena, const xmlNode *row)
{
    json_t *values = json_object();

    for (xmlNode *cell = xml_first(row, NULL); cell != NULL; cell = xml_next(cell, NULL))
        json_object_set_new(values, xml_name(cell), json_span(xml_text(arena, cell)));
    return values;
}

static json_t *
json_row(struct arena *arena, const struct selected *selected)
{
    json_t *object = json_object();

    json_object_set_new(object, "number", json_span(selected->number));
    json_object_set_new(object, "procedure", json_span(selected->procedure));
    json_object_set_new(object, "state", json_span(selected->state));
    json_object_set_new(object, "owner", json_span(selected->owner));
    json_object_set_new(object, "revision", json_integer(selected->revision));
    json_object_set_new(object, "changed", json_span(selected->changed));
    json_object_set_new(object, "waiting_for", json_span(selected->waiting));
    json_object_set_new(object, "values", values_of(arena, selected->row));
    return object;
}

static void
print_row(const struct selected *selected)
{
    printf("%.*s  %-28.*s %-34.*s %.*s  %.*s\n", SPAN_ARG(selected->number), SPAN_ARG(selected->state),
           SPAN_ARG(selected->owner), SPAN_ARG(span_first(selected->changed, 16)),
           SPAN_ARG(selected->waiting));
}

enum outcome
cmd_list(struct command *command)
{
    json_t *dossiers = json_array();
    struct selection selection;
    struct selected selected;
    enum database_row row = ROW_FAILED;

    if (!selection_open(&selection, command)) {
        selection_close(&selection);
        return command_failed(command);
    }
    do {
        struct arena *arena = arena_open(16 * 1024 * 1024);

        row = selection_next(&selection, arena, &selected);
        if (row == ROW_FOUND && command->json)
            json_array_append_new(dossiers, json_row(arena, &selected));
        else if (row == ROW_FOUND)
            print_row(&selected);
        arena_close(&arena);
    } while (row == ROW_FOUND);
    selection_close(&selection);
    if (row == ROW_FAILED)
        return command_failed(command);
    if (command->json)
        command_print_json(json_pack("{s:o}", "dossiers", dossiers));
    else
        json_decref(dossiers);
    return OUTCOME_DONE;
}
