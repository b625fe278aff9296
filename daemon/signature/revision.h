// SPDX-License-Identifier: Apache-2.0
/*
 * revision: a PDF as the row of its incremental updates (ISO 32000-1 sections 7.5.4 to
 * 7.5.8), each with what its cross-reference section lists and what that makes of every object.
 *
 * Nothing is repaired or guessed: a file whose sections, offsets and ends do not fit exactly is
 * refused.  The first revision may be a linearized or hybrid file, as others write them; in
 * an update neither is taken, and every byte of an update must belong to an object that
 * its section lists, to the section itself, or be white space or a comment between them.
 */
#ifndef SIGNATURE_REVISION_H
#define SIGNATURE_REVISION_H

#include "signature/object.h"

enum {
    REVISIONS_MAX = 64,
    OBJECTS_MAX = 200000,            /* numbers in use in one file */
    EXPANDED_MAX = 64 * 1024 * 1024, /* bytes of cross-reference and object streams, in all */
};

enum place_kind { PLACE_NONE, PLACE_FREE, PLACE_AT, PLACE_PACKED };

/* Where a cross-reference section says that an object is. */
struct place {
    enum place_kind kind;
    uint32_t generation;
    uint64_t offset; /* AT: in the file; PACKED: number of the object stream */
    uint32_t index;  /* PACKED: in that stream */
};

struct revision {
    size_t start, end; /* its bytes; end: behind %%EOF, before an end of line */
    size_t section;    /* offset of its cross-reference section */
    bool stream;       /* that is a stream, not a table */
    const struct object *trailer;
    uint32_t *changed;    /* the numbers it lists, free ones too, in rising order */
    struct place *places; /* of each of them */
    size_t count;
};

struct revisions {
    struct span bytes;
    struct revision *items; /* the oldest first */
    size_t count;
    uint32_t size;  /* one more than the highest number in any section */
    bool encrypted; /* the reason why it could not be opened */
    struct cache *cache;
};

bool revisions_open(struct arena *arena, struct span bytes, struct revisions *revisions,
                    struct error *err) MUST_CHECK;

/* Whether a file of `len` bytes can have ended with this revision: at %%EOF or behind one end of line. */
bool revision_ends_at(const struct revisions *revisions, size_t number, size_t len);

/* What the section of the newest revision up to `number` that names the object says; PLACE_NONE: nothing. */
struct place revision_place(const struct revisions *revisions, size_t number, uint32_t object, size_t *from);
/* The object as it is in revision `number`: the null object when free or never named.  NULL: malformed. */
const struct object *revision_object(struct arena *arena, struct revisions *revisions, size_t number,
                                     uint32_t object, struct error *err);
/* Follows references, eight at most. */
const struct object *revision_resolve(struct arena *arena, struct revisions *revisions, size_t number,
                                      const struct object *object, struct error *err);
/* A key's value, resolved; NULL when absent, null or malformed. */
const struct object *revision_get(struct arena *arena, struct revisions *revisions, size_t number,
                                  const struct object *object, const char *key);
const struct object *revision_root(struct arena *arena, struct revisions *revisions, size_t number);

#endif
