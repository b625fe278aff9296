// SPDX-License-Identifier: Apache-2.0
/*
 * counting: the statistics that a procedure declares (workflow/figures.h), at the machine: over all
 * audiences, as text, JSON, CSV or a spreadsheet; and counting them anew.
 */
#ifndef CONTROL_COUNTING_H
#define CONTROL_COUNTING_H

#include "control/command.h"

/* words: a period, "all", "" today's. */
bool counting_report(struct command *command, struct database *database, const struct definition *definition,
                     struct span words);
/* Every row and figure of the procedure's dossiers as this definition computes them: after its lists have
 * changed. */
bool counting_again(struct command *command, const struct config *config, struct database *database,
                    const struct definition *definition, size_t *counted);

#endif
