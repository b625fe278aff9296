// SPDX-License-Identifier: Apache-2.0
/*
 * people: the tables of directory entries (people and places known beforehand).
 *
 * entry_key finds an entry by the folded value of an attribute, entry_word by the beginnings of
 * its words; both are ranges of an index, so that a look-up costs the same in a large directory.
 * The caller has the transaction.
 */
#ifndef DIRECTORY_PEOPLE_H
#define DIRECTORY_PEOPLE_H

#include "procedure/directory.h"
#include "store/database.h"

enum {
    PEOPLE_FOUND_MAX = 12,   /* of one search */
    PEOPLE_LOOKED_MAX = 2000 /* entries that one search looks at */
};

enum people_put { PEOPLE_SAME, PEOPLE_ADDED, PEOPLE_CHANGED };

/* Puts the entry, settled, in the place of the one with its key.  `given`: names of the attributes
 * that the source speaks of; what it does not speak of is kept as it was (NULL: all).  *before: the
 * values that were there, for a report. */
bool people_put(struct database *database, struct arena *arena, const struct directory_kind *kind,
                struct directory_entry *entry, const struct span *given, size_t given_count, int64_t now,
                enum people_put *what, struct directory_entry *before, struct error *err) MUST_CHECK;
bool people_remove(struct database *database, struct arena *arena, const struct directory_kind *kind,
                   struct span key, struct error *err) MUST_CHECK;

/* An entry's values as bytes, and back. */
struct span people_pack(struct arena *arena, const struct directory_entry *entry);
void people_unpack(struct arena *arena, struct span data, struct directory_entry *entry);

/* At most `max`, in the order of the keys; *count PEOPLE_FOUND_MAX + 1 says that there are more. */
bool people_by_key(struct database *database, struct arena *arena, struct span kind, struct span key,
                   struct directory_entry *found, size_t *count, struct error *err) MUST_CHECK;
/* parent "": anywhere. */
bool people_by(struct database *database, struct arena *arena, struct span kind, struct span name,
               struct span value, struct span parent, struct directory_entry *found, size_t *count,
               struct error *err) MUST_CHECK;
bool people_of_parent(struct database *database, struct arena *arena, struct span kind, struct span parent,
                      struct directory_entry *found, size_t *count, struct error *err) MUST_CHECK;
/* Every word begins a word of the entry.  parent "": anywhere. */
bool people_search(struct database *database, struct arena *arena, struct span kind, const struct span *words,
                   size_t word_count, struct span parent, struct directory_entry *found, size_t *count,
                   struct error *err) MUST_CHECK;

#endif
