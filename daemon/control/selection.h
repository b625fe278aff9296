// SPDX-License-Identifier: Apache-2.0
/*
 * selection: the dossiers that the words of a command pick, one after the other; the words are
 * those of the mail's lists (workflow/query.h).  Without words: the open ones.
 */
#ifndef CONTROL_SELECTION_H
#define CONTROL_SELECTION_H

#include "control/command.h"
#include "workflow/query.h"

struct selection {
    struct command *command;
    struct config config;
    struct database *database;
    struct definition *definition;
    struct query query;
    struct evaluation *evaluation;
    struct span role; /* in which rows are looked at: the one whose list has sheets */
    sqlite3_stmt *statement;
};

/* What is known of one; lives as long as the arena that selection_next was given. */
struct selected {
    struct span number, procedure, state, owner, waiting, created, changed; /* instants: ISO */
    int64_t revision;
    xmlNode *row;     /* of workflow/listing.h; NULL: it has none */
    struct span data; /* the dossier */
};

/* False: command->err, and the procedure's problems on stderr. */
bool selection_open(struct selection *selection, struct command *command) MUST_CHECK;
/* ROW_NONE after the last. */
enum database_row selection_next(struct selection *selection, struct arena *arena, struct selected *selected);
void selection_close(struct selection *selection);

#endif
