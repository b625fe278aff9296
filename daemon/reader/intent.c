// SPDX-License-Identifier: Apache-2.0
#include "reader/intent.h"

#include <string.h>

#include <assert.h>

#include "reader/address.h"
#include "reader/authres.h"
#include "reader/automatic.h"
#include "reader/dsn.h"
#include "reader/header.h"
#include "reader/mime.h"
#include "reader/tag.h"
#include "reader/understand.h"

enum {
    FIELDS_OF_A_NAME_MAX = 50, /* To, Delivered-To...: looked at for a tag */
    IDS_MAX = 2 * HEADER_IDS_MAX,
};

static const char *const kinds[] = {
    [INTENT_UNCLEAR] = "unclear",       [INTENT_FORM] = "form",         [INTENT_ANSWER] = "answer",
    [INTENT_COMMAND] = "command",       [INTENT_DOCUMENT] = "document", [INTENT_BOUNCE] = "bounce",
    [INTENT_AUTO_REPLY] = "auto-reply",
};
static const char *const automatics[] = {
    [AUTO_NO] = "no", [AUTO_REPLY] = "auto-reply", [AUTO_BOUNCE] = "bounce", [AUTO_LIST] = "list"};
static const char *const verdicts[] = {[AUTH_NONE] = "none", [AUTH_PASS] = "pass", [AUTH_FAIL] = "fail"};

bool
intent_is_picture(struct span type, struct span name)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".heic", ".heif"};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t len = strlen(endings[i]);

        if (name.len > len && span_is_nocase(span_from(name, name.len - len), endings[i]))
            return true;
    }
    return span_starts(type, "image/");
}

const char *
intent_kind_name(enum intent_kind kind)
{
    assert(kind <= INTENT_AUTO_REPLY);
    return kinds[kind];
}

const char *
intent_auto_name(enum intent_auto automatic)
{
    assert(automatic <= AUTO_LIST);
    return automatics[automatic];
}

const char *
auth_verdict_name(enum auth_verdict verdict)
{
    assert(verdict <= AUTH_FAIL);
    return verdicts[verdict];
}

/* Empty spans point somewhere, so that nobody has to look at len before data. */
static struct intent *
intent_new(struct arena *arena)
{
    struct intent *intent = arena_alloc(arena, sizeof *intent);
    const struct span none = {"", 0};

    *intent = (struct intent){.verb = none,
                              .argument = none,
                              .reason = none,
                              .from = none,
                              .from_name = none,
                              .subject = none,
                              .message_id = none,
                              .number = none,
                              .language = SPAN("fr"),
                              .text = none,
                              .full_text = none,
                              .form = none,
                              .bounce_recipient = none,
                              .bounce_status = none,
                              .bounce_text = none,
                              .bounce_action = none,
                              .authentication = {.method = none, .domain = none, .field = none}};
    return intent;
}

static void
add_id(struct intent *intent, struct span id)
{
    if (id.len == 0 || intent->in_reply_to_count == IDS_MAX)
        return;
    for (size_t i = 0; i < intent->in_reply_to_count; i++)
        if (span_equal(intent->in_reply_to[i], id))
            return;
    intent->in_reply_to[intent->in_reply_to_count++] = id;
}

/* In-Reply-To as it stands, References from the newest (the last). */
static void
read_ids(struct arena *arena, struct intent *intent, const struct mime_part *root)
{
    size_t count;
    struct span *ids = header_ids(arena, mime_field(root, "Message-ID", 0), &count);

    if (count > 0)
        intent->message_id = ids[0];
    intent->in_reply_to = arena_array(arena, IDS_MAX, sizeof *intent->in_reply_to);
    ids = header_ids(arena, mime_field(root, "In-Reply-To", 0), &count);
    for (size_t i = 0; i < count; i++)
        add_id(intent, ids[i]);
    ids = header_ids(arena, mime_field(root, "References", 0), &count);
    for (size_t i = count; i-- > 0;)
        add_id(intent, ids[i]);
}

static struct span
read_headers(struct arena *arena, struct intent *intent, const struct mime_part *root)
{
    struct address author;
    struct span fault = address_author(arena, mime_field(root, "From", 0), &author);

    intent->from = author.address;
    intent->from_name = author.name;
    if (mime_field(root, "From", 1).data != NULL) {
        fault = SPAN("several-from");
        intent->from = intent->from_name = (struct span){"", 0};
    }
    intent->subject = header_decode(arena, mime_field(root, "Subject", 0));
    intent->number = tag_number(intent->subject);
    if (!header_date(mime_field(root, "Date", 0), &intent->date))
        intent->date = 0;
    read_ids(arena, intent, root);
    return fault;
}

