// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "mail/compose.h"
#include "sample.h"

enum { ARENA_MAX = 64 * 1024 * 1024 };

static const struct mail_headers usual = {
    .from = {"desk@univ.example", 17},
    .from_name = {"Guichet du prêt", 16},
    .to = {"lea@univ.example", 16},
    .to_name = {"Léa Martin", 11},
    .reply_to = {"desk+7kq2@univ.example", 22},
    .message_id = {"7kq2.9@univ.example", 19},
    .in_reply_to = {"abc@etu.example", 15},
    .tag = {"7kq2", 4},
    .date = 1770715800,
    .base_offset = 60,
};

static bool
build(struct arena *arena, const struct mail_headers *headers, const char *lang,
      const struct mail_attachment *attachments, size_t count, struct span *message, struct error *err)
{
    const xmlNode *root = sample_root(arena, SAMPLE);

    return mail_build(arena, root->doc, lang, SPAN("2026-00042"), headers, attachments, count, message, err);
}

static void
check_has(struct span message, const char *wanted)
{
    if (span_find(message, wanted) == SIZE_MAX)
        fail_msg("not there: %s\nin\n%.*s", wanted, SPAN_ARG(span_first(message, 1500)));
}

static void
writes_its_headers(void **state)
{
    static const char *const wanted[] = {
        "From: =?UTF-8?B?R3VpY2hldCBkdSBwcsOqdA==?= <desk@univ.example>\r\n",
        "\r\nTo: =?UTF-8?B?TMOpYSBNYXJ0aW4=?= <lea@univ.example>\r\n",
        "\r\nReply-To: =?UTF-8?B?R3VpY2hldCBkdSBwcsOqdA==?= <desk+7kq2@univ.example>\r\n",
        "[2026-00042]\r\n",
        "\r\nDate: Tue, 10 Feb 2026 10:30:00 +0100\r\n",
        "\r\nMessage-ID: <7kq2.9@univ.example>\r\n",
        "\r\nIn-Reply-To: <abc@etu.example>\r\nReferences: <abc@etu.example>\r\n",
        "\r\nAuto-Submitted: auto-generated\r\n",
        "\r\nX-Auto-Response-Suppress: All\r\n",
        "\r\nX-Conventiond-Loop: desk@univ.example\r\n",
        "\r\nContent-Language: fr\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;",
    };
    struct arena *arena = arena_open(ARENA_MAX);
    struct error err = {0};
    struct span message;

    (void)state;
    assert_true(build(arena, &usual, "fr", NULL, 0, &message, &err));
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        check_has(message, wanted[i]);
    arena_close(&arena);
}

static void
says_the_number_once(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    const xmlNode *root = sample_root(arena, "<mail><subject>[7] rendez</subject><p>x</p></mail>");
    struct error err = {0};
    struct span message;

    (void)state;
    assert_true(mail_build(arena, root->doc, "fr", SPAN("7"), &usual, NULL, 0, &message, &err));
    check_has(message, "\r\nSubject: [7] rendez\r\n");
    assert_true(mail_build(arena, root->doc, "fr", SPAN(""), &usual, NULL, 0, &message, &err));
    check_has(message, "\r\nSubject: [7] rendez\r\n");
    arena_close(&arena);
}

static void
is_deterministic(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct mail_attachment attachment = {SPAN("fiche.pdf"), SPAN("application/pdf"), SPAN("%PDF-1.7")};
    struct mail_headers other = usual;
    struct error err = {0};
    struct span first, second, third;

    (void)state;
    assert_true(build(arena, &usual, "fr", &attachment, 1, &first, &err));
    assert_true(build(arena, &usual, "fr", &attachment, 1, &second, &err));
    assert_true(span_equal(first, second));
    other.message_id = SPAN("7kq2.10@univ.example");
    assert_true(build(arena, &other, "fr", &attachment, 1, &third, &err));
    assert_false(span_equal(span_from(first, first.len - 20), span_from(third, third.len - 20)));
    arena_close(&arena);
}

static void
attaches_files(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct mail_attachment attachments[] = {
        {SPAN("reçu.pdf"), SPAN("application/pdf"), SPAN("%PDF-1.7")},
        {SPAN("vide.pdf"), SPAN("application/pdf"), SPAN("")},
    };
    struct error err = {0};
    struct span message;

    (void)state;
    assert_true(build(arena, &usual, "fr", attachments, 2, &message, &err));
    check_has(message, "Content-Type: multipart/mixed; boundary=\"=_");
    check_has(message, "Content-Disposition: attachment;\r\n filename=\"recu.pdf\";\r\n "
                       "filename*=UTF-8''re%C3%A7u.pdf\r\n\r\nJVBERi0xLjc=\r\n--=_");
    arena_close(&arena);
}

struct refusal {
    const char *what;
    struct mail_headers headers;
    const char *lang, *type;
};

static void
refuses_what_could_inject(void **state)
{
    struct refusal cases[] = {
        {"a line end in To", usual, "fr", "application/pdf"},
        {"a line end in Reply-To", usual, "fr", "application/pdf"},
        {"a line end in Message-ID", usual, "fr", "application/pdf"},
        {"a line end in the language", usual, "fr\r\nBcc: x", "application/pdf"},
        {"a line end in a media type", usual, "fr", "application/pdf\r\nX: y"},
        {"no recipient", usual, "fr", "application/pdf"},
    };
    struct arena *arena = arena_open(ARENA_MAX);

    (void)state;
    cases[0].headers.to = SPAN("a@b.example\r\nBcc: c@d.example");
    cases[1].headers.reply_to = SPAN("a@b.example\nBcc: c@d.example");
    cases[2].headers.message_id = SPAN("a@b>\r\nBcc: c");
    cases[5].headers.to = SPAN("");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mail_attachment attachment = {SPAN("a.pdf"), span_of(cases[i].type), SPAN("x")};
        struct error err = {0};
        struct span message;

        if (build(arena, &cases[i].headers, cases[i].lang, &attachment, 1, &message, &err))
            fail_msg("%s is accepted", cases[i].what);
        assert_int_equal(err.kind, ERROR_BAD_INPUT);
    }
    arena_close(&arena);
}

/* What a stranger wrote as Message-ID comes back only when it is one. */
static void
leaves_out_a_malformed_reference(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct mail_headers headers = usual;
    struct error err = {0};
    struct span message;

    (void)state;
    headers.in_reply_to = SPAN("a@b>\r\nBcc: c@d.example");
    assert_true(build(arena, &headers, "fr", NULL, 0, &message, &err));
    assert_true(span_find(message, "In-Reply-To") == SIZE_MAX);
    assert_true(span_find(message, "Bcc") == SIZE_MAX);
    arena_close(&arena);
}

static void
wants_a_mail(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct error err = {0};
    struct span message;

    (void)state;
    assert_false(mail_build(arena, sample_root(arena, "<document/>")->doc, "fr", SPAN("7"), &usual, NULL, 0,
                            &message, &err));
    assert_int_equal(err.kind, ERROR_BAD_INPUT);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_its_headers),
        cmocka_unit_test(says_the_number_once),
        cmocka_unit_test(is_deterministic),
        cmocka_unit_test(attaches_files),
        cmocka_unit_test(refuses_what_could_inject),
        cmocka_unit_test(leaves_out_a_malformed_reference),
        cmocka_unit_test(wants_a_mail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
