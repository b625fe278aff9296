// SPDX-License-Identifier: Apache-2.0
/*
 * append: writes one incremental update (ISO 32000-1 section 7.5.6).  The bytes that are there
 * stay; the update's section is of the kind that the file's newest one is.
 */
#ifndef SIGNATURE_APPEND_H
#define SIGNATURE_APPEND_H

#include "signature/revision.h"

enum { APPEND_OBJECTS_MAX = 256 };

struct append {
    struct arena *arena;
    const struct revisions *revisions;
    struct text out; /* the whole file, and what is appended to it */
    uint32_t next;   /* first number not in use */
    struct {
        uint32_t number, generation;
        size_t offset;
    } objects[APPEND_OBJECTS_MAX];
    size_t count;
};

/* room: bytes that the update may take. */
void append_begin(struct arena *arena, const struct revisions *revisions, size_t room, struct append *append);
uint32_t append_number(struct append *append); /* a new one */
/* What is written to append->out between the two is the object.  At most APPEND_OBJECTS_MAX. */
void append_object(struct append *append, uint32_t number);
void append_object_end(struct append *append);
void append_stream(struct append *append, uint32_t number, const char *dictionary, struct span data);
/* A dictionary as it was, but for these keys; `others`: the entries that replace them, as PDF. */
void append_dictionary(struct append *append, const struct object *old, const char *const *keys, size_t count,
                       struct span others);
/* Section, trailer and end.  append->out is the new file then. */
void append_finish(struct append *append);

#endif
