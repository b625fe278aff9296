// SPDX-License-Identifier: Apache-2.0
/* ingest FILE... or -: hands raw messages to the instance, durably.  The daemon takes them
 * from the drop when it runs. */
#include <string.h>

#include "intake/drop.h"
#include "main/command.h"
#include "os/clock.h"
#include "reader/message.h"

/* Lines end in CR LF on the wire; files of Unix tools end in LF. */
static struct span
with_crlf(struct arena *arena, struct span bytes)
{
    struct text out = text_new(arena, bytes.len * 2 + 2);
    struct span rest = bytes, line;

    while (span_line(&rest, &line)) {
        text_span(&out, line);
        text_string(&out, "\r\n");
    }
    return text_get(&out);
}

/* The envelope that a border server would have noted in the message; else the mailbox itself. */
static struct span
recipient_of(struct command *command, struct span bytes, const struct config *config)
{
    struct span line;

    while (span_line(&bytes, &line) && line.len > 0) {
        static const char *const names[] = {"Delivered-To:", "X-Original-To:", "Envelope-To:"};

        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            if (span_starts_nocase(line, names[i]))
                return span_copy(command->arena, span_trim(span_from(line, strlen(names[i]))));
    }
    return span_of(config->mailboxes[0].address);
}

static bool
ingest_one(struct command *command, const struct config *config, const char *path)
{
    struct message message = {.sender = SPAN(""), .received = clock_now(), .recipient_count = 1};
    struct span raw, recipient;

    if (!command_read(command, path, MESSAGE_BYTES_MAX, &raw))
        return false;
    if (raw.len == 0)
        return error_set(&command->err, ERROR_BAD_INPUT, "%s: empty", path);
    message.bytes = with_crlf(command->arena, raw);
    recipient = recipient_of(command, message.bytes, config);
    message.recipients = &recipient;
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
