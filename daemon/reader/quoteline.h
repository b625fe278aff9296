// SPDX-License-Identifier: Apache-2.0
/*
 * quoteline: what one line of a mail body, or a few in a row, is to a person who
 * looks for the new text: quoting, the attribution above a quote, the block of
 * fields that Exchange and Zimbra write in place of quoting, the separator of a
 * forward, a line that a telephone adds, a warning that a gateway adds.
 *
 * The shapes are those that French and English clients really write; they are
 * compared folded (common/utf8), so no-break spaces, case and accents do not count.
 */
#ifndef READER_QUOTELINE_H
#define READER_QUOTELINE_H

#include <stdbool.h>

#include "common/text.h"

struct quoteline {
    struct span text;   /* as written, without its ">" marks */
    struct span folded; /* of text */
    unsigned depth;     /* number of ">" marks in front */
};

/* Takes the ">" marks off; folds. */
struct quoteline quoteline_of(struct arena *arena, struct span raw);
bool quoteline_blank(const struct quoteline *line);

/* Each gives the number of lines from `at` on that make the thing, 0 when it is none.
 * `count` bounds the array.  All lines must have the depth of the first. */
size_t quoteline_attribution(struct arena *arena, const struct quoteline *lines, size_t at, size_t count);
size_t quoteline_fields(const struct quoteline *lines, size_t at, size_t count);
size_t quoteline_separator(const struct quoteline *lines, size_t at, size_t count, bool *forward);

/* Lines right before `end` that are an attribution only because marked lines follow: "X a écrit :"
 * without a date, or, in any language, an address, a date and a colon. */
size_t quoteline_announces(struct arena *arena, const struct quoteline *lines, size_t end);

/* Lines of a paragraph (up to the next blank line) that a machine added. */
size_t quoteline_banner(const struct quoteline *lines, size_t at, size_t count);     /* at the top */
size_t quoteline_disclaimer(const struct quoteline *lines, size_t at, size_t count); /* anywhere */
size_t quoteline_device(const struct quoteline *lines, size_t at, size_t count);     /* "Envoyé de mon..." */

bool quoteline_rule(const struct quoteline *line);      /* only -, _, = or * */
bool quoteline_delimiter(const struct quoteline *line); /* "-- " (RFC 3676, section 4.3), space often lost */

/* What stands behind a "[EXTERNE]" mark in front of a line; the whole line when there is none. */
struct span quoteline_unmarked(struct arena *arena, struct span text);

#endif
