// SPDX-License-Identifier: Apache-2.0
/* parameters.xml and the site's overlay, which replaces whole parameters and tables by id. */
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/xml.h"
#include "procedure/compiled.h"

static struct parameter *
find_in(const struct procedure *procedure, struct span scope, struct span id)
{
    for (size_t i = 0; i < procedure->parameter_count; i++)
        if (span_equal(procedure->parameters[i].id, id) && span_equal(procedure->parameters[i].scope, scope))
            return &procedure->parameters[i];
    return NULL;
}

const struct parameter *
parameter_find(const struct procedure *procedure, struct span scope, struct span id)
{
    const struct parameter *own = scope.len == 0 ? NULL : find_in(procedure, scope, id);

    return own != NULL ? own : find_in(procedure, SPAN(""), id);
}

struct span
parameter_value(const struct parameter *parameter, int32_t day)
{
    for (size_t i = 0; parameter != NULL && i < parameter->count; i++) {
        const struct parameter_value *value = &parameter->values[i];

        if ((value->from == DAY_NONE || (day != DAY_NONE && day >= value->from)) &&
            (value->to == DAY_NONE || (day != DAY_NONE && day <= value->to)))
            return value->value;
    }
    return (struct span){NULL, 0};
}

const struct table *
table_find(const struct procedure *procedure, struct span id)
{
    for (size_t i = 0; i < procedure->table_count; i++)
        if (span_equal(procedure->tables[i].id, id))
            return &procedure->tables[i];
    return NULL;
}

static void
read_parameter(struct loading *loading, const xmlNode *node, struct span scope)
{
    struct procedure *procedure = loading->procedure;
    struct span id = loading_span(loading, node, "id");
    struct parameter *parameter = find_in(procedure, scope, id);

    if (parameter == NULL)
        parameter = &procedure->parameters[procedure->parameter_count++];
    parameter->id = id;
    parameter->scope = scope;
    parameter->line = xml_line(node);
    parameter->count = 0;
    parameter->values = arena_array(procedure->arena, xml_count(node, "value"), sizeof *parameter->values);
    for (xmlNode *value = xml_first(node, "value"); value != NULL; value = xml_next(value, "value")) {
        struct parameter_value *slot = &parameter->values[parameter->count++];

        slot->from = loading_day(loading, value, "from");
        slot->to = loading_day(loading, value, "to");
        slot->value = span_trim(xml_text(procedure->arena, value));
    }
}

static void
read_table(struct loading *loading, xmlNode *node)
{
    struct procedure *procedure = loading->procedure;
    struct span id = loading_span(loading, node, "id");
    struct table *table = (struct table *)(uintptr_t)table_find(procedure, id);

    if (table == NULL)
        table = &procedure->tables[procedure->table_count++];
    table->id = id;
    table->node = node;
}

/* A site replaces; one file does not. */
static void
check_once(struct loading *loading, const xmlNode *root, const xmlNode *node)
{
    const char *name = xml_name(node);
    struct span id = loading_span(loading, node, "id");

    for (const xmlNode *other = xml_first(root, name); other != node; other = xml_next(other, name))
        if (span_equal(loading_span(loading, other, "id"), id))
            loading_problem(loading, xml_line(node), "the %s \"%.*s\" stands on line %d already", name,
                            SPAN_ARG(id), xml_line(other));
}

/* What holds in one scope only is an exception to what holds everywhere: a slip of the pen would
 * otherwise be a parameter that nobody asks for. */
static void
read_scope(struct loading *loading, const xmlNode *scope)
{
    struct span id = loading_span(loading, scope, "id");

    for (xmlNode *node = xml_first(scope, "parameter"); node != NULL; node = xml_next(node, "parameter")) {
        struct span name = loading_span(loading, node, "id");

        check_once(loading, scope, node);
        if (find_in(loading->procedure, SPAN(""), name) == NULL)
            loading_problem(loading, xml_line(node),
                            "scope \"%.*s\": there is no parameter \"%.*s\" outside of scopes: give it a "
                            "value for the rest",
                            SPAN_ARG(id), SPAN_ARG(name));
        else
            read_parameter(loading, node, id);
    }
}

