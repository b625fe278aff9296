// SPDX-License-Identifier: Apache-2.0
/*
 * figures: the sums behind the statistics (workflow/figures.h), by audience, period, statistic and value.  What
 * a dossier adds stands beside its row (listing.share); a change takes off what was and adds what is.
 *
 * The sums outlive the dossier: purging it (store/purge.h) takes off who sees what, and leaves the counts.
 */
#ifndef STORE_FIGURES_H
#define STORE_FIGURES_H

#include "store/database.h"

/* After listings_save, in its transaction. */
bool figures_bring(struct database *database, struct arena *arena, struct span procedure, int64_t dossier,
                   struct span share, struct error *err) MUST_CHECK;
/* Before the row goes: the addresses that it names. */
bool figures_part(struct database *database, struct arena *arena, int64_t dossier, struct error *err) MUST_CHECK;

/* <figures><figure period= statistic= value= amount= count= total=/>...</figures>, summed over the persons whose figures
 * the addresses see; count 0: over all. */
bool figures_look_up(struct database *database, struct arena *arena, struct span procedure,
                     const struct span *addresses, size_t count, struct span *figures, struct error *err) MUST_CHECK;

#endif
