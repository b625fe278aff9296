// SPDX-License-Identifier: Apache-2.0
/*
 * formwords: what people call the sections and fields of a form, folded and filed once, when the form is
 * loaded, so that what somebody wrote is looked up and not searched for.
 *
 * A key is made of what was written once, whatever the number of forms that are asked for it.
 */
#ifndef PROCEDURE_FORMWORDS_H
#define PROCEDURE_FORMWORDS_H

#include "procedure/form.h"

enum {
    FORMWORDS_TOKENS_MAX = 16,
    FORMWORDS_NUMBER_MAX = 200, /* of an instance of a group */
};

/* A label as it is compared: "Nom (obligatoire) * :" is "nom". */
struct formwords_key {
    struct span text; /* "": names nothing */
    uint32_t hash;
};

/* The words of a label that matter, parted; its last number apart. */
struct formwords_tokens {
    struct span at[FORMWORDS_TOKENS_MAX];
    size_t count;
    uint32_t number; /* 0: none */
};

/* A label, alias or id, and what it names; one of the two is NULL. */
struct formwords_entry {
    struct formwords_key key;
    const struct field *field;
    const struct section *section;
};

/* A field of a repeatable group, and what it is called without the group's name. */
struct formwords_member {
    const struct field *field;
    struct span group;                /* folded */
    struct formwords_tokens names[3]; /* its name, its labels */
};

/* Where the entries of a text begin.  The hash stands here, too: most of what is looked up is nowhere. */
struct formwords_slot {
    uint32_t hash, place; /* place plus one; 0: free */
};

struct formwords {
    struct formwords_entry *entries; /* sorted: those of one text side by side */
    size_t entry_count;
    struct formwords_slot *slots; /* by hash, or behind it */
    size_t slot_count;            /* a power of two, twice as many as there are entries */
    struct formwords_member *members; /* in the order of the form */
    size_t member_count;
};

/* Once all sections and fields are there. */
struct formwords *formwords_make(struct arena *arena, const struct form *form);
/* The form's own; made anew when it has none. */
const struct formwords *formwords_of(struct arena *arena, const struct form *form);

/* Both of folded text, which they borrow. */
struct formwords_key formwords_key(struct span folded);
struct formwords_tokens formwords_tokens(struct span folded);
/* The token is the group's name, or its plural. */
bool formwords_is_group(struct span token, struct span group);

/* NULL when none has that name, or two.  `section` (may be NULL) goes before the others. */
const struct field *formwords_field(const struct formwords *words, const struct section *section,
                                    const struct formwords_key *key);
const struct section *formwords_section(const struct formwords *words, const struct formwords_key *key);

#endif
