// SPDX-License-Identifier: Apache-2.0
/* backup FILE: a consistent copy of the database while the daemon runs. */
#include <stdio.h>
#include <unistd.h>

#include "main/command.h"

/* All pages in one step: stepwise copies begin again at each write of the daemon. */
static bool
copy(struct command *command, struct database *database, const char *path)
{
    sqlite3_backup *backup;
    sqlite3 *target = NULL;
    int result;

    if (sqlite3_open(path, &target) != SQLITE_OK ||
        (backup = sqlite3_backup_init(target, "main", database_handle(database), "main")) == NULL) {
        error_set(&command->err, ERROR_PERMANENT, "%s: %s", path, sqlite3_errmsg(target));
        sqlite3_close(target);
        return false;
    }
    result = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (result != SQLITE_DONE)
        error_set(&command->err, ERROR_TEMPORARY, "%s: %s", path, sqlite3_errstr(result));
    sqlite3_close(target);
    return result == SQLITE_DONE;
}

enum outcome
cmd_backup(struct command *command)
{
    struct config config;
    struct database *database;
    const char *tmp;
    bool good;

    if (command->argc != 1)
        return command_usage(command, "backup FILE");
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    tmp = arena_printf(command->arena, "%s.tmp", command->argv[0]);
    unlink(tmp);
    good = copy(command, database, tmp);
    database_close(&database);
    if (good && rename(tmp, command->argv[0]) != 0)
        good = error_errno(&command->err, "%s", command->argv[0]);
    return good ? OUTCOME_DONE : command_failed(command);
}
