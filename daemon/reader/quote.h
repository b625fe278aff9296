// SPDX-License-Identifier: Apache-2.0
/*
 * quote: from the whole body of a mail to what its author newly wrote.
 *
 * The body is read as lines.  A line is quoted when it carries ">", or stands below
 * an attribution ("Le ..., X a écrit :") or a block of fields ("De : / Envoyé : /
 * À : / Objet :") whose text has no ">" of its own.  Signatures behind "-- ", lines that
 * telephones, gateways and legal departments add are cut.  Greetings, closings and
 * names stay: the author wrote them.
 *
 * format=flowed has been joined before (reader/flowed.h).
 *
 * Not guessed: a remark written inside an unmarked quote (Outlook) can't be told from
 * the quote; it is given in `lines` as quoted.
 */
#ifndef READER_QUOTE_H
#define READER_QUOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum {
    QUOTE_LINES_MAX = 20000, /* lines looked at; what follows counts as quoted */
};

struct quote_line {
    struct span text; /* without ">" marks */
    unsigned depth;   /* 0: new; 1: the mail that is answered; 2...: older ones */
    bool cut;         /* new, but a signature, a banner or a disclaimer */
};

struct quote {
    struct span text;         /* new text, blank lines at both ends off, LF */
    struct span before_quote; /* the part of it above the first quote */
    struct span signature;    /* what stood behind "-- " */
    bool quoted;              /* some of the body is quoted */
    bool forwarded;           /* the quote is a forwarded mail, not the one that is answered */
    bool below;               /* new text stands below a quote */
    bool inside;              /* new text stands between quoted lines */
    struct quote_line *lines; /* the whole body */
    size_t count;
};

struct quote quote_read(struct arena *arena, struct span body);

#endif
