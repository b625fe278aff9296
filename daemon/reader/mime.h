// SPDX-License-Identifier: Apache-2.0
/*
 * mime: a message as a tree of parts, within limits, with a verdict.
 * Sources: RFC 5322, RFC 2045, 2046, 2183, 2231, 3676; the limits are ours.
 *
 * The tree is always there, whatever the bytes: even of a refused message the root has the
 * fields that could be read, so that one can say who wrote and what was wrong.  Everything
 * lives in the arena or borrows from `bytes`.
 */
#ifndef READER_MIME_H
#define READER_MIME_H

#include <stdbool.h>

#include "common/text.h"

enum {
    MIME_DEPTH_MAX = 20,                /* multiparts in multiparts */
    MIME_PARTS_MAX = 200,               /* parts in all, multiparts included */
    MIME_FIELDS_MAX = 2000,             /* fields of one header */
    MIME_HEADER_BYTES_MAX = 256 * 1024, /* one header block */
    MIME_LINE_BYTES_MAX = 64 * 1024,    /* one header line */
    MIME_COMMENT_DEPTH_MAX = 50,        /* parentheses in a structured field */
    MIME_HOPS_MAX = 50,                 /* Received fields; more is a loop */
    MIME_BOUNDARY_BYTES_MAX = 200,      /* RFC 2046 says 70; longer ones were seen */
    MIME_NAME_BYTES_MAX = 200,          /* a file name */
    MIME_TEXT_BYTES_MAX = 1024 * 1024,  /* text of one body, in UTF-8 */
};

struct mime_field {
    struct span name; /* as written */
    struct span body; /* unfolded, trimmed, else raw (reader/header.h decodes) */
};

struct mime_part {
    struct span type;        /* lower case, "text/plain" when absent or unreadable */
    struct span charset;     /* lower case, "" when absent */
    struct span disposition; /* lower case: "attachment", "inline", "" when absent */
    struct span name;        /* file name, decoded, no folder, no control character, "" when absent */
    struct span content_id;  /* without <> */
    struct span method;      /* parameter of text/calendar, lower case, "" when absent */
    struct span report_type; /* parameter of multipart/report, lower case, "" when absent */
    bool flowed, delsp;      /* RFC 3676 */
    bool attachment;         /* a leaf that is no text to read: a file, a picture, a message */
    struct span data;        /* transfer-decoded bytes of a leaf; "" of a multipart */
    struct mime_part *children;
    size_t child_count;
    struct mime_field *fields;
    size_t field_count;
    int depth; /* 0 at the root */
};

enum mime_verdict {
    MIME_OK,
    MIME_REPAIRED, /* read, after mending; why names the first repair */
    MIME_REFUSED,  /* several readings are possible, or a limit was passed: must not act */
};

/* why, when repaired: "mbox-line" "leading-blank" "bare-lf" "header-line" "no-boundary"
 * "no-delimiter" "unclosed" "after-close".
 * why, when refused: "nul-in-header" "header-too-big" "header-line-too-long" "too-many-fields"
 * "nested-comments" "too-many-hops" "duplicate-from" "duplicate-sender" "duplicate-subject"
 * "duplicate-date" "duplicate-message-id" "duplicate-content-type"
 * "duplicate-content-transfer-encoding" "bad-boundary" "too-deep" "too-many-parts". */
struct mime {
    struct mime_part *root; /* never NULL */
    enum mime_verdict verdict;
    struct span why;
};

struct mime *mime_read(struct arena *arena, struct span bytes);

/* The body of the n-th (from 0) field of that name (any case) of this part; data is NULL when
 * there is none. */
struct span mime_field(const struct mime_part *part, const char *name, size_t n);
bool mime_has_field(const struct mime_part *part, const char *name);

/* The fields of a header block that stands alone (a returned message, text/rfc822-headers),
 * as a part without data.  Never NULL. */
struct mime_part *mime_header(struct arena *arena, struct span bytes);

/* Walks the tree in document order: the part after `part` (root first), NULL at the end. */
const struct mime_part *mime_next(const struct mime *mime, const struct mime_part *part);
/* The first part of that type ("message/delivery-status"), NULL when there is none. */
const struct mime_part *mime_find(const struct mime *mime, const char *type);

/* The text of a text/... leaf in clean UTF-8 with LF line ends; format=flowed is joined again
 * (RFC 3676: quote marks stay as "> "); text/html as source.  False when the charset is refused
 * (utf-7): *text is then "". */
bool mime_text(struct arena *arena, const struct mime_part *part, struct span *text);

/*
 * What the author wrote, in both readings.  Siblings (multipart/mixed, as Apple Mail cuts a text
 * around a file) are joined in order; where a piece has no plain text, `text` has its HTML
 * converted, and where it has no HTML, `html` has its plain text; so each is complete.
 * HTML is converted by reader/html.h: quoted blocks as lines with "> ".
 */
struct mime_body {
    struct span text;     /* plain text first */
    struct span html;     /* HTML first, converted to text; "" when has_html is false */
    bool has_plain;       /* some text/plain that is not blank */
    bool has_html;        /* some text/html */
    bool html_unreadable; /* some HTML was too big or too deep: `html` lacks it, and so may `text` */
    bool refused;         /* some part has a charset that we refuse */
    bool cut;             /* MIME_TEXT_BYTES_MAX passed */
};

struct mime_body mime_body(struct arena *arena, const struct mime *mime);

#endif
