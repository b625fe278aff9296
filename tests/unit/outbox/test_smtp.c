// SPDX-License-Identifier: Apache-2.0
/* outbox/smtp: whole sessions as the server's lines and ours; nothing can be smuggled. */
#include "testing.h"

#include <string.h>

#include "outbox/smtp.h"

static struct arena *arena;

#define OFFERS "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-AUTH PLAIN LOGIN\r\n250-DSN\r\n"
#define GREETED "220 mx.example ESMTP\r\n"

struct turn {
    const char *server, *us; /* what it says; what we say then */
};

/* Feeds in pieces of `step` bytes. */
static struct span
feed(struct smtp *smtp, const char *bytes, size_t step)
{
    struct text out = text_new(arena, 100000);
    struct span rest = span_of(bytes);

    for (; rest.len > 0; rest = span_from(rest, step))
        smtp_feed(smtp, span_first(rest, step), &out);
    return text_get(&out);
}

static void
play(struct smtp *smtp, const struct turn *turns, size_t step, const char *what)
{
    for (; turns->server != NULL; turns++)
        check_span(feed(smtp, turns->server, step), turns->us, what);
}

static struct smtp *
ready(const struct smtp_settings *settings, const char *offers)
{
    struct smtp *smtp = smtp_open(settings);

    feed(smtp, GREETED, 1000);
    feed(smtp, offers, 1000);
    assert_int_equal(smtp_state(smtp), SMTP_READY);
    return smtp;
}

static const struct smtp_settings clear = {.helo = "us.example", .user = "", .secret = ""};
static const struct smtp_settings secure = {
    .helo = "us.example", .user = "u", .secret = "p\xC3\xA9", .require_tls = true};

static void
test_beginnings(void **state)
{
    static const struct {
        const struct smtp_settings *settings;
        struct turn turns[6];
        enum smtp_state end;
        const char *fault, *what;
    } cases[] = {
        {&clear, {{GREETED, "EHLO us.example\r\n"}, {"250 mx.example\r\n", ""}}, SMTP_READY, NULL, "plain"},
        {&clear, {{"220-a\r\n220-b\r\n220 c\r\n", "EHLO us.example\r\n"}}, SMTP_BUSY, NULL, "long greeting"},
        {&clear, {{"554 5.7.1 go away\r\n", ""}}, SMTP_BROKEN, "go away", "not welcome"},
        {&clear, {{"421 4.3.2 full\r\n", ""}}, SMTP_BROKEN, "full", "full"},
        {&clear, {{"SSH-2.0-OpenSSH\r\n", ""}}, SMTP_BROKEN, "no SMTP", "another protocol"},
        {&clear, {{GREETED, "EHLO us.example\r\n"}, {"500 what?\r\n", ""}}, SMTP_BROKEN, "what?", "no EHLO"},
        {&secure,
         {{GREETED, "EHLO us.example\r\n"}, {OFFERS "250 HELP\r\n", ""}},
         SMTP_BROKEN,
         "no STARTTLS",
         "TLS was required: the password does not leave"},
        {&secure,
         {{GREETED, "EHLO us.example\r\n"},
          {"250-x\r\n250 STARTTLS\r\n", "STARTTLS\r\n"},
          {"454 4.7.0 not now\r\n", ""}},
         SMTP_BROKEN,
         "not now",
         "TLS is broken there"},
        {&secure,
         {{GREETED, "EHLO us.example\r\n"},
          {"250-x\r\n250 STARTTLS\r\n", "STARTTLS\r\n"},
          {"220 go\r\n", ""}},
         SMTP_UPGRADE,
         NULL,
         "TLS begins"},
        {&secure,
         {{GREETED, "EHLO us.example\r\n"},
          {"250-x\r\n250 STARTTLS\r\n", "STARTTLS\r\n"},
          {"220 go\r\n250 mx\r\n", ""}},
         SMTP_BROKEN,
         "went on in the clear",
         "words in the clear behind the 220 are not taken into TLS"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct smtp *smtp = smtp_open(cases[i].settings);

        play(smtp, cases[i].turns, 1000, cases[i].what);
        if (smtp_state(smtp) != cases[i].end)
            fail_msg("%s: state %d, %s", cases[i].what, smtp_state(smtp), smtp_fault(smtp)->text);
        if (cases[i].fault != NULL && span_find(span_of(smtp_fault(smtp)->text), cases[i].fault) == SIZE_MAX)
            fail_msg("%s: %s", cases[i].what, smtp_fault(smtp)->text);
        if (cases[i].fault != NULL)
            assert_int_equal(smtp_fault(smtp)->kind, ERROR_TEMPORARY);
        smtp_close(&smtp);
    }
}

static void
test_authentication(void **state)
{
    static const struct {
        const char *offers;
        struct turn turns[5];
        enum smtp_state end;
        const char *what;
    } cases[] = {
        {"250-x\r\n250 AUTH LOGIN PLAIN\r\n", {{"235 2.7.0 ok\r\n", ""}}, SMTP_READY, "PLAIN"},
        {"250-x\r\n250 AUTH PLAIN\r\n", {{"535 5.7.8 no\r\n", ""}}, SMTP_BROKEN, "a wrong password"},
        {"250-x\r\n250 AUTH LOGIN\r\n",
         {{"334 VXNlcm5hbWU6\r\n", "dQ==\r\n"}, {"334 UGFzc3dvcmQ6\r\n", "cMOp\r\n"}, {"235 ok\r\n", ""}},
         SMTP_READY,
         "LOGIN"},
        {"250 x\r\n", {{NULL, NULL}}, SMTP_BROKEN, "no AUTH at all"},
    };
    struct smtp_settings settings = secure;

    (void)state;
    settings.tls = true;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct smtp *smtp = smtp_open(&settings);
        struct span said;

        feed(smtp, GREETED, 1000);
        said = feed(smtp, cases[i].offers, 1000);
        if (strstr(cases[i].offers, "PLAIN") != NULL)
            check_span(said, "AUTH PLAIN AHUAcMOp\r\n", cases[i].what);
        play(smtp, cases[i].turns, 1000, cases[i].what);
        if (smtp_state(smtp) != cases[i].end)
            fail_msg("%s: %s", cases[i].what, smtp_fault(smtp)->text);
        smtp_close(&smtp);
    }
}

