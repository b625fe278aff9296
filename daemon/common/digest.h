// SPDX-License-Identifier: Apache-2.0
/*
 * digest: SHA-256 and HMAC-SHA-256 (OpenSSL), and the spellings of bytes:
 * hexadecimal, base64 (RFC 4648 section 4), and base32 in the alphabet of
 * Crockford in lower case, where case does not count and o, i, l read as 0, 1, 1.
 */
#ifndef COMMON_DIGEST_H
#define COMMON_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum { DIGEST_SIZE = 32 }; /* bytes */

struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

struct digest digest_sha256(struct span data);
struct digest digest_hmac(struct span key, struct span data);

struct digest_stream; /* incremental SHA-256 */
struct digest_stream *digest_begin(void);
void digest_more(struct digest_stream *stream, struct span data);
struct digest digest_end(struct digest_stream **stream); /* nulls *stream */

bool digest_equal(const struct digest *a, const struct digest *b); /* constant time */
struct span digest_hex(struct arena *arena, const struct digest *digest);
bool digest_parse_hex(struct span hex, struct digest *digest);

struct span hex_encode(struct arena *arena, struct span data);
struct span base64_encode(struct arena *arena, struct span data); /* one line, padded */
bool base64_decode(struct arena *arena, struct span s, struct span *data); /* white space skipped */
struct span base32_encode(struct arena *arena, struct span data);
/* Canonical spelling of a foreign one (lower case, o->0, i,l->1); false when a
 * character is outside the alphabet. */
bool base32_canonical(struct arena *arena, struct span s, struct span *canonical);

#endif
