// SPDX-License-Identifier: Apache-2.0
#include "common/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void
mark_cut(char *text, int wanted)
{
    if (wanted >= ERROR_TEXT_MAX)
        memcpy(text + ERROR_TEXT_MAX - 4, "...", 4);
}

bool
error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
    va_list args;
    int wanted;

    if (err == NULL)
        return false;
    err->kind = kind;
    va_start(args, format);
    wanted = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    mark_cut(err->text, wanted);
    return false;
}

static enum error_kind
kind_of_errno(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EAGAIN:
    case EINTR:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case EIO:
    case ECONNREFUSED:
    case ECONNRESET:
    case ETIMEDOUT:
    case EPIPE:
        return ERROR_TEMPORARY;
    default:
        return ERROR_PERMANENT;
    }
}

bool
error_errno(struct error *err, const char *format, ...)
{
    int number = errno;
    char what[ERROR_TEXT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return error_set(err, kind_of_errno(number), "%s: %s", what, strerror(number));
}

bool
error_at(struct error *err, const char *format, ...)
{
    char where[ERROR_TEXT_MAX], inner[ERROR_TEXT_MAX];
    va_list args;
    int wanted;

    if (err == NULL)
        return false;
    va_start(args, format);
    vsnprintf(where, sizeof where, format, args);
    va_end(args);
    memcpy(inner, err->text, sizeof inner);
    wanted = snprintf(err->text, sizeof err->text, "%s: %s", where, inner);
    mark_cut(err->text, wanted);
    return false;
}

const char *
error_kind_name(enum error_kind kind)
{
    static const char *const names[] = {
        [ERROR_NONE] = "none",           [ERROR_TEMPORARY] = "temporary", [ERROR_PERMANENT] = "permanent",
        [ERROR_BAD_INPUT] = "bad input", [ERROR_TOO_BIG] = "too big",
    };
    return names[kind];
}
