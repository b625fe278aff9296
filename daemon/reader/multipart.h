// SPDX-License-Identifier: Apache-2.0
/*
 * multipart: a multipart body cut at its delimiters.  Source: RFC 2046 section 5.1.
 *
 * Iterative, one pass over the lines.  A delimiter is a whole line: "--", the boundary, "--" for
 * the last one, white space; nothing else.  What stands after the closing one is no part.  A
 * last delimiter without its two dashes closes when nothing but white space follows it.
 */
#ifndef READER_MULTIPART_H
#define READER_MULTIPART_H

#include <stdbool.h>

#include "common/text.h"

struct multipart {
    struct span *pieces; /* header and body of each part, without the line end before the delimiter */
    size_t count;
    bool closed;      /* the closing delimiter was there */
    bool after_close; /* delimiters follow the closing one: other readers see more parts */
    bool too_many;    /* `max` passed, the rest was left */
};

struct multipart multipart_split(struct arena *arena, struct span body, struct span boundary, size_t max);

/* The boundary that the body itself seems to use: the first line "--X" with a Content- field
 * behind it.  "" when there is none. */
struct span multipart_guess(struct span body);

/* Only the characters of RFC 2046 (and a few that were seen), no quotes, no backslash. */
bool multipart_is_boundary(struct span boundary);

#endif
