// SPDX-License-Identifier: Apache-2.0
/* The intent on its way between processes and into the journal (common/wire.h). */
#include <stddef.h>
#include <string.h>

#include "reader/intent.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The plain spans, in the order of the wire. */
static const size_t spans[] = {
    offsetof(struct intent, verb),
    offsetof(struct intent, argument),
    offsetof(struct intent, reason),
    offsetof(struct intent, from),
    offsetof(struct intent, from_name),
    offsetof(struct intent, subject),
    offsetof(struct intent, message_id),
    offsetof(struct intent, number),
    offsetof(struct intent, language),
    offsetof(struct intent, text),
    offsetof(struct intent, full_text),
    offsetof(struct intent, form),
    offsetof(struct intent, bounce_recipient),
    offsetof(struct intent, bounce_status),
    offsetof(struct intent, bounce_text),
    offsetof(struct intent, bounce_action),
    offsetof(struct intent, authentication) + offsetof(struct intent_authentication, method),
    offsetof(struct intent, authentication) + offsetof(struct intent_authentication, domain),
    offsetof(struct intent, authentication) + offsetof(struct intent_authentication, field),
};

/* The lists of spans: where the pointer and the count are. */
static const struct {
    size_t list, count;
} lists[] = {
    {offsetof(struct intent, in_reply_to), offsetof(struct intent, in_reply_to_count)},
    {offsetof(struct intent, tags), offsetof(struct intent, tag_count)},
    {offsetof(struct intent, unknown), offsetof(struct intent, unknown_count)},
};

static const struct {
    size_t list, count;
} value_lists[] = {
    {offsetof(struct intent, values), offsetof(struct intent, value_count)},
    {offsetof(struct intent, remarks), offsetof(struct intent, remark_count)},
};

enum { /* least bytes on the wire, for wire_get_count */
       SPAN_BYTES = 4,
       VALUE_BYTES = 4 + 4 + 4,
       READING_BYTES = 4 + 4 + 4,
       ATTACHMENT_BYTES = 4 + 4 + 4 + 8 + 4 + DIGEST_SIZE,
};

#define AT(type, base, offset) ((type *)(void *)((char *)(base) + (offset)))
#define AT_CONST(type, base, offset) ((const type *)(const void *)((const char *)(base) + (offset)))

static void
put_digest(struct text *out, const struct digest *digest)
{
    wire_put_bytes(out, (struct span){(const char *)digest->bytes, DIGEST_SIZE});
}

static void
get_digest(struct wire *wire, struct digest *digest)
{
    struct span bytes = wire_get_bytes(wire);

    if (bytes.len == DIGEST_SIZE)
        memcpy(digest->bytes, bytes.data, DIGEST_SIZE);
    else
        wire->bad = true;
}

static void
put_list(struct text *out, const struct span *list, size_t count)
{
    wire_put_u32(out, (uint32_t)count);
    for (size_t n = 0; n < count; n++)
        wire_put_bytes(out, list[n]);
}

static void
put_values(struct text *out, const struct intent_value *list, size_t count)
{
    wire_put_u32(out, (uint32_t)count);
    for (size_t n = 0; n < count; n++) {
        wire_put_bytes(out, list[n].field);
        wire_put_bytes(out, list[n].value);
        wire_put_u32(out, list[n].line);
    }
}

static void
put_others(struct text *out, const struct intent *intent)
{
    wire_put_u32(out, (uint32_t)intent->other_count);
    for (size_t i = 0; i < intent->other_count; i++) {
        wire_put_bytes(out, intent->others[i].form);
        put_values(out, intent->others[i].values, intent->others[i].value_count);
        put_list(out, intent->others[i].unknown, intent->others[i].unknown_count);
    }
}

