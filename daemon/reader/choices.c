// SPDX-License-Identifier: Apache-2.0
#include "reader/choices.h"

#include <ctype.h>

static bool
is_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!isdigit((unsigned char)s.data[i]))
            return false;
    return s.len > 0;
}

/* Behind the next number; `at` when none follows.  *labels: words in front of it. */
static size_t
next_number(const struct words *words, size_t at, bool (*foreign)(const void *context, size_t at),
            const void *context, size_t *labels)
{
    static const char *const and[] = {"et", "and", "puis", NULL};
    size_t n = at < words->count ? at + words_match_any(words, at, and) : at;

    for (*labels = 0; n < words->count && *labels <= CHOICES_LABEL_MAX; n++, (*labels)++) {
        struct span folded = words->at[n].folded;

        if (is_digits(folded))
            return folded.len <= CHOICES_DIGITS_MAX ? n + 1 : at;
        if (folded.len == 0 || foreign(context, n))
            return at;
    }
    return at;
}

struct choices
choices_at(const struct words *words, size_t at, bool (*foreign)(const void *context, size_t at),
           const void *context)
{
    struct choices choices = {.end = at};

    while (choices.numbers < CHOICES_MAX) {
        size_t labels, next = next_number(words, choices.end, foreign, context, &labels);

        if (next == choices.end)
            break;
        choices.end = next;
        choices.numbers++;
        choices.labelled = choices.labelled || labels > 0;
    }
    return choices;
}
