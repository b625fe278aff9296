// SPDX-License-Identifier: Apache-2.0
/*
 * contexttree: contexts as templates see them: an effect's own part and, when there is one, the basis of
 * its decision (workflow/context.h) with <form> and <findings> in the effect's language.
 *
 * The basis is read once for all effects of a decision, the form is set up once for each change of language: the
 * blank itself, which goes back when the arena is emptied.
 */
#ifndef WORKFLOW_CONTEXTTREE_H
#define WORKFLOW_CONTEXTTREE_H

#include "common/error.h"
#include "workflow/formview.h"

struct contexttree; /* lives in its arena */

/* basis "": none.  NULL: it is not well-formed.  One tree at a time shows a context of the same blanks. */
struct contexttree *contexttree_open(struct arena *arena, const struct procedure *procedure,
                                     const struct formview_blanks *blanks, struct span basis, struct error *err);
/* The whole context of an effect; it lasts until the next one is shown. */
xmlDoc *contexttree_show(struct contexttree *tree, struct span own, struct error *err);

#endif
