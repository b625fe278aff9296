// SPDX-License-Identifier: Apache-2.0
/*
 * directory: what a procedure says of the people and places that are known beforehand
 * (rules/PROCEDURE/directory.xml, see directory(5)): the kinds of entries with their attributes,
 * how a column of a file names them, and the look-ups that bring an entry into a form.
 *
 * An entry is a kind and one canonical value per attribute.  Its key is the values of the key
 * attributes, folded and parted by a space.
 */
#ifndef PROCEDURE_DIRECTORY_H
#define PROCEDURE_DIRECTORY_H

#include "procedure/procedure.h"

enum {
    DIRECTORY_WORDS_MAX = 24,    /* of one entry or question */
    DIRECTORY_WORD_MAX = 64,     /* bytes; longer ones are cut */
    DIRECTORY_QUESTION_LEAST = 2 /* bytes of the shortest word that is looked for */
};

struct directory_attribute {
    struct span id;
    struct span fact; /* what the public register calls it (directory/registeranswer.h); \"\" nothing */
    struct label label;
    struct field field; /* the datatype that reads it; a copy of the form's field with like= */
    bool key, required, by, searched;
    struct span *columns; /* names of columns, folded; the id is one of them */
    size_t column_count;
    struct span *ldap; /* attribute descriptions, as in LDIF */
    size_t ldap_count;
    int line;
};

struct directory_kind {
    struct span id;
    struct label label;
    struct span *names; /* what a column that tells the kind may say, folded; the id is one */
    size_t name_count;
    struct directory_attribute *attributes;
    size_t attribute_count;
    const struct directory_attribute *parent; /* holds the key of the entry it belongs to; NULL none */
    struct span *noise;                       /* words that don't tell one entry from another, folded */
    size_t noise_count;
    struct span *show; /* "{name} {first}, {place}": pieces between commas; what is empty vanishes */
    size_t show_count;
    struct span *classes; /* LDIF: "attribute=value", folded; one must hold */
    size_t class_count;
    int line;
};

struct directory_fill {
    const struct directory_attribute *attribute;
    const struct field *field; /* outside groups */
};

struct directory_lookup {
    struct span id;
    struct label label;
    const struct directory_kind *kind;
    const struct directory_attribute *by; /* NULL: only by words */
    xmlXPathCompExpr *value;              /* what `by` must be */
    xmlXPathCompExpr *words;              /* what somebody wrote instead; NULL none */
    xmlXPathCompExpr *within;             /* the parent's key; NULL: anywhere */
    xmlXPathCompExpr *when;               /* NULL: always */
    bool sure;               /* the whole name of one entry fills without asking */
    bool offer;        /* what stands within the parent is proposed though nothing was written */
    bool register_too; /* the public register is asked as well */
    struct directory_fill *fills;
    size_t fill_count;
    int line;
};

struct directory {
    struct directory_kind *kinds;
    size_t kind_count;
    struct directory_lookup *lookups;
    size_t lookup_count;
    struct span *type_columns; /* columns that tell the kind of a row, folded */
    size_t type_column_count;
    struct span find_verb;                 /* the command that searches; "" none */
    const struct directory_lookup **found; /* the look-ups that it searches in */
    size_t found_count;
};

/* Without kinds when the procedure has no directory.xml. */
const struct directory *procedure_directory(const struct procedure *procedure);

const struct directory_kind *directory_kind(const struct directory *directory,
                                            struct span id); /* NULL none */
const struct directory_lookup *directory_lookup(const struct directory *directory, struct span id);
const struct directory_attribute *directory_attribute(const struct directory_kind *kind, struct span id);

/* The words by which an entry is found: folded, at marks and apostrophes parted, "S.A.S." one word,
 * without the kind's noise (unless there is nothing else) and without lone letters (same).
 * At most DIRECTORY_WORDS_MAX. */
struct span *directory_words(struct arena *arena, const struct directory_kind *kind, struct span text,
                             size_t *count);

struct directory_value {
    struct span name, value;
};
struct directory_entry {
    struct span kind, key, parent; /* parent: key of the entry it belongs to, "" none */
    struct span source;            /* "file", "register", "ldap" */
    int64_t changed;
    struct directory_value *values; /* in the order of directory.xml; none is empty */
    size_t count;
};
struct span directory_entry_value(const struct directory_entry *entry, struct span name); /* "" absent */
/* As a proposal reads: "Hélène Dupuis, Génie civil". */
struct span directory_entry_show(struct arena *arena, const struct directory_kind *kind,
                                 const struct directory_entry *entry);
/* Key and parent from the values. */
void directory_entry_settle(struct arena *arena, const struct directory_kind *kind,
                            struct directory_entry *entry);
/* What is searched: all values of searched attributes, as words. */
struct span *directory_entry_words(struct arena *arena, const struct directory_kind *kind,
                                   const struct directory_entry *entry, size_t *count);

#endif
