// SPDX-License-Identifier: Apache-2.0
/*
 * undelivered: a mail that our own server refused for good, or that grew too old in the queue, is
 * to its dossier what a report from far away is: the task is marked, and who the workflow's
 * `bounce-to` names is told (workflow/bounce.h).
 */
#ifndef MAIN_UNDELIVERED_H
#define MAIN_UNDELIVERED_H

#include "main/apply.h"
#include "store/queue.h"

/* In the writer's transaction.  status: "5.1.1", "" none; why: for people.  Nothing when the mail is about
 * no dossier. */
bool undelivered_note(struct applier *applier, struct database *database, struct arena *arena,
                      const struct queue_row *row, struct span status, struct span why,
                      struct error *err) MUST_CHECK;

#endif
