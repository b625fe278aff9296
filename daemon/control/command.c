// SPDX-License-Identifier: Apache-2.0
#include "control/command.h"

#include <dirent.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "main/places.h"
#include "os/file.h"
#include "os/folder.h"

enum outcome
command_failed(const struct command *command)
{
    fprintf(stderr, "conventionctl: %s\n", command->err.text);
    switch (command->err.kind) {
    case ERROR_BAD_INPUT:
    case ERROR_TOO_BIG:
        return OUTCOME_UNUSABLE;
    default:
        return OUTCOME_FAILED;
    }
}

enum outcome
command_usage(const struct command *command, const char *what)
{
    (void)command;
    fprintf(stderr, "conventionctl: usage: conventionctl %s\n", what);
    return OUTCOME_UNUSABLE;
}

const char *
command_operator(const struct command *command)
{
    const char *behind = getenv("SUDO_USER");
    const struct passwd *user;

    if (command->operator!= NULL)
        return command->operator;
    if (behind != NULL && *behind != '\0')
        return arena_strdup(command->arena, behind);
    user = getpwuid(getuid());
    return user == NULL ? arena_printf(command->arena, "uid-%u", getuid())
                        : arena_strdup(command->arena, user->pw_name);
}

void
command_print_json(json_t *object)
{
    json_dumpf(object, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(15));
    fputc('\n', stdout);
    json_decref(object);
}

json_t *
json_span(struct span s)
{
    struct arena *arena = arena_open(s.len * 4 + 256 * 1024);
    struct span clean = utf8_clean(arena, s);
    json_t *string = json_stringn_nocheck(clean.len == 0 ? "" : clean.data, clean.len);

    arena_close(&arena);
    return string;
}

bool
command_config(struct command *command, struct config *config)
{
    const char *folder = command->instance == NULL ? "spool" : command->instance;
    const char *path = arena_printf(command->arena, "%s/conventiond.conf", folder);

    if (command->instance == NULL && access(path, R_OK) != 0)
        return error_set(&command->err, ERROR_BAD_INPUT,
                         "no instance here; name one with -C DIR or make one with: conventionctl init DIR");
    return config_load(command->arena, path, config, &command->err);
}

bool
command_read(struct command *command, const char *path, size_t max, struct span *bytes)
{
    if (strcmp(path, "-") == 0)
        return file_read(command->arena, "/dev/stdin", max, bytes, &command->err);
    return file_read(command->arena, path, max, bytes, &command->err);
}

bool
command_write(struct command *command, struct span bytes)
{
    if (command->output != NULL)
        return file_put(command->output, bytes, &command->err);
    if (bytes.len > 0 && fwrite(bytes.data, 1, bytes.len, stdout) != bytes.len)
        return error_errno(&command->err, "standard output");
    return true;
}

void
command_print_problems(FILE *to, const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        fprintf(to, "%.*s:%d: %.*s\n", SPAN_ARG(problems->items[i].file), problems->items[i].line,
                SPAN_ARG(problems->items[i].message));
    if (problems->more)
        fprintf(to, "... and more\n");
}

/* A procedure that another one starts is not one to begin with. */
static bool
has_parent(struct arena *arena, const char *path)
{
    struct error unread = {0};
    struct span bytes;
    xmlDoc *doc;

    if (!file_read(arena, path, XML_OWN_MAX, &bytes, &unread))
        return false;
    doc = xml_parse(arena, bytes, path, XML_OWN_MAX, &unread);
    return doc != NULL && xml_first(xmlDocGetRootElement(doc), "parent") != NULL;
}

const char *
command_only_procedure(struct command *command, const char *rules)
{
    struct dirent *entry;
    const char *name = NULL;
    DIR *folder = opendir(rules);
    bool several = false;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.' ||
            access(arena_printf(command->arena, "%s/%s/form.xml", rules, entry->d_name), R_OK) != 0 ||
            has_parent(command->arena,
                       arena_printf(command->arena, "%s/%s/workflow.xml", rules, entry->d_name)))
            continue;
        several = name != NULL;
        name = arena_strdup(command->arena, entry->d_name);
    }
    if (folder != NULL)
        closedir(folder);
    return several ? NULL : name;
}

static bool
find_places(struct command *command, struct folder_places *places, const char **first)
{
    struct config config;
    const char *home;

    if (command->instance != NULL) {
        if (!command_config(command, &config))
            return false;
        *places = (struct folder_places){
            .rules = config.rules, .templates = config.templates, .parameters = config.parameters};
        *first = config.mailboxes[0].procedure;
    } else {
        if (!places_home(command->arena, &home, &command->err))
            return false;
        places->rules = arena_printf(command->arena, "%s/rules", home);
        places->templates = arena_printf(command->arena, "%s/templates", home);
        places->parameters = "";
        *first = command_only_procedure(command, places->rules);
    }
    return places_schema(command->arena, places->rules, &places->schema, &command->err);
}

bool
command_bundle(struct command *command, const char *name, struct bundle *bundle)
{
    struct folder_places places = {0};
    const char *first;

    if (!find_places(command, &places, &first))
        return false;
    places.procedure = name == NULL ? first : name;
    if (places.procedure == NULL)
        return error_set(&command->err, ERROR_BAD_INPUT,
                         "several procedures in %s: say which with --procedure", places.rules);
    return folder_bundle(command->arena, &places, bundle, &command->err);
}

bool
command_sample(struct command *command, const struct procedure *procedure, const char **path)
{
    struct folder_places places = {0};
    struct span name = procedure_name(procedure);
    const char *first;

    if (!find_places(command, &places, &first))
        return false;
    *path = arena_printf(command->arena, "%s/%.*s/site/sample.xml", places.rules, SPAN_ARG(name));
    if (access(*path, R_OK) == 0)
        return true;
    return error_set(&command->err, ERROR_BAD_INPUT, "the procedure %.*s has no sample (%s): name a dossier",
                     SPAN_ARG(name), *path);
}

struct definition *
command_definition(struct command *command, const char *name)
{
    struct problems problems = {0};
    struct definition *definition;
    struct bundle bundle;

    if (!command_bundle(command, name, &bundle))
        return NULL;
    definition = definition_load(command->arena, &bundle, &problems);
    if (definition != NULL)
        return definition;
    command_print_problems(stderr, &problems);
    error_set(&command->err, ERROR_BAD_INPUT, "the procedure %.*s can't be loaded: %zu faults",
              SPAN_ARG(bundle.procedure), problems.count);
    return NULL;
}

struct database *
command_database(struct command *command, const struct config *config)
{
    return database_open(arena_printf(command->arena, "%s/conventiond.db", config->spool), DATABASE_READ,
                         &command->err);
}
