// SPDX-License-Identifier: Apache-2.0
#include "os/log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *traced = ""; /* set once at start */
static bool under_systemd;      /* set once at start */

struct line {
    char *data;
    size_t len, size; /* size: without the NUL */
};

void
log_start(const char *topics)
{
    traced = topics;
    under_systemd = getenv("JOURNAL_STREAM") != NULL;
}

static void
add(struct line *line, const char *bytes, size_t len)
{
    if (len > line->size - line->len)
        len = line->size - line->len;
    memcpy(line->data + line->len, bytes, len);
    line->len += len;
}

static bool
is_control(unsigned char c)
{
    return c < ' ' || c == 0x7F;
}

static void
add_escaped(struct line *line, const char *bytes, size_t len)
{
    char code[8];

    for (size_t i = 0; i < len; i++) {
        if (is_control((unsigned char)bytes[i]))
            add(line, code, (size_t)snprintf(code, sizeof code, "\\x%02x", (unsigned char)bytes[i]));
        else if (bytes[i] == '"' || bytes[i] == '\\')
            add(line, (char[]){'\\', bytes[i]}, 2);
        else
            add(line, bytes + i, 1);
    }
}

static bool
is_plain(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (is_control((unsigned char)bytes[i]) || strchr(" \"=\\", bytes[i]) != NULL)
            return false;
    return len > 0;
}

static void
add_value(struct line *line, const char *bytes, size_t len)
{
    bool in_quotes = line->len > 0 && line->data[line->len - 1] == '"'; /* the format's own */

    if (bytes == NULL)
        len = 0;
    if (!in_quotes && is_plain(bytes, len)) {
        add(line, bytes, len);
        return;
    }
    if (!in_quotes)
        add(line, "\"", 1);
    add_escaped(line, bytes, len);
    if (!in_quotes)
        add(line, "\"", 1);
}

enum size { SIZE_INT, SIZE_LONG, SIZE_LONG_LONG, SIZE_SIZE };

static enum size
take_size(const char **format)
{
    if (**format == 'z') {
        (*format)++;
        return SIZE_SIZE;
    }
    if (**format != 'l')
        return SIZE_INT;
    if (*++*format != 'l')
        return SIZE_LONG;
    (*format)++;
    return SIZE_LONG_LONG;
}

static void
add_signed(struct line *line, enum size size, va_list *args)
{
    char digits[32];
    long long value;

    if (size == SIZE_INT)
        value = va_arg(*args, int);
    else if (size == SIZE_LONG)
        value = va_arg(*args, long);
    else if (size == SIZE_LONG_LONG)
        value = va_arg(*args, long long);
    else
        value = va_arg(*args, ssize_t);
    add(line, digits, (size_t)snprintf(digits, sizeof digits, "%lld", value));
}

static void
add_unsigned(struct line *line, enum size size, bool hexadecimal, va_list *args)
{
    char digits[32];
    unsigned long long value;

    if (size == SIZE_INT)
        value = va_arg(*args, unsigned);
    else if (size == SIZE_LONG)
        value = va_arg(*args, unsigned long);
    else if (size == SIZE_LONG_LONG)
        value = va_arg(*args, unsigned long long);
    else
        value = va_arg(*args, size_t);
    if (hexadecimal)
        add(line, digits, (size_t)snprintf(digits, sizeof digits, "%llx", value));
    else
        add(line, digits, (size_t)snprintf(digits, sizeof digits, "%llu", value));
}

/* What follows a '%'; returns the rest of the format. */
static const char *
add_conversion(struct line *line, const char *format, va_list *args)
{
    size_t len = SIZE_MAX;
    const char *string;
    enum size size;
    char byte;

    if (strncmp(format, ".*", 2) == 0) {
        len = (size_t)va_arg(*args, int);
        format += 2;
    }
    size = take_size(&format);
    if (*format == 's') {
        string = va_arg(*args, const char *);
        add_value(line, string, string == NULL ? 0 : len == SIZE_MAX ? strlen(string) : strnlen(string, len));
    } else if (*format == 'd' || *format == 'i') {
        add_signed(line, size, args);
    } else if (*format == 'u' || *format == 'x') {
        add_unsigned(line, size, *format == 'x', args);
    } else if (*format == 'c') {
        byte = (char)va_arg(*args, int);
        add_value(line, &byte, 1);
    } else if (*format == '%') {
        add(line, "%", 1);
    } else {
        abort(); /* a conversion that the header does not name */
    }
    return format + 1;
}

size_t
log_format(char *data, size_t size, const char *format, va_list args)
{
    struct line line = {.data = data, .size = size - 1};
    va_list copy;

    va_copy(copy, args);
    while (*format != '\0') {
        size_t plain = strcspn(format, "%");

        add(&line, format, plain);
        format += plain;
        if (*format == '%')
            format = add_conversion(&line, format + 1, &copy);
    }
    va_end(copy);
    data[line.len] = '\0';
    return line.len;
}

/* One write, so that lines of several processes do not mix. */
static void
write_line(int priority, const char *word, const char *event, const char *format, va_list args)
{
    char line[LOG_LINE_MAX];
    int head;
    size_t len;

    if (under_systemd)
        head = snprintf(line, sizeof line / 2, "<%d>%s ", priority, event);
    else
        head = snprintf(line, sizeof line / 2, "%s %s ", word, event);
    len = (size_t)head;
    if (len >= sizeof line / 2)
        len = sizeof line / 2 - 1;
    len += log_format(line + len, sizeof line - len, format, args);
    line[len++] = '\n'; /* in the NUL's place */
    (void)!write(STDERR_FILENO, line, len);
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
    size_t len = strlen(topic);

    for (const char *at = traced; *at != '\0'; at += *at == ' ') {
        size_t word = strcspn(at, " ");

        if (word > 0 && word == len && memcmp(at, topic, len) == 0)
            return true;
        at += word;
    }
    return false;
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
