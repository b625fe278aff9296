// SPDX-License-Identifier: Apache-2.0
/* directory import FILE: people and places from CSV or LDIF, in one transaction, beside the running
 * daemon.  directory sync: the same from an LDAP server, of all or of these addresses.  directory find
 * WORD...: what a look-up by these words finds. */
#include <inttypes.h>
#include <string.h>

#include "control/command.h"
#include "directory/import.h"
#include "directory/ldapsource.h"
#include "os/clock.h"
#include "os/file.h"
#include "store/eventlog.h"

static void
add_json_notes(json_t *object, const char *key, const struct import_notes *notes)
{
    json_t *list = json_array();

    for (size_t i = 0; i < notes->count; i++)
        json_array_append_new(list, json_pack("{s:I,s:o,s:o}", "line", (json_int_t)notes->items[i].line,
                                              "column", json_span(notes->items[i].column), "message",
                                              json_span(notes->items[i].text)));
    json_object_set_new(object, key, list);
}

static void
print_json(const struct import_report *report)
{
    json_t *unknown = json_array();
    json_t *object = json_pack("{s:I,s:I,s:I,s:I,s:I,s:I}", "added", (json_int_t)report->added, "changed",
                               (json_int_t)report->changed, "refused", (json_int_t)report->refused, "same",
                               (json_int_t)report->same, "removed", (json_int_t)report->removed, "ignored",
                               (json_int_t)report->ignored);

    add_json_notes(object, "refusals", &report->refusals);
    add_json_notes(object, "changes", &report->changes);
    for (size_t i = 0; i < report->unknown_count; i++)
        json_array_append_new(unknown, json_span(report->unknown[i]));
    json_object_set_new(object, "unknown_columns", unknown);
    command_print_json(object);
}

static void
print_notes(const char *what, const struct import_notes *notes, size_t all)
{
    for (size_t i = 0; i < notes->count; i++) {
        const struct import_note *note = &notes->items[i];

        printf("%s line %u", what, note->line);
        if (note->column.len > 0)
            printf(", column \"%.*s\"", SPAN_ARG(note->column));
        printf(": %.*s\n", SPAN_ARG(note->text));
    }
    if (all > notes->count)
        printf("... and %zu more\n", all - notes->count);
}

static void
print_text(const struct import_report *report, bool dry)
{
    print_notes("changed", &report->changes, report->changed);
    print_notes("refused", &report->refusals, report->refused);
    for (size_t i = 0; i < report->unknown_count; i++)
        printf("not read: column \"%.*s\"\n", SPAN_ARG(report->unknown[i]));
    printf("%zu added, %zu changed, %zu as before, %zu removed, %zu refused", report->added, report->changed,
           report->same, report->removed, report->refused);
    if (report->ignored > 0)
        printf(", %zu of no kind in directory.xml", report->ignored);
    printf("%s\n", dry ? " (tried only: nothing was kept)" : "");
}

static bool
log_import(struct command *command, struct database *database, const struct import_report *report)
{
    return eventlog_append(database, SPAN(""), SPAN("directory.imported"),
                           span_printf(command->arena,
                                       "added=%zu changed=%zu removed=%zu refused=%zu operator=%s",
                                       report->added, report->changed, report->removed, report->refused,
                                       command->operator== NULL ? "" : command->operator),
                           clock_now(), &command->err);
}

static bool
import_in_transaction(struct command *command, struct database *database, const struct directory *directory,
                      struct span bytes, struct import_report *report)
{
    struct import_options options = {.kind = command->kind, .whole = command->whole};
    struct error ignored;
    bool good = database_exec(database, "BEGIN IMMEDIATE", &command->err);

    if (!good)
        return false;
    good = import_run(command->arena, database, directory, bytes, &options, clock_now(), report,
                      &command->err) &&
           (report->added + report->changed + report->removed == 0 || log_import(command, database, report));
    if (good && !command->dry_run)
        return database_exec(database, "COMMIT", &command->err);
    (void)!database_exec(database, "ROLLBACK", &ignored);
    return good;
}

