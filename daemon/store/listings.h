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

/* <waiting><item number= serial= task= state= role= opened=><row/></item>...</waiting>: open tasks of the
 * roles in which the address sees dossiers, by the row's key of sorting (the oldest first). */
bool listings_waiting(struct database *database, struct arena *arena, struct span procedure,
                      struct span address, struct span *items, struct error *err) MUST_CHECK;
/* As listings_of: dossiers that changed since then and for which nobody's answer is awaited. */
bool listings_ended(struct database *database, struct arena *arena, struct span procedure, struct span address,
                    int64_t since, struct span *rows, struct error *err) MUST_CHECK;

/* Whose morning has come; "" nobody's. */
bool habits_due(struct database *database, struct arena *arena, int64_t now, struct span *address,
                struct error *err) MUST_CHECK;
bool habits_next(struct database *database, int64_t *at, struct error *err) MUST_CHECK; /* 0 none */
/* Those of all who are away or get a digest, and of the addresses (lower case). */
bool habits_look_up(struct database *database, struct arena *arena, const struct span *addresses, size_t address_count,
                    struct habit **habits, size_t *count, struct error *err) MUST_CHECK;
/* Every one, by address. */
bool habits_all(struct database *database, struct arena *arena, struct habit **habits, size_t *count,
                struct error *err) MUST_CHECK;
/* Did anybody choose a language? */
bool habits_speak(struct database *database, bool *any, struct error *err) MUST_CHECK;
bool habits_save(struct database *database, const struct habit *habit, int64_t now, struct error *err) MUST_CHECK;

#endif
