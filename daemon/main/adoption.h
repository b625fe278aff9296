// SPDX-License-Identifier: Apache-2.0
/*
 * adoption: each mailbox's procedures from the folders of rules and templates to those who
 * need them: the workers, who read and write by them, and the store, which keeps the versions
 * for the dossiers made under them.  A mailbox has a main procedure, and those that it starts.
 */
#ifndef MAIN_ADOPTION_H
#define MAIN_ADOPTION_H

#include "main/config.h"
#include "main/versions.h"
#include "main/work.h"
#include "process/pool.h"
#include "store/writer.h"

struct adoptions;

struct adoptions *adoptions_open(const struct config *config, struct pool *pool, struct writer *writer,
                                 struct versions *versions);
void adoptions_close(struct adoptions **adoptions); /* after the writer; nulls */

/* Loads all mailboxes' procedures; adopts them when they are all without fault, and none else. */
bool adoptions_load(struct adoptions *adoptions, struct error *err) MUST_CHECK;
/* The versions of each mailbox's procedures, by the mailbox's number. */
const struct family *adoptions_current(const struct adoptions *adoptions);

/* carry's questions (main/carry.h); context: the adoptions. */
bool adoptions_known(void *context, const struct digest *version);
void adoptions_need(void *context, const struct digest *version, struct span bundle);

#endif
