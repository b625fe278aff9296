// SPDX-License-Identifier: Apache-2.0
/*
 * log: one line an event on standard error, "LEVEL event key=value ...".  Under systemd the
 * line begins with the journal's priority.  Topics are traced when they were named.
 */
#ifndef OS_LOG_H
#define OS_LOG_H

#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO };

void log_start(const char *topics); /* separated by spaces; kept, not copied */
void log_event(enum log_level level, const char *event, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool log_traces(const char *topic);
void log_trace(const char *topic, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
