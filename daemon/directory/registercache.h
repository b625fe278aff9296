// SPDX-License-Identifier: Apache-2.0
/*
 * registercache: what the public register answered, kept in the store: what was found for
 * CACHE_FOUND_DAYS, that there is nothing for CACHE_UNKNOWN_DAYS.
 */
#ifndef DIRECTORY_REGISTERCACHE_H
#define DIRECTORY_REGISTERCACHE_H

#include "directory/people.h"
#include "directory/registeranswer.h"

enum { CACHE_FOUND_DAYS = 30, CACHE_UNKNOWN_DAYS = 1 };

/* A question that the loop is to ask. */
struct register_question {
    struct span kind;      /* of the entries to make of the answer */
    struct span by, words; /* one of the two */
};
enum { REGISTER_ASKED_MAX = 8 };
struct register_questions {
    struct register_question at[REGISTER_ASKED_MAX];
    size_t count;
};

/* The records of an answer on the wire, as a worker gives them. */
void register_records_put(struct text *out, const struct register_record *records, size_t count);

/* Keeps an answer (records on the wire; "" for: unknown).  Values that the kind's datatypes refuse are left
 * out.  Each entry is found by its own key, too. */
bool registercache_put(struct database *database, struct arena *arena, const struct directory_kind *kind,
                       const struct register_question *question, struct span records, int64_t now,
                       struct error *err) MUST_CHECK;
/* *fresh: there is an answer; *count 0 then says that the register knows nothing. */
bool registercache_get(struct database *database, struct arena *arena, const struct directory_kind *kind,
                       const struct register_question *question, int64_t now, bool *fresh,
                       struct directory_entry *found, size_t *count, struct error *err) MUST_CHECK;

#endif
