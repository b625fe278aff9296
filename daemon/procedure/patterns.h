// SPDX-License-Identifier: Apache-2.0
/*
 * patterns: POSIX extended regular expressions of a procedure, each compiled on first use.
 * The cache is the only part of a loaded procedure that changes.
 */
#ifndef PROCEDURE_PATTERNS_H
#define PROCEDURE_PATTERNS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"

enum {
    PATTERNS_MAX = 64, /* kept compiled; those beyond are compiled at each use */
    PATTERN_BYTES_MAX = 500,
    PATTERN_SUBJECT_MAX = 8192, /* bytes; a longer text matches nothing */
};

struct pattern_cache; /* lives in its arena */

struct pattern_cache *patterns_open(struct arena *arena);
/* A faulty pattern, or one with a back reference, matches nothing. */
bool patterns_match(struct pattern_cache *cache, const char *pattern, const char *subject);
/* With which digits and capitals what it matches may begin, a bit for each; all when the pattern does not show it. */
#define PATTERN_FIRSTS_ALL ((UINT64_C(1) << 36) - 1)
uint64_t pattern_firsts(const char *pattern);
bool pattern_may_begin(uint64_t firsts, char c);
/* What is wrong with it; NULL: nothing.  The words live in the arena. */
const char *pattern_fault(struct arena *arena, const char *pattern);

#endif
