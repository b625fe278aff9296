// SPDX-License-Identifier: Apache-2.0
#include "os/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 2048 };

static const char *traced = ""; /* set once at start */
static bool under_systemd;      /* set once at start */

void
log_start(const char *topics)
{
    traced = topics;
    under_systemd = getenv("JOURNAL_STREAM") != NULL;
}

/* One write, so that lines of several processes do not mix; control characters become spaces. */
static void
write_line(int priority, const char *word, const char *event, const char *format, va_list args)
{
    char line[LINE_MAX_BYTES];
    int len;

    if (under_systemd)
        len = snprintf(line, sizeof line, "<%d>%s ", priority, event);
    else
        len = snprintf(line, sizeof line, "%s %s ", word, event);
    len += vsnprintf(line + len, sizeof line - (size_t)len, format, args);
    if (len > (int)sizeof line - 2)
        len = (int)sizeof line - 2;
    for (int i = 0; i < len; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
            line[i] = ' ';
    line[len++] = '\n';
    (void)!write(STDERR_FILENO, line, (size_t)len);
}

void
log_event(enum log_level level, const char *event, const char *format, ...)
{
    static const char *const words[] = {"error", "warning", "info"};
    static const int priorities[] = {3, 4, 6};
    va_list args;

    va_start(args, format);
    write_line(priorities[level], words[level], event, format, args);
    va_end(args);
}

bool
log_traces(const char *topic)
{
    const char *found = strstr(traced, topic);
    size_t len = strlen(topic);

    return found != NULL && (found == traced || found[-1] == ' ') &&
           (found[len] == '\0' || found[len] == ' ');
}

void
log_trace(const char *topic, const char *format, ...)
{
    va_list args;

    if (!log_traces(topic))
        return;
    va_start(args, format);
    write_line(7, "trace", topic, format, args);
    va_end(args);
}
