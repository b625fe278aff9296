// SPDX-License-Identifier: Apache-2.0
/*
 * formlabel: from what somebody wrote in front of a value to a field.
 *
 * Beside the labels of the form (procedure/formwords.h): decorations ("2. ", "* ", "(required)"),
 * "Section - Label", and members of repeatable groups ("Loan 2 - from", "desk.loan.2.from").
 */
#ifndef READER_FORMLABEL_H
#define READER_FORMLABEL_H

#include "procedure/formwords.h"

enum {
    FORMLABEL_BYTES_MAX = 120, /* longer is no label */
    FORMLABEL_TRIES = 4,
    FORMLABEL_PARTS = 5,
};

/* What was written, made ready once for all forms that are asked. */
struct formlabel_written {
    struct span bare; /* without decorations */
    /* The same, then without its number, without one parenthesis, without two; "": as the one before. */
    struct formwords_key tries[FORMLABEL_TRIES];
    struct {
        struct formwords_key section, label;
    } parts[FORMLABEL_PARTS]; /* "Section - Label", by each mark */
    size_t part_count;
    struct formwords_tokens tokens;
};

struct formlabel_finder {
    const struct form *form;
    const struct formwords *words;
    const struct section *section; /* the heading last seen, NULL at first */
    size_t lookups_left;
};

struct formlabel {
    const struct field *field; /* NULL: none */
    uint32_t instance;         /* of the group, from 1; 0 when not said */
};

struct formlabel_written formlabel_written(struct arena *arena, struct span label);

struct formlabel_finder formlabel_finder(struct arena *arena, const struct form *form, size_t lookups);
struct formlabel formlabel_find(struct formlabel_finder *finder, const struct formlabel_written *written);
const struct section *formlabel_section(struct formlabel_finder *finder,
                                        const struct formlabel_written *written);
/* The first two dates of the group whose name, alone or in the plural, the label is: "Loans". */
bool formlabel_group(struct formlabel_finder *finder, const struct formlabel_written *written,
                     const struct field **from, const struct field **to);

/* "section.group.N.field" for a member of a group, else the field's id. */
struct span formlabel_id(struct arena *arena, const struct field *field, uint32_t instance);

#endif
