// SPDX-License-Identifier: Apache-2.0
#include "outbox/smtp.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/digest.h"
#include "common/sasl.h"
#include "common/utf8.h"

enum {
    COMMAND_MAX = 480,   /* octets of a response in the line of AUTH, which may have 512 */
    CHALLENGE_MAX = 200, /* bytes kept */
    ARENA_MAX = 256 * 1024,
};

enum step {
    STEP_GREETING,
    STEP_EHLO,
    STEP_STARTTLS,
    STEP_AUTH,       /* the response is said */
    STEP_AUTH_ASKED, /* it is too long for the command: the server asks for it */
    STEP_AUTH_USER,  /* LOGIN */
    STEP_AUTH_SECRET,
    STEP_AUTH_REFUSED, /* all is said: the end comes */
    STEP_IDLE,
    STEP_MAIL,
    STEP_RCPT,
    STEP_DATA,
    STEP_END,
    STEP_RSET,
};

struct smtp {
    const struct smtp_settings *settings;
    enum step step;
    enum smtp_state state;
    struct error fault;
    bool encrypted;
    bool starttls, pipelining, dsn, utf8; /* offered */
    bool plain, login, bearer, xoauth2;   /* offered by AUTH */
    uint64_t size;                        /* offered; 0 no limit */
    bool refused;                         /* the secret */
    char challenge[CHALLENGE_MAX];        /* what the server has against the token */
    struct smtp_mail *mail;
    bool rcpt_sent; /* with MAIL: its reply comes yet, whatever became of MAIL */
    size_t len;
    char reply[SMTP_REPLY_MAX]; /* a reply that is not whole yet */
};

/* A whole reply. */
struct reply {
    int code;
    struct span all, last; /* all its lines; the text of the last */
};

struct smtp *
smtp_open(const struct smtp_settings *settings)
{
    struct smtp *smtp = calloc(1, sizeof *smtp);

    if (smtp == NULL)
        abort();
    smtp->settings = settings;
    smtp->encrypted = settings->tls;
    return smtp;
}

void
smtp_close(struct smtp **smtp)
{
    free(*smtp);
    *smtp = NULL;
}

enum smtp_state
smtp_state(const struct smtp *smtp)
{
    return smtp->state;
}

const struct error *
smtp_fault(const struct smtp *smtp)
{
    return &smtp->fault;
}

bool
smtp_refused(const struct smtp *smtp)
{
    return smtp->refused;
}

static void
broken(struct smtp *smtp, const char *what, struct span said)
{
    error_set(&smtp->fault, ERROR_TEMPORARY, "%s%s%.*s", what, said.len > 0 ? ": the server said " : "",
              SPAN_ARG(span_first(said, SMTP_RECEIPT_MAX)));
    smtp->state = SMTP_BROKEN;
}

/* ---- addresses ---- */

/* No blank, no control, nothing that ends a path or begins another: a quoted local part is not for us. */
bool
smtp_address(struct span address)
{
    size_t at = span_find_byte(address, '@');

    if (at == 0 || at == SIZE_MAX || at + 1 == address.len || address.len > SMTP_ADDRESS_MAX ||
        !utf8_valid(address))
        return false;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char byte = (unsigned char)address.data[i];

        if (byte <= ' ' || byte == 0x7F || (byte < 0x80 && strchr("<>()[]\"\\,;:", byte) != NULL))
            return false;
    }
    return span_find_byte(span_from(address, at + 1), '@') == SIZE_MAX;
}

static bool
is_ascii(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 0x80)
            return false;
    return true;
}

/* RFC 3461 section 4: "+" and "=" and what is no printable ASCII as "+XX". */
static void
put_xtext(struct text *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char byte = (unsigned char)s.data[i];

        if (byte > ' ' && byte < 0x7F && byte != '+' && byte != '=')
            text_byte(out, (char)byte);
        else
            text_printf(out, "+%02X", byte);
    }
}

/* ---- the beginning of a session ---- */

static void
say_ehlo(struct smtp *smtp, struct text *out)
{
    smtp->step = STEP_EHLO;
    smtp->starttls = smtp->pipelining = smtp->dsn = smtp->utf8 = false;
    smtp->plain = smtp->login = smtp->bearer = smtp->xoauth2 = false;
    smtp->size = 0;
    text_printf(out, "EHLO %s\r\n", smtp->settings->helo);
}