/* The exchanges of RFC 7628 section 4 and of Google's and Microsoft's manuals; Postfix and Dovecot are
 * the real ones, in tests/e2e. */
static void
test_tokens(void **state)
{
    static const struct {
        const char *offers, *begins; /* our AUTH, up to the response */
        struct turn turns[5];
        enum smtp_state end;
        bool refused;
        const char *fault, *what;
    } cases[] = {
        {"250-x\r\n250 AUTH PLAIN XOAUTH2\r\n",
         "AUTH XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHQBAQ==\r\n",
         {{"235 2.7.0 ok\r\n", ""}},
         SMTP_READY,
         false,
         NULL,
         "XOAUTH2"},
        {"250-x\r\n250 AUTH XOAUTH2 OAUTHBEARER\r\n",
         "AUTH OAUTHBEARER bixhPXUsAWhvc3Q9bXguZXhhbXBsZQFwb3J0PTU4NwFhdXRoPUJlYXJlciB0AQE=\r\n",
         {{"235 2.7.0 ok\r\n", ""}},
         SMTP_READY,
         false,
         NULL,
         "OAUTHBEARER is preferred"},
        {"250-x\r\n250 AUTH XOAUTH2\r\n",
         NULL,
         {{"334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=\r\n", "\r\n"}, {"535 5.7.8 no\r\n", ""}},
         SMTP_BROKEN,
         true,
         "token {\"status\":\"400\",\"schemes\":\"Bearer\"}: the server said 5.7.8 no",
         "an ended token: what the server has against it is told"},
        {"250-x\r\n250 AUTH OAUTHBEARER\r\n",
         NULL,
         {{"334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=\r\n", "AQ==\r\n"}, {"535 5.7.8 no\r\n", ""}},
         SMTP_BROKEN,
         true,
         "invalid_token",
         "likewise, by the RFC"},
        {"250-x\r\n250 AUTH OAUTHBEARER\r\n",
         NULL,
         {{"334 e30=\r\n", "AQ==\r\n"}, {"334 e30=\r\n", ""}},
         SMTP_BROKEN,
         false,
         "token",
         "a server that only asks"},
        {"250-x\r\n250 AUTH XOAUTH2\r\n",
         NULL,
         {{"454 4.7.0 later\r\n", ""}},
         SMTP_BROKEN,
         false,
         "later",
         "not now: the token may be good"},
        {"250-x\r\n250 AUTH PLAIN LOGIN\r\n", "", {{NULL, NULL}}, SMTP_BROKEN, false, "XOAUTH2", "no tokens there"},
    };
    struct smtp_settings settings = {.helo = "us.example", .user = "u", .secret = "t", .token = true, .tls = true,
                                     .host = "mx.example", .port = 587};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct smtp *smtp = smtp_open(&settings);
        struct span said;

        feed(smtp, GREETED, 1000);
        said = feed(smtp, cases[i].offers, 1000);
        if (cases[i].begins != NULL)
            check_span(said, cases[i].begins, cases[i].what);
        play(smtp, cases[i].turns, 1000, cases[i].what);
        if (smtp_state(smtp) != cases[i].end || smtp_refused(smtp) != cases[i].refused ||
            (cases[i].fault != NULL && strstr(smtp_fault(smtp)->text, cases[i].fault) == NULL))
            fail_msg("%s: %s", cases[i].what, smtp_fault(smtp)->text);
        smtp_close(&smtp);
    }
}

