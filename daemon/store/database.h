// SPDX-License-Identifier: Apache-2.0
/*
 * database: SQLite as we use it: WAL, synchronous FULL, foreign keys on, double-quoted
 * strings off, defensive.  Statements are prepared once and cached by the address of
 * their literal.  One handle belongs to one thread.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <sqlite3.h>

#include "common/digest.h"
#include "common/error.h"

struct database;

enum database_mode {
    DATABASE_WRITE, /* creates and migrates */
    DATABASE_READ,  /* for conventionctl beside a running daemon */
};

struct database *database_open(const char *path, enum database_mode mode, struct error *err);
void database_close(struct database **database); /* nulls */
sqlite3 *database_handle(struct database *database);

/* A cached statement with its parameters bound, ready to step.  sql must be a string
 * literal.  types: one letter per parameter: i int64_t, t struct span as text, b struct
 * span as blob, d const struct digest *, n NULL (takes no argument).  A faulty statement is a bug. */
sqlite3_stmt *database_query(struct database *database, const char *sql, const char *types, ...);

enum database_row { ROW_NONE, ROW_FOUND, ROW_FAILED };

/* Next row.  After ROW_NONE or ROW_FAILED the statement is reset. */
enum database_row database_step(struct database *database, sqlite3_stmt *statement, struct error *err);
void database_end(sqlite3_stmt *statement); /* before the last row was read */
/* For statements without rows. */
bool database_run(struct database *database, sqlite3_stmt *statement, struct error *err) MUST_CHECK;
bool database_exec(struct database *database, const char *sql, struct error *err) MUST_CHECK;
/* A copy of all as it is now, beside whoever else reads and writes; synced. */
bool database_copy(struct database *database, const char *path, struct error *err) MUST_CHECK;
int64_t database_last_id(struct database *database);

struct span column_span(struct arena *arena, sqlite3_stmt *statement, int column); /* text or blob; "" when NULL */

#endif
