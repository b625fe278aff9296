// SPDX-License-Identifier: Apache-2.0
#include "reader/message.h"

#include <stddef.h>

void
message_put(struct text *out, const struct message *message)
{
    wire_put_bytes(out, message->bytes);
    wire_put_bytes(out, message->sender);
    wire_put_u32(out, (uint32_t)message->recipient_count);
    for (size_t i = 0; i < message->recipient_count; i++)
        wire_put_bytes(out, message->recipients[i]);
    wire_put_i64(out, message->received);
    wire_put_u8(out, message->fetched);
}

bool
message_get(struct arena *arena, struct wire *wire, struct message *message)
{
    *message = (struct message){0};
    message->bytes = wire_get_bytes(wire);
    message->sender = wire_get_bytes(wire);
    message->recipient_count = wire_get_count(wire, sizeof(uint32_t));
    if (message->recipient_count > MESSAGE_RECIPIENTS_MAX) {
        wire->bad = true;
        message->recipient_count = 0;
    }
    message->recipients = arena_array(arena, message->recipient_count + 1, sizeof message->recipients[0]);
    for (size_t i = 0; i < message->recipient_count; i++)
        message->recipients[i] = wire_get_bytes(wire);
    message->received = wire_get_i64(wire);
    message->fetched = wire_get_u8(wire) != 0;
    return !wire->bad;
}