static void
note_mechanisms(struct smtp *smtp, struct span words)
{
    struct span word;

    while (span_split(&words, ' ', &word)) {
        smtp->plain |= span_is_nocase(word, "PLAIN");
        smtp->login |= span_is_nocase(word, "LOGIN");
        smtp->bearer |= span_is_nocase(word, "OAUTHBEARER");
        smtp->xoauth2 |= span_is_nocase(word, "XOAUTH2");
    }
}

static void
note_offer(struct smtp *smtp, struct span line)
{
    struct span rest = line, word;

    span_split(&rest, ' ', &word);
    smtp->starttls |= span_is_nocase(word, "STARTTLS");
    smtp->pipelining |= span_is_nocase(word, "PIPELINING");
    smtp->dsn |= span_is_nocase(word, "DSN");
    smtp->utf8 |= span_is_nocase(word, "SMTPUTF8");
    if (span_is_nocase(word, "SIZE") && !span_to_uint(span_trim(rest), &smtp->size))
        smtp->size = 0;
    if (span_is_nocase(word, "AUTH"))
        note_mechanisms(smtp, rest);
}

static void
put_response(struct text *out, struct span base64)
{
    text_span(out, base64);
    text_string(out, "\r\n");
}

/* With the command if its line may be that long (RFC 4954 section 4), else when the server asks. */
static void
say_auth(struct smtp *smtp, struct text *out, const char *mechanism, struct span response)
{
    if (response.len == 0) {
        broken(smtp, "the user or the secret is too long, or has control characters", SPAN(""));
        return;
    }
    text_printf(out, "AUTH %s", mechanism);
    smtp->step = response.len > COMMAND_MAX ? STEP_AUTH_ASKED : STEP_AUTH;
    if (smtp->step == STEP_AUTH)
        text_printf(out, " %.*s", SPAN_ARG(response));
    text_string(out, "\r\n");
}

static struct span
response_of(const struct smtp *smtp, struct arena *arena)
{
    const struct smtp_settings *settings = smtp->settings;
    const struct sasl sasl = {settings->user, settings->secret, settings->host, settings->port};

    if (!settings->token)
        return sasl_plain(arena, &sasl);
    return smtp->bearer ? sasl_oauthbearer(arena, &sasl) : sasl_xoauth2(arena, &sasl);
}

static void
authenticate(struct smtp *smtp, struct text *out)
{
    bool token = smtp->settings->token;
    struct arena *arena = arena_open(ARENA_MAX);

    if (token && !smtp->encrypted) {
        broken(smtp, "a token is not said in the clear", SPAN(""));
    } else if (token && (smtp->bearer || smtp->xoauth2)) {
        say_auth(smtp, out, smtp->bearer ? "OAUTHBEARER" : "XOAUTH2", response_of(smtp, arena));
    } else if (token) {
        broken(smtp, "the server offers neither AUTH OAUTHBEARER nor AUTH XOAUTH2", SPAN(""));
    } else if (smtp->plain) {
        say_auth(smtp, out, "PLAIN", response_of(smtp, arena));
    } else if (smtp->login) {
        smtp->step = STEP_AUTH_USER;
        text_string(out, "AUTH LOGIN\r\n");
    } else {
        broken(smtp, "the server offers neither AUTH PLAIN nor AUTH LOGIN", SPAN(""));
    }
    arena_close(&arena);
}

static void
ready(struct smtp *smtp)
{
    smtp->step = STEP_IDLE;
    smtp->state = SMTP_READY;
    smtp->mail = NULL;
}

static void
after_ehlo(struct smtp *smtp, const struct reply *reply, struct text *out)
{
    struct span rest = reply->all, line;

    if (reply->code != 250) {
        broken(smtp, "EHLO", reply->last);
        return;
    }
    span_line(&rest, &line); /* the server's name */
    while (span_line(&rest, &line))
        note_offer(smtp, span_from(line, 4));
    if (!smtp->encrypted && smtp->settings->require_tls && !smtp->starttls) {
        broken(smtp, "the server offers no STARTTLS", SPAN(""));
    } else if (!smtp->encrypted && smtp->settings->require_tls) {
        smtp->step = STEP_STARTTLS;
        text_string(out, "STARTTLS\r\n");
    } else if (*smtp->settings->user != '\0') {
        authenticate(smtp, out);
    } else {
        ready(smtp);
    }
}

