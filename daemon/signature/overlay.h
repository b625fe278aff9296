// SPDX-License-Identifier: Apache-2.0
/*
 * overlay: whether updates drew upon the pages of a document and left what stood on them.
 *
 * Some who sign for others (providers of signatures) draw what a signature looks like into the pages, flatten
 * the form, and vouch for the whole with a signature of their own.  Then the same pages in the same order, of the
 * same size, must still be made of the very content that they were made of, with more beside it; the catalog
 * may have got nothing that acts.  What was drawn can cover what was there: that is the signer's word.
 */
#ifndef SIGNATURE_OVERLAY_H
#define SIGNATURE_OVERLAY_H

#include "signature/change.h"

void overlay_judge(struct arena *arena, struct revisions *revisions, size_t before, size_t now, struct change *change);

#endif
