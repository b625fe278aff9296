// SPDX-License-Identifier: Apache-2.0
/*
 * import: a file of people or places (CSV or LDIF) into the directory.
 *
 * Each row is read by the datatypes of directory.xml.  A row with a fault is refused whole, with
 * line, column and what to do; the others are put in.  What stands in the directory already is
 * changed where the file says otherwise; attributes that the file has no column for stay.  An
 * unreadable file is an error and nothing happens: the caller's transaction is rolled back.
 */
#ifndef DIRECTORY_IMPORT_H
#define DIRECTORY_IMPORT_H

#include "directory/people.h"

enum {
    IMPORT_BYTES_MAX = 128 * 1024 * 1024, /* of a file */
    IMPORT_NOTES_MAX = 1000               /* of each list in the report; the counts go on */
};

struct import_note {
    uint32_t line;
    struct span column; /* as the file spells it, "" the whole row */
    struct span text;   /* refused: what is wrong and what to do; changed: what became what */
};

struct import_notes {
    struct import_note *items;
    size_t count;
};

struct import_report {
    size_t added, changed, same, refused, removed;
    size_t ignored; /* LDIF entries that are of no kind we know */
    struct import_notes refusals, changes;
    struct span *unknown; /* columns that nothing reads */
    size_t unknown_count;
};

struct import_options {
    const char *kind; /* of every row; NULL: the columns, a type column or the LDAP classes tell */
    bool whole;       /* the file is all there is: entries of its kinds that it lacks are removed */
};

bool import_run(struct arena *arena, struct database *database, const struct directory *directory,
                struct span bytes, const struct import_options *options, int64_t now,
                struct import_report *report, struct error *err) MUST_CHECK;

#endif
