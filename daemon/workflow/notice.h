// SPDX-License-Identifier: Apache-2.0
/*
 * notice: mails to the administrator, about no dossier.  Template NOTICE_QUARANTINE; its context is
 *   <context now= today= lang="fr" mailbox= template="quarantined">
 *     <notice id= sender= received= size= why= waiting=/></context>
 * waiting: how many messages are set aside in all.
 */
#ifndef WORKFLOW_NOTICE_H
#define WORKFLOW_NOTICE_H

#include "workflow/decide.h"

#define NOTICE_QUARANTINE "quarantined"

struct notice_quarantine {
    int64_t id, received, size, waiting;
    struct span sender, why;
};

struct effect notice_quarantine(struct arena *arena, const struct situation *situation, struct span administrator,
                                const struct notice_quarantine *about);

#endif
