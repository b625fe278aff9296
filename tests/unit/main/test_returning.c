// SPDX-License-Identifier: Apache-2.0
/* What a worker found out about a file that came back, and what it wants to be asked about certificates. */
#include "testing.h"

#include "common/wire.h"
#include "main/returning.h"

/* As the worker writes it. */
static void
put_head(struct text *out, uint32_t attachment, const char *verdict, const char *reason)
{
    static const char *const rest[] = {"original", "Amélie Noël", "Ponts", "B-B", "2026-03-02T10:00:00Z"};

    wire_put_u32(out, attachment);
    wire_put_string(out, verdict);
    wire_put_string(out, reason);
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
        wire_put_string(out, rest[i]);
    wire_put_u8(out, 1);
    wire_put_string(out, "<check/>");
    wire_put_string(out, "%PDF");
}

static void
put_source(struct text *out, uint32_t certificate, bool ocsp, const char *url)
{
    wire_put_u32(out, certificate);
    wire_put_u8(out, ocsp);
    wire_put_string(out, url);
    wire_put_string(out, ocsp ? "request" : "");
}

static void
sources_are_asked_one_after_the_other(void **state)
{
    struct arena *arena = arena_open(8 << 20);
    struct returning returning = {.wanted = RETURNED_SIGNED, .answered = true};
    struct text out = text_new(arena, 65536);

    (void)state;
    put_head(&out, 0, "indeterminate", "revocation-unknown");
    wire_put_u32(&out, 0);
    wire_put_u32(&out, 4); /* of two certificates */
    put_source(&out, 0, true, "http://a/ocsp");
    put_source(&out, 0, false, "http://a/list");
    put_source(&out, 1, true, "http://b/ocsp");
    put_source(&out, 1, false, "http://b/list");
    returning.product = text_get(&out);
    assert_int_equal(returning_want(arena, &returning), 2);
    check_span(returning.asked[0].url, "http://a/ocsp", "the first of each");
    check_span(returning.asked[1].url, "http://b/ocsp", "the first of each");
    assert_int_equal(returning_want(arena, &returning), 2);
    check_span(returning.asked[2].url, "http://a/list", "then the other");
    assert_int_equal(returning_want(arena, &returning), 0);
    assert_true(returning.unsure);
    arena_close(&arena);
}

static void
what_is_known_is_not_asked(void **state)
{
    struct arena *arena = arena_open(8 << 20);
    struct returning returning = {.wanted = RETURNED_SIGNED, .answered = true, .fetched_count = 1};
    struct intent_attachment file = {0};
    struct intent intent = {.attachments = &file, .attachment_count = 1};
    struct text out = text_new(arena, 65536);
    const struct returned *returned;

    (void)state;
    put_head(&out, 0, "valid", "valid");
    wire_put_u32(&out, 1);
    wire_put_i64(&out, 1772532000);
    wire_put_u32(&out, 0);
    returning.product = text_get(&out);
    assert_int_equal(returning_want(arena, &returning), 0);
    assert_false(returning.unsure);
    assert_int_equal(returning.until[0], 1772532000);
    returned = returning_read(arena, &returning, &intent);
    check_span(returned->verdict, "valid", "verdict");
    check_span(returned->signer, "Amélie Noël", "signer");
    assert_true(returned->time_proved);
    check_span(returning.pdf, "%PDF", "the file");
    check_span(file.check, "<check/>", "its check");
    arena_close(&arena);
}

#define PDF(page) \
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 " page "]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
#define BROKEN "%PDF-1.4\nnothing"

/* Of two files, which is kept; form: the one that the form was read from. */
static void
the_first_that_opens_is_kept(void **state)
{
    static const struct {
        const char *first, *second;
        uint32_t form;
        const char *kept; /* a part of it; NULL none */
    } cases[] = {
        {PDF("100"), PDF("200"), UINT32_MAX, "595 100"}, {PDF("100"), PDF("200"), 0, "595 200"},
        {BROKEN, PDF("200"), UINT32_MAX, "595 200"},     {BROKEN, "text", UINT32_MAX, NULL},
        {PDF("100"), BROKEN, 0, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_open(64 << 20);
        struct text question = text_new(arena, 1 << 20), out = text_new(arena, 1 << 20);
        struct intent_attachment files[2] = {{.size = 1}, {.size = 1}};
        struct intent intent = {.attachments = files, .attachment_count = 2};
        struct returning returning = {.wanted = RETURNED_SCAN};
        struct message message = {.bytes = span_printf(arena,
                                                       "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
                                                       "--x\r\nContent-Type: application/pdf; name=a.pdf\r\n"
                                                       "Content-Disposition: attachment\r\n\r\n%s\r\n"
                                                       "--x\r\nContent-Type: application/pdf; name=b.pdf\r\n"
                                                       "Content-Disposition: attachment\r\n\r\n%s\r\n--x--\r\n",
                                                       cases[i].first, cases[i].second),
                                  .sender = SPAN("a@b.example")};
        struct anchors anchors = {0};
        struct error err = {0};
        struct wire wire;
        const struct returned *returned;

        wire_put_u8(&question, RETURNED_SCAN);
        wire_put_u32(&question, cases[i].form);
        wire_put_string(&question, "");
        wire_put_u32(&question, 0);
        wire_put_u32(&question, 0);
        message_put(&question, &message);
        wire = wire_read(text_get(&question));
        assert_true(returning_work(&anchors, &wire, arena, &out, &err));
        returning.product = text_get(&out);
        returned = returning_read(arena, &returning, &intent);
        check_span(returned->verdict, cases[i].kept != NULL ? "valid" : "invalid", "verdict");
        if (cases[i].kept != NULL && span_find(returning.pdf, cases[i].kept) == SIZE_MAX)
            fail_msg("case %zu: another file", i);
        anchors_close(&anchors);
        arena_close(&arena);
    }
}

/* A worker that died, or lied, has found out nothing. */
static void
odd_products_find_nothing(void **state)
{
    struct arena *arena = arena_open(8 << 20);
    struct intent_attachment file = {0};
    struct intent intent = {.attachments = &file, .attachment_count = 1};
    struct text out = text_new(arena, 65536);

    (void)state;
    put_head(&out, 1, "valid", "valid"); /* an attachment that is not there */
    for (size_t len = 0; len <= text_get(&out).len; len++) {
        struct returning returning = {.wanted = RETURNED_SIGNED, .answered = true, .product = span_first(text_get(&out), len)};

        assert_int_equal(returning_want(arena, &returning), 0);
        check_span(returning_read(arena, &returning, &intent)->verdict, "invalid", "cut");
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_are_asked_one_after_the_other),
        cmocka_unit_test(what_is_known_is_not_asked),
        cmocka_unit_test(the_first_that_opens_is_kept),
        cmocka_unit_test(odd_products_find_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
