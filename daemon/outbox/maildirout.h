// SPDX-License-Identifier: Apache-2.0
/*
 * maildirout: outgoing mail into a Maildir, in a thread of its own, in groups.
 *
 * All files of a group are written below tmp/, made durable by one syncfs, renamed into
 * new/ and the folder synced: two syncs for the group, however large.  The file's name is
 * the row's, so that a mail carried again after a crash takes its own place.
 */
#ifndef OUTBOX_MAILDIROUT_H
#define OUTBOX_MAILDIROUT_H

#include "common/error.h"
#include "common/text.h"

struct maildirout;

struct maildirout_mail {
    struct maildirout_mail *next; /* ours while it is under way */
    struct span name;             /* of the file; no slash */
    struct span bytes;
    void (*done)(struct maildirout_mail *mail); /* in the loop */
    bool good;
    struct error err;
};

/* Makes the folders. */
struct maildirout *maildirout_open(const char *path, struct error *err);
void maildirout_close(struct maildirout **maildir); /* finishes what waits; nulls */
void maildirout_submit(struct maildirout *maildir, struct maildirout_mail *mail);
int maildirout_descriptor(const struct maildirout *maildir); /* readable: call maildirout_collect */
void maildirout_collect(struct maildirout *maildir);

#endif
