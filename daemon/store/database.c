// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/migrate.h"

enum {
    CACHE_SLOTS = 256,    /* statements; a power of two, more than we have */
    BUSY_TIMEOUT = 10000, /* ms, for conventionctl beside the daemon */
};

struct slot {
    const char *sql;
    sqlite3_stmt *statement;
};

struct database {
    sqlite3 *handle;
    struct slot cache[CACHE_SLOTS];
};

static bool
failed(struct database *database, struct error *err, const char *what)
{
    int code = sqlite3_errcode(database->handle) & 0xFF;
    bool later = code == SQLITE_BUSY || code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_LOCKED;

    return error_set(err, later ? ERROR_TEMPORARY : ERROR_PERMANENT, "database: %s: %s", what,
                     sqlite3_errmsg(database->handle));
}

bool
database_exec(struct database *database, const char *sql, struct error *err)
{
    if (sqlite3_exec(database->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return failed(database, err, sql);
    return true;
}

static bool
configure(struct database *database, enum database_mode mode, struct error *err)
{
    sqlite3 *handle = database->handle;

    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, BUSY_TIMEOUT);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024);
    if (!database_exec(database,
                       "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384", err))
        return false;
    if (mode == DATABASE_READ)
        return true;
    return database_exec(database,
                         "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
                         /* What a savepoint would bring back needs no file: it does not outlive us. */
                         "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864",
                         err) &&
           migrate(database, err);
}

struct database *
database_open(const char *path, enum database_mode mode, struct error *err)
{
    struct database *database = calloc(1, sizeof *database);
    int flags = mode == DATABASE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;

    if (database == NULL)
        abort();
    if (sqlite3_open_v2(path, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        failed(database, err, path);
    else if (configure(database, mode, err))
        return database;
    database_close(&database);
    return NULL;
}

void
database_close(struct database **database)
{
    if (*database == NULL)
        return;
    for (size_t i = 0; i < CACHE_SLOTS; i++)
        sqlite3_finalize((*database)->cache[i].statement);
    sqlite3_close((*database)->handle);
    free(*database);
    *database = NULL;
}

sqlite3 *
database_handle(struct database *database)
{
    return database->handle;
}

static sqlite3_stmt *
prepared(struct database *database, const char *sql)
{
    size_t place = ((uintptr_t)sql >> 3) % CACHE_SLOTS;

    for (size_t tries = 0; tries < CACHE_SLOTS; tries++, place = (place + 1) % CACHE_SLOTS) {
        struct slot *slot = &database->cache[place];

        if (slot->sql == sql)
            return slot->statement;
        if (slot->sql != NULL)
            continue;
        if (sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &slot->statement,
                               NULL) != SQLITE_OK)
            break;
        slot->sql = sql;
        return slot->statement;
    }
    (void)!fprintf(stderr, "statement: %s: %s\n", sql, sqlite3_errmsg(database->handle));
    abort();
}

static void
bind(sqlite3_stmt *statement, int index, char type, va_list *args)
{
    const struct digest *digest;
    struct span span;
    int result;

    switch (type) {
    case 'i':
        result = sqlite3_bind_int64(statement, index, va_arg(*args, int64_t));
        break;
    case 't':
        span = va_arg(*args, struct span);
        result = sqlite3_bind_text64(statement, index, span.len == 0 ? "" : span.data, span.len,
                                     SQLITE_STATIC, SQLITE_UTF8);
        break;
    case 'b':
        span = va_arg(*args, struct span);
        result =
            sqlite3_bind_blob64(statement, index, span.len == 0 ? "" : span.data, span.len, SQLITE_STATIC);
        break;
    case 'd':
        digest = va_arg(*args, const struct digest *);
        result = sqlite3_bind_blob64(statement, index, digest->bytes, DIGEST_SIZE, SQLITE_STATIC);
        break;
    default:
        assert(type == 'n');
        result = sqlite3_bind_null(statement, index);
    }
    if (result != SQLITE_OK)
        abort();
}

sqlite3_stmt *
database_query(struct database *database, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement = prepared(database, sql);
    va_list args;

    assert(sqlite3_bind_parameter_count(statement) == (int)strlen(types));
    va_start(args, types);
    for (int i = 0; types[i] != '\0'; i++)
        bind(statement, i + 1, types[i], &args);
    va_end(args);
    return statement;
}

void
database_end(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

enum database_row
database_step(struct database *database, sqlite3_stmt *statement, struct error *err)
{
    int result = sqlite3_step(statement);

    if (result == SQLITE_ROW)
        return ROW_FOUND;
    if (result != SQLITE_DONE)
        failed(database, err, sqlite3_sql(statement));
    database_end(statement);
    return result == SQLITE_DONE ? ROW_NONE : ROW_FAILED;
}

bool
database_run(struct database *database, sqlite3_stmt *statement, struct error *err)
{
    return database_step(database, statement, err) == ROW_NONE;
}

int64_t
database_last_id(struct database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

struct span
column_span(struct arena *arena, sqlite3_stmt *statement, int column)
{
    const void *data = sqlite3_column_blob(statement, column);
    int len = sqlite3_column_bytes(statement, column);

    if (data == NULL || len == 0)
        return (struct span){"", 0};
    return span_copy(arena, (struct span){data, (size_t)len});
}

/* All pages in one step: stepwise copies begin again at each write of the daemon. */
bool
database_copy(struct database *database, const char *path, struct error *err)
{
    sqlite3_backup *backup;
    sqlite3 *target = NULL;
    int result;

    if (sqlite3_open(path, &target) != SQLITE_OK ||
        (backup = sqlite3_backup_init(target, "main", database->handle, "main")) == NULL) {
        error_set(err, ERROR_PERMANENT, "%s: %s", path, sqlite3_errmsg(target));
        sqlite3_close(target);
        return false;
    }
    result = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    sqlite3_close(target);
    return result == SQLITE_DONE || error_set(err, ERROR_TEMPORARY, "%s: %s", path, sqlite3_errstr(result));
}
