// SPDX-License-Identifier: Apache-2.0
/*
 * restore: an older copy of the store takes the place of the one that is there.
 *
 * What was accepted since the copy was made is used again, in the order in which it was used, as at
 * the instants at which it was used (control/cmd_restore.c puts it into the journal): the dossiers, the
 * numbers, the TAGs and the Message-IDs come out as they were.  A mail that had gone out already is
 * remembered in the table `carried` and is not sent again (store/queue.c).
 */
#ifndef STORE_RESTORE_H
#define STORE_RESTORE_H

#include "store/database.h"

/* Is this a store, sound, and does its chain of events hold?  ERROR_BAD_INPUT says what is wrong. */
bool restore_check(struct database *copy, int64_t *events, struct error *err) MUST_CHECK;

/* Lets the copy look into the store that it is to replace; brings over which mails went out. */
bool restore_attach(struct database *copy, const char *old, int64_t *carried, struct error *err) MUST_CHECK;
/* The next message after `after` (an id of the old store; 0 first) that the copy does not know and
 * that may do something: *id 0 when there is none. */
bool restore_missing(struct database *copy, int64_t after, int64_t *id, struct error *err) MUST_CHECK;

/* Puts the closed store at `fresh` in the place of `path`; what was there stays beside it, as `aside`. */
bool restore_place(const char *fresh, const char *path, const char *aside, struct error *err) MUST_CHECK;

#endif
