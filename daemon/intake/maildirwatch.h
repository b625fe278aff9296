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

struct maildirwatch_settings {
    const char *path;
    bool keep;                                     /* cur/ keeps what was taken */
    bool (*skip)(void *context, const char *name); /* leave this one alone for now */
    void *context;
};

/* Makes the folders that are not there. */
struct maildirwatch *maildirwatch_open(const struct maildirwatch_settings *settings, struct error *err);
void maildirwatch_close(struct maildirwatch **watch); /* nulls */

int maildirwatch_descriptor(const struct maildirwatch *watch); /* readable: something may have come */
void maildirwatch_noticed(struct maildirwatch *watch);         /* takes the notes away */

/* One of the oldest waiting files, of at most max bytes, that is not to be left alone; *name "": none.
 * The folder is looked through once for some dozens of them.  False with ERROR_TOO_BIG or ERROR_BAD_INPUT
 * and its name: set it aside; else: later. */
bool maildirwatch_next(struct maildirwatch *watch, struct arena *arena, size_t max, struct span *name,
                       struct span *bytes, struct error *err) MUST_CHECK;
/* The file is in the journal. */
bool maildirwatch_settle(struct maildirwatch *watch, struct span name, struct error *err) MUST_CHECK;
bool maildirwatch_set_aside(struct maildirwatch *watch, struct span name, struct error *err) MUST_CHECK;

#endif
