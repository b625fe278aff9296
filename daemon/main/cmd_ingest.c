// SPDX-License-Identifier: Apache-2.0
/* ingest FILE... or -: hands raw messages to the instance, durably.  The daemon takes them
 * from the drop when it runs. */
#include <string.h>

#include "intake/drop.h"
#include "main/command.h"
#include "os/clock.h"
#include "reader/address.h"
#include "reader/message.h"
#include "reader/mime.h"

/* The body of the first header line of one of these names, NULL-terminated; "" when there is none. */
static struct span
noted(struct command *command, struct span bytes, const char *const *names)
{
    struct span line;

    while (span_line(&bytes, &line) && line.len > 0)
        for (size_t i = 0; names[i] != NULL; i++)
            if (span_starts_nocase(line, names[i]))
                return span_copy(command->arena, span_trim(span_from(line, strlen(names[i]))));
    return (struct span){"", 0};
}

/* The envelope that a border server noted in the message; else the mailbox itself. */
static struct span
recipient_of(struct command *command, struct span bytes, const struct config *config)
{
    static const char *const names[] = {"Delivered-To:", "X-Original-To:", "Envelope-To:", NULL};
    struct span recipient = noted(command, bytes, names);

    return recipient.len > 0 ? recipient : span_of(config->mailboxes[0].address);
}

/* Return-Path when it is there (<> is the null sender); else the author stands for the sender. */
static struct span
sender_of(struct command *command, struct span bytes)
{
    static const char *const names[] = {"Return-Path:", NULL};
    struct span path = noted(command, bytes, names);
    struct address author;

    if (path.len >= 2 && path.data[0] == '<')
        return span_first(span_from(path, 1), path.len - 2);
    address_author(command->arena, mime_field(mime_read(command->arena, bytes)->root, "From", 0), &author);
    return author.address;
}

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
    recipient = recipient_of(command, message.bytes, config);
    message.recipients = &recipient;
    message.sender = sender_of(command, message.bytes);
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
