// SPDX-License-Identifier: Apache-2.0
/* read FILE: how this message would be understood; changes nothing. */
#include "control/command.h"
#include "os/clock.h"
#include "process/sandbox.h"
#include "reader/intent.h"

static json_t *
json_attachments(struct arena *arena, const struct intent *intent)
{
    json_t *array = json_array();

    for (size_t i = 0; i < intent->attachment_count; i++) {
        const struct intent_attachment *attachment = &intent->attachments[i];

        json_array_append_new(array,
                              json_pack("{s:o,s:o,s:I,s:o}", "name", json_span(attachment->name), "type",
                                        json_span(attachment->type), "size", (json_int_t)attachment->size,
                                        "sha256", json_span(digest_hex(arena, &attachment->digest))));
    }
    return array;
}

static json_t *
json_values(struct arena *arena, const struct intent_value *values, size_t count)
{
    json_t *object = json_object();

    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, span_dup(arena, values[i].field), json_span(values[i].value));
    return object;
}

static json_t *
json_intent(struct arena *arena, const struct intent *intent)
{
    json_t *object = json_object();

    json_object_set_new(object, "kind", json_string(intent_kind_name(intent->kind)));
    json_object_set_new(object, "verb", json_span(intent->verb));
    json_object_set_new(object, "argument", json_span(intent->argument));
    json_object_set_new(object, "fields", json_values(arena, intent->values, intent->value_count));
    if (intent->reason.len > 0)
        json_object_set_new(object, "reason", json_span(intent->reason));
    if (intent->remark_count > 0)
        json_object_set_new(object, "remarks", json_values(arena, intent->remarks, intent->remark_count));
    return object;
}

static json_t *
json_authentication(const struct intent_authentication *authentication)
{
    return json_pack("{s:s,s:o,s:o}", "verdict", auth_verdict_name(authentication->verdict), "method",
                     json_span(authentication->method), "domain", json_span(authentication->domain));
}

static json_t *
json_message(struct arena *arena, const struct intent *intent)
{
    json_t *object = json_object();

    json_object_set_new(object, "from", json_span(intent->from));
    json_object_set_new(object, "subject", json_span(intent->subject));
    json_object_set_new(object, "message_id", json_span(intent->message_id));
    json_object_set_new(
        object, "in_reply_to",
        json_span(intent->in_reply_to_count > 0 ? intent->in_reply_to[0] : (struct span){"", 0}));
    json_object_set_new(object, "auto", json_string(intent_auto_name(intent->automatic)));
    json_object_set_new(object, "text", json_span(intent->text));
    json_object_set_new(object, "full_text", json_span(intent->full_text));
    json_object_set_new(object, "attachments", json_attachments(arena, intent));
    json_object_set_new(object, "intent", json_intent(arena, intent));
    json_object_set_new(object, "authentication", json_authentication(&intent->authentication));
    return object;
}

static void
print_text(const struct intent *intent)
{
    printf("from: %.*s\nsubject: %.*s\nauto: %s\nauthentication: %s %.*s %.*s\n", SPAN_ARG(intent->from),
           SPAN_ARG(intent->subject), intent_auto_name(intent->automatic),
           auth_verdict_name(intent->authentication.verdict), SPAN_ARG(intent->authentication.method),
           SPAN_ARG(intent->authentication.domain));
    printf("intent: %s %.*s%s%.*s\n", intent_kind_name(intent->kind), SPAN_ARG(intent->verb),
           intent->reason.len > 0 ? " because " : "", SPAN_ARG(intent->reason));
    if (intent->argument.len > 0)
        printf("argument: %.*s\n", SPAN_ARG(intent->argument));
    for (size_t i = 0; i < intent->value_count; i++)
        printf("  %.*s = %.*s\n", SPAN_ARG(intent->values[i].field), SPAN_ARG(intent->values[i].value));
    for (size_t i = 0; i < intent->unknown_count; i++)
        printf("  not understood: %.*s\n", SPAN_ARG(intent->unknown[i]));
    for (size_t i = 0; i < intent->attachment_count; i++)
        printf("attachment: %.*s (%.*s, %llu bytes)\n", SPAN_ARG(intent->attachments[i].name),
               SPAN_ARG(intent->attachments[i].type), (unsigned long long)intent->attachments[i].size);
    printf("\n%.*s\n", SPAN_ARG(intent->text));
}

static bool
settings_of(struct command *command, struct intent_settings *settings)
{
    struct config config;

    *settings = (struct intent_settings){.delimiter = '+', .mailbox = SPAN("")};
    if (command->instance != NULL) {
        if (!command_config(command, &config))
            return false;
        settings->authserv_id = span_of(config.authserv_id);
        settings->authserv_below = config.authserv_below;
        settings->arc_sealers = span_of(config.arc_sealers);
        settings->mailbox = span_of(config.mailboxes[0].address);
        settings->delimiter = config.delimiter[0];
    }
    if (command->authserv_id != NULL)
        settings->authserv_id = span_of(command->authserv_id);
    return true;
}

enum outcome
cmd_read(struct command *command)
{
    struct intent_settings settings;
    struct message message = {.received = clock_now()};
    struct definition *definition;
    const struct intent *intent;

    sandbox_hold_memory(READING_DATA_MAX);
    if (command->argc != 1)
        return command_usage(command, "read FILE [--authserv-id ID] [--procedure P]");
    if (!settings_of(command, &settings) ||
        !command_read(command, command->argv[0], MESSAGE_BYTES_MAX, &message.bytes) ||
        (definition = command_definition(command, command->procedure)) == NULL)
        return command_failed(command);
    settings.forms = procedure_form(definition_procedure(definition));
    settings.form_count = 1;
    intent = intent_read(command->arena, &message, &settings);
    if (command->json)
        command_print_json(json_message(command->arena, intent));
    else
        print_text(intent);
    definition_close(&definition);
    return OUTCOME_DONE;
}
