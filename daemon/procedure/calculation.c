// SPDX-License-Identifier: Apache-2.0
/* <calculation> of rules.xml: named inputs to named outputs, over the same functions. */
#include <stdlib.h>
#include <string.h>

#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/datatype.h"

static void
read_inputs(struct loading *loading, const xmlNode *node, struct calculation *calculation)
{
    calculation->inputs =
        arena_array(loading->procedure->arena, xml_count(node, "input"), sizeof *calculation->inputs);
    for (xmlNode *child = xml_first(node, "input"); child != NULL; child = xml_next(child, "input")) {
        struct calculation_input *input = &calculation->inputs[calculation->input_count++];
        const char *type = loading_attr(loading, child, "type"),
                   *required = loading_attr(loading, child, "required");
        bool known = true;

        input->name = loading_attr(loading, child, "name");
        input->type = type == NULL ? TYPE_TEXT : datatype_named(type, &known);
        input->required = required != NULL && strcmp(required, "yes") == 0;
        if (!known)
            loading_problem(loading, xml_line(child), "there is no datatype \"%s\"", type);
    }
}

static void
read_parts(struct loading *loading, const xmlNode *node, struct calculation *calculation)
{
    struct arena *arena = loading->procedure->arena;

    calculation->lets = arena_array(arena, xml_count(node, "let") + 1, sizeof *calculation->lets);
    calculation->fails = arena_array(arena, xml_count(node, "fail") + 1, sizeof *calculation->fails);
    calculation->outputs = arena_array(arena, xml_count(node, "output") + 1, sizeof *calculation->outputs);
    for (xmlNode *child = xml_first(node, NULL); child != NULL; child = xml_next(child, NULL)) {
        if (xml_is(child, "let")) {
            struct let *let = &calculation->lets[calculation->let_count++];

            let->name = loading_attr(loading, child, "name");
            let->select = loading_expression(loading, child, "select", true);
            let->reach = REACH_ALL;
            let->line = xml_line(child);
        } else if (xml_is(child, "fail")) {
            struct calculation_fail *fail = &calculation->fails[calculation->fail_count++];

            fail->when = loading_expression(loading, child, "when", true);
            fail->fr = loading_message(loading, child, "fr");
            fail->en = loading_message(loading, child, "en");
        } else if (xml_is(child, "output")) {
            struct calculation_output *output = &calculation->outputs[calculation->output_count++];

            output->name = loading_attr(loading, child, "name");
            output->as = loading_attr(loading, child, "as");
            loading_check_type(loading, child, output->as);
            output->select = loading_expression(loading, child, "select", true);
        }
    }
}

static const struct calculation *
find(const struct procedure *procedure, const char *name)
{
    for (size_t i = 0; i < procedure->calculation_count; i++)
        if (strcmp(procedure->calculations[i].name, name) == 0)
            return &procedure->calculations[i];
    return NULL;
}

void
load_calculations(struct loading *loading, xmlDoc *doc)
{
    struct procedure *procedure = loading->procedure;
    xmlNode *root = xmlDocGetRootElement(doc);

    procedure->calculations =
        arena_array(procedure->arena, xml_count(root, "calculation") + 1, sizeof *procedure->calculations);
    for (xmlNode *node = xml_first(root, "calculation"); node != NULL; node = xml_next(node, "calculation")) {
        struct calculation *calculation = &procedure->calculations[procedure->calculation_count++];

        calculation->name = loading_attr(loading, node, "name");
        calculation->line = xml_line(node);
        if (find(procedure, calculation->name) != calculation)
            loading_problem(loading, calculation->line, "the calculation \"%s\" stands twice",
                            calculation->name);
        loading->calculation = calculation;
        read_inputs(loading, node, calculation);
        read_parts(loading, node, calculation);
        loading->calculation = NULL;
    }
}

static const struct pair *
pair_named(const struct pair *pairs, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (span_is(pairs[i].key, name))
            return &pairs[i];
    return NULL;
}

static bool
check_names(const struct calculation *calculation, const struct pair *pairs, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        bool known = false;

        for (size_t j = 0; j < calculation->input_count && !known; j++)
            known = span_is(pairs[i].key, calculation->inputs[j].name);
        if (!known)
            return error_set(err, ERROR_BAD_INPUT, "%s takes no \"%.*s\"", calculation->name,
                             SPAN_ARG(pairs[i].key));
    }
    return true;
}

