// SPDX-License-Identifier: Apache-2.0
#include "mail/compose.h"

#include <string.h>

#include "common/date.h"
#include "common/digest.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "mail/body.h"
#include "mail/encode.h"

enum { MESSAGE_MAX = 100 * 1024 * 1024, BOUNDARY_BYTES = 12, SUBJECT_MAX = 500, ENCLOSED_MAX = 5 };

struct composing {
    struct arena *arena;
    struct text out;
    const struct mail_headers *headers;
    struct span subject, number;
    const char *lang;
    char outer[40], inner[40];
};

/* From the Message-ID: the same mail has the same boundary. */
static void
make_boundary(struct composing *composing, char *boundary, const char *kind)
{
    struct span seed =
        span_printf(composing->arena, "%s %.*s", kind, SPAN_ARG(composing->headers->message_id));
    struct digest digest = digest_sha256(seed);
    struct span hex = hex_encode(composing->arena, (struct span){(const char *)digest.bytes, BOUNDARY_BYTES});

    memcpy(boundary, "=_", 2);
    memcpy(boundary + 2, hex.data, hex.len);
    boundary[2 + hex.len] = '\0';
}

static struct span
bracketed(struct composing *composing, struct span id)
{
    return span_printf(composing->arena, "<%.*s>", SPAN_ARG(id));
}

/* "[NUMBER]" in each subject: where addresses and references are lost, it finds the dossier. */
static void
settle_subject(struct composing *composing, const xmlNode *root)
{
    struct span subject = span_first(body_inline(composing->arena, xml_first(root, "subject")), SUBJECT_MAX);
    struct span mark = span_printf(composing->arena, "[%.*s]", SPAN_ARG(composing->number));

    if (composing->number.len > 0 && span_find(subject, span_dup(composing->arena, mark)) == SIZE_MAX)
        subject = span_trim(span_printf(composing->arena, "%.*s %.*s", SPAN_ARG(subject), SPAN_ARG(mark)));
    composing->subject = utf8_clean(composing->arena, subject);
}

static void
put_headers(struct composing *composing)
{
    const struct mail_headers *headers = composing->headers;
    struct text *out = &composing->out;

    encode_address(out, "From", headers->from_name, headers->from);
    encode_address(out, "To", headers->to_name, headers->to);
    if (headers->reply_to.len > 0)
        encode_address(out, "Reply-To", headers->from_name, headers->reply_to);
    encode_unstructured(out, "Subject", composing->subject);
    text_printf(out, "Date: %.*s\r\n",
                SPAN_ARG(instant_rfc5322(composing->arena, headers->date, headers->base_offset)));
    encode_token(out, "Message-ID", bracketed(composing, headers->message_id));
    if (encode_is_id(headers->in_reply_to)) { /* a malformed one is left out */
        encode_token(out, "In-Reply-To", bracketed(composing, headers->in_reply_to));
        encode_token(out, "References", bracketed(composing, headers->in_reply_to));
    }
    text_printf(out, "Auto-Submitted: %s\r\n", headers->automatic_reply ? "auto-replied" : "auto-generated");
    text_string(out, "X-Auto-Response-Suppress: All\r\n");
    encode_token(out, "X-Conventiond-Loop", headers->from);
    text_printf(out, "Content-Language: %s\r\nMIME-Version: 1.0\r\n", composing->lang);
}

static void
put_text_part(struct composing *composing, const char *type, struct span text)
{
    text_printf(
        &composing->out,
        "--%s\r\nContent-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
        composing->inner, type);
    encode_quoted_printable(&composing->out, text);
    text_string(&composing->out, "\r\n");
}

static void
put_alternative(struct composing *composing, const xmlNode *root)
{
    struct body_settings settings = {.reply_to = composing->headers->reply_to,
                                     .subject = composing->subject,
                                     .number = composing->number,
                                     .tag = composing->headers->tag,
                                     .items = composing->headers->items,
                                     .item_count = composing->headers->item_count,
                                     .lang = composing->lang};

    text_printf(&composing->out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n",
                composing->inner);
    put_text_part(composing, "plain", body_plain(composing->arena, root, &settings));
    put_text_part(composing, "html", body_html(composing->arena, root, &settings));
    text_printf(&composing->out, "--%s--\r\n", composing->inner);
}

static void
put_attachment(struct composing *composing, const struct mail_attachment *attachment)
{
    text_printf(&composing->out, "--%s\r\nContent-Type: %.*s%s", composing->outer, SPAN_ARG(attachment->type),
                span_starts(attachment->type, "text/") ? "; charset=utf-8" : "");
    encode_parameter(&composing->out, "name", attachment->name);
    text_string(&composing->out, "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment");
    encode_parameter(&composing->out, "filename", attachment->name);
    text_string(&composing->out, "\r\n\r\n");
    encode_base64(&composing->out, attachment->data);
}

/* A span that fits where libxslt wants a C string: "" for none. */
static const char *
cstr(struct arena *arena, struct span s)
{
    return s.len == 0 ? "" : span_dup(arena, s);
}

