// SPDX-License-Identifier: Apache-2.0
/*
 * reply: what is said to a writer whose mail did not act, and the answers to commands.
 *
 * Template names are the engine's: "unclear", "stale", "foreign", "unauthenticated",
 * "not-allowed", "help".  /context/reason/@code says more:
 *   unclear          unclear-* of reader/answer.h; unclear-no-task, unclear-conflict,
 *                    unclear-which-dossier, unclear-duplicate-id, unclear-form-unchanged
 *   stale            stale-unknown, stale-closed, stale-revision
 *   foreign          foreign
 *   unauthenticated  unauthenticated
 *   not-allowed      not-allowed-domain, not-allowed-state, not-allowed-verb, not-allowed-yet,
 *                    not-allowed-too-big, not-allowed-endless (see run_finish), not-allowed-too-many (situation.full),
 *                    not-allowed-document (what came back is not validly signed),
 *                    not-allowed-masked (what would be kept holds what is never asked for)
 *   help             help-unknown-command
 */
#ifndef WORKFLOW_REPLY_H
#define WORKFLOW_REPLY_H

#include "workflow/run.h"

enum { /* names of templates */
       WHY_UNCLEAR,
       WHY_STALE,
       WHY_FOREIGN,
       WHY_UNAUTHENTICATED,
       WHY_NOT_ALLOWED,
       WHY_HELP,
       WHY_COUNT,
};
extern const char *const reply_templates[WHY_COUNT];

/* Records answer.refused and mails the sender.  Somebody who is no believed person of the dossier
 * learns nothing of it but its number.  task: that it was about, NULL none; when it is closed, the
 * mail asks about the task that the person has open instead. */
void reply_why_not(struct run *run, int why, const char *reason, const xmlNode *task);
/* A command: its mail, about the dossier of the run (blank for a stranger). */
void reply_command(struct run *run, const struct command *command, const char *reason);
/* Its mail, with something more to show. */
void reply_with(struct run *run, const struct command *command, struct span reason, struct span annex);

#endif