static bool
set_input(struct evaluation *evaluation, const struct calculation_input *input, const struct pair *pair,
          struct error *err)
{
    struct field field = {.type = input->type, .max = 10000};
    struct span value = {"", 0};
    struct label why;

    if (pair == NULL && input->required)
        return error_set(err, ERROR_BAD_INPUT, "%s=... is missing", input->name);
    if (pair != NULL && pair->value.len > 0 &&
        !datatype_read(evaluation_arena(evaluation), &field, pair->value, &value, &why))
        return error_set(err, ERROR_BAD_INPUT, "%s=%.*s: %.*s", input->name, SPAN_ARG(pair->value),
                         SPAN_ARG(why.en));
    evaluation_set_string(evaluation, input->name, value);
    return true;
}

static bool
check_fails(struct evaluation *evaluation, const struct calculation *calculation, struct error *err)
{
    for (size_t i = 0; i < calculation->fail_count; i++) {
        const struct calculation_fail *fail = &calculation->fails[i];
        struct text message = text_new(evaluation_arena(evaluation), 1000);

        if (!evaluation_boolean(evaluation, fail->when, NULL))
            continue;
        evaluation_add_message(evaluation, &message, fail->en.count > 0 ? &fail->en : &fail->fr, "en");
        return error_set(err, ERROR_BAD_INPUT, "%s", text_cstr(&message));
    }
    return true;
}

/* As its type is written; what can't be computed is the fault of the inputs. */
static bool
put_output(struct evaluation *evaluation, const struct calculation_output *output, struct span *value,
           struct error *err)
{
    struct error fault = {0};
    struct arena *arena = evaluation_arena(evaluation);
    const char *as = output->as == NULL ? "text" : output->as;
    int64_t number;

    *value = evaluation_string(evaluation, output->select, &fault);
    if (fault.kind != ERROR_NONE)
        return error_set(err, ERROR_BAD_INPUT, "%s: %s", output->name, fault.text);
    if (strcmp(as, "boolean") == 0) {
        *value = span_is(*value, "true") || span_is(*value, "oui") ? SPAN("oui") : SPAN("non");
        return true;
    }
    if (strcmp(as, "text") == 0 && !span_is(*value, "NaN"))
        return true;
    if (span_is(*value, "NaN") || value->len == 0)
        return error_set(err, ERROR_BAD_INPUT, "%s can't be computed from these values: check them",
                         output->name);
    if ((strcmp(as, "money") == 0 || strcmp(as, "hours") == 0) && datatype_cents(*value, &number))
        *value = span_printf(arena, "%s%lld.%02lld", number < 0 ? "-" : "", (long long)llabs(number) / 100,
                             (long long)llabs(number) % 100);
    return true;
}

const char *
calculation_output_type(const struct procedure *procedure, const char *name, struct span output)
{
    const struct calculation *calculation = find(procedure, name);

    for (size_t i = 0; calculation != NULL && i < calculation->output_count; i++)
        if (span_is(output, calculation->outputs[i].name))
            return calculation->outputs[i].as == NULL ? "text" : calculation->outputs[i].as;
    return NULL;
}

bool
calculation_run(struct arena *arena, const struct procedure *procedure, const char *name,
                const struct pair *inputs, size_t input_count, int64_t now, struct pair **outputs,
                size_t *output_count, struct error *err)
{
    const struct calculation *calculation = find(procedure, name);
    struct evaluation *evaluation;

    if (calculation == NULL)
        return error_set(err, ERROR_BAD_INPUT, "the procedure %.*s has no calculation \"%s\"",
                         SPAN_ARG(procedure->bundle.procedure), name);
    if (!check_names(calculation, inputs, input_count, err))
        return false;
    evaluation = evaluation_open_bare(arena, procedure, calculation->lets, calculation->let_count, now);
    for (size_t i = 0; i < calculation->input_count; i++)
        if (!set_input(evaluation, &calculation->inputs[i],
                       pair_named(inputs, input_count, calculation->inputs[i].name), err))
            return false;
    if (!check_fails(evaluation, calculation, err))
        return false;
    *outputs = arena_array(arena, calculation->output_count, sizeof **outputs);
    *output_count = calculation->output_count;
    for (size_t i = 0; i < calculation->output_count; i++) {
        (*outputs)[i].key = span_of(calculation->outputs[i].name);
        if (!put_output(evaluation, &calculation->outputs[i], &(*outputs)[i].value, err))
            return false;
    }
    return true;
}
