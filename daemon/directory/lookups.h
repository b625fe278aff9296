// SPDX-License-Identifier: Apache-2.0
/*
 * lookups: the questions of a decision (workflow/lookup.h), answered from the tables in the same
 * transaction.
 */
#ifndef DIRECTORY_LOOKUPS_H
#define DIRECTORY_LOOKUPS_H

#include "store/database.h"
#include "workflow/decide.h"

/* Asks and answers until nothing more is wanted: situation->facts then holds <directory>.  *preview: the
 * dossier as the event would make it, NULL when the event is about none. */
bool lookups_run(struct database *database, struct arena *arena, struct situation *situation,
                 const struct event *event, xmlDoc **preview, struct error *err) MUST_CHECK;
/* Copies the <directory> of the facts `from` (may be NULL) into `to`. */
void lookups_keep(xmlDoc *to, xmlDoc *from);

#endif
