// SPDX-License-Identifier: Apache-2.0
/*
 * formlabel: from what somebody wrote in front of a value to a field.
 *
 * Beside the labels of the form (procedure/form.h): decorations ("2. ", "* ", "(required)"),
 * "Section - Label", and members of repeatable groups ("Loan 2 - from", "desk.loan.2.from").
 */
#ifndef READER_FORMLABEL_H
#define READER_FORMLABEL_H

#include "procedure/form.h"

struct formlabel_finder {
    struct arena *scratch; /* emptied at each lookup */
    const struct form *form;
    const struct section *section; /* the heading last seen, NULL at first */
    size_t lookups_left;
};

struct formlabel {
    const struct field *field; /* NULL: none */
    uint32_t instance;         /* of the group, from 1; 0 when not said */
};

struct formlabel formlabel_find(struct formlabel_finder *finder, struct span label);
const struct section *formlabel_section(struct formlabel_finder *finder, struct span line);
/* The first two dates of the group whose name, alone or in the plural, the label is: "Loans". */
bool formlabel_group(struct formlabel_finder *finder, struct span label, const struct field **from,
                     const struct field **to, uint32_t *instance);

/* "section.group.N.field" for a member of a group, else the field's id. */
struct span formlabel_id(struct arena *arena, const struct field *field, uint32_t instance);

#endif
