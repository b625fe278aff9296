// SPDX-License-Identifier: Apache-2.0
/* show NUMBER: one dossier with its values, tasks, documents and history. */
#include <inttypes.h>

#include "common/date.h"
#include "common/xml.h"
#include "control/command.h"
#include "store/dossiers.h"
#include "store/queue.h"

struct show {
    struct command *command;
    struct database *database;
    struct dossier_row row;
    xmlDoc *dossier;
    json_t *object;
};

static void
add_values(struct show *show, json_t *into, const xmlNode *parent, const char *prefix)
{
    struct arena *arena = show->command->arena;
    size_t number = 0;

    for (xmlNode *node = xml_first(parent, NULL); node != NULL; node = xml_next(node, NULL)) {
        const char *id = arena_printf(arena, "%s%s%s", prefix, *prefix == '\0' ? "" : ".", xml_name(node));

        if (xml_first(node, NULL) == NULL) {
            json_object_set_new(into, id, json_span(xml_text(arena, node)));
            continue;
        }
        if (xml_count(parent, xml_name(node)) > 1)
            id = arena_printf(arena, "%s.%zu", id, ++number);
        add_values(show, into, node, id);
    }
}

/* The data as they were before each amendment. */
static json_t *
versions_of(struct show *show)
{
    json_t *array = json_array();
    const xmlNode *node = xml_first(xmlDocGetRootElement(show->dossier), "version");

    for (; node != NULL; node = xml_next(node, "version")) {
        json_t *values = json_object();

        add_values(show, values, xml_first(node, "data"), "");
        json_array_append_new(array,
                              json_pack("{s:s,s:s,s:s,s:o}", "revision",
                                        xml_attr_or(show->command->arena, node, "revision", ""), "until",
                                        xml_attr_or(show->command->arena, node, "until", ""), "by",
                                        xml_attr_or(show->command->arena, node, "by", ""), "values", values));
    }
    return array;
}

static json_t *
attributes_of(struct show *show, const char *name, const char *const *attributes)
{
    json_t *array = json_array();
    xmlNode *root = xmlDocGetRootElement(show->dossier);

    for (xmlNode *node = xml_first(root, name); node != NULL; node = xml_next(node, name)) {
        json_t *object = json_object();

        for (size_t i = 0; attributes[i] != NULL; i++)
            json_object_set_new(
                object, attributes[i],
                json_span(span_of(xml_attr_or(show->command->arena, node, attributes[i], ""))));
        json_array_append_new(array, object);
    }
    return array;
}

static bool
add_documents(struct show *show)
{
    json_t *array = json_array();
    struct document_row *rows;
    size_t count;

    if (!documents_list(show->database, show->command->arena, show->row.id, &rows, &count,
                        &show->command->err))
        return false;
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, json_pack("{s:o,s:I,s:o,s:I,s:o}", "name", json_span(rows[i].name),
                                               "revision", (json_int_t)rows[i].revision, "sha256",
                                               json_span(digest_hex(show->command->arena, &rows[i].sha256)),
                                               "size", rows[i].size, "made",
                                               json_span(instant_iso(show->command->arena, rows[i].made))));
    json_object_set_new(show->object, "documents", array);
    return true;
}

static bool
add_history(struct show *show)
{
    json_t *array = json_array();
    struct arena *arena = show->command->arena;
    sqlite3_stmt *query =
        database_query(show->database, "SELECT at, event, detail FROM event WHERE dossier = ? ORDER BY id",
                       "t", show->row.number);
    enum database_row row;

    while ((row = database_step(show->database, query, &show->command->err)) == ROW_FOUND)
        json_array_append_new(array, json_pack("{s:o,s:o,s:o}", "at",
                                               json_span(instant_iso(arena, sqlite3_column_int64(query, 0))),
                                               "event", json_span(column_span(arena, query, 1)), "detail",
                                               json_span(column_span(arena, query, 2))));
    json_object_set_new(show->object, "history", array);
    return row == ROW_NONE;
}

