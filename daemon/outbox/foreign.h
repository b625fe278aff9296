// SPDX-License-Identifier: Apache-2.0
/*
 * foreign: JSON that comes from outside (RFC 8259), read with jansson on a short lead: bounded in size and depth
 * before it is parsed, a key twice is an error, and what is of another kind than expected reads as nothing.
 */
#ifndef OUTBOX_FOREIGN_H
#define OUTBOX_FOREIGN_H

#include <jansson.h>

#include "common/error.h"
#include "common/text.h"

enum { FOREIGN_DEPTH_MAX = 16 };

/* NULL: err, temporary.  It goes with the arena. */
json_t *foreign_load(struct arena *arena, struct span answer, size_t max, struct error *err);
/* An array, or an object. */
json_t *foreign_array(struct arena *arena, struct span answer, size_t max, struct error *err);
json_t *foreign_object(struct arena *arena, struct span answer, size_t max, struct error *err);

struct span foreign_text(const json_t *object, const char *key); /* borrows; "" absent or no text */
/* A number, or a text of digits, of at most 18; "" it is neither. */
struct span foreign_number(struct arena *arena, const json_t *value);
/* A number or a short text as it stands; "" it is neither. */
struct span foreign_word(struct arena *arena, const json_t *value);
/* At most `max` bytes, whole characters. */
struct span foreign_copy(struct arena *arena, struct span text, size_t max);

/* What is written for them: compact, in the arena; takes the value over. */
struct span foreign_write(struct arena *arena, json_t *value);

#endif
