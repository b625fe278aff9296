// SPDX-License-Identifier: Apache-2.0
/* rules check [DIR]: every rule file and template, without the daemon.  DIR holds rules/ and
 * templates/; the default is the instance of -C, else what is beside the program. */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "control/command.h"
#include "main/places.h"
#include "os/folder.h"

enum { PROCEDURES_MAX = 64 };

struct check {
    struct command *command;
    json_t *errors;
    size_t procedures, faults;
    struct definition *loaded[PROCEDURES_MAX]; /* without fault */
    size_t loaded_count;
};

static void
report(struct check *check, const char *procedure, const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        const struct problem *problem = &problems->items[i];
        const char *file =
            arena_printf(check->command->arena, "%s: %.*s", procedure, SPAN_ARG(problem->file));

        check->faults++;
        if (check->command->json)
            json_array_append_new(check->errors,
                                  json_pack("{s:s,s:i,s:o}", "file", file, "line", problem->line, "message",
                                            json_span(problem->message)));
        else
            printf("%s:%d: %.*s\n", file, problem->line, SPAN_ARG(problem->message));
    }
}

static bool
check_one(struct check *check, const struct folder_places *places)
{
    struct problems problems = {0};
    struct definition *definition;
    struct bundle bundle;

    if (!folder_bundle(check->command->arena, places, &bundle, &check->command->err))
        return false;
    definition = definition_load(check->command->arena, &bundle, &problems);
    report(check, places->procedure, &problems);
    check->procedures++;
    if (definition != NULL && check->loaded_count < PROCEDURES_MAX)
        check->loaded[check->loaded_count++] = definition;
    else
        definition_close(&definition);
    return true;
}

/* What procedures say of one another; only when each is sound in itself. */
static void
check_links(struct check *check)
{
    const struct definition *const *all = (const struct definition *const *)check->loaded;

    for (size_t i = 0; i < check->loaded_count && check->faults == 0; i++) {
        struct problems problems = {0};
        const struct procedure *procedure = definition_procedure(check->loaded[i]);

        definition_check_links(check->loaded[i], all, check->loaded_count, check->command->arena, &problems);
        report(check, span_dup(check->command->arena, procedure_name(procedure)), &problems);
    }
    for (size_t i = 0; i < check->loaded_count; i++)
        definition_close(&check->loaded[i]);
}

static bool
is_procedure(struct command *command, const char *rules, const char *name)
{
    struct stat status;

    return name[0] != '.' && strcmp(name, "schema") != 0 &&
           stat(arena_printf(command->arena, "%s/%s/form.xml", rules, name), &status) == 0;
}

static bool
check_all(struct check *check, struct folder_places *places)
{
    struct dirent **names;
    int count = scandir(places->rules, &names, NULL, alphasort);
    bool good = true;

    if (count < 0)
        return error_errno(&check->command->err, "%s", places->rules);
    for (int i = 0; i < count; i++) {
        if (good && is_procedure(check->command, places->rules, names[i]->d_name)) {
            places->procedure = arena_strdup(check->command->arena, names[i]->d_name);
            good = check_one(check, places);
        }
        free(names[i]);
    }
    free(names);
    return good;
}

static bool
find_places(struct command *command, struct folder_places *places)
{
    const char *home;
    struct config config;

    if (command->argc < 2 && command->instance != NULL) {
        if (!command_config(command, &config))
            return false;
        *places = (struct folder_places){
            .rules = config.rules, .templates = config.templates, .parameters = config.parameters};
        return true;
    }
    if (command->argc >= 2)
        home = command->argv[1];
    else if (!places_home(command->arena, &home, &command->err))
        return false;
    places->rules = arena_printf(command->arena, "%s/rules", home);
    places->templates = arena_printf(command->arena, "%s/templates", home);
    places->parameters = "";
    /* A folder with procedures only takes the schemas that came with the program. */
    return places_schema(command->arena, places->rules, &places->schema, &command->err);
}

enum outcome
cmd_rules(struct command *command)
{
    struct check check = {.command = command, .errors = json_array()};
    struct folder_places places = {0};

    if (command->argc < 1 || command->argc > 2 || strcmp(command->argv[0], "check") != 0)
        return command_usage(command, "rules check [DIR]");
    if (!find_places(command, &places) || !check_all(&check, &places))
        return command_failed(command);
    check_links(&check);
    if (check.procedures == 0) {
        error_set(&command->err, ERROR_BAD_INPUT, "%s: no procedure there (a folder with a form.xml)",
                  places.rules);
        return command_failed(command);
    }
    if (command->json)
        command_print_json(json_pack("{s:o}", "errors", check.errors));
    else if (check.faults == 0)
        printf("%zu procedures, no fault\n", check.procedures);
    return check.faults == 0 ? OUTCOME_DONE : OUTCOME_NEGATIVE;
}
