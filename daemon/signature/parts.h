// SPDX-License-Identifier: Apache-2.0
/*
 * parts: which part each object plays in a revision, and how often others refer to it.
 */
#ifndef SIGNATURE_PARTS_H
#define SIGNATURE_PARTS_H

#include "signature/fields.h"

enum part {
    PART_NONE, /* none of those that a signature may touch, or several */
    PART_CATALOG,
    PART_INFO,
    PART_METADATA,
    PART_FORM,
    PART_FORM_FIELDS, /* its list of fields */
    PART_RESOURCES,   /* its /DR or a dictionary in it */
    PART_FIELD,       /* a field, or a widget of one; owner: number in fields */
    PART_APPEARANCE,  /* of a field */
    PART_PAGE,
    PART_ANNOTATIONS, /* a page's list of annotations */
    PART_STORE,       /* validation data */
    PART_EXTENSIONS,
    PART_SECTION, /* a cross-reference stream */
};

struct parts {
    uint32_t size;
    uint32_t *references; /* how often objects of the revision refer to it */
    enum part *part;
    uint32_t *owner; /* FIELD, APPEARANCE: number in fields; ANNOTATIONS: object number of the page */
    struct fields fields;
};

bool parts_find(struct arena *arena, struct revisions *revisions, size_t number, struct parts *parts,
                struct error *err) MUST_CHECK;

#endif
