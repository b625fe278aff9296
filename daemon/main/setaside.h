// SPDX-License-Identifier: Apache-2.0
/*
 * setaside: a message goes to quarantine, and the administrator is told by mail: at once, then at
 * most once an hour, so that a flood of bad messages is no flood of notices.  The mail is the
 * template NOTICE_QUARANTINE of the mailbox's procedure; without it there is none.
 */
#ifndef MAIN_SETASIDE_H
#define MAIN_SETASIDE_H

#include "main/apply.h"

struct setaside {
    int64_t message; /* its row */
    int64_t received, size;
    struct span sender, why;
};

/* In the transaction that keeps the message. */
bool setaside_tell(struct applier *applier, struct database *database, struct arena *arena,
                   const struct config_mailbox *mailbox, const struct setaside *message, int64_t now,
                   struct error *err) MUST_CHECK;

#endif
