// SPDX-License-Identifier: Apache-2.0
/*
 * oldest: which files of a folder come next, where names sort by age as those of Maildirs do.
 */
#ifndef INTAKE_OLDEST_H
#define INTAKE_OLDEST_H

#include "common/error.h"
#include "common/text.h"

/* Where to look.  Names that begin with a dot, and those that `skip` wants left alone, do not count. */
struct oldest_place {
    const char *folder;
    bool (*skip)(void *context, const char *name);
    void *context;
};

/* The names that sort first, of some thousand looked at; *count: how many at most, and how many they are.
 * No folder: none. */
bool oldest_names(struct arena *arena, const struct oldest_place *place, struct span *names, size_t *count,
                  struct error *err) MUST_CHECK;

#endif
