// SPDX-License-Identifier: Apache-2.0
#include "reader/trim.h"

#include <string.h>

static bool
is_ascii_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t
wide_space(struct span s)
{
    static const char *const spaces[] = {"\u00a0", "\u202f", "\u2009", "\u200b", "\ufeff", "\u3000", NULL};

    if (s.len == 0 || (s.data[0] & 0x80) == 0)
        return s.len > 0 && is_ascii_space(s.data[0]) ? 1 : 0;
    for (size_t i = 0; spaces[i] != NULL; i++)
        if (span_starts(s, spaces[i]))
            return strlen(spaces[i]);
    return 0;
}

struct span
trim_wide(struct span s)
{
    static const char *const spaces[] = {"\u00a0", "\u202f", "\u2009", "\u200b", "\ufeff", "\u3000", NULL};
    size_t n, before;

    while ((n = wide_space(s)) > 0)
        s = span_from(s, n);
    do {
        before = s.len;
        while (s.len > 0 && is_ascii_space(s.data[s.len - 1]))
            s.len--;
        if (s.len == 0 || (s.data[s.len - 1] & 0x80) == 0)
            break;
        for (size_t i = 0; spaces[i] != NULL; i++)
            if (span_ends(s, spaces[i]))
                s.len -= strlen(spaces[i]);
    } while (s.len != before);
    return s;
}
