// SPDX-License-Identifier: Apache-2.0
/*
 * log: one line an event on standard error, "LEVEL event key=value ...".  Under systemd the
 * line begins with the journal's priority.  Topics are traced when they were named.
 *
 * The format knows %s %.*s %c %d %u %x with l, ll or z, and %%: no widths.  A string value that is
 * empty or holds a space, a quote, '=' or a control character is put in quotes and escaped,
 * so that nobody's address or subject can forge a key or a line.
 */
#ifndef OS_LOG_H
#define OS_LOG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO };

enum { LOG_LINE_MAX = 2048 }; /* bytes of a line, LF included; a longer one is cut */

void log_start(const char *topics); /* separated by spaces; kept, not copied */
void log_event(enum log_level level, const char *event, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool log_traces(const char *topic);
void log_trace(const char *topic, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The values put into the format, as a line has them: at most size - 1 bytes and a NUL. */
size_t log_format(char *line, size_t size, const char *format, va_list args);

#endif
