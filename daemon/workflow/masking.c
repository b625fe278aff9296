// SPDX-License-Identifier: Apache-2.0
#include "workflow/masking.h"

#include "workflow/model.h"

struct masking {
    struct arena *arena;
    const struct procedure *procedure;
    const struct mask *found;
};

static struct span
masked(struct masking *masking, struct span text)
{
    return privacy_mask(masking->arena, masking->procedure, text, &masking->found);
}

static struct intent_value *
masked_values(struct masking *masking, const struct intent_value *values, size_t count)
{
    struct intent_value *copies = arena_array(masking->arena, count, sizeof *copies);

    for (size_t i = 0; i < count; i++) {
        copies[i] = values[i];
        copies[i].value = masked(masking, values[i].value);
    }
    return copies;
}

static struct span *
masked_spans(struct masking *masking, const struct span *spans, size_t count)
{
    struct span *copies = arena_array(masking->arena, count, sizeof *copies);

    for (size_t i = 0; i < count; i++)
        copies[i] = masked(masking, spans[i]);
    return copies;
}

static const struct intent *
masked_intent(struct masking *masking, const struct intent *intent)
{
    struct intent *copy = arena_alloc(masking->arena, sizeof *copy);

    *copy = *intent;
    copy->argument = masked(masking, intent->argument);
    copy->subject = masked(masking, intent->subject);
    copy->text = masked(masking, intent->text);
    copy->full_text = masked(masking, intent->full_text);
    copy->values = masked_values(masking, intent->values, intent->value_count);
    copy->remarks = masked_values(masking, intent->remarks, intent->remark_count);
    copy->unknown = masked_spans(masking, intent->unknown, intent->unknown_count);
    return copy;
}

/* A file can't be mended: it is told of, and kept as nothing. */
static void
look_at_files(struct masking *masking, const struct intent *intent)
{
    for (size_t i = 0; i < intent->attachment_count && masking->found == NULL; i++)
        if (intent->attachments[i].masked.len > 0)
            masking->found = privacy_mask_of(masking->procedure, intent->attachments[i].masked);
}

const struct event *
masking_event(struct arena *arena, const struct situation *situation, const struct event *event)
{
    struct masking masking = {.arena = arena, .procedure = situation->definition->procedure};
    const struct intent *intent;
    struct event *copy;

    if (event->screened || event->intent == NULL || procedure_privacy(masking.procedure)->mask_count == 0)
        return event;
    intent = masked_intent(&masking, event->intent);
    look_at_files(&masking, event->intent);
    copy = arena_alloc(arena, sizeof *copy);
    *copy = *event;
    copy->screened = true;
    if (masking.found == NULL)
        return copy;
    copy->intent = intent;
    copy->argument = masked(&masking, event->argument);
    copy->masked = masking.found;
    return copy;
}
