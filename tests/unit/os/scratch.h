// SPDX-License-Identifier: Apache-2.0
/* A folder of a test's own, with an arena for its paths; both go when the test ends. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "testing.h"

struct scratch {
    struct arena *arena;
    char folder[64];
};

static inline int
scratch_set_up(void **state)
{
    struct scratch *scratch = calloc(1, sizeof *scratch);

    assert_non_null(scratch);
    scratch->arena = arena_open(512 * 1024 * 1024);
    strcpy(scratch->folder, "/tmp/unit-test.XXXXXX");
    assert_non_null(mkdtemp(scratch->folder));
    *state = scratch;
    return 0;
}

static inline int
scratch_remove(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static inline int
scratch_tear_down(void **state)
{
    struct scratch *scratch = *state;

    nftw(scratch->folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
    arena_close(&scratch->arena);
    free(scratch);
    return 0;
}

static inline const char *
scratch_path(struct scratch *scratch, const char *name)
{
    return arena_printf(scratch->arena, "%s/%s", scratch->folder, name);
}

#endif