/* A token that is too long for the command's line is said when the server asks for it; never in the clear. */
static void
test_long_token(void **state)
{
    char token[3001];
    struct smtp_settings settings = {.helo = "us.example", .user = "u", .secret = token, .token = true, .tls = true,
                                     .host = "mx.example", .port = 587};
    struct smtp *smtp = smtp_open(&settings);
    struct span said;

    (void)state;
    memset(token, 'x', sizeof token - 1);
    token[sizeof token - 1] = '\0';
    feed(smtp, GREETED, 1000);
    check_span(feed(smtp, "250-x\r\n250 AUTH XOAUTH2\r\n", 1000), "AUTH XOAUTH2\r\n", "the command");
    said = feed(smtp, "334 \r\n", 1000);
    assert_int_equal(said.len, (3000 + strlen("user=u|auth=Bearer ||") + 2) / 3 * 4 + 2);
    feed(smtp, "235 ok\r\n", 1000);
    assert_int_equal(smtp_state(smtp), SMTP_READY);
    smtp_close(&smtp);
    settings.tls = false;
    smtp = smtp_open(&settings);
    feed(smtp, GREETED, 1000);
    check_span(feed(smtp, "250-x\r\n250 AUTH XOAUTH2\r\n", 1000), "", "in the clear");
    assert_int_equal(smtp_state(smtp), SMTP_BROKEN);
    smtp_close(&smtp);
}

/* What was said in the clear does not count inside of TLS. */
static void
test_upgrade_forgets(void **state)
{
    struct smtp *smtp = smtp_open(&secure);
    struct text out = text_new(arena, 1000);

    (void)state;
    feed(smtp, GREETED, 1);
    feed(smtp, "250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n", 1);
    feed(smtp, "220 go\r\n", 1000);
    smtp_upgraded(smtp, &out);
    check_span(text_get(&out), "EHLO us.example\r\n", "said again");
    feed(smtp, "250 x\r\n", 1);
    assert_int_equal(smtp_state(smtp), SMTP_BROKEN);
    smtp_close(&smtp);
}