static size_t
count_parameters(const xmlNode *root)
{
    size_t count = xml_count(root, "parameter");

    for (xmlNode *scope = xml_first(root, "scope"); scope != NULL; scope = xml_next(scope, "scope"))
        count += xml_count(scope, "parameter");
    return count;
}

void
load_parameters(struct loading *loading, xmlDoc *doc)
{
    struct procedure *procedure = loading->procedure;
    xmlNode *root = xmlDocGetRootElement(doc);
    struct parameter *parameters = procedure->parameters;
    struct table *tables = procedure->tables;

    /* Room for those that are there and those to come. */
    procedure->parameters = arena_array(
        procedure->arena, procedure->parameter_count + count_parameters(root), sizeof *parameters);
    if (procedure->parameter_count > 0)
        memcpy(procedure->parameters, parameters, procedure->parameter_count * sizeof *parameters);
    procedure->tables =
        arena_array(procedure->arena, procedure->table_count + xml_count(root, "table"), sizeof *tables);
    if (procedure->table_count > 0)
        memcpy(procedure->tables, tables, procedure->table_count * sizeof *tables);
    for (xmlNode *node = xml_first(root, NULL); node != NULL; node = xml_next(node, NULL)) {
        check_once(loading, root, node);
        if (xml_is(node, "parameter"))
            read_parameter(loading, node, SPAN(""));
        else if (xml_is(node, "table"))
            read_table(loading, node);
    }
    for (xmlNode *scope = xml_first(root, "scope"); scope != NULL; scope = xml_next(scope, "scope")) {
        check_once(loading, root, scope);
        read_scope(loading, scope);
    }
}

/* "+39", "-2" or "": days after Easter. */
static bool
read_offset(struct span s, int *offset)
{
    bool before = span_starts(s, "-");
    uint64_t number = 0;

    if (s.len > 0 &&
        ((!before && s.data[0] != '+') || !span_to_uint(span_from(s, 1), &number) || number > 300))
        return false;
    *offset = before ? -(int)number : (int)number;
    return true;
}

/* <row rule="05-01"/> or <row rule="easter+39"/>, with territory="57 67 68"; also rule="fixed" date="05-01"
 * and rule="easter" offset="39".  from, to: first and last day on which the row holds. */
static bool
read_holiday(struct loading *loading, const xmlNode *row, struct holiday *holiday)
{
    struct arena *arena = loading->procedure->arena;
    struct span rule = loading_span(loading, row, "rule"), offset = loading_span(loading, row, "offset");
    int32_t day;

    holiday->territories = loading_span(loading, row, "territory");
    holiday->from = loading_day(loading, row, "from");
    holiday->to = loading_day(loading, row, "to");
    holiday->easter = span_starts(rule, "easter");
    if (span_is(rule, "easter") && offset.len > 0 && offset.data[0] != '-')
        offset = span_printf(arena, "+%.*s", SPAN_ARG(offset));
    if (holiday->easter)
        return read_offset(rule.len > 6 ? span_from(rule, 6) : offset, &holiday->offset);
    if (span_is(rule, "fixed"))
        rule = loading_span(loading, row, "date");
    if (!day_parse_iso(span_printf(arena, "2024-%.*s", SPAN_ARG(rule)), &day))
        return false;
    holiday->month = day_civil(day).month;
    holiday->day = day_civil(day).day;
    return true;
}

const char *
table_file(const struct table *table)
{
    return table->node->doc->URL == NULL ? "rules/parameters.xml" : (const char *)table->node->doc->URL;
}

void
load_holidays(struct loading *loading)
{
    struct procedure *procedure = loading->procedure;
    const struct table *table = table_find(procedure, SPAN("feries"));

    if (table != NULL)
        loading->file = table_file(table);

    for (xmlNode *row = table == NULL ? NULL : xml_first(table->node, "row"); row != NULL;
         row = xml_next(row, "row")) {
        if (procedure->holiday_count == HOLIDAYS_MAX) {
            loading_problem(loading, xml_line(row), "more than %d holidays", HOLIDAYS_MAX);
            return;
        }
        if (read_holiday(loading, row, &procedure->holidays[procedure->holiday_count]))
            procedure->holiday_count++;
        else
            loading_problem(loading, xml_line(row),
                            "a holiday has rule=\"05-01\" (month and day) or rule=\"easter+39\"");
    }
}
