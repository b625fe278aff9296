// SPDX-License-Identifier: Apache-2.0
/*
 * drop: messages handed over as files: SPOOL/incoming/{tmp,new}, the way of a Maildir.
 *
 * A file is written below tmp/, synced, renamed into new/, the folder synced: from then on
 * it is accepted.  The daemon puts it into the journal under the file's name, and removes
 * the file when the record is durable; should it die in between, the name tells the store
 * that this file has been here before (store/messages.h).
 * The file: message_put form (reader/message.h).
 */
#ifndef INTAKE_DROP_H
#define INTAKE_DROP_H

#include "common/error.h"
#include "reader/message.h"

bool drop_put(const char *spool, const struct message *message, struct error *err) MUST_CHECK;

/* Reads one waiting file, the oldest of some thousand; *name "" when there is none.  `skip`: names
 * that are under way.  False with ERROR_BAD_INPUT and its name: set it aside; ERROR_TEMPORARY: later. */
bool drop_next(const char *spool, struct arena *arena, bool (*skip)(void *context, const char *name), void *context,
               struct span *name, struct message *message, struct error *err) MUST_CHECK;
bool drop_remove(const char *spool, struct span name, struct error *err) MUST_CHECK;
/* A file that can't be read is moved to incoming/bad/. */
bool drop_set_aside(const char *spool, struct span name, struct error *err) MUST_CHECK;

/* Tells a running daemon to look around now (drop, deadlines, outbox); without one, nothing happens. */
void drop_knock(const char *spool);

/* A descriptor that becomes readable when something may have come (inotify); -1 on failure. */
int drop_watch(const char *spool, struct error *err);
void drop_watched(int descriptor); /* takes the notes away */

#endif
