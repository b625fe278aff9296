// SPDX-License-Identifier: Apache-2.0
#include "workflow/effect.h"

enum {
    WORD_LEAST = 4, /* bytes of an empty one on the wire */
    CARRIES = 2,    /* the kind of a document that carries files; what was queued without is read as ever */
};

static bool
carries(const struct effect *effect)
{
    return effect->kind == EFFECT_DOCUMENT && (effect->evidence.len > 0 || effect->data.len > 0);
}

static void
put_words(struct text *out, const struct span *words, size_t count)
{
    wire_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        wire_put_bytes(out, words[i]);
}

static struct span *
get_words(struct arena *arena, struct wire *wire, size_t *count)
{
    struct span *words;

    *count = wire_get_count(wire, WORD_LEAST);
    words = arena_array(arena, *count, sizeof *words);
    for (size_t i = 0; i < *count; i++)
        words[i] = wire_get_bytes(wire);
    return words;
}

void
effect_put(struct text *out, const struct effect *effect)
{
    wire_put_u8(out, carries(effect) ? CARRIES : (uint8_t)effect->kind);
    wire_put_bytes(out, effect->template);
    wire_put_bytes(out, effect->language);
    wire_put_bytes(out, effect->context);
    wire_put_bytes(out, effect->document);
    wire_put_u8(out, effect->seal);
    wire_put_u32(out, effect->revision);
    wire_put_bytes(out, effect->from);
    wire_put_bytes(out, effect->from_name);
    wire_put_bytes(out, effect->to);
    wire_put_bytes(out, effect->to_name);
    wire_put_u32(out, effect->task);
    wire_put_bytes(out, effect->sheet);
    wire_put_bytes(out, effect->in_reply_to);
    wire_put_u8(out, effect->automatic_reply);
    put_words(out, effect->attachments, effect->attachment_count);
    put_words(out, effect->items, effect->item_count);
    if (!carries(effect))
        return;
    wire_put_bytes(out, effect->evidence);
    wire_put_bytes(out, effect->by_hand);
    wire_put_bytes(out, effect->data);
}

bool
effect_get(struct arena *arena, struct wire *wire, struct effect *effect)
{
    uint8_t kind = wire_get_u8(wire);

    *effect = (struct effect){0};
    effect->kind = kind == EFFECT_MAIL ? EFFECT_MAIL : EFFECT_DOCUMENT;
    effect->template = wire_get_bytes(wire);
    effect->language = wire_get_bytes(wire);
    effect->context = wire_get_bytes(wire);
    effect->document = wire_get_bytes(wire);
    effect->seal = wire_get_u8(wire) != 0;
    effect->revision = wire_get_u32(wire);
    effect->from = wire_get_bytes(wire);
    effect->from_name = wire_get_bytes(wire);
    effect->to = wire_get_bytes(wire);
    effect->to_name = wire_get_bytes(wire);
    effect->task = wire_get_u32(wire);
    effect->sheet = wire_get_bytes(wire);
    effect->in_reply_to = wire_get_bytes(wire);
    effect->automatic_reply = wire_get_u8(wire) != 0;
    effect->attachments = get_words(arena, wire, &effect->attachment_count);
    effect->items = get_words(arena, wire, &effect->item_count);
    if (kind == CARRIES) {
        effect->evidence = wire_get_bytes(wire);
        effect->by_hand = wire_get_bytes(wire);
        effect->data = wire_get_bytes(wire);
    }
    return !wire->bad;
}
