// SPDX-License-Identifier: Apache-2.0
/*
 * replacing: another person in a role's place, in the middle of what is asked of it.
 *
 *   REMPLACER role [par] Name <address>     a <command replaces="yes">, from who may give it
 *
 * concerns the tasks of the state that may be answered by another (<task replace="yes">), have been asked or are to
 * be, and are not answered.  The dossier keeps
 *
 *   <replaced role= own= was= was-name= address= name= by= by-address= at= revision= message=/>
 *
 * own is the address that the data give the role: the newest of a role holds for all that the role is asked and told,
 * as long as they give it that one.  The document is as it was, and the answers given to it stand; what was open is
 * closed (verb remplacer) and opened for the other person, who is written to; who was in the place is told.
 */
#ifndef WORKFLOW_REPLACING_H
#define WORKFLOW_REPLACING_H

#include "workflow/run.h"

#define REPLACED_TEMPLATE "replaced" /* tells who was asked and is not any more */

/* The command of a mail or of conventionctl; false: its author may not give it (nothing was done, nobody told).
 * Otherwise its author is answered by the command's mail, with a reason: replaced, or why not. */
bool replacing_command(struct run *run, const struct command *command) MUST_CHECK;

/* Who is in the place of the role now; person->address: as the data have it. */
void replacing_apply(struct arena *arena, const xmlNode *root, struct person *person);

/* The answer to a task says in whose place its person is: replaces= replaces-name=. */
void replacing_name(struct run *run, const xmlNode *task, xmlNode *answer);

/* The role that a text begins with, by one of its names (<role called=>); NULL none. */
const struct role *replacing_role(struct arena *arena, const struct definition *definition, struct span written);

/* What was written after the verb. */
struct replacement {
    const struct role *role;
    struct person person; /* the new one: address and name */
};
/* NULL: understood; else the reason: replace-role, replace-address, replace-name. */
const char *replacing_read(struct arena *arena, const struct definition *definition, struct span written,
                           struct replacement *replacement);

#endif
