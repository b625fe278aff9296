// SPDX-License-Identifier: Apache-2.0
/*
 * figures: what a dossier adds to the statistics that <statistics> of workflow.xml declares.  The store
 * keeps the sums (store/figures.h) and brings them along when a dossier changes, so that nobody counts
 * dossiers when they are asked for.
 *
 * The share of a dossier is lines of AUDIENCE TAB PERIOD TAB STATISTIC TAB VALUE TAB AMOUNT TAB TOTAL LF: it
 * counts once under that value, and where AMOUNT names a column, with TOTAL hundredths of it.  The audience is the person
 * of a role whose list has sheets; a line without statistic says that an address (the audience) sees the
 * figures of that person (the value).
 */
#ifndef WORKFLOW_FIGURES_H
#define WORKFLOW_FIGURES_H

#include "workflow/listing.h"

struct figure {
    struct span audience, period, statistic, value, amount;
    int64_t total;
};

/* The next line of a share; false: none is left.  Borrows from it. */
bool figure_next(struct span *share, struct figure *figure);

/* row: of workflow/listing.h.  "" when no statistics are declared. */
struct span figures_share(struct arena *arena, const struct definition *definition, struct evaluation *evaluation,
                          struct span row, const struct party *parties, size_t party_count);

/* Does this mail ask for statistics, and does our border server vouch for its author? */
bool figures_wanted(const struct definition *definition, const struct event *event);

#endif
