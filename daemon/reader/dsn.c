// SPDX-License-Identifier: Apache-2.0
#include "reader/dsn.h"

#include <string.h>

#include "common/utf8.h"
#include "reader/address.h"
#include "reader/header.h"

enum { TEXT_BYTES_MAX = 500, BODY_BYTES_MAX = 64 * 1024, BODY_LINES_MAX = 400, GROUPS_MAX = 200 };

static const struct span nothing = {"", 0};

static struct span
one_line(struct arena *arena, struct span s)
{
    struct span line = header_decode(arena, s);

    /* A cut inside a character shows as one U+FFFD. */
    return line.len <= TEXT_BYTES_MAX ? line : utf8_clean(arena, span_first(line, TEXT_BYTES_MAX - 3));
}

/* --- addresses and codes in running text --- */

static bool
is_address_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '@' || c == '-' || c == '_' || c == '+' || c == '=' || c == '\'' || c == '/' || c == '&' ||
           c == '~';
}

/* The first plain address in s, "" when there is none. */
static struct span
find_address(struct span s)
{
    size_t i = 0;

    while (i < s.len) {
        size_t start = i;
        struct span word;

        while (i < s.len && is_address_byte(s.data[i]))
            i++;
        word = span_first(span_from(s, start), i - start);
        while (word.len > 0 && (word.data[word.len - 1] == '.' || word.data[word.len - 1] == '\''))
            word.len--;
        while (word.len > 0 && (word.data[0] == '\'' || word.data[0] == '.'))
            word = span_from(word, 1);
        if (word.len > 0 && address_is_plain(word))
            return word;
        if (i == start)
            i++;
    }
    return nothing;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t
digits_at(struct span s, size_t at)
{
    size_t i = at;

    while (i < s.len && is_digit(s.data[i]))
        i++;
    return i - at;
}

/* An enhanced code (RFC 3463) at s[at]: its length, else 0. */
static size_t
code_at(struct span s, size_t at)
{
    size_t i = at + 1, len;

    if (s.data[at] != '2' && s.data[at] != '4' && s.data[at] != '5')
        return 0;
    if (at > 0 && (is_digit(s.data[at - 1]) || s.data[at - 1] == '.'))
        return 0;
    for (int k = 0; k < 2; k++) {
        if (i >= s.len || s.data[i] != '.')
            return 0;
        len = digits_at(s, i + 1);
        if (len == 0 || len > 3)
            return 0;
        i += 1 + len;
    }
    return i < s.len && s.data[i] == '.' && digits_at(s, i + 1) > 0 ? 0 : i - at;
}

static struct span
find_code(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        size_t len = code_at(s, i);

        if (len > 0)
            return span_first(span_from(s, i), len);
    }
    return nothing;
}

/* A reply code (RFC 5321) alone: "550 no such user" is 5.0.0. */
static struct span
find_reply_code(struct span s)
{
    for (size_t i = 0; i + 3 <= s.len; i++) {
        bool alone = (i == 0 || s.data[i - 1] == ' ' || s.data[i - 1] == '<' || s.data[i - 1] == '#') &&
                     (i + 3 == s.len || s.data[i + 3] == ' ' || s.data[i + 3] == '-');

        if (alone && digits_at(s, i) == 3 && (s.data[i] == '4' || s.data[i] == '5') && s.data[i + 1] <= '5')
            return s.data[i] == '4' ? SPAN("4.0.0") : SPAN("5.0.0");
    }
    return nothing;
}

/* --- message/delivery-status (RFC 3464) --- */

/* "rfc822; a@b" or "a@b". */
static struct span
typed_address(struct arena *arena, struct span body)
{
    size_t semicolon = span_find_byte(body, ';');
    struct span value = semicolon == SIZE_MAX ? body : span_from(body, semicolon + 1);
    struct span plain = find_address(header_strip_comments(arena, value));

    return span_copy(arena, plain);
}

static bool
read_group(struct arena *arena, const struct mime_part *group, struct dsn *dsn)
{
    struct span action = mime_field(group, "action", 0), status = mime_field(group, "status", 0);
    struct span diagnostic = mime_field(group, "diagnostic-code", 0), recipient;
    size_t semicolon = span_find_byte(diagnostic, ';');

    recipient = typed_address(arena, mime_field(group, "original-recipient", 0));
    if (recipient.len == 0)
        recipient = typed_address(arena, mime_field(group, "final-recipient", 0));
    if (action.data == NULL && status.data == NULL)
        return false;
    action = span_trim(header_strip_comments(arena, action));
    *dsn = (struct dsn){.recipient = recipient, .original_id = nothing};
    dsn->action = span_lower(arena, span_first(action, span_find_byte(action, ' ')));
    dsn->status = span_copy(arena, find_code(status));
    if (dsn->status.len == 0)
        dsn->status = span_copy(arena, find_code(diagnostic));
    dsn->text = one_line(arena, semicolon == SIZE_MAX ? diagnostic : span_from(diagnostic, semicolon + 1));
    if (dsn->action.len == 0 && dsn->status.len > 0)
        dsn->action = dsn->status.data[0] == '5'   ? SPAN("failed")
                      : dsn->status.data[0] == '4' ? SPAN("delayed")
                                                   : SPAN("delivered");
    return true;
}

