// SPDX-License-Identifier: Apache-2.0
/*
 * wire: the bounded encoding of the nouns that travel between processes and into
 * the journal.  Little-endian fixed-width integers; bytes are a u32 length and
 * the data.  No padding, no pointer, no version negotiation inside one daemon.
 *
 * Reading never fails half way: after the first fault every getter gives zero or
 * the empty span and `bad` stays set; the caller looks once, at the end.
 */
#ifndef COMMON_WIRE_H
#define COMMON_WIRE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

void wire_put_u8(struct text *out, uint8_t value);
void wire_put_u32(struct text *out, uint32_t value);
void wire_put_u64(struct text *out, uint64_t value);
void wire_put_i64(struct text *out, int64_t value);
void wire_put_bytes(struct text *out, struct span bytes);
void wire_put_string(struct text *out, const char *string); /* NULL travels as "" */

struct wire {
    struct span rest;
    bool bad;
};

struct wire wire_read(struct span bytes);
uint8_t wire_get_u8(struct wire *wire);
uint32_t wire_get_u32(struct wire *wire);
uint64_t wire_get_u64(struct wire *wire);
int64_t wire_get_i64(struct wire *wire);
struct span wire_get_bytes(struct wire *wire); /* borrows from the input */
/* A count of things of at least `least` bytes each (>= 1): bad when the rest cannot hold them. */
uint32_t wire_get_count(struct wire *wire, size_t least);
bool wire_done(const struct wire *wire); /* nothing bad and nothing left */

#endif
