// SPDX-License-Identifier: Apache-2.0
/* init DIR: a ready instance: configuration, secret, spool, the site's parameters.  The files
 * are those of rules/PROCEDURE/site/, with @HOME@ replaced by the folder of rules/. */
#include <stdio.h>
#include <unistd.h>

#include "common/digest.h"
#include "control/command.h"
#include "main/places.h"
#include "os/file.h"
#include "os/random.h"

enum { SITE_FILE_MAX = 1024 * 1024, SECRET_BYTES = 32 };

static bool
write_secret(struct command *command, const char *path)
{
    char bytes[SECRET_BYTES];
    struct span hex;

    random_bytes(bytes, sizeof bytes);
    hex = hex_encode(command->arena, (struct span){bytes, sizeof bytes});
    return file_replace_private(path, span_printf(command->arena, "%.*s\n", SPAN_ARG(hex)), &command->err);
}

static struct span
filled(struct arena *arena, struct span text, const char *home)
{
    static const char mark[] = "@HOME@";
    struct text out = text_new(arena, SITE_FILE_MAX * 2);
    size_t at;

    while ((at = span_find(text, mark)) != SIZE_MAX) {
        text_span(&out, span_first(text, at));
        text_string(&out, home);
        text = span_from(text, at + sizeof mark - 1);
    }
    text_span(&out, text);
    return text_get(&out);
}

static bool
copy(struct command *command, const char *folder, const char *site, const char *name, const char *home)
{
    struct span text;

    return file_read(command->arena, arena_printf(command->arena, "%s/%s", site, name), SITE_FILE_MAX, &text,
                     &command->err) &&
           file_replace(arena_printf(command->arena, "%s/%s", folder, name),
                        filled(command->arena, text, home), &command->err);
}

static bool
make(struct command *command, const char *folder, const char *home, const char *site)
{
    struct arena *arena = command->arena;
    const char *conf = arena_printf(arena, "%s/conventiond.conf", folder);
    struct config config;
    struct database *database;

    if (access(conf, F_OK) == 0)
        return error_set(&command->err, ERROR_BAD_INPUT, "%s is there already; nothing was changed", conf);
    if (!file_make_folders(folder, &command->err) || !copy(command, folder, site, "parameters.xml", home) ||
        !write_secret(command, arena_printf(arena, "%s/secret", folder)) ||
        !copy(command, folder, site, "conventiond.conf", home) ||
        !config_load(arena, conf, &config, &command->err))
        return false;
    database =
        database_open(arena_printf(arena, "%s/conventiond.db", config.spool), DATABASE_WRITE, &command->err);
    if (database == NULL)
        return false;
    database_close(&database);
    return true;
}

enum outcome
cmd_init(struct command *command)
{
    const char *home, *name = command->procedure;

    if (command->argc != 1)
        return command_usage(command, "init DIR [--procedure P]");
    if (!places_home(command->arena, &home, &command->err))
        return command_failed(command);
    if (name == NULL)
        name = command_only_procedure(command, arena_printf(command->arena, "%s/rules", home));
    if (name == NULL)
        return command_usage(command, "init DIR --procedure P (there are several)");
    if (!make(command, command->argv[0], home, arena_printf(command->arena, "%s/rules/%s/site", home, name)))
        return command_failed(command);
    printf("A ready instance is in %s.\nNext: read %s/conventiond.conf, put your own values into\n"
           "%s/parameters.xml, then start: conventiond %s\n",
           command->argv[0], command->argv[0], command->argv[0], command->argv[0]);
    return OUTCOME_DONE;
}
