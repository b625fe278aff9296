// SPDX-License-Identifier: Apache-2.0
/*
 * places: where rules and templates are when nobody says so: beside the program in a
 * checkout, below share/ when installed.
 */
#ifndef MAIN_PLACES_H
#define MAIN_PLACES_H

#include "common/arena.h"
#include "common/error.h"

/* The folder that holds rules/ and templates/. */
bool places_home(struct arena *arena, const char **home, struct error *err) MUST_CHECK;
/* rules/schema below `rules` when it is there, else the one that came with the program. */
bool places_schema(struct arena *arena, const char *rules, const char **schema, struct error *err) MUST_CHECK;
/* Another program of ours: beside this one, in bin/ beside its folder, or for PATH to find. */
const char *places_program(struct arena *arena, const char *name);

#endif
