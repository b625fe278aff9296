// SPDX-License-Identifier: Apache-2.0
/*
 * personal: everything that is kept on a person, gathered in the writer's transaction for the mail that
 * answers them (workflow/kept.h has its shape).
 */
#ifndef MAIN_PERSONAL_H
#define MAIN_PERSONAL_H

#include "main/apply.h"

struct personal {
    struct applier *applier;
    struct database *database;
    const struct procedure *procedure; /* whose directory is looked in */
    int64_t now;
};

bool personal_look_up(struct arena *arena, const struct personal *personal, struct span address,
                      struct span language, xmlDoc **kept, struct error *err) MUST_CHECK;

#endif