static bool
open_directory(struct command *command, struct config *config, struct definition **definition,
               struct database **database)
{
    if (!command_config(command, config))
        return false;
    if (command->instance == NULL)
        command->instance = "spool";
    *definition = command_definition(command, command->procedure);
    if (*definition == NULL)
        return false;
    if (procedure_directory(definition_procedure(*definition))->kind_count > 0)
        *database = command_database(command, config);
    else
        error_set(&command->err, ERROR_BAD_INPUT,
                  "the procedure %.*s has no directory.xml: name another with --procedure",
                  SPAN_ARG(procedure_name(definition_procedure(*definition))));
    if (*database == NULL)
        definition_close(definition);
    return *database != NULL;
}

/* Every attribute that some kind reads, and those that tell kinds apart; NULL at the end. */
static const char **
ldap_attributes(struct command *command, const struct directory *directory)
{
    size_t count = 0, capacity = 1;
    const char **names;

    for (size_t k = 0; k < directory->kind_count; k++) {
        capacity += directory->kinds[k].class_count;
        for (size_t a = 0; a < directory->kinds[k].attribute_count; a++)
            capacity += directory->kinds[k].attributes[a].ldap_count;
    }
    names = arena_array(command->arena, capacity, sizeof *names);
    for (size_t k = 0; k < directory->kind_count; k++) {
        const struct directory_kind *kind = &directory->kinds[k];

        for (size_t c = 0; c < kind->class_count; c++)
            names[count++] =
                span_dup(command->arena, span_first(kind->classes[c], span_find_byte(kind->classes[c], '=')));
        for (size_t a = 0; a < kind->attribute_count; a++)
            for (size_t l = 0; l < kind->attributes[a].ldap_count; l++)
                names[count++] = span_dup(command->arena, kind->attributes[a].ldap[l]);
    }
    return names;
}

/* RFC 4515 section 3: what would be read as syntax is written as its octets. */
static void
put_escaped(struct text *out, const char *value)
{
    for (; *value != '\0'; value++)
        if (strchr("*()\\", *value) != NULL)
            text_printf(out, "\\%02x", (unsigned char)*value);
        else
            text_byte(out, *value);
}

/* Those of the configured entries that have one of the addresses under an attribute by which people are
 * found. */
static const char *
filter_of(struct command *command, const struct config *config, const struct directory *directory)
{
    struct text out = text_new(command->arena, 64 * 1024);

    if (command->argc < 2)
        return config->ldap_filter;
    text_printf(&out, "(&%s(|", config->ldap_filter);
    for (size_t k = 0; k < directory->kind_count; k++)
        for (size_t a = 0; a < directory->kinds[k].attribute_count; a++) {
            const struct directory_attribute *attribute = &directory->kinds[k].attributes[a];

            for (size_t l = 0;
                 attribute->field.type == TYPE_EMAIL && attribute->by && l < attribute->ldap_count; l++)
                for (int i = 1; i < command->argc; i++) {
                    text_printf(&out, "(%.*s=", SPAN_ARG(attribute->ldap[l]));
                    put_escaped(&out, command->argv[i]);
                    text_byte(&out, ')');
                }
        }
    text_string(&out, "))");
    return span_dup(command->arena, text_get(&out));
}

static bool
fetch(struct command *command, const struct config *config, const struct directory *directory,
      struct span *ldif)
{
    struct ldap_settings settings = {.url = config->ldap_url,
                                     .base = config->ldap_base,
                                     .filter = filter_of(command, config, directory),
                                     .bind_dn = config->ldap_bind_dn,
                                     .password = "",
                                     .ca_file = *config->ldap_ca_file == '\0' ? NULL : config->ldap_ca_file,
                                     .attributes = ldap_attributes(command, directory),
                                     .timeout = (int)config->ldap_timeout,
                                     .max = IMPORT_BYTES_MAX};
    struct span password;

