// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/dsn.h"

static struct arena *arena;

#define DAEMON "From: MAILER-DAEMON@mx.example (Mail Delivery System)\r\nReturn-Path: <>\r\n"
#define REPORT(status)                                                                                       \
    DAEMON                                                                                                   \
        "Subject: Undelivered Mail Returned to Sender\r\n"                                                   \
        "Content-Type: multipart/report; report-type=delivery-status; boundary=AB\r\n\r\n"                   \
        "--AB\r\n\r\nI'm sorry.\r\n\r\n--AB\r\nContent-Type: message/delivery-status\r\n\r\n" status         \
        "\r\n--AB\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <T.12@univ.example>\r\n--AB--\r\n"

static void
reports_are_read(void **state)
{
    static const struct {
        const char *what, *message, *action, *status, *recipient, *text, *id;
    } cases[] = {
        {"Postfix",
         REPORT(
             "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; x@host.example\r\nAction: "
             "failed\r\n"
             "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <x@host.example>:\r\n    no such user\r\n"),
         "failed", "5.1.1", "x@host.example", "550 5.1.1 <x@host.example>:    no such user",
         "T.12@univ.example"},
        {"delayed",
         REPORT("Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822;x@host.example\r\nAction: "
                "delayed\r\nStatus: 4.4.1\r\n"),
         "delayed", "4.4.1", "x@host.example", "", "T.12@univ.example"},
        {"the failed one of two",
         REPORT("Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822;a@host.example\r\nAction: "
                "delivered\r\nStatus: 2.0.0\r\n\r\n"
                "Final-Recipient: rfc822;b@host.example\r\nAction: failed\r\nStatus: 5.2.2 (full)\r\n"),
         "failed", "5.2.2", "b@host.example", "", "T.12@univ.example"},
        {"the address that we wrote to",
         REPORT("Reporting-MTA: dns; mx\r\n\r\nOriginal-Recipient: rfc822;x@univ.example\r\n"
                "Final-Recipient: rfc822;y@elsewhere.example\r\nAction: failed\r\nStatus: 5.0.0\r\n"),
         "failed", "5.0.0", "x@univ.example", "", "T.12@univ.example"},
        {"without action", REPORT("Final-Recipient: rfc822;x@host.example\r\nStatus: 5.7.1\r\n"), "failed",
         "5.7.1", "x@host.example", "", "T.12@univ.example"},
        {"Exim",
         DAEMON
         "X-Failed-Recipients: x@host.example\r\nSubject: Mail delivery failed: returning message to "
         "sender\r\n\r\n"
         "A message that you sent could not be delivered to one or more of its\r\nrecipients. The following "
         "address(es) failed:\r\n\r\n  x@host.example\r\n    host mx [192.0.2.1]: 550 5.1.1 unknown\r\n\r\n"
         "------ This is a copy of the message, including all the headers. ------\r\n\r\n"
         "Return-path: <desk@univ.example>\r\nMessage-ID: <T.12@univ.example>\r\n",
         "failed", "5.1.1", "x@host.example", "host mx [192.0.2.1]: 550 5.1.1 unknown", "T.12@univ.example"},
        {"qmail",
         DAEMON "Subject: failure notice\r\n\r\nHi. This is the qmail-send program at mx.example.\r\n\r\n"
                "<x@host.example>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n"
                "--- Below this line is a copy of the message.\r\n\r\nMessage-ID: <T.12@univ.example>\r\n",
         "failed", "5.1.1", "x@host.example", "Sorry, no mailbox here by that name. (#5.1.1)",
         "T.12@univ.example"},
        {"Exchange in French",
         DAEMON
         "Subject: =?utf-8?Q?Non_remis_:_Votre_demande?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
         "<p>Votre message n'a pas pu être remis à <a href='mailto:x@host.example'>x@host.example</a>.</p>"
         "<p>550 5.7.1 refusé</p>",
         "failed", "5.7.1", "x@host.example", "550 5.7.1 refusé", ""},
        {"a reply code alone",
         DAEMON "Subject: Mail delivery failed\r\n\r\n<x@host.example>: host said: 452 mailbox full\r\n",
         "delayed", "4.0.0", "x@host.example", "<x@host.example>: host said: 452 mailbox full", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dsn dsn;

        assert_true(dsn_read(arena, mime_read(arena, span_of(cases[i].message)), NULL, &dsn));
        check_span(dsn.action, cases[i].action, cases[i].what);
        check_span(dsn.status, cases[i].status, cases[i].what);
        check_span(dsn.recipient, cases[i].recipient, cases[i].what);
        check_span(dsn.text, cases[i].text, cases[i].what);
        check_span(dsn.original_id, cases[i].id, cases[i].what);
    }
}

static void
other_mails_are_no_reports(void **state)
{
    static const char *const messages[] = {
        "From: a@x.example\r\nSubject: Re: failure notice\r\n\r\nOui",
        "From: a@x.example\r\nSubject: Mail delivery failed\r\n\r\nQue faire ?",
        "From: a@x.example\r\nContent-Type: multipart/report; report-type=disposition-notification; "
        "boundary=b\r\n\r\n"
        "--b\r\n\r\nlu\r\n--b--",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        struct dsn dsn;

        assert_false(dsn_read(arena, mime_read(arena, span_of(messages[i])), NULL, &dsn));
        check_span(dsn.recipient, "", "empty");
    }
}

static int
setup(void **state)
{
    (void)state;
    arena = arena_open(64 * 1024 * 1024);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_read),
        cmocka_unit_test(other_mails_are_no_reports),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
