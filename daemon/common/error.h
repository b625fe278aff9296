// SPDX-License-Identifier: Apache-2.0
/*
 * error: what the world refused, in words for the person who reads it.
 *
 * Three things can go wrong and they are never mixed: a *finding* (the user's
 * input is wrong: data, see procedure/rules.h), an *error* (this file), a *bug*
 * (assert).  A function that can fail returns bool and takes `struct error *`
 * last; false means that *err is filled.  The kind alone decides what follows:
 * 4xx or 5xx, retry or quarantine, exit status 1, 2 or 3.
 */
#ifndef COMMON_ERROR_H
#define COMMON_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))

enum error_kind {
    ERROR_NONE,
    ERROR_TEMPORARY, /* the same call may succeed later (disk full, peer down) */
    ERROR_PERMANENT, /* it will not (no such table, key unreadable) */
    ERROR_BAD_INPUT, /* what we were given is malformed */
    ERROR_TOO_BIG,   /* a limit of ours was passed */
};

enum { ERROR_TEXT_MAX = 1024 }; /* bytes, NUL included; a longer text ends in "..." */

struct error {
    enum error_kind kind;
    char text[ERROR_TEXT_MAX];
};

/* Fills *err (err may be NULL) and returns false, so that one can write
 * `return error_set(err, ERROR_BAD_INPUT, "...")`. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Same, with the text of errno at the time of the call appended (": No such file"). */
bool error_errno(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Widens on the way up: puts "format: " in front of the text.  Returns false. */
bool error_at(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

const char *error_kind_name(enum error_kind kind);

#endif
