// SPDX-License-Identifier: Apache-2.0
/*
 * object: the objects of PDF (ISO 32000-1 section 7.3), read as they are written.
 *
 * For judging signatures, so nothing is repaired: what this reader does not understand at
 * once is an error, a key that stands twice is an error, and every value knows its place
 * (`raw`).  Nesting, items and numbers are bounded.
 */
#ifndef SIGNATURE_OBJECT_H
#define SIGNATURE_OBJECT_H

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"

enum object_kind {
    OBJECT_NULL,
    OBJECT_BOOLEAN,
    OBJECT_INTEGER,
    OBJECT_REAL,
    OBJECT_STRING,
    OBJECT_NAME,
    OBJECT_ARRAY,
    OBJECT_DICTIONARY,
    OBJECT_STREAM,
    OBJECT_REFERENCE,
};

enum {
    OBJECT_DEPTH_MAX = 32,
    OBJECT_ITEMS_MAX = 200000,   /* values below one object */
    OBJECT_NUMBER_MAX = 8388607, /* of an object, ISO 32000-1 annex C */
};

struct object_entry;

struct object {
    enum object_kind kind;
    struct span raw;              /* as it stands, brackets included */
    int64_t integer;              /* INTEGER, BOOLEAN; REFERENCE: the object's number */
    uint32_t generation;          /* REFERENCE */
    bool hexadecimal;             /* STRING: written <...> */
    struct span bytes;            /* STRING, NAME: decoded; STREAM: the data as they stand */
    const struct object **items;  /* ARRAY */
    struct object_entry *entries; /* DICTIONARY, STREAM */
    size_t count;
};

struct object_entry {
    struct span key; /* decoded, without its slash */
    const struct object *value;
};

/* What a stream's indirect /Length is; false: unknown. */
typedef bool object_length(void *context, const struct object *reference, uint64_t *length);

/* One value at *at, which then stands behind it. */
bool object_read(struct arena *arena, struct span bytes, size_t *at, const struct object **object,
                 struct error *err) MUST_CHECK;

struct indirect {
    uint32_t number, generation;
    size_t start, end; /* from "N G obj" to behind "endobj" */
    const struct object *object;
};

/* "N G obj ... endobj", which begins exactly at `at`. */
bool object_read_indirect(struct arena *arena, struct span bytes, size_t at, object_length *length,
                          void *context, struct indirect *indirect, struct error *err) MUST_CHECK;

/* An unsigned number of at most ten digits at *at. */
bool object_read_number(struct span bytes, size_t *at, uint64_t *number);
/* White space and comments. */
size_t object_skip_space(struct span bytes, size_t at);
bool object_keyword(struct span bytes, size_t *at, const char *word); /* and a boundary behind it */

/* The value of a key; NULL: none, or no dictionary. */
const struct object *object_get(const struct object *object, const char *key);
const struct object *object_find(const struct object *object, struct span key);
double object_number(const struct object *object);                  /* of an INTEGER or REAL */
bool object_is_name(const struct object *object, const char *name); /* NULL is none */
/* Same structure and same values; references by number.  Streams are equal only with equal data. */
bool object_equal(const struct object *a, const struct object *b);

#endif
