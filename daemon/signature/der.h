// SPDX-License-Identifier: Apache-2.0
/* der: writes ASN.1 in DER (ITU-T X.690), for what OpenSSL has no builder that leaves out signing-time. */
#ifndef SIGNATURE_DER_H
#define SIGNATURE_DER_H

#include "common/text.h"

enum {
    DER_INTEGER = 0x02,
    DER_OCTETS = 0x04,
    DER_NULL = 0x05,
    DER_OID = 0x06,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT = 0xA0, /* + number: constructed */
};

/* A value, of the parts one after the other. */
struct span der(struct arena *arena, uint8_t tag, const struct span *parts, size_t count);
#define DER(arena, tag, ...)                                                                                 \
    der((arena), (tag), (const struct span[]){__VA_ARGS__},                                                  \
        sizeof((const struct span[]){__VA_ARGS__}) / sizeof(struct span))
/* SET OF: sorts the parts by their bytes. */
struct span der_set(struct arena *arena, struct span *parts, size_t count);
/* The length of the value that stands first, tag and length octets included; 0: malformed or not DER. */
size_t der_length(struct span bytes);
/* Likewise in BER, where a length may be left open and the value ends with two zeros: some software signs so.
 */
size_t ber_length(struct span bytes);

#endif
