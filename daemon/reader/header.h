// SPDX-License-Identifier: Apache-2.0
/*
 * header: what stands in a header field, read leniently and within limits.
 * Sources: RFC 5322 (fields, dates, ids), RFC 2047 (encoded words), RFC 2231 (parameters),
 * RFC 6532 (UTF-8 in fields).  Bodies are given as they stood in the message, folded or not.
 * Every result is clean UTF-8 on one line: no control character can come out of a field.
 */
#ifndef READER_HEADER_H
#define READER_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum {
    HEADER_PARAMETERS_MAX = 64,     /* parameters of one field; more are not read */
    HEADER_SECTIONS_MAX = 64,       /* continuations of one parameter (RFC 2231 section 3) */
    HEADER_IDS_MAX = 256,           /* ids of one field; the last ones are kept */
    HEADER_ID_BYTES_MAX = 998,      /* a longer id is not one */
    HEADER_DECODED_MAX = 64 * 1024, /* bytes of one decoded field */
};

/* One line: line ends dropped, the white space after them kept (RFC 5322 section 2.2.3). */
struct span header_unfold(struct arena *arena, struct span body);

/* Unstructured text for people (Subject): encoded words decoded in every shape seen in the
 * wild, raw 8-bit read as UTF-8 or else windows-1252, trimmed. */
struct span header_decode(struct arena *arena, struct span body);

/* Without comments (however deep) and trimmed; quoted strings stay as they are. */
struct span header_strip_comments(struct arena *arena, struct span body);

/* How deep parentheses nest outside quoted strings. */
size_t header_comment_depth(struct span body);

struct header_parameter {
    struct span name;  /* lower case, without "*" */
    struct span value; /* decoded */
    struct span raw;   /* of a plain one: as it stood, quotes and all; "" when extended */
    bool twice;        /* the same plain parameter came again; the first one is kept */
};

struct header_parameters {
    struct span value; /* what stands before the first ";", lower case, no white space */
    struct header_parameter *list;
    size_t count;
};

/* Content-Type, Content-Disposition: RFC 2231 continuations, charsets and fall-back pairs;
 * also encoded words inside the values, which is illegal and common. */
struct header_parameters header_parameters(struct arena *arena, struct span body);
/* NULL when absent.  name in lower case. */
const struct header_parameter *header_parameter(const struct header_parameters *parameters, const char *name);

/* The ids of Message-ID, In-Reply-To, References, without <>, in the order of the field.
 * Bare ones, commas, white space inside and a missing bracket are understood. */
struct span *header_ids(struct arena *arena, struct span body, size_t *count);

/* RFC 5322 sections 3.3 and 4.3 (two-digit years, named and military zones). */
bool header_date(struct span body, int64_t *instant);

#endif
