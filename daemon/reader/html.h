// SPDX-License-Identifier: Apache-2.0
/*
 * html: an HTML body to the text that a person sees, quoted blocks marked.
 *
 * libxml2's HTML parser and an iterative walk.  What the clients mark as quoted (blockquote,
 * Gmail's, Yahoo's, Zimbra's, Mozilla's blocks, Outlook's reply header and all below it) comes
 * out as lines with "> " in front, one per level, so that reader/quote.h cuts both readings of a
 * mail alike.  Hidden text, style, script and comments are dropped; so are link targets: what
 * counts is what the writer saw.  Cells of one row are separated by " | ", list items begin
 * with "- ".
 */
#ifndef READER_HTML_H
#define READER_HTML_H

#include <stdbool.h>

#include "common/text.h"

enum {
    HTML_BYTES_MAX = 256 * 1024, /* attributes of one tag are quadratic in libxml2 2.9.14 */
    HTML_ATTRIBUTES_MAX = 500,   /* of one tag */
    HTML_QUOTE_DEPTH_MAX = 10,   /* levels shown */
};

/* source: clean UTF-8 (reader/charset.h).  *text: LF line ends, no trailing spaces.  False, and
 * "", when it is too big or nested deeper than libxml2 goes (256): "unreadable", which must not
 * be taken for an empty mail. */
bool html_text(struct arena *arena, struct span source, struct span *text);

#endif