void
smtp_upgraded(struct smtp *smtp, struct text *out)
{
    assert(smtp->state == SMTP_UPGRADE);
    smtp->state = SMTP_BUSY;
    smtp->encrypted = true;
    smtp->len = 0;
    say_ehlo(smtp, out);
}

/* ---- a mail ---- */

static void
put_envelope(struct smtp *smtp, struct text *out, bool utf8)
{
    const struct smtp_mail *mail = smtp->mail;

    text_printf(out, "MAIL FROM:<%.*s>", SPAN_ARG(mail->sender));
    if (smtp->size > 0)
        text_printf(out, " SIZE=%zu", mail->bytes.len);
    if (utf8)
        text_string(out, " SMTPUTF8");
    if (smtp->dsn)
        text_string(out, " RET=HDRS");
    if (smtp->dsn && mail->envelope_id.len > 0) {
        text_string(out, " ENVID=");
        put_xtext(out, mail->envelope_id);
    }
    text_string(out, "\r\n");
}

static void
put_recipient(struct smtp *smtp, struct text *out)
{
    text_printf(out, "RCPT TO:<%.*s>", SPAN_ARG(smtp->mail->recipient));
    if (smtp->dsn)
        text_string(out, smtp->mail->sender.len > 0 ? " NOTIFY=FAILURE,DELAY" : " NOTIFY=NEVER");
    text_string(out, "\r\n");
}

/* CR LF lines, the last one too, and a second dot before a line's first (RFC 5321 section 4.5.2). */
static void
put_bytes(struct text *out, struct span bytes)
{
    struct span line, piece;

    while (span_line(&bytes, &line)) {
        if (span_starts(line, "."))
            text_byte(out, '.');
        /* A lone CR inside a line would be an end of line to some: it goes. */
        while (span_split(&line, '\r', &piece))
            text_span(out, piece);
        text_string(out, "\r\n");
    }
    text_string(out, ".\r\n");
}

/* Refused by us, before a word is said. */
static bool
refuse(struct smtp_mail *mail, const char *status, const char *why, struct span what)
{
    mail->good = false;
    snprintf(mail->status, sizeof mail->status, "%s", status);
    return error_set(&mail->err, ERROR_PERMANENT, "%s %s: %.*s", status, why,
                     SPAN_ARG(span_first(what, SMTP_ADDRESS_MAX)));
}

bool
smtp_send(struct smtp *smtp, struct smtp_mail *mail, struct text *out)
{
    bool utf8 = !is_ascii(mail->sender) || !is_ascii(mail->recipient);

    assert(smtp->state == SMTP_READY);
    mail->good = false;
    mail->err.kind = ERROR_NONE;
    mail->receipt[0] = mail->status[0] = '\0';
    if (!smtp_address(mail->recipient))
        return refuse(mail, "5.1.3", "an address that can't be written in SMTP", mail->recipient);
    if (mail->sender.len > 0 && !smtp_address(mail->sender))
        return refuse(mail, "5.1.7", "an address that can't be written in SMTP", mail->sender);
    if (utf8 && !smtp->utf8)
        return refuse(mail, "5.6.7", "the server takes no address beyond ASCII (SMTPUTF8)", mail->recipient);
    if (smtp->size > 0 && mail->bytes.len > smtp->size)
        return refuse(mail, "5.3.4", "the mail is larger than the server takes", mail->recipient);
    smtp->mail = mail;
    smtp->state = SMTP_BUSY;
    smtp->step = STEP_MAIL;
    put_envelope(smtp, out, utf8);
    smtp->rcpt_sent = smtp->pipelining;
    if (smtp->rcpt_sent)
        put_recipient(smtp, out);
    return true;
}

/* "5.1.1" from "550 5.1.1 ...", else made of the code. */
static void
keep_status(struct smtp_mail *mail, const struct reply *reply)
{
    struct span rest = reply->last, word, class;
    uint64_t number;

    span_split(&rest, ' ', &word);
    rest = word;
    if (word.len < sizeof mail->status && span_split(&rest, '.', &class) && span_to_uint(class, &number) &&
        number == (uint64_t)reply->code / 100 && rest.len > 0)
        snprintf(mail->status, sizeof mail->status, "%.*s", SPAN_ARG(word));
    else
        snprintf(mail->status, sizeof mail->status, "%d.0.0", reply->code / 100);
}

