// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "common/xml.h"
#include "loan.h"
#include "reader/intent.h"

#define TAG "7kqx3m9w2c5e8h1n4r6t0vyzab"
#define OTHER "8kqx3m9w2c5e8h1n4r6t0vyzab"
#define HEAD                                                                                                 \
    "From: Anne Durand <anne@Library.Example>\r\nTo: desk@library.example\r\nDate: Tue, 03 Mar 2026 "        \
    "09:14:05 +0100\r\n"

static struct arena *arena;

static struct intent *
read_mail(const char *mail, struct span recipient)
{
    static const struct intent_settings settings = {.authserv_id = {"mx.library.example", 18},
                                                    .mailbox = {"desk@library.example", 20},
                                                    .delimiter = '+',
                                                    .forms = &loan_form,
                                                    .form_count = 1};
    struct message message = {.bytes = span_of(mail),
                              .sender = SPAN("anne@library.example"),
                              .recipients = &recipient,
                              .recipient_count = recipient.len > 0};

    return intent_read(arena, &message, &settings);
}

static void
what_stands_around_the_text_is_read(void **state)
{
    struct intent *intent =
        read_mail(HEAD "Subject: =?UTF-8?Q?Re=3A_[2026-00042]_=C3=80_valider?=\r\nMessage-ID: <a@b>\r\n"
                       "In-Reply-To: <x@y>\r\nReferences: <1@y>, <2@y>\r\n <x@y>\r\n\r\nYes, I approve.\r\n",
                  (struct span){"", 0});

    (void)state;
    check_span(intent->from, "anne@library.example", "from");
    check_span(intent->from_name, "Anne Durand", "name");
    check_span(intent->subject, "Re: [2026-00042] À valider", "subject");
    check_span(intent->number, "2026-00042", "number");
    check_span(intent->message_id, "a@b", "id");
    assert_int_equal(intent->in_reply_to_count, 3);
    check_span(intent->in_reply_to[0], "x@y", "newest");
    check_span(intent->in_reply_to[2], "1@y", "oldest");
    assert_int_equal(intent->date, 1772525645);
    assert_int_equal(intent->kind, INTENT_ANSWER);
    check_span(intent->verb, "oui", "verb");
    check_span(intent->language, "en", "language");
    assert_int_equal(intent->authentication.verdict, AUTH_NONE);
}

static void
tags_come_from_everywhere_once(void **state)
{
    struct intent *intent =
        read_mail(HEAD "Cc: desk+7KQX3M9W2C5E8H1N4R6T0VYZAB@library.example\r\nIn-Reply-To: <" TAG
                       ".3@library.example>\r\n\r\n"
                       "OUI\r\n\r\n> R\xc3\xa9"
                       "f\xc3\xa9rence : 2026-00042 \xc2\xb7 " TAG "\r\n",
                  SPAN("desk+" OTHER "@library.example"));

    (void)state;
    assert_int_equal(intent->tag_count, 2);
    check_span(intent->tags[0], OTHER, "envelope first");
    check_span(intent->tags[1], TAG, "then the fields");
}

static void
modifier_gives_remarks_and_a_form_its_fields(void **state)
{
    struct intent *intent = read_mail(HEAD "\r\nMODIFIER\r\nDate de d\xc3\xa9"
                                           "but : le 3\r\nTout revoir\r\n\r\nCordialement\r\n",
                                      (struct span){"", 0});

    (void)state;
    check_span(intent->verb, "modifier", "verb");
    assert_int_equal(intent->remark_count, 1);
    check_span(intent->remarks[0].field, "pret.debut", "field");
    check_span(intent->remarks[0].value, "le 3\nTout revoir", "remark");
    intent = read_mail(HEAD "\r\nPr\xc3\xa9nom : Anne\r\nRenouvelable : oui\r\nCouleur : bleu\r\n",
                       (struct span){"", 0});
    assert_int_equal(intent->kind, INTENT_FORM);
    check_span(intent->form, "pret", "form");
    assert_int_equal(intent->value_count, 2);
    assert_int_equal(intent->unknown_count, 1);
}

