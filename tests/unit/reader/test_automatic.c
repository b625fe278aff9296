// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/automatic.h"

static struct arena *arena;

static void
machines_are_told_from_people(void **state)
{
    static const struct {
        const char *fields; /* and the body */
        enum intent_auto kind;
        const char *why;
    } cases[] = {
        {"Subject: Re: Demande\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: Demande\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: x\r\nAuto-Submitted: no\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: x\r\nAuto-Submitted: no (really)\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: x\r\nPrecedence: first-class\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: Absence de X le 3\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: Lumineux\r\n\r\nOui", AUTO_NO, ""},
        {"Return-Path: <a@x.example>\r\nSubject: x\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: x\r\nAuto-Submitted: auto-replied\r\n\r\nOui", AUTO_REPLY, "auto-submitted"},
        {"Subject: x\r\nAuto-Submitted: auto-replied (zimbra; vacation)\r\n\r\nOui", AUTO_REPLY,
         "auto-submitted"},
        {"Subject: x\r\nAuto-Submitted: nope\r\n\r\nOui", AUTO_REPLY, "auto-submitted"},
        {"Subject: x\r\nPrecedence: bulk\r\n\r\nOui", AUTO_LIST, "precedence"},
        {"Subject: x\r\nPrecedence: auto_reply\r\n\r\nOui", AUTO_REPLY, "precedence"},
        {"Subject: x\r\nX-Autoreply: yes\r\n\r\nOui", AUTO_REPLY, "autoreply"},
        {"Subject: x\r\nList-Id: <l.x.example>\r\n\r\nOui", AUTO_LIST, "list"},
        {"Subject: x\r\nList-Unsubscribe: <mailto:x@y.example>\r\n\r\nOui", AUTO_LIST, "list"},
        {"Return-Path: <>\r\nSubject: x\r\n\r\nOui", AUTO_REPLY, "null-sender"},
        {"Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Demande?=\r\n\r\nOui", AUTO_REPLY, "subject"},
        {"Subject: Automatic reply: Demande\r\n\r\nOui", AUTO_REPLY, "subject"},
        {"Subject: Absence\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: Absence : mon rendez-vous\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: Out of office\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: x\r\nX-Loop: DESK@univ.example\r\n\r\nOui", AUTO_REPLY, "loop"},
        {"Subject: x\r\nX-Loop: other@univ.example\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: x\r\nX-Mailinblack: yes\r\n\r\nOui", AUTO_REPLY, "challenge"},
        {"Subject: Lu : x\r\nContent-Type: multipart/report; report-type=disposition-notification; "
         "boundary=b\r\n\r\n"
         "--b\r\n\r\nlu\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nx: y\r\n--b--",
         AUTO_REPLY, "receipt"},
        {"Subject: x\r\nContent-Type: multipart/report; report-type=feedback-report; "
         "boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--",
         AUTO_REPLY, "report"},
        {"Subject: x\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
         "Content-Type: text/calendar; method=REPLY\r\n\r\nx\r\n--b--",
         AUTO_REPLY, "calendar"},
        {"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
         "Content-Type: text/calendar; method=REQUEST; name=a.ics\r\nContent-Disposition: "
         "attachment\r\n\r\nx\r\n--b--",
         AUTO_NO, ""},
        {"Subject: x\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", AUTO_REPLY,
         "calendar"},
        {"Subject: x\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n", AUTO_NO,
         ""},
        {"Subject: R\xc3\xa9p. auto : x\r\n\r\nOui", AUTO_REPLY, "subject"},
        {"Subject: Re: x (absente)\r\n\r\nOui", AUTO_NO, ""},
        {"Subject: failure notice\r\nX-Failed-Recipients: z@x.example\r\n\r\nx", AUTO_BOUNCE,
         "delivery-report"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime = mime_read(arena, span_printf(arena, "From: a@x.example\r\n%s", cases[i].fields));
        struct automatic got = automatic_read(arena, mime, NULL, SPAN("desk@univ.example"));

        check_span(got.why, cases[i].why, cases[i].fields);
        assert_int_equal(got.kind, cases[i].kind);
    }
}

static void
an_absence_notice_is_told_by_its_words(void **state)
{
    static const struct {
        const char *text;
        bool absent;
    } cases[] = {
        {"Bonjour,\n\nJe suis absente jusqu'au 9 mars. En cas d'urgence, contactez le secrétariat.", true},
        {"I am out of the office and will return on Monday.", true},
        {"J'ai quitté la société. Merci d'adresser vos messages à contact@x.example.", true},
        {"Je suis absent.", false},
        {"Je suis en congé jusqu'au 9 mars, je validerai à mon retour.", false},
        {"Je suis en congé jusqu'au 9 mars, est-ce trop tard ?", false},
        {"L'absence de tuteur pose problème jusqu'au 9 mars.", false},
        {"", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (automatic_says_absent(arena, span_of(cases[i].text)) != cases[i].absent)
            fail_msg("%s", cases[i].text);
}

static void
a_subject_alone_proves_nothing(void **state)
{
    static const struct {
        const char *subject, *text;
        bool notice;
    } cases[] = {
        {"Absence", "Je serai de retour le 9 mars.", true},
        {"Absence : Re: [2026-00042]", "Merci de votre message. Je suis en cong\xc3\xa9.", true},
        {"ABSENTE", "Actuellement absente.", true},
        {"Out of office", "Back on Monday, annual leave.", true},
        {"Re: x (absente)", "Je suis en vacances.", true},
        {"Accus\xc3\xa9 de r\xc3\xa9" "ception", "Votre demande a bien \xc3\xa9t\xc3\xa9 re\xc3\xa7ue.", true},
        {"Absence", "Bonjour, je ne comprends pas ce que vous voulez.", false},
        {"Absence", "", false},
        {"Absence de X", "Je suis en vacances.", false},
        {"Question", "Je suis en vacances.", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (automatic_is_notice(arena, span_of(cases[i].subject), span_of(cases[i].text)) != cases[i].notice)
            fail_msg("%s: %s", cases[i].subject, cases[i].text);
}

static void
the_envelope_counts_when_there_is_one(void **state)
{
    struct mime *mime = mime_read(arena, SPAN("From: a@x.example\r\n\r\nOui"));
    struct span recipient = SPAN("desk@univ.example");
    struct message message = {.sender = {"", 0}, .recipients = &recipient, .recipient_count = 1};

    (void)state;
    assert_int_equal(automatic_read(arena, mime, &message, recipient).kind, AUTO_REPLY);
    message.recipient_count = 0;
    assert_int_equal(automatic_read(arena, mime, &message, recipient).kind, AUTO_NO);
    mime = mime_read(arena, SPAN("From: no-reply@x.example\r\n\r\nOui"));
    check_span(automatic_read(arena, mime, &message, recipient).why, "robot", "no-reply");
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
        cmocka_unit_test(machines_are_told_from_people),
        cmocka_unit_test(an_absence_notice_is_told_by_its_words),
        cmocka_unit_test(a_subject_alone_proves_nothing),
        cmocka_unit_test(the_envelope_counts_when_there_is_one),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
