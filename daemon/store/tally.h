// SPDX-License-Identifier: Apache-2.0
/*
 * tally: how often something happened on a day, by key; kept over restarts, forgotten after a
 * few days.  Counted in the transaction of what it counts.
 */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include "store/database.h"

/* One more; *count with it.  day: since 1970-01-01. */
bool tally_add(struct database *database, int64_t day, const char *what, struct span key, int64_t *count,
               struct error *err) MUST_CHECK;
bool tally_of(struct database *database, int64_t day, const char *what, struct span key, int64_t *count,
              struct error *err) MUST_CHECK;

#endif
