// SPDX-License-Identifier: Apache-2.0
/*
 * deadline: what happens when nothing happens.
 *
 * <reminder> writes again to whoever has an open task; <deadline> raises deadline.ID.  Both
 * stand in the dossier as <deadline id= state= task= at= count=/> and fall due at HOUR local
 * time of a working day: nobody is written to at night, on a Sunday or on a holiday, not even by
 * a daemon that was down at that hour.
 */
#ifndef WORKFLOW_DEADLINE_H
#define WORKFLOW_DEADLINE_H

#include "workflow/run.h"

enum {
    DEADLINE_HOUR = 9,       /* local */
    DEADLINE_HOUR_LAST = 19, /* from here on it waits for the next morning */
};

/* The instant of a day's HOUR; `days` working days without a table of holidays (Monday to
 * Friday) when the expression gave no date. */
int64_t deadline_instant(struct span day, uint32_t days, int64_t now, int base_offset);

/* Now, or the next hour, from `first` on, at which people are written to unasked. */
int64_t deadline_decent_moment(struct run *run, int first);

void deadline_start_task(struct run *run, const struct state *state, const xmlNode *task);
void deadline_stop_task(struct run *run, const xmlNode *task);
void deadline_start_state(struct run *run, const struct state *state);
void deadline_stop_state(struct run *run); /* all of them: there is one active state */
/* Those that hang on a date of the data follow it. */
void deadline_follow(struct run *run, const struct state *state);

/* EVENT_DEADLINE: writes the reminder and sets the next, or raises deadline.ID.  False: there
 * is no such deadline, or it is not due. */
bool deadline_fire(struct run *run);

#endif
