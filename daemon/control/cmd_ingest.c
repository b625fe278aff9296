// SPDX-License-Identifier: Apache-2.0
/* ingest FILE... or -: hands raw messages to the instance, durably.  The daemon takes them
 * from the drop when it runs. */
#include "control/command.h"
#include "intake/drop.h"
#include "os/clock.h"
#include "reader/envelope.h"
#include "reader/message.h"

static bool
ingest_one(struct command *command, const struct config *config, const char *path)
{
    struct message message = {.received = clock_now(), .recipient_count = 1};
    struct span raw, recipient;

    if (!command_read(command, path, MESSAGE_BYTES_MAX, &raw))
        return false;
    if (raw.len == 0)
        return error_set(&command->err, ERROR_BAD_INPUT, "%s: empty", path);
    message.bytes = span_with_crlf(command->arena, raw);
    recipient = envelope_recipient(message.bytes);
    if (recipient.len == 0)
        recipient = span_of(config->mailboxes[0].address);
    message.recipients = &recipient;
    message.sender = envelope_sender(command->arena, message.bytes);
    return drop_put(config->spool, &message, &command->err);
}

enum outcome
cmd_ingest(struct command *command)
{
    struct config config;
    int accepted = 0;

    if (command->argc < 1)
        return command_usage(command, "ingest FILE... | -");
    if (!command_config(command, &config))
        return command_failed(command);
    while (accepted < command->argc && ingest_one(command, &config, command->argv[accepted]))
        accepted++;
    if (command->json)
        command_print_json(json_pack("{s:i}", "accepted", accepted));
    return accepted == command->argc ? OUTCOME_DONE : command_failed(command);
}
