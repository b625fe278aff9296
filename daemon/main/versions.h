// SPDX-License-Identifier: Apache-2.0
/*
 * versions: the procedures' definitions, by digest, as the writer thread holds them.  The
 * current one of each procedure serves new dossiers; old ones are loaded from the store
 * when a dossier that was made under them moves.
 */
#ifndef MAIN_VERSIONS_H
#define MAIN_VERSIONS_H

#include "store/database.h"
#include "workflow/definition.h"

struct versions;

struct versions *versions_open(void);
void versions_close(struct versions **versions); /* nulls */

/* Makes the bundle's version the current one of its procedure, and keeps it in the store.  *definition: of that
 * bundle; taken and nulled, unless the version is held already. */
bool versions_adopt(struct versions *versions, struct database *database, const struct bundle *bundle,
                    struct definition **definition, int64_t now, struct error *err) MUST_CHECK;
const struct definition *versions_current(const struct versions *versions, struct span procedure); /* NULL none */
/* The current one, or when none was adopted here (conventionctl) the one that the daemon loaded last. */
const struct definition *versions_newest(struct versions *versions, struct database *database, struct span procedure,
                                         struct error *err);
/* By digest, from the store if need be. */
const struct definition *versions_of(struct versions *versions, struct database *database,
                                     const struct digest *digest, struct error *err);

#endif