static void
the_same_mail_has_the_same_content_digest(void **state)
{
    struct intent *a = read_mail("Received: one\r\n" HEAD "\r\nOUI\r\n", (struct span){"", 0});
    struct intent *b = read_mail("Received: two\r\nX-Spam: no\r\n" HEAD "\r\nOUI\r\n", (struct span){"", 0});
    struct intent *c = read_mail(HEAD "\r\nNON\r\n", (struct span){"", 0});

    (void)state;
    assert_false(digest_equal(&a->digest, &b->digest));
    assert_true(digest_equal(&a->content_digest, &b->content_digest));
    assert_false(digest_equal(&a->content_digest, &c->content_digest));
}

static void
a_cut_intent_is_refused_whole(void **state)
{
    struct intent *intent = read_mail(HEAD "\r\nMODIFIER\r\nDate de d\xc3\xa9"
                                           "but : le 3\r\n",
                                      SPAN("desk+" TAG "@library.example"));
    struct text out = text_new(arena, 1 << 20);
    struct wire wire;

    (void)state;
    intent_put(&out, intent, true);
    for (size_t len = 0; len < out.len; len++) {
        char *exact = test_malloc(len + 1);

        memcpy(exact, out.data, len);
        wire = wire_read((struct span){exact, len});
        assert_null(intent_get(arena, &wire));
        test_free(exact);
    }
    out.data[0] = 99; /* no such kind */
    wire = wire_read(text_get(&out));
    assert_null(intent_get(arena, &wire));
}

static void
attachments_travel_only_when_wanted(void **state)
{
    struct intent *intent =
                      read_mail(HEAD "Content-Type: application/pdf; name=a.pdf\r\nContent-Disposition: "
                                     "attachment\r\n\r\n%PDF-1.7 x\r\n",
                                (struct span){"", 0}),
                  *back;
    struct text with = text_new(arena, 1 << 20), without = text_new(arena, 1 << 20);
    struct wire wire;

    (void)state;
    assert_int_equal(intent->kind, INTENT_DOCUMENT);
    assert_int_equal(intent->attachment_count, 1);
    intent_put(&with, intent, true);
    intent_put(&without, intent, false);
    wire = wire_read(text_get(&without));
    back = intent_get(arena, &wire);
    assert_int_equal(back->attachments[0].data.len, 0);
    assert_int_equal(back->attachments[0].size, intent->attachments[0].size);
    assert_true(digest_equal(&back->attachments[0].digest, &intent->attachments[0].digest));
    assert_true(with.len > without.len);
}

static void
names_are_stable(void **state)
{
    (void)state;
    assert_string_equal(intent_kind_name(INTENT_AUTO_REPLY), "auto-reply");
    assert_string_equal(intent_kind_name(INTENT_UNCLEAR), "unclear");
    assert_string_equal(intent_auto_name(AUTO_BOUNCE), "bounce");
    assert_string_equal(auth_verdict_name(AUTH_PASS), "pass");
}

static void
any_bytes_give_an_intent(void **state)
{
    static const char *const mails[] = {"", "\r\n", "\r\n\r\n", "x", "From: a@b\r\n", "\xff\xfe\r\n\r\n\xff"};

    (void)state;
    for (size_t i = 0; i < sizeof mails / sizeof mails[0]; i++)
        assert_int_equal(read_mail(mails[i], (struct span){"", 0})->kind, INTENT_UNCLEAR);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_around_the_text_is_read),
        cmocka_unit_test(tags_come_from_everywhere_once),
        cmocka_unit_test(modifier_gives_remarks_and_a_form_its_fields),
        cmocka_unit_test(the_same_mail_has_the_same_content_digest),
        cmocka_unit_test(a_cut_intent_is_refused_whole),
        cmocka_unit_test(attachments_travel_only_when_wanted),
        cmocka_unit_test(names_are_stable),
        cmocka_unit_test(any_bytes_give_an_intent),
    };
    int result;

    xml_start();
    arena = arena_open((size_t)256 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
