// SPDX-License-Identifier: Apache-2.0
/*
 * change: what an update changed, held against what a signature may change (ISO 32000-1
 * section 12.8.2.2).  Whatever is not known to be harmless is refused: an object may change only when it
 * plays one known part in the older revision and nothing else refers to it.
 */
#ifndef SIGNATURE_CHANGE_H
#define SIGNATURE_CHANGE_H

#include "signature/fields.h"
#include "signature/reason.h"

struct change_policy {
    bool original;               /* the file is held against the one we sent: nothing but signatures */
    int permission;              /* of an earlier certification (DocMDP): 1, 2, 3; 0 none */
    bool is_signed;              /* an older revision bears a signature */
    const struct object **locks; /* TransformParams or Lock dictionaries of FieldMDP */
    size_t lock_count;
};

struct change {
    enum reason reason; /* REASON_VALID, REASON_FIELDS_FILLED, or why not */
    struct span detail; /* "object 12: a page", for the administrator */
};

/* Revision `number` against the one before.  Not for the first. */
void change_judge(struct arena *arena, struct revisions *revisions, size_t number,
                  const struct change_policy *policy, struct change *change);

#endif
