// SPDX-License-Identifier: Apache-2.0
/*
 * program: the first line that a command of the administrator's writes, such as a token.
 * Run by /bin/sh in a process group of its own, without our descriptors; killed with its
 * children after `timeout` seconds.  For threads that may wait.
 */
#ifndef OS_PROGRAM_H
#define OS_PROGRAM_H

#include "common/error.h"
#include "common/text.h"

enum { PROGRAM_LINE_MAX = 16 * 1024 }; /* bytes */

/* False (temporary) when it fails, takes too long or writes nothing. */
bool program_line(struct arena *arena, const char *command, int timeout, const char **line,
                  struct error *err) MUST_CHECK;

#endif
