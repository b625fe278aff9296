// SPDX-License-Identifier: Apache-2.0
/* compute PROCEDURE CALCULATION key=value...: a calculation that the procedure names. */
#include <stdlib.h>
#include <string.h>

#include "control/command.h"
#include "os/clock.h"
#include "procedure/evaluation.h"

static bool
read_pairs(struct command *command, struct pair *pairs)
{
    for (int i = 2; i < command->argc; i++) {
        struct span argument = span_of(command->argv[i]);
        size_t equals = span_find_byte(argument, '=');

        if (equals == SIZE_MAX)
            return error_set(&command->err, ERROR_BAD_INPUT, "\"%s\": write key=value", command->argv[i]);
        pairs[i - 2] = (struct pair){span_first(argument, equals), span_from(argument, equals + 1)};
    }
    return true;
}

/* Numbers and truth values as JSON has them. */
static json_t *
json_output(const struct procedure *procedure, const char *calculation, const struct pair *output)
{
    const char *type = calculation_output_type(procedure, calculation, output->key);
    uint64_t whole;
    double number;
    char text[64];

    if (type == NULL || strcmp(type, "text") == 0 || output->value.len == 0 ||
        output->value.len >= sizeof text)
        return json_span(output->value);
    if (strcmp(type, "boolean") == 0)
        return json_boolean(span_is(output->value, "oui"));
    if (span_to_uint(output->value, &whole))
        return json_integer((json_int_t)whole);
    snprintf(text, sizeof text, "%.*s", SPAN_ARG(output->value));
    number = strtod(text, NULL);
    return json_real(number);
}

static void
print(const struct command *command, const struct procedure *procedure, const struct pair *outputs,
      size_t count)
{
    json_t *object = command->json ? json_object() : NULL;

    for (size_t i = 0; i < count; i++) {
        char *key = span_dup(command->arena, outputs[i].key);

        if (object != NULL)
            json_object_set_new(object, key, json_output(procedure, command->argv[1], &outputs[i]));
        else
            printf("%s: %.*s\n", key, SPAN_ARG(outputs[i].value));
    }
    if (object != NULL)
        command_print_json(object);
}

enum outcome
cmd_compute(struct command *command)
{
    struct definition *definition;
    struct pair *pairs, *outputs;
    size_t count;
    bool good;

    if (command->argc < 2)
        return command_usage(command, "compute PROCEDURE CALCULATION key=value...");
    pairs = arena_array(command->arena, (size_t)command->argc, sizeof *pairs);
    if (!read_pairs(command, pairs) || (definition = command_definition(command, command->argv[0])) == NULL)
        return command_failed(command);
    good = calculation_run(command->arena, definition_procedure(definition), command->argv[1], pairs,
                           (size_t)command->argc - 2, clock_now(), &outputs, &count, &command->err);
    if (good)
        print(command, definition_procedure(definition), outputs, count);
    definition_close(&definition);
    return good ? OUTCOME_DONE : command_failed(command);
}
