// SPDX-License-Identifier: Apache-2.0
/*
 * facts: what other dossiers say under the keys of this one (rules.xml <index>).
 *
 *  <facts><reader key="a@b"><other number= from= to= amount= label= state=/></reader></facts>
 *
 * Dates are ISO, "" when unknown.  The document is made in the transaction of the decision.
 */
#ifndef WORKFLOW_FACTS_H
#define WORKFLOW_FACTS_H

#include <libxml/tree.h>

#include "common/text.h"

struct fact_row {
    struct span index, key;    /* of the index that is asked */
    struct span number, state; /* of the other dossier */
    int32_t from, to;          /* days, DAY_NONE unknown */
    int64_t amount;
    struct span label;
};

enum { FACTS_MAX = 2000 }; /* rows; what is over is left out */

/* Rows of one index need not stand together. */
xmlDoc *facts_make(struct arena *arena, const struct fact_row *rows, size_t count);
/* <facts/> when nothing is known. */
xmlDoc *facts_none(struct arena *arena);

#endif
