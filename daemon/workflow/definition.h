// SPDX-License-Identifier: Apache-2.0
/*
 * definition: a procedure with its workflow.xml, checked and compiled.
 * Element names follow W3C SCXML where they mean the same; the vocabulary is in procedure(5).
 */
#ifndef WORKFLOW_DEFINITION_H
#define WORKFLOW_DEFINITION_H

#include "procedure/procedure.h"

struct definition;

/* The whole procedure: procedure_load plus workflow.xml.  NULL when problems->count > 0. */
struct definition *definition_load(struct arena *arena, const struct bundle *bundle, struct problems *problems);
void definition_close(struct definition **definition); /* nulls */
const struct procedure *definition_procedure(const struct definition *definition);

/* states: ids of active states, separated by spaces (store/dossiers.h). */
bool definition_is_final(const struct definition *definition, struct span states);
/* May the owner change <data> in one of them? */
bool definition_owner_edits(const struct definition *definition, struct span states);
/* Does that task of that state take `verb` as its answer? */
bool definition_task_takes(const struct definition *definition, struct span state, struct span task,
                           struct span verb);

#endif
