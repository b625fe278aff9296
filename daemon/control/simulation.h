// SPDX-License-Identifier: Apache-2.0
/*
 * simulation: one open dossier under its own rules and under others.  Its state is entered
 * anew under each, on a copy: what differs between the two is what the change would do.
 * Nothing is written.
 */
#ifndef CONTROL_SIMULATION_H
#define CONTROL_SIMULATION_H

#include "main/apply.h"

/* What one definition would have waiting. */
struct simulated {
    bool known;        /* the definition has the dossier's state */
    struct span state; /* where it comes to rest */
    struct waiting {
        struct span task, role, address;
    } * tasks; /* open, or waiting for their rank's turn */
    size_t task_count;
    struct findings blocking; /* those of severity block */
};

struct simulation {
    struct applier *applier;
    struct database *database;
    int64_t now;
};

/* row: under `definition`, whatever version it remembers. */
bool simulate(struct arena *arena, const struct simulation *simulation, const struct dossier_row *row,
              const struct definition *definition, struct simulated *result, struct error *err) MUST_CHECK;

/* Is that task asked of that person among them? */
bool simulated_waits(const struct simulated *simulated, const struct waiting *waiting);
bool simulated_blocks(const struct simulated *simulated, const struct finding *finding);

#endif
