// SPDX-License-Identifier: Apache-2.0
/*
 * utf8: code points in and out, and the folding under which answers, labels and
 * names are compared.  Source: RFC 3629 (no surrogates, no overlong forms).
 */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

uint32_t utf8_next_wide(struct span *rest);

/* Takes one code point off *rest (not empty).  A malformed byte is taken alone and
 * gives UTF8_REPLACEMENT. */
static inline uint32_t
utf8_next(struct span *rest)
{
    unsigned char c = (unsigned char)rest->data[0];

    if (c >= 0x80)
        return utf8_next_wide(rest);
    *rest = (struct span){rest->data + 1, rest->len - 1};
    return c;
}

bool utf8_valid(struct span s);
void utf8_add(struct text *text, uint32_t code);
size_t utf8_count(struct span s); /* code points */

/* Lower case, accents off (é -> e, œ -> oe, ß -> ss, ł -> l), typographic
 * apostrophes and dashes to ' and -, every kind of white space (no-break ones
 * too) to one space, none at the ends.  Zero-width characters vanish.  For
 * comparing only. */
struct span utf8_fold(struct arena *arena, struct span s);
/* The same, put behind what a text holds. */
struct span utf8_fold_to(struct text *out, struct span s);

/* Well-formed UTF-8 without C0/C1 controls other than TAB and LF: malformed bytes
 * become U+FFFD, bidi overrides and NUL are dropped. */
struct span utf8_clean(struct arena *arena, struct span s);
bool utf8_is_clean(struct span s); /* utf8_clean would change nothing */

#endif
