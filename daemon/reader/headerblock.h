// SPDX-License-Identifier: Apache-2.0
/*
 * headerblock: the fields at the head of a message or part, split line by line.
 * Source: RFC 5322 sections 2.2 and 4.5.  For reader/mime.c.
 *
 * Mended: mbox lines, a line without colon among fields (passed over) or after them (the body
 * begins there).  Refused: NUL, too long, too many.
 */
#ifndef READER_HEADERBLOCK_H
#define READER_HEADERBLOCK_H

#include "reader/mime.h"

struct headerblock {
    struct mime_field *fields;
    size_t count;
    struct span body;     /* behind the blank line */
    const char *repaired; /* a word of reader/mime.h, NULL when nothing was mended */
    const char *refused;  /* likewise */
};

struct headerblock headerblock_read(struct arena *arena, struct span bytes);

/* Cuts what stands before the header: blank lines, a byte order mark, an mbox line.  Returns the
 * rest; *repaired as above, untouched when nothing was cut. */
struct span headerblock_skip_leading(struct span bytes, const char **repaired);

/* Is the line a field?  *name_len: the bytes of its name. */
bool headerblock_is_field(struct span line, size_t *name_len);

#endif