    if (*config->ldap_url == '\0')
        return error_set(&command->err, ERROR_BAD_INPUT,
                         "no LDAP server: set url and base in [ldap] of conventiond.conf");
    if (*config->ldap_password_file != '\0') {
        if (!file_read(command->arena, config->ldap_password_file, 4096, &password, &command->err))
            return false;
        settings.password = span_dup(command->arena, span_trim(password));
    }
    return ldap_fetch(command->arena, &settings, ldif, &command->err);
}

static enum outcome
import(struct command *command, bool sync)
{
    struct definition *definition = NULL;
    struct database *database = NULL;
    struct import_report report = {0};
    const struct directory *directory;
    struct config config;
    struct span bytes;
    bool good;

    if ((!sync && !command_read(command, command->argv[1], IMPORT_BYTES_MAX, &bytes)) ||
        !open_directory(command, &config, &definition, &database))
        return command_failed(command);
    directory = procedure_directory(definition_procedure(definition));
    good = (!sync || fetch(command, &config, directory, &bytes)) &&
           import_in_transaction(command, database, directory, bytes, &report);
    database_close(&database);
    definition_close(&definition);
    if (!good) {
        if (command->err.kind == ERROR_BAD_INPUT && !sync)
            error_at(&command->err, "%s", command->argv[1]);
        return command_failed(command);
    }
    if (command->json)
        print_json(&report);
    else
        print_text(&report, command->dry_run);
    return report.refused > 0 ? OUTCOME_NEGATIVE : OUTCOME_DONE;
}

static bool
find_in(struct command *command, struct database *database, const struct directory_kind *kind,
        struct span text, json_t *list, size_t *total)
{
    struct directory_entry found[PEOPLE_FOUND_MAX];
    size_t count, word_count;
    struct span *words = directory_words(command->arena, kind, text, &word_count);

    if (!people_search(database, command->arena, kind->id, words, word_count, SPAN(""), found, &count,
                       &command->err))
        return false;
    for (size_t i = 0; i < count && i < PEOPLE_FOUND_MAX; i++) {
        struct span shown = directory_entry_show(command->arena, kind, &found[i]);

        json_array_append_new(list, json_pack("{s:o,s:o,s:o}", "kind", json_span(kind->id), "key",
                                              json_span(found[i].key), "shown", json_span(shown)));
        if (!command->json)
            printf("%-14.*s %-40.*s %.*s\n", SPAN_ARG(kind->id), SPAN_ARG(found[i].key), SPAN_ARG(shown));
    }
    *total += count;
    return true;
}

static enum outcome
find(struct command *command)
{
    struct definition *definition = NULL;
    struct config config;
    struct database *database = NULL;
    const struct directory *directory;
    struct text words = text_new(command->arena, 1000);
    json_t *list = json_array();
    size_t total = 0;
    bool good = true;

    for (int i = 1; i < command->argc; i++)
        text_printf(&words, " %s", command->argv[i]);
    if (!open_directory(command, &config, &definition, &database))
        return command_failed(command);
    directory = procedure_directory(definition_procedure(definition));
    for (size_t k = 0; k < directory->kind_count && good; k++)
        if (command->kind == NULL || span_is(directory->kinds[k].id, command->kind))
            good = find_in(command, database, &directory->kinds[k], text_get(&words), list, &total);
    database_close(&database);
    definition_close(&definition);
    if (!good)
        return command_failed(command);
    if (command->json)
        command_print_json(json_pack("{s:o}", "found", list));
    else
        json_decref(list);
    return total > 0 ? OUTCOME_DONE : OUTCOME_NEGATIVE;
}

enum outcome
cmd_directory(struct command *command)
{
    if (command->argc == 2 && strcmp(command->argv[0], "import") == 0)
        return import(command, false);
    if (command->argc == 1 && strcmp(command->argv[0], "sync") == 0)
        return import(command, true);
    if (command->argc > 1 && strcmp(command->argv[0], "sync") == 0 && !command->whole)
        return import(command, true);
    if (command->argc >= 2 && strcmp(command->argv[0], "find") == 0)
        return find(command);
    return command_usage(command, "directory import FILE | sync [ADDRESS...] [--kind K] [--whole] "
                                  "[--dry-run] | directory find WORD... [--kind K]");
}
