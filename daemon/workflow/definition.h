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
struct definition *definition_load(struct arena *arena, const struct bundle *bundle,
                                   struct problems *problems);
/* The same of a bundle that definition_load found well: nothing is checked again. */
struct definition *definition_load_checked(struct arena *arena, const struct bundle *bundle,
                                           struct problems *problems);
void definition_close(struct definition **definition); /* nulls */
const struct procedure *definition_procedure(const struct definition *definition);

/* The procedures that it starts; at most `max`. */
size_t definition_starts(const struct definition *definition, struct span *names, size_t max);
/* The procedure that starts it; "" none. */
struct span definition_parent(const struct definition *definition);
/* What one procedure says of another ($child, presets, amended fields, states that are heard) holds.
 * `all`: the procedures of one family or more. */
void definition_check_links(const struct definition *definition, const struct definition *const *all,
                            size_t count, struct arena *arena, struct problems *problems);
/* Is it the verb of a command that opens another procedure? */
bool definition_opens_with(const struct definition *definition, struct span verb);
/* And is command.VERB heard in one of these states? */
bool definition_opens(const struct definition *definition, struct span verb, struct span states);
/* Does it know that command, or does a task of these states take it as its answer? */
bool definition_has_command(const struct definition *definition, struct span verb, struct span states);
/* Is it the verb of a command that sets how somebody is written to (workflow/habit.h)? */
bool definition_sets_habit(const struct definition *definition, struct span verb);

/* Does it declare <statistics> (workflow/figures.h)? */
bool definition_counts(const struct definition *definition);

/* states: ids of active states, separated by spaces (store/dossiers.h). */
bool definition_is_final(const struct definition *definition, struct span states);
/* The first role whose dashboard has sheets (those who keep the lists); "" none. */
struct span definition_sheet_role(const struct definition *definition);
/* May the owner change <data> in one of them? */
bool definition_owner_edits(const struct definition *definition, struct span states);
/* Does that task of that state take `verb` as its answer? */
bool definition_task_takes(const struct definition *definition, struct span state, struct span task,
                           struct span verb);

#endif
