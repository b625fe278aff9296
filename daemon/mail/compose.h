// SPDX-License-Identifier: Apache-2.0
/*
 * compose: a template's result to a complete RFC 5322 message, text/plain and text/html
 * made from the one body, attachments base64, all lines CR LF, 7 bit.
 * Deterministic: the boundary comes from the Message-ID.
 */
#ifndef MAIL_COMPOSE_H
#define MAIL_COMPOSE_H

#include "mail/body.h"
#include "procedure/template.h"

struct mail_attachment {
    struct span name, type; /* file name (UTF-8), media type */
    struct span data;
};

/* Sets a document of the procedure from the mail's own context, for <enclose>: mail stands left of document.
 */
struct mail_setter {
    bool (*set)(const struct mail_setter *setter, struct arena *arena, struct span template, struct span *pdf,
                struct error *err);
};

struct mail_headers {
    struct span from, from_name; /* the mailbox and the service's name */
    struct span to, to_name;
    struct span reply_to;    /* with the TAG; "" none */
    struct span message_id;  /* without <> */
    struct span in_reply_to; /* without <>; "" none */
    const struct body_item *items; /* tasks that are answered from within, each at its own address */
    size_t item_count;
    struct span tag;         /* "" none: answers can't be tied to a task */
    int64_t date;
    int base_offset; /* minutes */
    bool automatic_reply;
    const struct mail_setter *setter; /* NULL: nothing is enclosed */
};

bool compose_mail(struct arena *arena, const struct procedure *procedure, struct span template,
                  struct span language, xmlDoc *context, const struct mail_headers *headers,
                  const struct mail_attachment *attachments, size_t attachment_count, struct span *message,
                  struct error *err) MUST_CHECK;

/* From a template's result (root <mail>) on: what compose_mail does after the template. */
bool mail_build(struct arena *arena, const xmlDoc *result, const char *lang, struct span number,
                const struct mail_headers *headers, const struct mail_attachment *attachments,
                size_t attachment_count, struct span *message, struct error *err) MUST_CHECK;

#endif
