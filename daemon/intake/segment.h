// SPDX-License-Identifier: Apache-2.0
/*
 * segment: one file of the journal (intake/journal.h), to the byte.
 *
 * File "NNNNNNNNNNNNNNNN.seg": the sequence number of its first record, 16 hexadecimal digits.
 *
 *   0     head: u32 magic 0x4C4D4A48  u32 version 1  u64 first sequence  16 bytes salt
 *         SHA-256 of these 32 bytes, first 16
 *   2048  the same head again, should a sector be lost
 *   4096  records one after the other, each at a multiple of 8:
 *         u32 magic 0x4C4D4A52  u32 length of the body  u64 sequence  i64 received
 *         body: bytes drop, then message_put (reader/message.h)
 *         SHA-256 of salt and all of the record before it, first 16 bytes
 *         zeros up to the next multiple of 8
 *
 * Integers little-endian, "bytes" as in common/wire.h.  Sequence numbers rise in a segment.
 * A file is used again when all its records were consumed: it gets a new name, a new head
 * and a new salt, so that neither an old record nor one that somebody wrote into the
 * text of a message can hold in it: nobody outside knows the salt.
 *
 * A record whose seal does not hold ends the file, unless a later one holds: then the
 * gap is skipped and logged.
 */
#ifndef INTAKE_SEGMENT_H
#define INTAKE_SEGMENT_H

#include "common/error.h"
#include "reader/message.h"

enum {
    SEGMENT_HEAD = 4096, /* bytes before the first record */
    SEGMENT_SALT = 16,
    SEGMENT_RECORD_HEAD = 24,
    SEGMENT_SEAL = 16,
    SEGMENT_RECORD_MIN = 64,                  /* bytes of the smallest record */
    SEGMENT_RECORD_MAX = 1024 * 1024 * 1024,  /* bytes of the largest */
};

struct segment_place {
    uint64_t sequence;
    int64_t offset;
    uint32_t length; /* without the padding */
};

struct segment {
    struct segment *next; /* the younger one */
    char *path;
    uint64_t first;
    int descriptor;
    uint8_t salt[SEGMENT_SALT];
    int64_t size, end, zeroed; /* bytes: of the file, used, written at least once */
    struct segment_place *places; /* durable records, sequence rising */
    size_t count, capacity;
    bool sealed; /* nothing is appended any more */
};

/* A record on its way: parts to write, made by segment_encode, finished by segment_write. */
struct segment_record {
    uint64_t sequence;
    struct text front, back;
    struct span bytes; /* the message's, between the two */
    size_t length;     /* without the padding */
};

enum segment_state {
    SEGMENT_HOLDS,   /* *segment is there; it may hold no record */
    SEGMENT_DAMAGED, /* its head is unreadable though it was written */
    SEGMENT_FAILED,  /* see err */
};

enum segment_state segment_load(const char *path, uint64_t first, struct segment **segment, struct error *err);
/* A new file of `size` bytes; or `spare` under the new name.  The name is durable.  NULL on
 * failure; the spare is then closed and its file removed. */
struct segment *segment_make(const char *folder, uint64_t first, int64_t size, struct segment *spare,
                             struct error *err);
void segment_close(struct segment **segment);                                /* nulls; keeps the file */
bool segment_remove(struct segment **segment, struct error *err) MUST_CHECK; /* closes and removes the file */

/* Parts in the arena; false when the record would be too big. */
bool segment_encode(struct arena *arena, uint64_t sequence, struct span drop, const struct message *message,
                    struct segment_record *record, struct error *err) MUST_CHECK;
size_t segment_padded(size_t length);
/* Writes at `offset`, not yet durable. */
bool segment_write(struct segment *segment, struct segment_record *record, int64_t offset,
                   struct error *err) MUST_CHECK;
void segment_add(struct segment *segment, const struct segment_place *place);
const struct segment_place *segment_find(const struct segment *segment, uint64_t sequence); /* NULL: not here */
/* Checks the seal; the message borrows from the arena. */
bool segment_read(const struct segment *segment, struct arena *arena, const struct segment_place *place,
                  struct message *message, struct span *drop, struct error *err) MUST_CHECK;

#endif
