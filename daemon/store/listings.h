// SPDX-License-Identifier: Apache-2.0
/*
 * listings: the rows that lists show (workflow/listing.h) and who may see which, by address;
 * and the habits of people (workflow/habit.h).  Projections, but for the habits.
 */
#ifndef STORE_LISTINGS_H
#define STORE_LISTINGS_H

#include "store/database.h"
#include "workflow/listing.h"

enum { LISTINGS_MAX = 5000 }; /* rows of one list, the newest */

bool listings_save(struct database *database, int64_t dossier, struct span row, const struct party *parties,
                   size_t count, struct error *err) MUST_CHECK;

/* <rows><as role=><row/></as>...</rows>: what the addresses may see of the procedure's dossiers. */
bool listings_of(struct database *database, struct arena *arena, struct span procedure,
                 const struct span *addresses, size_t count, struct span *rows, struct error *err) MUST_CHECK;

bool habits_all(struct database *database, struct arena *arena, struct habit **habits, size_t *count,
                struct error *err) MUST_CHECK;
bool habits_save(struct database *database, const struct habit *habit, struct error *err) MUST_CHECK;

#endif
