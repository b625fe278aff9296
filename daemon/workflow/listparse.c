// SPDX-License-Identifier: Apache-2.0
/* <lists> of workflow.xml: columns, filters and dashboards. */
#include <string.h>

#include "common/xml.h"
#include "workflow/parsing.h"

enum { ROWS_SHOWN = 30 }; /* of a dashboard without max */

/* English stands in for French that isn't there, and the other way round. */
static struct label
label_of(const struct parse *p, const xmlNode *parent)
{
    struct label label = {{"", 0}, {"", 0}};

    for (xmlNode *node = xml_first(parent, "label"); node != NULL; node = xml_next(node, "label")) {
        struct span text = span_trim(xml_text(p->own, node));

        if (strcmp(xml_attr_or(p->own, node, "lang", ""), "en") == 0)
            label.en = text;
        else
            label.fr = text;
    }
    if (label.en.len == 0)
        label.en = label.fr;
    return label;
}

static void
parse_column(const struct parse *p, const xmlNode *node)
{
    struct definition *definition = p->definition;
    struct column column = {.id = parse_span(p, node, "id"),
                            .label = label_of(p, node),
                            .type = xml_attr_or(p->own, node, "type", "text"),
                            .select = parse_expression(p, node, "select"),
                            .line = xml_line(node)};

    if (definition_column(definition, column.id) != NULL)
        problem_add(p->arena, p->problems, WORKFLOW_FILE, column.line, "column \"%.*s\" is there twice",
                    SPAN_ARG(column.id));
    else
        definition->columns[definition->column_count++] = column;
}

static struct filter
parse_filter(const struct parse *p, const xmlNode *node)
{
    struct filter filter = {.label = label_of(p, node),
                            .test = parse_row_expression(p, node, "test"),
                            .line = xml_line(node)};

    filter.phrases = parse_phrases(p, node, "words", &filter.phrase_count);
    return filter;
}

static void
check_column(const struct parse *p, const xmlNode *node, const char *attribute, struct span id)
{
    if (id.len > 0 && definition_column(p->definition, id) == NULL)
        problem_add(p->arena, p->problems, WORKFLOW_FILE, xml_line(node), "%s: there is no column \"%.*s\"",
                    attribute, SPAN_ARG(id));
}

static struct dashboard
parse_dashboard(const struct parse *p, const xmlNode *node)
{
    struct dashboard dashboard = {.role = parse_role(p, node, "role"),
                                  .label = label_of(p, node),
                                  .columns = parse_words(p, node, "columns"),
                                  .keep = parse_row_expression(p, node, "keep"),
                                  .sort = parse_span(p, node, "sort"),
                                  .max = ROWS_SHOWN,
                                  .sheets = span_is(parse_span(p, node, "sheets"), "yes"),
                                  .line = xml_line(node)};
    uint64_t max;

    if (span_to_uint(parse_span(p, node, "max"), &max) && max <= UINT32_MAX)
        dashboard.max = (uint32_t)max;
    check_column(p, node, "sort", dashboard.sort);
    for (size_t i = 0; i < dashboard.columns.count; i++)
        check_column(p, node, "columns", dashboard.columns.at[i]);
    return dashboard;
}

static struct statistic
parse_statistic(const struct parse *p, const xmlNode *node)
{
    struct statistic statistic = {.id = parse_span(p, node, "id"),
                                  .by = parse_span(p, node, "by"),
                                  .label = label_of(p, node),
                                  .test = parse_row_expression(p, node, "test"),
                                  .amounts = parse_words(p, node, "amounts"),
                                  .line = xml_line(node)};

    check_column(p, node, "by", statistic.by);
    for (size_t i = 0; i < statistic.amounts.count; i++)
        check_column(p, node, "amounts", statistic.amounts.at[i]);
    for (size_t i = 0; i < p->definition->statistic_count; i++)
        if (span_equal(p->definition->statistics[i].id, statistic.id))
            problem_add(p->arena, p->problems, WORKFLOW_FILE, statistic.line, "statistic \"%.*s\" is there twice",
                        SPAN_ARG(statistic.id));
    return statistic;
}

static void
parse_statistics(const struct parse *p, const xmlNode *statistics)
{
    struct definition *definition = p->definition;

    if (statistics == NULL)
        return;
    definition->statistics_period = parse_span(p, statistics, "period");
    definition->statistics_current = parse_expression(p, statistics, "current");
    check_column(p, statistics, "period", definition->statistics_period);
    definition->statistics =
        arena_array(p->own, xml_count(statistics, "statistic"), sizeof *definition->statistics);
    for (xmlNode *node = xml_first(statistics, "statistic"); node != NULL; node = xml_next(node, "statistic"))
        definition->statistics[definition->statistic_count++] = parse_statistic(p, node);
}

void
parse_lists(const struct parse *p, const xmlNode *lists)
{
    struct definition *definition = p->definition;

    if (lists == NULL)
        return;
    definition->columns = arena_array(p->own, xml_count(lists, "column"), sizeof *definition->columns);
    definition->filters = arena_array(p->own, xml_count(lists, "filter"), sizeof *definition->filters);
    definition->dashboards =
        arena_array(p->own, xml_count(lists, "dashboard"), sizeof *definition->dashboards);
    for (xmlNode *node = xml_first(lists, "column"); node != NULL; node = xml_next(node, "column"))
        parse_column(p, node);
    definition->idle = parse_words(p, lists, "idle");
    definition->period_from = parse_span(p, lists, "from");
    definition->period_to = parse_span(p, lists, "to");
    check_column(p, lists, "from", definition->period_from);
    check_column(p, lists, "to", definition->period_to);
    for (xmlNode *node = xml_first(lists, "filter"); node != NULL; node = xml_next(node, "filter"))
        definition->filters[definition->filter_count++] = parse_filter(p, node);
    for (xmlNode *node = xml_first(lists, "dashboard"); node != NULL; node = xml_next(node, "dashboard"))
        definition->dashboards[definition->dashboard_count++] = parse_dashboard(p, node);
    parse_statistics(p, xml_first(lists, "statistics"));
}
