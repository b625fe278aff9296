// SPDX-License-Identifier: Apache-2.0
/* backup FILE: a consistent copy of the database while the daemon runs. */
#include <unistd.h>

#include "control/command.h"
#include "os/file.h"

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
    good = database_copy(database, tmp, &command->err);
    database_close(&database);
    good = good && file_rename(tmp, command->argv[0], &command->err);
    return good ? OUTCOME_DONE : command_failed(command);
}
