// SPDX-License-Identifier: Apache-2.0
#include "main/undelivered.h"

#include "os/clock.h"

bool
undelivered_note(struct applier *applier, struct database *database, struct arena *arena,
                 const struct queue_row *row, struct span status, struct span why, struct error *err)
{
    struct intent intent = {.kind = INTENT_BOUNCE,
                            .automatic = AUTO_BOUNCE,
                            .bounce_recipient = row->effect.to,
                            /* 4.4.7: it expired (RFC 3463); what a server said last is for now. */
                            .bounce_status = status.len > 0 && status.data[0] == '5' ? status : SPAN("4.4.7"),
                            .bounce_action = SPAN("failed"),
                            .bounce_text = why};
    struct event event = {
        .kind = EVENT_MESSAGE, .intent = &intent, .undelivered = true, .serial = row->effect.task};
    const struct definition *definition;
    const struct config_mailbox *mailbox;
    struct dossier_row dossier;
    struct applied applied;

    if (row->effect.kind != EFFECT_MAIL || row->dossier == 0)
        return true;
    event.match = row->effect.task > 0 ? MATCH_TASK : MATCH_NONE;
    if (!dossiers_by_id(database, arena, row->dossier, &dossier, err) ||
        (definition = apply_definition(applier, database, &dossier, err)) == NULL ||
        !apply_mailbox(applier, database, arena, &dossier, &mailbox, err))
        return false;
    if (mailbox == NULL)
        mailbox = &applier->config->mailboxes[0];
    return apply_event(applier, database, arena, definition, &dossier, mailbox, &event, clock_now(), &applied,
                       err);
}
