// SPDX-License-Identifier: Apache-2.0
/*
 * importrow: one row of a file to one entry: written values to canonical ones.
 */
#ifndef DIRECTORY_IMPORTROW_H
#define DIRECTORY_IMPORTROW_H

#include "directory/csv.h"
#include "directory/import.h"
#include "directory/ldif.h"

enum { IMPORT_ATTRIBUTES_MAX = 64 };

/* Which column holds which attribute of one kind. */
struct import_plan {
    const struct directory_kind *kind;
    size_t column[IMPORT_ATTRIBUTES_MAX]; /* by attribute; SIZE_MAX none */
    size_t matched;
    const struct directory_attribute *lacking; /* required and without a column; NULL none */
    struct span given[IMPORT_ATTRIBUTES_MAX];  /* attributes with a column */
    size_t given_count;
};

void importrow_plan(struct arena *arena, const struct directory_kind *kind, const struct csv_row *header,
                    struct import_plan *plan);

/* False: the row is refused, *fault says why. */
bool importrow_csv(struct arena *arena, const struct import_plan *plan, const struct csv_row *header,
                   const struct csv_row *row, struct directory_entry *entry, struct import_note *fault);

/* The kind whose class one of the entry's values is; NULL none. */
const struct directory_kind *importrow_ldif_kind(struct arena *arena, const struct directory *directory,
                                                 const struct ldif_entry *ldif);
/* given: attributes that the entry speaks of. */
bool importrow_ldif(struct arena *arena, const struct directory_kind *kind, const struct ldif_entry *ldif,
                    struct directory_entry *entry, struct span *given, size_t *given_count,
                    struct import_note *fault);

#endif
