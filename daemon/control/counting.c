// SPDX-License-Identifier: Apache-2.0
#include "control/counting.h"

#include <stdlib.h>

#include "common/sheet.h"
#include "common/xml.h"
#include "mail/ods.h"
#include "main/apply.h"
#include "os/clock.h"
#include "store/figures.h"
#include "workflow/statistics.h"

enum { CSV_MAX = 64 * 1024 * 1024, DOSSIER_ARENA_MAX = 64 * 1024 * 1024 };

static json_int_t
count_in(struct arena *arena, const xmlNode *node)
{
    return strtoll(xml_attr_or(arena, node, "count", "0"), NULL, 10);
}

static json_t *
json_group(struct arena *arena, const xmlNode *group)
{
    json_t *amounts = json_object();

    for (xmlNode *amount = xml_first(group, "amount"); amount != NULL; amount = xml_next(amount, "amount"))
        json_object_set_new(amounts, xml_attr_or(arena, amount, "column", ""),
                            json_pack("{s:I,s:s,s:s}", "count", count_in(arena, amount), "total",
                                      xml_attr_or(arena, amount, "total", ""), "mean",
                                      xml_attr_or(arena, amount, "mean", "")));
    return json_pack("{s:s,s:I,s:o}", "value", xml_attr_or(arena, group, "value", ""), "count",
                     count_in(arena, group), "amounts", amounts);
}

static json_t *
json_of(struct arena *arena, const xmlNode *root)
{
    json_t *statistics = json_object();

    for (xmlNode *node = xml_first(root, "statistic"); node != NULL; node = xml_next(node, "statistic")) {
        json_t *groups = json_array();

        for (xmlNode *group = xml_first(node, "group"); group != NULL; group = xml_next(group, "group"))
            json_array_append_new(groups, json_group(arena, group));
        json_object_set_new(statistics, xml_attr_or(arena, node, "id", ""), groups);
    }
    return json_pack("{s:s,s:o}", "period", xml_attr_or(arena, root, "period", ""), "statistics", statistics);
}

static void
print_group(struct arena *arena, const xmlNode *group)
{
    const char *value = xml_attr_or(arena, group, "value", "");

    printf("  %8s  %s", xml_attr_or(arena, group, "count", ""), *value == '\0' ? "-" : value);
    for (xmlNode *amount = xml_first(group, "amount"); amount != NULL; amount = xml_next(amount, "amount"))
        printf("   %s: total %s, mean %s (of %s)", xml_attr_or(arena, amount, "column", ""),
               xml_attr_or(arena, amount, "total", ""), xml_attr_or(arena, amount, "mean", ""),
               xml_attr_or(arena, amount, "count", ""));
    putchar('\n');
}

static void
print_text(struct arena *arena, const xmlNode *root)
{
    const char *period = xml_attr_or(arena, root, "period", "");

    printf("period %s; there are:", *period == '\0' ? "all" : period);
    for (xmlNode *node = xml_first(root, "period"); node != NULL; node = xml_next(node, "period"))
        printf(" %s", xml_attr_or(arena, node, "id", ""));
    putchar('\n');
    for (xmlNode *node = xml_first(root, "statistic"); node != NULL; node = xml_next(node, "statistic")) {
        printf("\n%s  %s (%s)\n", xml_attr_or(arena, node, "id", ""), xml_attr_or(arena, node, "label", ""),
               xml_attr_or(arena, node, "count", ""));
        for (xmlNode *group = xml_first(node, "group"); group != NULL; group = xml_next(group, "group"))
            print_group(arena, group);
    }
}

static bool
write_sheet(struct command *command, const struct sheet *sheet)
{
    struct span bytes;

    if (!span_ends(span_of(command->output), ".ods"))
        bytes = sheet_csv(command->arena, sheet, CSV_MAX);
    else if (!ods_write(command->arena, sheet, &bytes, &command->err))
        return false;
    return command_write(command, bytes);
}

bool
counting_report(struct command *command, struct database *database, const struct definition *definition,
                struct span words)
{
    struct statistics_view view = {.definition = definition,
                                   .words = words,
                                   .current = statistics_today(command->arena, definition, clock_now()),
                                   .language = SPAN("fr")};
    struct sheet sheet;
    struct span figures, written;
    xmlDoc *doc;

    if (!figures_look_up(database, command->arena, procedure_name(definition_procedure(definition)), NULL, 0,
                         &figures, &command->err) ||
        (view.figures = xml_parse(command->arena, figures, "figures", XML_OWN_MAX, &command->err)) == NULL)
        return false;
    written = statistics_write(command->arena, &view, &sheet);
    sheet.name = SPAN("statistiques");
    doc = xml_parse(command->arena, written, "statistics", XML_OWN_MAX, &command->err);
    if (doc == NULL)
        return false;
    if (xml_first(xmlDocGetRootElement(doc), "unknown") != NULL)
        return error_set(&command->err, ERROR_BAD_INPUT,
                         "there is no period \"%.*s\"; without one, it is today's", SPAN_ARG(words));
    if (command->output != NULL)
        return write_sheet(command, &sheet);
    if (command->json)
        command_print_json(json_of(command->arena, xmlDocGetRootElement(doc)));
    else
        print_text(command->arena, xmlDocGetRootElement(doc));
    return true;
}

static bool
next_listed(struct command *command, struct database *database, struct span procedure, int64_t *id)
{
    sqlite3_stmt *query = database_query(database,
                                         "SELECT d.id FROM dossier d JOIN listing l ON l.dossier = d.id"
                                         " WHERE d.procedure = ? AND d.id > ? ORDER BY d.id LIMIT 1",
                                         "ti", procedure, *id);
    enum database_row row = database_step(database, query, &command->err);

    *id = row == ROW_FOUND ? sqlite3_column_int64(query, 0) : 0;
    if (row == ROW_FOUND)
        database_end(query);
    return row != ROW_FAILED;
}

/* A transaction each: the daemon goes on meanwhile. */
static bool
count_one(struct command *command, struct applier *applier, struct database *database,
          const struct definition *definition, int64_t id)
{
    struct arena *arena = arena_open(DOSSIER_ARENA_MAX);
    struct dossier_row row;
    struct error ignored;
    bool good = database_exec(database, "BEGIN IMMEDIATE", &command->err) &&
                dossiers_by_id(database, arena, id, &row, &command->err) &&
                apply_listing(applier, database, arena, definition, &row, clock_now(), &command->err) &&
                database_exec(database, "COMMIT", &command->err);

    if (!good)
        (void)!database_exec(database, "ROLLBACK", &ignored);
    arena_close(&arena);
    return good;
}

bool
counting_again(struct command *command, const struct config *config, struct database *database,
               const struct definition *definition, size_t *counted)
{
    struct applier applier = {.config = config, .versions = versions_open()};
    struct span procedure = procedure_name(definition_procedure(definition));
    int64_t id = 0;
    bool good;

    *counted = 0;
    while ((good = next_listed(command, database, procedure, &id)) && id != 0 &&
           (good = count_one(command, &applier, database, definition, id)))
        ++*counted;
    versions_close(&applier.versions);
    return good;
}
