// SPDX-License-Identifier: Apache-2.0
/*
 * sasl: what a client says to prove who it is, in base64 as SMTP and IMAP carry it.
 * Sources: RFC 4616 (PLAIN), RFC 7628 (OAUTHBEARER), and XOAUTH2 as Google and Microsoft publish it.
 */
#ifndef COMMON_SASL_H
#define COMMON_SASL_H

#include "common/text.h"

enum { SASL_MAX = 12288 }; /* octets of a response in base64 (RFC 4954 section 4) */

struct sasl {
    const char *user, *secret; /* secret: the password, or the access token */
    const char *host;          /* that we are connected to, for OAUTHBEARER */
    int port;
};

/* More than SASL_MAX, or a user or secret with a control character: "". */
struct span sasl_plain(struct arena *arena, const struct sasl *sasl);
struct span sasl_xoauth2(struct arena *arena, const struct sasl *sasl);
struct span sasl_oauthbearer(struct arena *arena, const struct sasl *sasl);

/* What a server has against a token, base64 of JSON, as one printable line for people; "" when it is none. */
struct span sasl_challenge(struct arena *arena, struct span base64);

#endif
