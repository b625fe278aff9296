// SPDX-License-Identifier: Apache-2.0
/*
 * linked: a dossier beside the one that started it.
 *
 * The child's <amend>s say what of it takes the place of the parent's data.  The parent as the
 * child would make it is its amended whole: a copy of the parent's dossier with the child's values
 * laid over and the computed fields computed anew, by the parent's own procedure.  Expressions of
 * the child see both, as $parent and $amended.
 *
 *   <amend section="S"/>               the values that the child gives there; a group replaces the group
 *   <amend section="S" whole="true"/>  if it gives any, they are the whole section
 *   <amend field="S.F" expr="XPATH"/>  a value, "" takes it (or the whole group S.F) away
 */
#ifndef WORKFLOW_LINKED_H
#define WORKFLOW_LINKED_H

#include "workflow/decide.h"

/* The amended whole of the parent; facts of it, NULL none.  Lives in the arena; nothing is changed. */
xmlDoc *linked_lay(struct arena *arena, const struct definition *parent, xmlDoc *parent_dossier,
                   xmlDoc *facts, const struct definition *child, xmlDoc *child_dossier, int64_t now);

/* Makes $parent and $amended what they are for this child of the situation's parent; returns the
 * amended whole, NULL when the situation has no parent. */
xmlDoc *linked_set(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
                   struct evaluation *evaluation);

/* The evaluation of the amended whole by the parent's procedure. */
struct evaluation *linked_evaluation(struct arena *arena, const struct situation *situation, xmlDoc *amended);

/* `own`, and after it what the parent's rules say of the amended whole and did not say before. */
struct findings linked_findings(struct arena *arena, const struct situation *situation, xmlDoc *amended,
                                struct findings own);

#endif
