// SPDX-License-Identifier: Apache-2.0
/*
 * encode: values to the bytes of a message.  Sources: RFC 5322 (folding), RFC 2047 (encoded
 * words), RFC 2231 (parameters), RFC 2045 (quoted-printable, base64), RFC 6068 (mailto).
 * No value can bring a line end into a header: control characters become spaces first.
 */
#ifndef MAIL_ENCODE_H
#define MAIL_ENCODE_H

#include <stdbool.h>

#include "common/text.h"

enum { ENCODE_LINE = 76, ENCODE_WORD = 75 }; /* octets, without CR LF */

/* "Name: value" CR LF; words of ASCII stay, others become encoded words; folded. */
void encode_unstructured(struct text *out, const char *name, struct span value);
/* "Name: display <address>" CR LF.  The address must be plain (encode_is_address). */
void encode_address(struct text *out, const char *name, struct span display, struct span address);
/* "Name: value" CR LF for values of ours without white space (ids); folded before the value when long. */
void encode_token(struct text *out, const char *name, struct span value);
/* "; name*=UTF-8''..." on a line of its own, with a plain fall-back beside it. */
void encode_parameter(struct text *out, const char *name, struct span value);
void encode_quoted_printable(struct text *out, struct span text); /* LF line ends in, CR LF out */
void encode_base64(struct text *out, struct span data);           /* lines of 76 */
/* Percent-encoding of a mailto: part (RFC 6068); LF becomes %0D%0A, a CR nothing. */
void encode_mailto(struct text *out, struct span text);
/* & < > " for HTML. */
void encode_html(struct text *out, struct span text);
/* dot-atom@dot-atom in ASCII: nothing that needs quoting (RFC 5321 limits: 64 before the @, 254 in all). */
bool encode_is_address(struct span address);
/* The inside of a msg-id that can go back into In-Reply-To: printable ASCII, an @, no <>. */
bool encode_is_id(struct span id);

#endif
