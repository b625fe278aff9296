// SPDX-License-Identifier: Apache-2.0
/*
 * program: the first line that a command of the administrator's writes, such as a token.
 * Run by /bin/sh in a process group of its own, without our descriptors; killed with its
 * children after `timeout` seconds, or when it is not wanted any more.  For threads that may wait.
 */
#ifndef OS_PROGRAM_H
#define OS_PROGRAM_H

#include "common/error.h"
#include "common/text.h"

enum { PROGRAM_LINE_MAX = 16 * 1024 }; /* bytes */

struct program {
    const char *command;
    int timeout; /* seconds */
    int wake;    /* a descriptor that ends it when it is readable; -1 none */
};

/* False (temporary) when it fails, takes too long or writes nothing. */
bool program_line(struct arena *arena, const struct program *program, const char **line,
                  struct error *err) MUST_CHECK;

#endif
