// SPDX-License-Identifier: Apache-2.0
/* fields: the terminal fields of a file's form (ISO 32000-1 section 12.7.3), in one revision. */
#ifndef SIGNATURE_FIELDS_H
#define SIGNATURE_FIELDS_H

#include "signature/revision.h"

enum { FIELDS_MAX = 4096, FIELDS_DEPTH = 16 };

struct field {
    uint32_t number;             /* of its object; 0: written inside another */
    struct span name;            /* fully qualified, as bytes */
    const struct object *object; /* its dictionary */
    bool signature;              /* /FT /Sig, inherited or own */
    const struct object *value;  /* /V as it stands; NULL none */
};

struct fields {
    struct field *items;
    size_t count;
};

/* False: the form is malformed, runs in a circle or is too big. */
bool fields_list(struct arena *arena, struct revisions *revisions, size_t number, struct fields *fields,
                 struct error *err) MUST_CHECK;

#endif