static bool
gather(struct show *show)
{
    static const char *const task[] = {"serial", "id",     "role",   "address", "name", "status",
                                       "rank",   "opened", "closed", "verb",    NULL};
    static const char *const answer[] = {"task",   "role",     "address",         "verb",     "at", "message",
                                         "method", "document", "document-sha256", "revision", NULL};
    static const char *const child[] = {"number", "procedure", "started", "state", "since", "ended", NULL};
    struct arena *arena = show->command->arena;
    json_t *values = json_object();

    show->dossier = xml_parse(arena, show->row.data, "dossier", XML_OWN_MAX, &show->command->err);
    if (show->dossier == NULL)
        return false;
    show->object = json_object();
    json_object_set_new(show->object, "number", json_span(show->row.number));
    json_object_set_new(show->object, "procedure", json_span(show->row.procedure));
    json_object_set_new(show->object, "version", json_span(digest_hex(arena, &show->row.version)));
    json_object_set_new(show->object, "state", json_span(show->row.state));
    json_object_set_new(show->object, "owner", json_span(show->row.owner));
    json_object_set_new(show->object, "revision", json_integer(show->row.revision));
    json_object_set_new(show->object, "created", json_span(instant_iso(arena, show->row.created)));
    json_object_set_new(show->object, "changed", json_span(instant_iso(arena, show->row.changed)));
    add_values(show, values, xml_first(xmlDocGetRootElement(show->dossier), "data"), "");
    json_object_set_new(show->object, "values", values);
    json_object_set_new(show->object, "tasks", attributes_of(show, "task", task));
    json_object_set_new(show->object, "answers", attributes_of(show, "answer", answer));
    json_object_set_new(show->object, "parent",
                        json_string(xml_attr_or(arena, xmlDocGetRootElement(show->dossier), "parent", "")));
    json_object_set_new(show->object, "children", attributes_of(show, "child", child));
    json_object_set_new(show->object, "versions", versions_of(show));
    return add_documents(show) && add_history(show);
}

static const char *
string_of(const json_t *object, const char *key)
{
    const char *string = json_string_value(json_object_get(object, key));

    return string == NULL ? "" : string;
}

/* Only what an amendment changed. */
static void
print_versions(const struct show *show)
{
    json_t *version, *value, *after, *now = json_object_get(show->object, "values");
    const json_t *versions = json_object_get(show->object, "versions");
    const char *key;
    size_t i;

    json_array_foreach(versions, i, version)
    {
        const json_t *next = i + 1 < json_array_size(versions)
                                 ? json_object_get(json_array_get(versions, i + 1), "values")
                                 : now;

        printf("\nUntil %s, revision %s, changed by %s\n", string_of(version, "until"),
               string_of(version, "revision"), string_of(version, "by"));
        json_object_foreach(json_object_get(version, "values"), key, value)
        {
            after = json_object_get(next, key);
            if (after == NULL || !json_equal(after, value))
                printf("  %-32s %s\n", key, json_string_value(value));
        }
    }
}

static void
print_text(const struct show *show)
{
    const char *key;
    json_t *value;
    size_t i;

    printf("%.*s  %.*s  revision %u  owner %.*s\n", SPAN_ARG(show->row.number), SPAN_ARG(show->row.state),
           show->row.revision, SPAN_ARG(show->row.owner));
    printf("\nValues\n");
    json_object_foreach(json_object_get(show->object, "values"), key, value)
        printf("  %-32s %s\n", key, json_string_value(value));
    print_versions(show);
    if (*string_of(show->object, "parent") != '\0')
        printf("\nStarted by %s\n", string_of(show->object, "parent"));
    if (json_array_size(json_object_get(show->object, "children")) > 0)
        printf("\nStarted\n");
    json_array_foreach(json_object_get(show->object, "children"), i, value)
        printf("  %-16s %-20s %-16s %s\n", string_of(value, "number"), string_of(value, "procedure"),
               string_of(value, "state"), string_of(value, "since"));
    printf("\nTasks\n");
    json_array_foreach(json_object_get(show->object, "tasks"), i, value)
        printf("  %2s %-14s %-14s %-32s %-9s %s\n", string_of(value, "serial"), string_of(value, "id"),
               string_of(value, "role"), string_of(value, "address"), string_of(value, "status"),
               string_of(value, "closed"));
    printf("\nDocuments\n");
    json_array_foreach(json_object_get(show->object, "documents"), i, value)
        printf("  %-20s revision %lld  %s  %s\n", string_of(value, "name"),
               (long long)json_integer_value(json_object_get(value, "revision")), string_of(value, "made"),
               string_of(value, "sha256"));
    printf("\nHistory\n");
    json_array_foreach(json_object_get(show->object, "history"), i, value) printf(
        "  %s  %-22s %s\n", string_of(value, "at"), string_of(value, "event"), string_of(value, "detail"));
}

enum outcome
cmd_show(struct command *command)
{
    struct show show = {.command = command};
    struct config config;
    bool good;

    if (command->argc != 1)
        return command_usage(command, "show NUMBER");
    if (!command_config(command, &config) || (show.database = command_database(command, &config)) == NULL)
        return command_failed(command);
    good = dossiers_by_number(show.database, command->arena, span_of(command->argv[0]), &show.row,
                              &command->err);
    if (good && show.row.id == 0) {
        database_close(&show.database);
        fprintf(stderr, "conventionctl: there is no dossier %s\n", command->argv[0]);
        return OUTCOME_NEGATIVE;
    }
    good = good && gather(&show);
    database_close(&show.database);
    if (!good)
        return command_failed(command);
    if (!command->json)
        print_text(&show);
    if (command->json)
        command_print_json(show.object);
    else
        json_decref(show.object);
    return OUTCOME_DONE;
}
