// SPDX-License-Identifier: Apache-2.0
/*
 * lookups: the questions of a decision (workflow/lookup.h), answered from the tables in the same
 * transaction.
 */
#ifndef DIRECTORY_LOOKUPS_H
#define DIRECTORY_LOOKUPS_H

#include "directory/registercache.h"
#include "store/database.h"
#include "workflow/decide.h"

/* Asks and answers until nothing more is wanted: situation->facts then holds <directory>, situation->draft the
 * dossier as the event would make it, NULL when the event is about none. */
struct lookups_settings {
    bool registered;                   /* there is a public register */
    struct register_questions *asking; /* where to put what it is to be asked; NULL: it is not asked */
    struct span *unknown; /* where to put addresses that no entry has, `unknown_max` at most; NULL: nowhere */
    size_t unknown_max, *unknown_count;
};
bool lookups_run(struct database *database, struct arena *arena, const struct lookups_settings *settings,
                 struct situation *situation, const struct event *event, struct error *err) MUST_CHECK;
/* Copies the <directory> of the facts `from` (may be NULL) into `to`. */
void lookups_keep(xmlDoc *to, xmlDoc *from);

#endif
