// SPDX-License-Identifier: Apache-2.0
/*
 * tasks: what a person is asked in a state.
 *
 *   waiting --(all of lower rank done)--> open --> done | refused | cancelled
 *
 * A task waits until its rank's turn, then its person gets its mail; a closed task never acts
 * again.  A task belongs to one entry of its state (attribute `entry`).
 */
#ifndef WORKFLOW_TASKS_H
#define WORKFLOW_TASKS_H

#include "workflow/run.h"

xmlNode *tasks_new(struct run *run); /* <task serial=>, the next serial */
void tasks_create(struct run *run, const struct state *state);
/* Opens the next rank, lets automatic tasks pass; true: all tasks of the state are done. */
bool tasks_advance(struct run *run, const struct state *state);
/* status: "done" "refused" "cancelled". */
void tasks_close(struct run *run, xmlNode *task, const char *status, struct span verb);
void tasks_cancel(struct run *run); /* all that are open or waiting */

const struct task_plan *tasks_plan(const struct run *run, const xmlNode *task);
struct person tasks_person(const struct run *run, const xmlNode *task);
bool tasks_is_open(const struct run *run, const xmlNode *task);
bool tasks_is_current(const struct run *run, const xmlNode *task); /* of the entry of the state that is active now */
/* The same task, open for somebody else. */
xmlNode *tasks_like(struct run *run, const xmlNode *task, const struct person *person);
/* The task's own mail, once more. */
void tasks_mail(struct run *run, const xmlNode *task);
/* An open task of this address; accept: that takes this verb, "" any.  NULL none. */
xmlNode *tasks_open_of(const struct run *run, struct span address, const char *accept);
/* Do tasks of this entry stand there that take more than a form: has anybody been asked to
 * judge the data? */
bool tasks_judge(const struct run *run);
/* The open tasks go along with a change that the workflow itself made. */
void tasks_carry(struct run *run, uint32_t from);

#endif
