// SPDX-License-Identifier: Apache-2.0
/*
 * family: dossiers that start dossiers, and what parent and child tell each other.
 *
 * A dossier knows its parent by its number ("2026-00042-1" is the first that 2026-00042 started)
 * and its children by
 *   <child number="2026-00042-1" procedure="P" started="INSTANT" state="S" since="INSTANT" ended="yes"/>
 * When a child has come to rest in another state its parent hears child.P.S, with $child; when the
 * parent has, its children that have not ended hear parent.S.  The caller (main/apply.h) carries
 * both, and the starts, in the transaction of the decision that they follow from.
 *
 * What a parent takes from a child (<adopt/>) makes a new revision; the data as they were stay:
 *   <version revision="3" until="INSTANT" by="2026-00042-1"><data>...</data></version>
 */
#ifndef WORKFLOW_FAMILY_H
#define WORKFLOW_FAMILY_H

#include "workflow/run.h"

/* The actions. */
void family_start(struct run *run, const struct action *action);
void family_adopt(struct run *run);

/* EVENT_START: a new dossier with its first values, in its first state. */
struct run *family_open(struct arena *arena, const struct situation *situation, const struct event *event);
/* The dossier of family_open before any rule or state, for facts_wanted. */
xmlDoc *family_preview(struct arena *arena, const struct situation *situation, const struct event *event);
/* EVENT_CHILD and EVENT_PARENT. */
void family_hear_child(struct run *run);
void family_hear_parent(struct run *run);

#endif