static bool
is_token(struct span value, const char *marks)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            (c == '\0' || strchr(marks, c) == NULL))
            return false;
    }
    return value.len > 0 && value.len <= 100;
}

/* Nothing that goes into a header unencoded can bring anything else with it. */
static bool
check(const struct mail_headers *headers, const char *lang, const struct mail_attachment *attachments,
      size_t attachment_count, struct error *err)
{
    if (!encode_is_address(headers->to))
        return error_set(err, ERROR_BAD_INPUT, "\"%.*s\" is no address that we can write to",
                         SPAN_ARG(span_first(headers->to, 200)));
    if (!encode_is_address(headers->from) ||
        (headers->reply_to.len > 0 && !encode_is_address(headers->reply_to)))
        return error_set(err, ERROR_BAD_INPUT, "our own address is malformed");
    if (!encode_is_id(headers->message_id))
        return error_set(err, ERROR_BAD_INPUT, "our own Message-ID is malformed");
    if (!is_token(span_of(lang), "-"))
        return error_set(err, ERROR_BAD_INPUT, "\"%.40s\" is no language", lang);
    for (size_t i = 0; i < attachment_count; i++)
        if (!is_token(attachments[i].type, "/-+."))
            return error_set(err, ERROR_BAD_INPUT, "\"%.*s\" is no media type",
                             SPAN_ARG(span_first(attachments[i].type, 40)));
    return true;
}

bool
mail_build(struct arena *arena, const xmlDoc *result, const char *lang, struct span number,
           const struct mail_headers *headers, const struct mail_attachment *attachments,
           size_t attachment_count, struct span *message, struct error *err)
{
    const xmlNode *root = xmlDocGetRootElement(result);
    struct composing composing = {.arena = arena, .headers = headers, .number = number, .lang = lang};

    if (!check(headers, lang, attachments, attachment_count, err))
        return false;
    if (!xml_is(root, "mail"))
        return error_set(err, ERROR_BAD_INPUT, "the template does not yield a <mail>");
    composing.out = text_new(arena, MESSAGE_MAX);
    settle_subject(&composing, root);
    make_boundary(&composing, composing.outer, "mixed");
    make_boundary(&composing, composing.inner, "alternative");
    put_headers(&composing);
    if (attachment_count > 0)
        text_printf(&composing.out, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n",
                    composing.outer, composing.outer);
    put_alternative(&composing, root);
    for (size_t i = 0; i < attachment_count; i++)
        put_attachment(&composing, &attachments[i]);
    if (attachment_count > 0)
        text_printf(&composing.out, "--%s--\r\n", composing.outer);
    if (composing.out.overflow)
        return error_set(err, ERROR_TOO_BIG, "a mail of more than %d bytes", MESSAGE_MAX);
    *message = text_get(&composing.out);
    return true;
}

/* The attachments, and behind them what the template encloses. */
static bool
enclose(struct composing *composing, const xmlNode *root, const struct mail_attachment **attachments,
        size_t *count, struct error *err)
{
    const struct mail_setter *setter = composing->headers->setter;
    struct mail_attachment *all = arena_array(composing->arena, *count + ENCLOSED_MAX, sizeof *all);
    size_t n = 0;

    if (*count > 0)
        memcpy(all, *attachments, *count * sizeof *all);
    for (const xmlNode *node = xml_first(root, "enclose"); node != NULL && setter != NULL && n < ENCLOSED_MAX;
         node = xml_next(node, "enclose")) {
        struct span template = span_of(xml_attr_or(composing->arena, node, "document", ""));
        struct mail_attachment *attachment = &all[*count + n++];

        *attachment = (struct mail_attachment){
            .name = span_printf(composing->arena, "%.*s%s%.*s.pdf", SPAN_ARG(template),
                                composing->number.len > 0 ? "-" : "", SPAN_ARG(composing->number)),
            .type = SPAN("application/pdf")};
        if (!setter->set(setter, composing->arena, template, &attachment->data, err))
            return false;
    }
    *attachments = all;
    *count += n;
    return true;
}

bool
compose_mail(struct arena *arena, const struct procedure *procedure, struct span template,
             struct span language, xmlDoc *context, const struct mail_headers *headers,
             const struct mail_attachment *attachments, size_t attachment_count, struct span *message,
             struct error *err)
{
    const char *lang = language.len == 0 ? "fr" : span_dup(arena, language);
    xmlNode *dossier = xml_first(xmlDocGetRootElement(context), "dossier");
    const char *number = xml_attr_or(arena, dossier, "number", "");
    const char *parameters[] = {
        "tag",     cstr(arena, headers->tag),  "reply-to", cstr(arena, headers->reply_to),
        "mailbox", cstr(arena, headers->from), "number",   number,
        NULL};
    xmlDoc *result =
        template_apply(arena, procedure, "mail", span_dup(arena, template), lang, context, parameters, err);

    struct composing composing = {.arena = arena, .headers = headers, .number = span_of(number)};

    return result != NULL &&
           enclose(&composing, xmlDocGetRootElement(result), &attachments, &attachment_count, err) &&
           mail_build(arena, result, lang, span_of(number), headers, attachments, attachment_count, message,
                      err);
}
