// SPDX-License-Identifier: Apache-2.0
/* loan_group: the loan desk's definition, loaded once for a group of tests; *state is the arena of the group. */
#ifndef TESTS_LOAN_GROUP_H
#define TESTS_LOAN_GROUP_H

#include "workflow/loan.h"

static struct definition *definition;

static int
loan_group_open(void **state)
{
    struct arena *arena = arena_open(64u * 1024 * 1024);

    xml_start();
    *state = arena;
    definition = loan_load(arena);
    return 0;
}

static int
loan_group_close(void **state)
{
    struct arena *arena = *state;

    definition_close(&definition);
    arena_close(&arena);
    return 0;
}

#endif
