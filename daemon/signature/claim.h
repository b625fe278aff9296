// SPDX-License-Identifier: Apache-2.0
/*
 * claim: what a signature field's value says of itself: its range, its hole and what fills it, and
 * whether these fit the file to the byte (ISO 32000-1 section 12.8.1).
 */
#ifndef SIGNATURE_CLAIM_H
#define SIGNATURE_CLAIM_H

#include "signature/cmscheck.h"
#include "signature/fields.h"

enum claim_kind { CLAIM_PADES, CLAIM_PKCS7, CLAIM_TIMESTAMP };

struct claim {
    enum reason reason; /* REASON_VALID: all of the below is good */
    enum claim_kind kind;
    const struct object *dictionary;
    size_t revision; /* whose end it covers to */
    struct span ranges[RANGES];
    struct span object;        /* the CMS object, without padding */
    int64_t said;              /* /M, UTC seconds; 0 none */
    int permission;            /* certifies: /P of DocMDP; 0 not */
    const struct object *lock; /* TransformParams of FieldMDP, NULL none */
};

void claim_read(struct arena *arena, struct revisions *revisions, const struct field *field,
                struct claim *claim);

#endif