static void
read_tags(struct arena *arena, struct intent *intent, const struct message *message,
          const struct mime_part *root, const struct intent_settings *settings, struct span returned_id,
          struct span html)
{
    static const char *const names[] = {
        "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To",
        "Cc",           "Resent-To",     NULL};
    struct tags tags = {.count = 0};

    for (size_t i = 0; i < message->recipient_count; i++)
        tag_in_address(arena, &tags, message->recipients[i], settings->mailbox, settings->delimiter);
    for (size_t i = 0; names[i] != NULL; i++)
        for (size_t n = 0; n < FIELDS_OF_A_NAME_MAX; n++) {
            struct span field = mime_field(root, names[i], n);
            size_t count;
            struct address *list;

            if (field.data == NULL)
                break;
            list = address_list(arena, field, &count);
            for (size_t a = 0; a < count; a++)
                tag_in_address(arena, &tags, list[a].address, settings->mailbox, settings->delimiter);
        }
    for (size_t i = 0; i < intent->in_reply_to_count; i++)
        tag_in_id(arena, &tags, intent->in_reply_to[i]);
    tag_in_id(arena, &tags, returned_id);
    tag_in_text(arena, &tags, intent->full_text);
    tag_in_text(arena, &tags, html);
    intent->tags = arena_array(arena, TAGS_MAX, sizeof *intent->tags);
    for (size_t i = 0; i < tags.count; i++)
        intent->tags[intent->tag_count++] = tags.at[i];
}

static void
read_attachments(struct arena *arena, struct intent *intent, const struct mime *mime)
{
    size_t count = 0;

    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part))
        count += part->attachment;
    intent->attachments = arena_array(arena, count, sizeof *intent->attachments);
    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part)) {
        if (!part->attachment)
            continue;
        intent->attachments[intent->attachment_count++] = (struct intent_attachment){
            .name = part->name,
            .type = part->type,
            .data = part->data,
            .size = part->data.len,
            .masked = {"", 0},
            .digest = digest_sha256(part->data),
        };
    }
}

/* The same mail, whatever Received and other trace fields it gathered on the way. */
static struct digest
content_digest(struct arena *arena, const struct mime *mime)
{
    static const char *const names[] = {"From", "Date", "Subject", "Message-ID", NULL};
    struct digest_stream *stream = digest_begin();

    for (size_t i = 0; names[i] != NULL; i++) {
        digest_more(stream, header_unfold(arena, mime_field(mime->root, names[i], 0)));
        digest_more(stream, (struct span){"\0", 1});
    }
    for (const struct mime_part *part = mime->root; part != NULL; part = mime_next(mime, part)) {
        struct digest leaf = digest_sha256(part->data);

        digest_more(stream, part->type);
        digest_more(stream, (struct span){"\0", 1});
        digest_more(stream, (struct span){(const char *)leaf.bytes, DIGEST_SIZE});
    }
    return digest_end(&stream);
}

struct intent *
intent_read(struct arena *arena, const struct message *message, const struct intent_settings *settings)
{
    struct intent *intent = intent_new(arena);
    struct mime *mime = mime_read(arena, message->bytes);
    struct mime_body body = mime_body(arena, mime);
    struct understanding u = {.settings = settings, .mime = mime, .body = &body};
    struct dsn dsn = {.original_id = {"", 0}};

    u.from_fault = read_headers(arena, intent, mime->root);
    u.bounce = dsn_read(arena, mime, message, &dsn);
    intent->automatic = u.bounce ? AUTO_BOUNCE : automatic_read(arena, mime, message, settings->mailbox).kind;
    if (u.bounce) {
        intent->bounce_recipient = dsn.recipient;
        intent->bounce_status = dsn.status;
        intent->bounce_text = dsn.text;
        intent->bounce_action = dsn.action;
    }
    intent->full_text = body.text;
    intent->authentication = authres_read(
        arena, mime->root,
        &(struct authres_border){settings->authserv_id, settings->authserv_below, settings->arc_sealers},
        intent->from);
    read_tags(arena, intent, message, mime->root, settings, dsn.original_id, body.html);
    read_attachments(arena, intent, mime);
    intent->digest = digest_sha256(message->bytes);
    intent->content_digest = content_digest(arena, mime);
    understand(arena, intent, &u);
    return intent;
}

void
intent_choose(struct intent *intent, struct span form)
{
    struct intent_reading chosen = {.form = form};

    if (intent->kind != INTENT_FORM || span_equal(intent->form, form))
        return;
    for (size_t i = 0; i < intent->other_count; i++)
        if (span_equal(intent->others[i].form, form))
            chosen = intent->others[i];
    intent->form = chosen.form;
    intent->values = chosen.values;
    intent->value_count = chosen.value_count;
    intent->unknown = chosen.unknown;
    intent->unknown_count = chosen.unknown_count;
}
