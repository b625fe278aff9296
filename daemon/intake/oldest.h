// SPDX-License-Identifier: Apache-2.0
/*
 * oldest: which file of a folder comes next, where names sort by age as those of Maildirs do.
 */
#ifndef INTAKE_OLDEST_H
#define INTAKE_OLDEST_H

#include "common/error.h"
#include "common/text.h"

/* The name that sorts first, of some thousand looked at; "" when there is none, or no folder.
 * Names that begin with a dot, and those that `skip` wants left alone, do not count. */
bool oldest_name(struct arena *arena, const char *folder, bool (*skip)(void *context, const char *name),
                 void *context, struct span *name, struct error *err) MUST_CHECK;

#endif
