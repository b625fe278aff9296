// SPDX-License-Identifier: Apache-2.0
#include "reader/trim.h"

#include <string.h>

static size_t
wide_space(struct span s)
{
    static const char *const spaces[] = {"\u00a0", "\u202f", "\u2009", "\u200b", "\ufeff", "\u3000", NULL};

    if (s.len > 0 && strchr(" \t\r\n", s.data[0]) != NULL && s.data[0] != '\0')
        return 1;
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
        while (s.len > 0 && s.data[s.len - 1] != '\0' && strchr(" \t\r\n", s.data[s.len - 1]) != NULL)
            s.len--;
        for (size_t i = 0; spaces[i] != NULL; i++)
            if (span_ends(s, spaces[i]))
                s.len -= strlen(spaces[i]);
    } while (s.len != before);
    return s;
}