static void
keep_reply(struct smtp_mail *mail, const struct reply *reply)
{
    snprintf(mail->receipt, sizeof mail->receipt, "%d %.*s", reply->code,
             SPAN_ARG(span_first(reply->last, SMTP_RECEIPT_MAX - 8)));
    keep_status(mail, reply);
}

static void
mail_refused(struct smtp_mail *mail, const struct reply *reply, const char *what)
{
    keep_reply(mail, reply);
    error_set(&mail->err, reply->code >= 500 && reply->code < 600 ? ERROR_PERMANENT : ERROR_TEMPORARY,
              "%s: %s", what, mail->receipt);
}

static void
say_rset(struct smtp *smtp, struct text *out)
{
    smtp->step = STEP_RSET;
    text_string(out, "RSET\r\n");
}

static void
after_mail(struct smtp *smtp, const struct reply *reply, struct text *out)
{
    bool good = reply->code / 100 == 2;

    if (!good)
        mail_refused(smtp->mail, reply, "MAIL");
    smtp->step = STEP_RCPT;
    if (!good && !smtp->rcpt_sent)
        say_rset(smtp, out);
    else if (!smtp->rcpt_sent)
        put_recipient(smtp, out);
}

static void
after_rcpt(struct smtp *smtp, const struct reply *reply, struct text *out)
{
    /* MAIL was refused: what the server says to RCPT is its "503 need MAIL". */
    if (smtp->mail->err.kind == ERROR_NONE && reply->code / 100 != 2)
        mail_refused(smtp->mail, reply, "RCPT");
    if (smtp->mail->err.kind != ERROR_NONE) {
        say_rset(smtp, out);
        return;
    }
    smtp->step = STEP_DATA;
    text_string(out, "DATA\r\n");
}

static void
after_data(struct smtp *smtp, const struct reply *reply, struct text *out)
{
    if (reply->code != 354) {
        mail_refused(smtp->mail, reply, "DATA");
        say_rset(smtp, out);
        return;
    }
    smtp->step = STEP_END;
    put_bytes(out, smtp->mail->bytes);
}

static void
after_end(struct smtp *smtp, const struct reply *reply)
{
    if (reply->code / 100 == 2) {
        keep_reply(smtp->mail, reply);
        smtp->mail->good = true;
    } else {
        mail_refused(smtp->mail, reply, "message");
    }
    ready(smtp);
}

/* ---- replies ---- */

/* The server says what it has against the token, and wants an empty answer before it refuses. */
static void
take_challenge(struct smtp *smtp, struct arena *arena, struct span challenge, struct text *out)
{
    snprintf(smtp->challenge, sizeof smtp->challenge, "%.*s", SPAN_ARG(sasl_challenge(arena, challenge)));
    smtp->step = STEP_AUTH_REFUSED;
    put_response(out, smtp->bearer ? SPAN("AQ==") /* ^A: RFC 7628 section 3.2.3 */ : SPAN(""));
}

static void
refuse_secret(struct smtp *smtp, const struct reply *reply)
{
    char what[sizeof smtp->challenge + 80];

    smtp->refused = reply->code / 100 == 5;
    snprintf(what, sizeof what, "the server takes not our user and %s%s%s",
             smtp->settings->token ? "token" : "password", *smtp->challenge != '\0' ? " " : "",
             smtp->challenge);
    broken(smtp, what, reply->last);
}

static void
after_auth(struct smtp *smtp, const struct reply *reply, struct text *out)
{
    const struct smtp_settings *settings = smtp->settings;
    struct arena *arena = arena_open(ARENA_MAX);

    if (reply->code == 235) {
        ready(smtp);
    } else if (reply->code != 334) {
        refuse_secret(smtp, reply);
    } else if (smtp->step == STEP_AUTH_ASKED) {
        smtp->step = STEP_AUTH;
        put_response(out, response_of(smtp, arena));
    } else if (smtp->step == STEP_AUTH_USER) {
        smtp->step = STEP_AUTH_SECRET;
        put_response(out, base64_encode(arena, span_of(settings->user)));
    } else if (smtp->step == STEP_AUTH_SECRET) {
        smtp->step = STEP_AUTH_REFUSED; /* what it asks beyond is not for us */
        put_response(out, base64_encode(arena, span_of(settings->secret)));
    } else if (smtp->step == STEP_AUTH && settings->token) {
        take_challenge(smtp, arena, reply->last, out);
    } else {
        refuse_secret(smtp, reply);
    }
    arena_close(&arena);
}