static void
test_mails(void **state)
{
    static const struct {
        const char *offers, *bytes, *sent; /* sent: what smtp_send says */
        struct turn turns[5];
        bool good;
        enum error_kind kind;
        const char *status, *what;
    } cases[] = {
        {"250 x\r\n",
         "a\r\n",
         "MAIL FROM:<o@us.example>\r\n",
         {{"250 ok\r\n", "RCPT TO:<t@host.example>\r\n"},
          {"250 ok\r\n", "DATA\r\n"},
          {"354 go\r\n", "a\r\n.\r\n"},
          {"250 2.0.0 queued as 7\r\n", ""}},
         true,
         ERROR_NONE,
         "2.0.0",
         "step by step"},
        {OFFERS "250 x\r\n",
         "a\r\n",
         "MAIL FROM:<o@us.example> SIZE=3 RET=HDRS ENVID=id+2B1+3D@x\r\n"
         "RCPT TO:<t@host.example> NOTIFY=FAILURE,DELAY\r\n",
         {{"250 ok\r\n250 ok\r\n", "DATA\r\n"}, {"354 go\r\n", "a\r\n.\r\n"}, {"250 ok\r\n", ""}},
         true,
         ERROR_NONE,
         "2.0.0",
         "all that is offered"},
        {OFFERS "250 x\r\n",
         ".a\n..\n.\r\nQUIT\rRSET\n\nlast",
         NULL,
         {{"250 ok\r\n250 ok\r\n", "DATA\r\n"},
          {"354 go\r\n", "..a\r\n...\r\n..\r\nQUITRSET\r\n\r\nlast\r\n.\r\n"},
          {"250 ok\r\n", ""}},
         true,
         ERROR_NONE,
         "2.0.0",
         "dots, bare LF and CR, no last line end"},
        {OFFERS "250 x\r\n",
         "a\r\n",
         NULL,
         {{"250 ok\r\n550 5.1.1 <t@host.example>: who?\r\n", "RSET\r\n"}, {"250 ok\r\n", ""}},
         false,
         ERROR_PERMANENT,
         "5.1.1",
         "nobody there"},
        {OFFERS "250 x\r\n",
         "a\r\n",
         NULL,
         {{"250 ok\r\n450 4.2.0 greylisted\r\n", "RSET\r\n"}, {"250 ok\r\n", ""}},
         false,
         ERROR_TEMPORARY,
         "4.2.0",
         "later"},
        {OFFERS "250 x\r\n",
         "a\r\n",
         NULL,
         {{"550 5.7.1 not you\r\n503 5.5.1 need MAIL\r\n", "RSET\r\n"}, {"250 ok\r\n", ""}},
         false,
         ERROR_PERMANENT,
         "5.7.1",
         "the sender is refused; what follows says nothing new"},
        {"250 x\r\n",
         "a\r\n",
         NULL,
         {{"451 busy\r\n", "RSET\r\n"}, {"250 ok\r\n", ""}},
         false,
         ERROR_TEMPORARY,
         "4.0.0",
         "a code without an enhanced one"},
        {"250 x\r\n",
         "a\r\n",
         NULL,
         {{"250 ok\r\n", "RCPT TO:<t@host.example>\r\n"},
          {"250 ok\r\n", "DATA\r\n"},
          {"554 5.5.1 no valid recipients\r\n", "RSET\r\n"},
          {"250 ok\r\n", ""}},
         false,
         ERROR_PERMANENT,
         "5.5.1",
         "DATA is refused"},
        {OFFERS "250 x\r\n",
         "a\r\n",
         NULL,
         {{"250 ok\r\n250 ok\r\n", "DATA\r\n"},
          {"354 go\r\n", "a\r\n.\r\n"},
          {"552-5.3.4 too\r\n552 5.3.4 large\r\n", ""}},
         false,
         ERROR_PERMANENT,
         "5.3.4",
         "refused at the end, in two lines"},
        {OFFERS "250 x\r\n",
         "a\r\n",
         NULL,
         {{"250 ok\r\n250 2.1.1 strange\r\n", "DATA\r\n"},
          {"354 go\r\n", "a\r\n.\r\n"},
          {"554 2.0.0 a status that contradicts the code\r\n", ""}},
         false,
         ERROR_PERMANENT,
         "5.0.0",
         "the code rules"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t step = 1; step < 4; step += 2) {
            struct smtp *smtp = ready(&clear, cases[i].offers);
            struct text out = text_new(arena, 10000);
            struct smtp_mail mail = {.sender = SPAN("o@us.example"),
                                     .recipient = SPAN("t@host.example"),
                                     .envelope_id = SPAN("id+1=@x"),
                                     .bytes = span_of(cases[i].bytes)};

            assert_true(smtp_send(smtp, &mail, &out));
            if (cases[i].sent != NULL)
                check_span(text_get(&out), cases[i].sent, cases[i].what);
            play(smtp, cases[i].turns, step, cases[i].what);
            assert_int_equal(smtp_state(smtp), SMTP_READY);
            if (mail.good != cases[i].good || mail.err.kind != cases[i].kind)
                fail_msg("%s: good %d, %s", cases[i].what, mail.good, mail.err.text);
            assert_string_equal(mail.status, cases[i].status);
            smtp_close(&smtp);
        }
}

/* No address can bring a command, a parameter or another recipient with it. */
static void
test_addresses(void **state)
{
    static const struct {
        const char *address;
        bool good;
    } cases[] = {
        {"a@b.example", true},
        {"a+tag@b.example", true},
        {"o'neill@b.example", true},
        {"\xC3\xA9milie@b.example", true},
        {"a@b\xC3\xA9.example", true},
        {"a.b-c_d=e%f@b.example", true},
        {"", false},
        {"a", false},
        {"@b.example", false},
        {"a@", false},
        {"a@b@c.example", false},
        {"a@b.example\r\nRCPT TO:<x@y>", false},
        {"a@b.example\nDATA", false},
        {"a@b.example> NOTIFY=NEVER", false},
        {"a b@c.example", false},
        {"<a@b.example>", false},
        {"\"a b\"@c.example", false},
        {"a\\@b.example", false},
        {"a,b@c.example", false},
        {"@x:a@b.example", false},
        {"a\x7F@b.example", false},
        {"a\t@b.example", false},
        {"\xC3@b.example", false},
        {"\xC0\xAF@b.example", false},
        {"a@[127.0.0.1]", false},
    };
    char long_one[400];

    (void)state;
    memset(long_one, 'a', sizeof long_one);
    assert_false(smtp_address((struct span){"a\0@b.example", 12}));
    memcpy(long_one + 300, "@b.example", 11);
    assert_false(smtp_address(span_of(long_one)));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct smtp *smtp = ready(&clear, "250-x\r\n250 SMTPUTF8\r\n");
        struct text out = text_new(arena, 10000);
        struct smtp_mail mail = {
            .sender = SPAN("o@us.example"), .recipient = span_of(cases[i].address), .bytes = SPAN("a\r\n")};
        struct smtp_mail from = {
            .sender = span_of(cases[i].address), .recipient = SPAN("t@x.example"), .bytes = SPAN("a\r\n")};

        if (smtp_address(span_of(cases[i].address)) != cases[i].good ||
            smtp_send(smtp, &mail, &out) != cases[i].good)
            fail_msg("\"%s\" is %staken", cases[i].address, cases[i].good ? "not " : "");
        if (!cases[i].good) {
            assert_int_equal(out.len, 0);
            assert_int_equal(mail.err.kind, ERROR_PERMANENT);
            assert_int_equal(smtp_state(smtp), SMTP_READY);
            if (*cases[i].address != '\0')
                assert_false(smtp_send(smtp, &from, &out));
        }
        smtp_close(&smtp);
    }
}

