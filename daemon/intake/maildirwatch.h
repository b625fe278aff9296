// SPDX-License-Identifier: Apache-2.0
/*
 * maildirwatch: mail that others deliver into a Maildir (PATH/{tmp,new,cur}).
 *
 * What appears below new/ is taken into the journal under its name; when the record is durable
 * the file moves to cur/ with the flag "seen", or is removed.  Should we die in between, the name
 * tells the store that this file has been here before.  Bytes become what LMTP would have
 * brought: lines end in CR LF.  A file that can't be taken (too large, no file) moves to cur/ with
 * the flag "flagged" and a line in the log.
 */
#ifndef INTAKE_MAILDIRWATCH_H
#define INTAKE_MAILDIRWATCH_H

#include "common/error.h"
#include "common/text.h"

struct maildirwatch;

/* Makes the folders that are not there.  keep: cur/ keeps what was taken. */
struct maildirwatch *maildirwatch_open(const char *path, bool keep, struct error *err);
void maildirwatch_close(struct maildirwatch **watch); /* nulls */

int maildirwatch_descriptor(const struct maildirwatch *watch); /* readable: something may have come */
void maildirwatch_noticed(struct maildirwatch *watch);         /* takes the notes away */

/* The oldest waiting file of at most max bytes that `skip` does not want left alone; *name "": none.
 * False with ERROR_TOO_BIG or ERROR_BAD_INPUT and its name: set it aside; else: later. */
bool maildirwatch_next(struct maildirwatch *watch, struct arena *arena, size_t max,
                       bool (*skip)(void *context, const char *name), void *context, struct span *name,
                       struct span *bytes, struct error *err) MUST_CHECK;
/* The file is in the journal. */
bool maildirwatch_settle(struct maildirwatch *watch, struct span name, struct error *err) MUST_CHECK;
bool maildirwatch_set_aside(struct maildirwatch *watch, struct span name, struct error *err) MUST_CHECK;

#endif