static void
after_starttls(struct smtp *smtp, const struct reply *reply)
{
    if (reply->code == 220)
        smtp->state = SMTP_UPGRADE;
    else
        broken(smtp, "STARTTLS", reply->last);
}

static void
take_reply(struct smtp *smtp, const struct reply *reply, struct text *out)
{
    if (reply->code == 421 || smtp->step == STEP_IDLE) {
        broken(smtp, "the server ends the session", reply->last);
        return;
    }
    switch (smtp->step) {
    case STEP_GREETING:
        if (reply->code == 220)
            say_ehlo(smtp, out);
        else
            broken(smtp, "greeting", reply->last);
        break;
    case STEP_EHLO:
        after_ehlo(smtp, reply, out);
        break;
    case STEP_STARTTLS:
        after_starttls(smtp, reply);
        break;
    case STEP_AUTH:
    case STEP_AUTH_ASKED:
    case STEP_AUTH_USER:
    case STEP_AUTH_SECRET:
    case STEP_AUTH_REFUSED:
        after_auth(smtp, reply, out);
        break;
    case STEP_MAIL:
        after_mail(smtp, reply, out);
        break;
    case STEP_RCPT:
        after_rcpt(smtp, reply, out);
        break;
    case STEP_DATA:
        after_data(smtp, reply, out);
        break;
    case STEP_END:
        after_end(smtp, reply);
        break;
    case STEP_RSET:
        ready(smtp);
        break;
    case STEP_IDLE:
        break;
    }
}

/* The first whole reply of what is held; *len its bytes, 0 when it is not whole.  False: no SMTP. */
static bool
find_reply(const struct smtp *smtp, struct reply *reply, size_t *len)
{
    struct span held = {smtp->reply, smtp->len};
    size_t start = 0;

    *len = 0;
    for (;;) {
        size_t end = span_find_byte(span_from(held, start), '\n');
        struct span line = span_trim(span_first(span_from(held, start), end));
        uint64_t code;

        if (end == SIZE_MAX)
            return true;
        if (line.len < 3 || !span_to_uint(span_first(line, 3), &code) || code < 200 || code > 599 ||
            (line.len > 3 && line.data[3] != ' ' && line.data[3] != '-'))
            return false;
        start += end + 1;
        if (line.len > 3 && line.data[3] == '-')
            continue;
        reply->code = (int)code;
        reply->all = span_first(held, start);
        reply->last = span_trim(span_from(line, 4));
        *len = start;
        return true;
    }
}

void
smtp_feed(struct smtp *smtp, struct span bytes, struct text *out)
{
    while (smtp->state != SMTP_BROKEN) {
        size_t room = sizeof smtp->reply - smtp->len, taken = bytes.len < room ? bytes.len : room, len;
        struct reply reply;

        memcpy(smtp->reply + smtp->len, bytes.data == NULL ? "" : bytes.data, taken);
        smtp->len += taken;
        bytes = span_from(bytes, taken);
        if (!find_reply(smtp, &reply, &len) || (len == 0 && smtp->len == sizeof smtp->reply)) {
            broken(smtp, "what the server says is no SMTP",
                   span_first((struct span){smtp->reply, smtp->len}, 60));
            return;
        }
        if (len == 0)
            return;
        take_reply(smtp, &reply, out);
        memmove(smtp->reply, smtp->reply + len, smtp->len - len);
        smtp->len -= len;
        /* Said in the clear behind the 220, to be heard inside of TLS (CVE-2011-0411). */
        if (smtp->state == SMTP_UPGRADE && (smtp->len > 0 || bytes.len > 0))
            broken(smtp, "the server went on in the clear after STARTTLS", SPAN(""));
    }
}

void
smtp_quit(struct smtp *smtp, struct text *out)
{
    if (smtp->state == SMTP_READY)
        text_string(out, "QUIT\r\n");
    broken(smtp, "we ended the session", SPAN(""));
}
