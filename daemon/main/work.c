// SPDX-License-Identifier: Apache-2.0
#include "main/work.h"

#include <string.h>

enum { ITEM_LEAST = 8 }; /* bytes of an empty one on the wire */

static void
put_digest(struct text *out, const struct digest *digest)
{
    text_add(out, digest->bytes, DIGEST_SIZE);
}

void
work_put_read(struct text *out, const struct family *family, const struct intent_settings *settings,
              struct span anchors, const struct message *message)
{
    wire_put_u32(out, (uint32_t)family->count);
    for (size_t i = 0; i < family->count; i++)
        put_digest(out, &family->versions[i]);
    wire_put_bytes(out, settings->authserv_id);
    wire_put_u8(out, settings->authserv_below);
    wire_put_bytes(out, settings->arc_sealers);
    wire_put_bytes(out, settings->mailbox);
    wire_put_u8(out, (uint8_t)settings->delimiter);
    wire_put_bytes(out, anchors);
    message_put(out, message);
}

static void
put_headers(struct text *out, const struct mail_headers *headers)
{
    wire_put_bytes(out, headers->from);
    wire_put_bytes(out, headers->from_name);
    wire_put_bytes(out, headers->to);
    wire_put_bytes(out, headers->to_name);
    wire_put_bytes(out, headers->reply_to);
    wire_put_bytes(out, headers->message_id);
    wire_put_bytes(out, headers->in_reply_to);
    wire_put_bytes(out, headers->tag);
    wire_put_i64(out, headers->date);
    wire_put_i64(out, headers->base_offset);
    wire_put_u8(out, headers->automatic_reply);
    wire_put_u32(out, (uint32_t)headers->item_count);
    for (size_t i = 0; i < headers->item_count; i++) {
        wire_put_bytes(out, headers->items[i].key);
        wire_put_bytes(out, headers->items[i].address);
    }
}

void
work_get_headers(struct arena *arena, struct wire *wire, struct mail_headers *headers)
{
    struct body_item *items;

    headers->from = wire_get_bytes(wire);
    headers->from_name = wire_get_bytes(wire);
    headers->to = wire_get_bytes(wire);
    headers->to_name = wire_get_bytes(wire);
    headers->reply_to = wire_get_bytes(wire);
    headers->message_id = wire_get_bytes(wire);
    headers->in_reply_to = wire_get_bytes(wire);
    headers->tag = wire_get_bytes(wire);
    headers->date = wire_get_i64(wire);
    headers->base_offset = (int)wire_get_i64(wire);
    headers->automatic_reply = wire_get_u8(wire) != 0;
    headers->item_count = wire_get_count(wire, ITEM_LEAST);
    headers->items = items = arena_array(arena, headers->item_count, sizeof *items);
    for (size_t i = 0; i < headers->item_count; i++) {
        items[i].key = wire_get_bytes(wire);
        items[i].address = wire_get_bytes(wire);
    }
}

void
work_put_head(struct text *out, const struct digest *version, struct span basis, size_t count)
{
    put_digest(out, version);
    wire_put_bytes(out, basis);
    wire_put_u32(out, (uint32_t)count);
}

void
work_put_mail(struct text *out, const struct effect *effect, const struct mail_headers *headers,
              const struct mail_attachment *attachments, size_t count)
{
    effect_put(out, effect);
    put_headers(out, headers);
    wire_put_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        wire_put_bytes(out, attachments[i].name);
        wire_put_bytes(out, attachments[i].type);
        wire_put_bytes(out, attachments[i].data);
    }
}

void
work_put_register(struct text *out, enum register_interface interface, struct span siret, struct span body)
{
    wire_put_u8(out, (uint8_t)interface);
    wire_put_bytes(out, siret);
    wire_put_bytes(out, body);
}

bool
work_product(struct span answer, struct span *product, struct error *err)
{
    if (answer.len > 0 && answer.data[0] == 1) {
        *product = span_from(answer, 1);
        return true;
    }
    if (answer.len < 2 || answer.data[1] < ERROR_TEMPORARY || answer.data[1] > ERROR_TOO_BIG)
        return error_set(err, ERROR_PERMANENT, "a worker's answer was malformed");
    return error_set(err, (enum error_kind)answer.data[1], "%.*s", SPAN_ARG(span_from(answer, 2)));
}
