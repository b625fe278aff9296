// SPDX-License-Identifier: Apache-2.0
/* document NUMBER [NAME] [-o FILE]: the newest PDF of a dossier (or of that name). */
#include <stdint.h>
#include <unistd.h>

#include "control/command.h"
#include "store/dossiers.h"
#include "store/queue.h"

static enum outcome
fetch(struct command *command, struct database *database, struct span *bytes, struct span *name)
{
    struct document_row *rows;
    struct dossier_row row;
    uint32_t revision;
    size_t count;

    if (!dossiers_by_number(database, command->arena, span_of(command->argv[0]), &row, &command->err))
        return OUTCOME_FAILED;
    if (row.id == 0) {
        error_set(&command->err, ERROR_BAD_INPUT, "there is no dossier %s", command->argv[0]);
        return OUTCOME_NEGATIVE;
    }
    if (!documents_list(database, command->arena, row.id, &rows, &count, &command->err))
        return OUTCOME_FAILED;
    *name = command->argc > 1 ? span_of(command->argv[1])
            : count > 0       ? rows[count - 1].name
                              : (struct span){"", 0};
    if (!documents_get(database, command->arena, row.id, *name, UINT32_MAX >> 1, bytes, &revision,
                       &command->err))
        return OUTCOME_FAILED;
    if (bytes->len > 0)
        return OUTCOME_DONE;
    error_set(&command->err, ERROR_BAD_INPUT, "dossier %s has no document %.*s", command->argv[0],
              SPAN_ARG(*name));
    return OUTCOME_NEGATIVE;
}

enum outcome
cmd_document(struct command *command)
{
    struct config config;
    struct database *database;
    struct span bytes, name;
    enum outcome outcome;

    if (command->argc < 1 || command->argc > 2)
        return command_usage(command, "document NUMBER [NAME] [-o FILE]");
    if (!command_config(command, &config) || (database = command_database(command, &config)) == NULL)
        return command_failed(command);
    outcome = fetch(command, database, &bytes, &name);
    database_close(&database);
    if (outcome != OUTCOME_DONE) {
        command_failed(command);
        return outcome;
    }
    if (command->output == NULL && isatty(STDOUT_FILENO)) {
        command->output = arena_printf(command->arena, "%s-%.*s.pdf", command->argv[0], SPAN_ARG(name));
        fprintf(stderr, "conventionctl: writing %s\n", command->output);
    }
    return command_write(command, bytes) ? OUTCOME_DONE : command_failed(command);
}
