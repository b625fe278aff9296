// SPDX-License-Identifier: Apache-2.0
#include "workflow/effect.h"

enum { ATTACHMENT_LEAST = 4 }; /* bytes of an empty name on the wire */

void
effect_put(struct text *out, const struct effect *effect)
{
    wire_put_u8(out, (uint8_t)effect->kind);
    wire_put_bytes(out, effect->template);
    wire_put_bytes(out, effect->language);
    wire_put_bytes(out, effect->context);
    wire_put_bytes(out, effect->document);
    wire_put_u32(out, effect->revision);
    wire_put_bytes(out, effect->from);
    wire_put_bytes(out, effect->from_name);
    wire_put_bytes(out, effect->to);
    wire_put_bytes(out, effect->to_name);
    wire_put_u32(out, effect->task);
    wire_put_bytes(out, effect->sheet);
    wire_put_bytes(out, effect->in_reply_to);
    wire_put_u8(out, effect->automatic_reply);
    wire_put_u32(out, (uint32_t)effect->attachment_count);
    for (size_t i = 0; i < effect->attachment_count; i++)
        wire_put_bytes(out, effect->attachments[i]);
}

bool
effect_get(struct arena *arena, struct wire *wire, struct effect *effect)
{
    *effect = (struct effect){0};
    effect->kind = wire_get_u8(wire) == EFFECT_MAIL ? EFFECT_MAIL : EFFECT_DOCUMENT;
    effect->template = wire_get_bytes(wire);
    effect->language = wire_get_bytes(wire);
    effect->context = wire_get_bytes(wire);
    effect->document = wire_get_bytes(wire);
    effect->revision = wire_get_u32(wire);
    effect->from = wire_get_bytes(wire);
    effect->from_name = wire_get_bytes(wire);
    effect->to = wire_get_bytes(wire);
    effect->to_name = wire_get_bytes(wire);
    effect->task = wire_get_u32(wire);
    effect->sheet = wire_get_bytes(wire);
    effect->in_reply_to = wire_get_bytes(wire);
    effect->automatic_reply = wire_get_u8(wire) != 0;
    effect->attachment_count = wire_get_count(wire, ATTACHMENT_LEAST);
    effect->attachments = arena_array(arena, effect->attachment_count, sizeof *effect->attachments);
    for (size_t i = 0; i < effect->attachment_count; i++)
        effect->attachments[i] = wire_get_bytes(wire);
    return !wire->bad;
}