void
intent_put(struct text *out, const struct intent *intent, bool with_attachments)
{
    wire_put_u8(out, (uint8_t)intent->kind);
    wire_put_u8(out, (uint8_t)intent->automatic);
    wire_put_u8(out, (uint8_t)intent->authentication.verdict);
    wire_put_i64(out, intent->date);
    for (size_t i = 0; i < COUNT(spans); i++)
        wire_put_bytes(out, *AT_CONST(struct span, intent, spans[i]));
    for (size_t i = 0; i < COUNT(lists); i++) {
        const struct span *list = *AT_CONST(struct span *, intent, lists[i].list);
        size_t count = *AT_CONST(size_t, intent, lists[i].count);

        put_list(out, list, count);
    }
    for (size_t i = 0; i < COUNT(value_lists); i++) {
        const struct intent_value *list = *AT_CONST(struct intent_value *, intent, value_lists[i].list);
        size_t count = *AT_CONST(size_t, intent, value_lists[i].count);

        put_values(out, list, count);
    }
    put_others(out, intent);
    wire_put_u32(out, (uint32_t)intent->attachment_count);
    for (size_t n = 0; n < intent->attachment_count; n++) {
        const struct intent_attachment *attachment = &intent->attachments[n];

        wire_put_bytes(out, attachment->name);
        wire_put_bytes(out, attachment->type);
        wire_put_bytes(out, with_attachments ? attachment->data : (struct span){"", 0});
        wire_put_u64(out, attachment->size);
        put_digest(out, &attachment->digest);
        wire_put_bytes(out, attachment->check);
        wire_put_bytes(out, attachment->beginnings);
        wire_put_bytes(out, attachment->masked);
        wire_put_u8(out, attachment->form);
    }
    put_digest(out, &intent->digest);
    put_digest(out, &intent->content_digest);
}

static void
get_list(struct arena *arena, struct wire *wire, struct span **list, size_t *count)
{
    *count = wire_get_count(wire, SPAN_BYTES);
    *list = arena_array(arena, *count, sizeof **list);
    for (size_t n = 0; n < *count; n++)
        (*list)[n] = wire_get_bytes(wire);
}

static void
get_values(struct arena *arena, struct wire *wire, struct intent_value **list, size_t *count)
{
    *count = wire_get_count(wire, VALUE_BYTES);
    *list = arena_array(arena, *count, sizeof **list);
    for (size_t n = 0; n < *count; n++) {
        (*list)[n].field = wire_get_bytes(wire);
        (*list)[n].value = wire_get_bytes(wire);
        (*list)[n].line = wire_get_u32(wire);
    }
}

static void
get_attachments(struct arena *arena, struct wire *wire, struct intent *intent)
{
    intent->attachment_count = wire_get_count(wire, ATTACHMENT_BYTES);
    intent->attachments = arena_array(arena, intent->attachment_count, sizeof *intent->attachments);
    for (size_t n = 0; n < intent->attachment_count; n++) {
        struct intent_attachment *attachment = &intent->attachments[n];

        attachment->name = wire_get_bytes(wire);
        attachment->type = wire_get_bytes(wire);
        attachment->data = wire_get_bytes(wire);
        attachment->size = wire_get_u64(wire);
        get_digest(wire, &attachment->digest);
        attachment->check = wire_get_bytes(wire);
        attachment->beginnings = wire_get_bytes(wire);
        attachment->masked = wire_get_bytes(wire);
        attachment->form = wire_get_u8(wire) != 0;
        attachment->ours = SPAN("");
    }
}

static void
get_others(struct arena *arena, struct wire *wire, struct intent *intent)
{
    intent->other_count = wire_get_count(wire, READING_BYTES);
    intent->others = arena_array(arena, intent->other_count, sizeof *intent->others);
    for (size_t i = 0; i < intent->other_count; i++) {
        struct intent_reading *other = &intent->others[i];

        other->form = wire_get_bytes(wire);
        get_values(arena, wire, &other->values, &other->value_count);
        get_list(arena, wire, &other->unknown, &other->unknown_count);
    }
}

static uint8_t
get_enum(struct wire *wire, uint8_t last)
{
    uint8_t value = wire_get_u8(wire);

    if (value <= last)
        return value;
    wire->bad = true;
    return 0;
}

struct intent *
intent_get(struct arena *arena, struct wire *wire)
{
    struct intent *intent = arena_alloc(arena, sizeof *intent);

    intent->kind = (enum intent_kind)get_enum(wire, INTENT_AUTO_REPLY);
    intent->automatic = (enum intent_auto)get_enum(wire, AUTO_LIST);
    intent->authentication.verdict = (enum auth_verdict)get_enum(wire, AUTH_FAIL);
    intent->date = wire_get_i64(wire);
    for (size_t i = 0; i < COUNT(spans); i++)
        *AT(struct span, intent, spans[i]) = wire_get_bytes(wire);
    for (size_t i = 0; i < COUNT(lists); i++) {
        get_list(arena, wire, AT(struct span *, intent, lists[i].list), AT(size_t, intent, lists[i].count));
    }
    for (size_t i = 0; i < COUNT(value_lists); i++)
        get_values(arena, wire, AT(struct intent_value *, intent, value_lists[i].list),
                   AT(size_t, intent, value_lists[i].count));
    get_others(arena, wire, intent);
    get_attachments(arena, wire, intent);
    get_digest(wire, &intent->digest);
    get_digest(wire, &intent->content_digest);
    return wire->bad ? NULL : intent;
}
