// SPDX-License-Identifier: Apache-2.0
/*
 * adoption: each mailbox's procedure from the folders of rules and templates to those who
 * need it: the workers, who read and write by it, and the store, which keeps the version
 * for the dossiers made under it.
 */
#ifndef MAIN_ADOPTION_H
#define MAIN_ADOPTION_H

#include "main/config.h"
#include "main/versions.h"
#include "process/pool.h"
#include "store/writer.h"

struct adoptions;

struct adoptions *adoptions_open(const struct config *config, struct pool *pool, struct writer *writer,
                                 struct versions *versions);
void adoptions_close(struct adoptions **adoptions); /* after the writer; nulls */

/* Loads all mailboxes' procedures; adopts them when they are all without fault, and none else. */
bool adoptions_load(struct adoptions *adoptions, struct error *err) MUST_CHECK;
/* The version of each mailbox's procedure, by the mailbox's number. */
const struct digest *adoptions_current(const struct adoptions *adoptions);

/* carry's questions (main/carry.h); context: the adoptions. */
bool adoptions_known(void *context, const struct digest *version);
void adoptions_need(void *context, const struct digest *version, struct span bundle);

#endif