/* Takes the lines before the next blank line off *rest. */
static struct span
take_group(struct span *rest)
{
    struct span line, group;

    while (rest->len > 0 && (rest->data[0] == '\r' || rest->data[0] == '\n'))
        *rest = span_from(*rest, 1);
    group = span_first(*rest, 0);
    while (span_line(rest, &line) && span_trim(line).len > 0)
        group.len = (size_t)(line.data + line.len - group.data);
    return group;
}

/* The first failed recipient, else the first one. */
static bool
read_status(struct arena *arena, struct span data, struct dsn *dsn)
{
    struct span rest = span_first(data, BODY_BYTES_MAX);
    bool found = false;

    for (int i = 0; i < GROUPS_MAX && rest.len > 0; i++) {
        struct dsn one;

        if (!read_group(arena, mime_header(arena, take_group(&rest)), &one))
            continue;
        if (!found || span_is(one.action, "failed"))
            *dsn = one;
        found = true;
        if (span_is(one.action, "failed"))
            break;
    }
    return found;
}

static struct span
id_in(struct arena *arena, const struct mime_part *header)
{
    size_t count;
    struct span *ids = header_ids(arena, mime_field(header, "message-id", 0), &count);

    return count == 0 ? nothing : ids[0];
}

/* The id of the returned message: in a part of its own, else in the lines of the text. */
static struct span
find_original(struct arena *arena, const struct mime *mime, struct span text)
{
    static const char *const types[] = {"message/rfc822", "text/rfc822-headers", "message/global",
                                        "message/global-headers"};
    struct span line, id;
    size_t count;

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const struct mime_part *part = mime_find(mime, types[i]);

        id = part == NULL ? nothing : id_in(arena, mime_header(arena, part->data));
        if (id.len > 0)
            return id;
    }
    while (span_line(&text, &line)) {
        while (line.len > 0 && (line.data[0] == '>' || line.data[0] == ' ' || line.data[0] == '|'))
            line = span_from(line, 1);
        if (!span_starts_nocase(line, "message-id:"))
            continue;
        struct span *ids = header_ids(arena, span_from(line, strlen("message-id:")), &count);
        if (count > 0)
            return ids[0];
    }
    return nothing;
}

/* --- bounces in prose --- */

/* Folded. */
static const char *const bounce_subjects[] = {
    "undelivered mail returned to sender",
    "mail delivery failed",
    "mail delivery failure",
    "failure notice",
    "delivery status notification",
    "undeliverable",
    "undelivered mail",
    "non remis",
    "non distribuable",
    "echec de la remise",
    "echec de remise",
    "returned mail",
    "mail system error",
    "delivery failure",
    "delivery failed",
    "message non distribue",
    "message non delivre",
    "warning: could not send message",
    "warning: message ",
    "avertissement : remise differee",
    "unzustellbar",
    "undelivered message",
    "unable to deliver",
    "could not deliver",
    "message undeliverable",
    "delayed mail",
    "delivery has failed",
    "remise differee",
    "notification d'etat de remise",
    "echec d'envoi",
    "mail could not be delivered",
};

static bool
has_bounce_subject(struct arena *arena, const struct mime *mime)
{
    struct span subject = utf8_fold(arena, header_decode(arena, mime_field(mime->root, "subject", 0)));

    for (size_t i = 0; i < sizeof bounce_subjects / sizeof bounce_subjects[0]; i++)
        if (span_starts(subject, bounce_subjects[i]))
            return true;
    return false;
}

static bool
is_from_a_mailer(struct arena *arena, const struct mime *mime)
{
    static const char *const locals[] = {"mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon",
                                         "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"};
    struct address author;

    address_author(arena, mime_field(mime->root, "from", 0), &author);
    for (size_t i = 0; i < sizeof locals / sizeof locals[0]; i++)
        if (span_is_nocase(author.local, locals[i]))
            return true;
    /* "From: MAILER-DAEMON (Mail Delivery System)", without a domain. */
    return span_starts_nocase(mime_field(mime->root, "from", 0), "mailer-daemon");
}

static bool
has_null_sender(const struct mime *mime, const struct message *message)
{
    if (message != NULL && message->recipient_count > 0 && !message->fetched)
        return message->sender.len == 0;
    return span_is(mime_field(mime->root, "return-path", 0), "<>");
}

