// SPDX-License-Identifier: Apache-2.0
/*
 * custom: what people say of how they want to be written to (workflow/habit.h): a <command habit=>.
 *
 *   away   "du 12 au 20 décembre 2026 COLLÈGUE paul.petit@univ.example"; without "au" until further notice
 *   back   no longer away
 *   daily  one mail a working morning
 *   each   a mail for each event
 *
 * Only who holds a role for which it counts is heard, and whom our border server vouches for.
 */
#ifndef WORKFLOW_CUSTOM_H
#define WORKFLOW_CUSTOM_H

#include "workflow/run.h"

/* Reads the dates and the colleague; false: `why` is the code for the template. */
bool custom_read_away(struct arena *arena, struct span written, int32_t today, struct habit *habit,
                      const char **why) MUST_CHECK;
/* Sets run->habit and answers by the command's mail, with <habit> and, when nothing was done, <reason>. */
void custom_command(struct run *run, const struct command *command);

#endif