static void
test_utf8(void **state)
{
    struct smtp *smtp = ready(&clear, "250-x\r\n250 SMTPUTF8\r\n");
    struct text out = text_new(arena, 10000);
    struct smtp_mail mail = {
        .sender = SPAN("o@us.example"), .recipient = SPAN("\xC3\xA9@b.example"), .bytes = SPAN("a\r\n")};

    (void)state;
    assert_true(smtp_send(smtp, &mail, &out));
    check_span(text_get(&out), "MAIL FROM:<o@us.example> SMTPUTF8\r\n", "asked for");
    smtp_close(&smtp);
    smtp = ready(&clear, "250 x\r\n");
    assert_false(smtp_send(smtp, &mail, &out));
    assert_string_equal(mail.status, "5.6.7");
    smtp_close(&smtp);
}

static void
test_size(void **state)
{
    struct smtp *smtp = ready(&clear, OFFERS "250 x\r\n");
    struct text out = text_new(arena, 10000);
    char bytes[1001];
    struct smtp_mail mail = {.sender = SPAN("o@us.example"), .recipient = SPAN("t@b.example")};

    (void)state;
    memset(bytes, 'a', sizeof bytes);
    mail.bytes = (struct span){bytes, sizeof bytes};
    assert_false(smtp_send(smtp, &mail, &out));
    assert_string_equal(mail.status, "5.3.4");
    mail.bytes.len = 1000;
    assert_true(smtp_send(smtp, &mail, &out));
    smtp_close(&smtp);
}

/* A server that never ends its reply, or speaks when nobody asked. */
static void
test_bad_servers(void **state)
{
    struct smtp *smtp = smtp_open(&clear);
    char line[SMTP_REPLY_MAX];

    (void)state;
    memset(line, 'a', sizeof line);
    memcpy(line, "220-", 4);
    line[sizeof line - 1] = '\0';
    feed(smtp, line, 1000);
    assert_int_equal(smtp_state(smtp), SMTP_BUSY);
    feed(smtp, "aa", 1000);
    assert_int_equal(smtp_state(smtp), SMTP_BROKEN);
    smtp_close(&smtp);
    smtp = ready(&clear, "250 x\r\n");
    feed(smtp, "421 4.4.2 idle too long\r\n", 1000);
    assert_int_equal(smtp_state(smtp), SMTP_BROKEN);
    smtp_close(&smtp);
}

static int
open_arena(void **state)
{
    (void)state;
    arena = arena_open(64 * 1024 * 1024);
    return 0;
}

static int
close_arena(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_beginnings, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_authentication, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_tokens, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_long_token, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_upgrade_forgets, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_mails, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_addresses, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_utf8, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_size, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(test_bad_servers, open_arena, close_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