/* Where the returned copy begins: addresses from there on are not the failed one. */
static bool
begins_copy(struct span line)
{
    static const char *const marks[] = {"--- Below this line is a copy",
                                        "------ This is a copy of",
                                        "   ----- Original message",
                                        "----- Original message",
                                        "--- The header of the original",
                                        "Received: ",
                                        "Return-Path: "};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (span_starts_nocase(line, marks[i]))
            return true;
    return false;
}

/* "The following address(es) failed:" and the like, folded. */
static bool
announces(struct arena *arena, struct span line)
{
    static const char *const words[] = {
        "address(es) failed",      "following address",      "following recipient",
        "permanent fatal",         "could not be delivered", "n'a pas pu etre remis",
        "destinataires suivants",  "did not reach",          "delivery to",
        "n'a pas ete distribue",   "wasn't delivered to",    "unable to deliver",
        "deliver your message to", "impossible de remettre", "n'a pas ete remis",
        "adresse introuvable",     "address not found"};
    struct span folded = utf8_fold(arena, line);

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (span_find(folded, words[i]) != SIZE_MAX)
            return true;
    return false;
}

struct prose {
    struct span announced, bracketed, any; /* addresses, the better first */
    struct span code, reply_code, reason;
    bool said;
};

static void
read_line(struct arena *arena, struct prose *prose, struct span line)
{
    struct span trimmed = span_trim(line), address = find_address(line), code = find_code(line);

    prose->said = prose->said || announces(arena, line);
    if (address.len > 0 && prose->said && prose->announced.len == 0)
        prose->announced = address;
    if (address.len > 0 && span_starts(trimmed, "<") && prose->bracketed.len == 0)
        prose->bracketed = address; /* qmail, Postfix: "<a@b>:" */
    if (address.len > 0 && prose->any.len == 0)
        prose->any = address;
    if (code.len == 0)
        code = nothing;
    else if (prose->code.len == 0)
        prose->code = code;
    if (prose->reply_code.len == 0)
        prose->reply_code = find_reply_code(line);
    if (prose->reason.len == 0 && (code.len > 0 || find_reply_code(line).len > 0))
        prose->reason = trimmed;
}

static struct prose
read_prose(struct arena *arena, struct span text)
{
    struct prose prose = {nothing, nothing, nothing, nothing, nothing, nothing, false};
    struct span rest = span_first(text, BODY_BYTES_MAX), line;

    for (int i = 0; i < BODY_LINES_MAX && span_line(&rest, &line) && !begins_copy(line); i++)
        read_line(arena, &prose, span_first(line, 2000));
    return prose;
}

static bool
read_text_bounce(struct arena *arena, const struct mime *mime, const struct message *message, struct dsn *dsn)
{
    struct span failed = find_address(mime_field(mime->root, "x-failed-recipients", 0)), address;
    bool subject = has_bounce_subject(arena, mime), mailer = is_from_a_mailer(arena, mime);
    struct prose prose;

    if (failed.len == 0 && !(subject && (mailer || has_null_sender(mime, message))) &&
        !(mailer && has_null_sender(mime, message)))
        return false;
    prose = read_prose(arena, mime_body(arena, mime).text);
    address = failed.len > 0            ? failed
              : prose.bracketed.len > 0 ? prose.bracketed
              : prose.announced.len > 0 ? prose.announced
                                        : prose.any;
    *dsn = (struct dsn){.recipient = span_copy(arena, address), .original_id = nothing};
    dsn->status = span_copy(arena, prose.code.len > 0 ? prose.code : prose.reply_code);
    dsn->action = dsn->status.len > 0 && dsn->status.data[0] == '4' ? SPAN("delayed") : SPAN("failed");
    dsn->text = one_line(arena, prose.reason);
    return true;
}

bool
dsn_read(struct arena *arena, const struct mime *mime, const struct message *message, struct dsn *dsn)
{
    const struct mime_part *status = mime_find(mime, "message/delivery-status");
    bool found = false;

    *dsn = (struct dsn){nothing, nothing, nothing, nothing, nothing};
    if (span_is(mime->root->type, "multipart/report") &&
        !span_is(mime->root->report_type, "delivery-status") && mime->root->report_type.len > 0)
        return false;
    if (status == NULL)
        status = mime_find(mime, "message/global-delivery-status");
    /* A forwarded report is no report: it must be the message itself. */
    if (status != NULL && status->depth == 1)
        found = read_status(arena, status->data, dsn);
    if (!found)
        found = read_text_bounce(arena, mime, message, dsn);
    if (found)
        dsn->original_id = span_copy(arena, find_original(arena, mime, mime_body(arena, mime).text));
    return found;
}
