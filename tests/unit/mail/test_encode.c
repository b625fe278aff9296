// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "common/digest.h"
#include "common/utf8.h"
#include "mail/encode.h"

enum { ARENA_MAX = 16 * 1024 * 1024, TEXT_MAX = 1024 * 1024 };

static struct arena *arena;

static int
set_up(void **state)
{
    (void)state;
    arena = arena_open(ARENA_MAX);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_close(&arena);
    return 0;
}

/* 7 bit, CR LF, no bare CR or LF, and each line within the limit. */
static void
check_lines(struct span bytes, size_t limit, const char *what)
{
    size_t column = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.data[i];

        if (c >= 0x80 || (c < ' ' && c != '\r' && c != '\n' && c != '\t'))
            fail_msg("%s: byte %02x", what, c);
        if ((c == '\r') != (i + 1 < bytes.len && bytes.data[i + 1] == '\n'))
            fail_msg("%s: a bare CR or LF", what);
        column = c == '\n' ? 0 : column + 1;
        if (column > limit + 1) /* its CR */
            fail_msg("%s: a line of more than %zu octets", what, limit);
    }
}

struct header_case {
    const char *what, *value, *expected;
};

static void
encodes_subjects(void **state)
{
    static const struct header_case cases[] = {
        {"plain words stay", "Re: your loan [2026-00042]", "Subject: Re: your loan [2026-00042]\r\n"},
        {"one word is encoded alone", "Prêt accordé", "Subject: =?UTF-8?B?UHLDqnQgYWNjb3Jkw6k=?=\r\n"},
        {"plain around encoded", "le prêt [7]", "Subject: le =?UTF-8?B?cHLDqnQ=?= [7]\r\n"},
        {"what looks encoded is encoded", "=?UTF-8?Q?x?=", "Subject: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\r\n"},
        {"a line end is a space", "x\r\nBcc: all@univ.example", "Subject: x Bcc: all@univ.example\r\n"},
        {"a line feed alone too", "x\nBcc: a", "Subject: x Bcc: a\r\n"},
        {"a delete is dropped", "x\x7fy", "Subject: xy\r\n"},
        {"malformed bytes are mended", "x \xff y", "Subject: x =?UTF-8?B?77+9?= y\r\n"},
        {"empty", "", "Subject:\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = text_new(arena, TEXT_MAX);

        encode_unstructured(&out, "Subject", span_of(cases[i].value));
        check_span(text_get(&out), cases[i].expected, cases[i].what);
    }
}

/* Each encoded word holds whole characters: decoding them one by one gives the text back. */
static void
splits_between_characters(void **state)
{
    const char *value = "échéance dépassée\u00a0: clé… échelle d’été "
                        "\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6"
                        "\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\xf0\x9f\x93\xa6\xf0"
                        "\x9f\x93\xa6\xf0\x9f\x93\xa6 «\u00a0œuvre\u00a0»";
    struct text out = text_new(arena, TEXT_MAX);
    struct text back = text_new(arena, TEXT_MAX);
    struct span rest;
    size_t at;

    (void)state;
    encode_unstructured(&out, "Subject", span_of(value));
    check_lines(text_get(&out), 76, "a long subject");
    rest = text_get(&out);
    while ((at = span_find(rest, "=?UTF-8?B?")) != SIZE_MAX) {
        struct span word = span_from(rest, at + 10), decoded;
        size_t end = span_find(word, "?=");

        assert_true(end + 12 <= ENCODE_WORD);
        assert_true(base64_decode(arena, span_first(word, end), &decoded));
        assert_true(utf8_valid(decoded));
        text_span(&back, decoded);
        rest = span_from(word, end + 2);
    }
    check_span(text_get(&back), value, "the words together");
}

static void
folds_long_words(void **state)
{
    char value[3000];
    struct text out = text_new(arena, TEXT_MAX);

    (void)state;
    memset(value, 'a', sizeof value);
    encode_unstructured(&out, "Subject", (struct span){value, sizeof value});
    check_lines(text_get(&out), 76, "one word of 3000 letters");
}

struct address_case {
    const char *what, *name, *address, *expected;
};

static void
encodes_addresses(void **state)
{
    static const struct address_case cases[] = {
        {"no name", "", "a@b.example", "To: a@b.example\r\n"},
        {"atoms", "Ann Lee", "a@b.example", "To: Ann Lee <a@b.example>\r\n"},
        {"a dot needs quotes", "Ann B. Lee", "a@b.example", "To: \"Ann B. Lee\" <a@b.example>\r\n"},
        {"quotes are escaped", "Ann \"x\" \\", "a@b.example", "To: \"Ann \\\"x\\\" \\\\\" <a@b.example>\r\n"},
        {"an address as a name", "boss@bank.example", "a@b.example",
         "To: \"boss@bank.example\" <a@b.example>\r\n"},
        {"accents", "Léa", "a@b.example", "To: =?UTF-8?B?TMOpYQ==?= <a@b.example>\r\n"},
        {"no second header", "x\r\nBcc: c@d.example", "a@b.example",
         "To: \"x Bcc: c@d.example\" <a@b.example>\r\n"},
        {"no second recipient", "x>, <c@d.example", "a@b.example",
         "To: \"x>, <c@d.example\" <a@b.example>\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = text_new(arena, TEXT_MAX);

        encode_address(&out, "To", span_of(cases[i].name), span_of(cases[i].address));
        check_span(text_get(&out), cases[i].expected, cases[i].what);
    }
}

static void
cuts_long_names_between_characters(void **state)
{
    struct text name = text_new(arena, TEXT_MAX), out = text_new(arena, TEXT_MAX);

    (void)state;
    for (int i = 0; i < 300; i++)
        text_string(&name, "é");
    encode_address(&out, "To", text_get(&name), SPAN("a@b.example"));
    check_lines(text_get(&out), 78, "a name of 600 bytes");
    assert_true(span_find(text_get(&out), "77+9") == SIZE_MAX); /* no replacement character */
}

static void
knows_addresses(void **state)
{
    static const char *const good[] = {"a@b.example", "first.last+tag@univ.example",
                                       "x@xn--bcher-kva.example", "root@localhost", "o'neil@b.example"};
    static const char *const bad[] = {"",
                                      "a",
                                      "@b.example",
                                      "a@",
                                      "a@b@c",
                                      "a b@c.d",
                                      "a@b.example.",
                                      ".a@b.example",
                                      "a..b@c.d",
                                      "a@b..c",
                                      "<a@b.c>",
                                      "a@b.c\r\nx",
                                      "é@b.example",
                                      "a@é.example",
                                      "\"a b\"@c.d",
                                      "a,b@c.d",
                                      "a@[127.0.0.1]",
                                      "a@b_c.d",
                                      "a@b.c\n"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (!encode_is_address(span_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (encode_is_address(span_of(bad[i])))
            fail_msg("accepted: %s", bad[i]);
    assert_false(encode_is_address((struct span){"a@b\0c", 5}));
}

static void
knows_ids(void **state)
{
    char id[1000];

    (void)state;
    assert_true(encode_is_id(SPAN("20260209152044.4711@etu.univ.example")));
    assert_true(encode_is_id(SPAN("a=b%c$d@[10.0.0.1]")));
    assert_false(encode_is_id(SPAN("")));
    assert_false(encode_is_id(SPAN("a")));
    assert_false(encode_is_id(SPAN("a@b> <c@d")));
    assert_false(encode_is_id(SPAN("a@b\r\nBcc: x")));
    assert_false(encode_is_id(SPAN("é@b")));
    memset(id, 'a', sizeof id);
    id[500] = '@';
    assert_false(encode_is_id((struct span){id, sizeof id}));
}

static void
encodes_file_names(void **state)
{
    static const struct header_case cases[] = {
        {"plain", "fiche-2026-00042.pdf", ";\r\n name=\"fiche-2026-00042.pdf\""},
        {"capitals and spaces stay", "Ma Fiche.PDF", ";\r\n name=\"Ma Fiche.PDF\""},
        {"accents", "reçu.pdf", ";\r\n name=\"recu.pdf\";\r\n name*=UTF-8''re%C3%A7u.pdf"},
        {"quotes and paths", "a\"/../b.pdf",
         ";\r\n name=\"a__.._b.pdf\";\r\n name*=UTF-8''a%22%2F..%2Fb.pdf"},
        {"no header", "a\r\nX: y.pdf", ";\r\n name=\"a x_ y.pdf\";\r\n name*=UTF-8''a%20X%3A%20y.pdf"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = text_new(arena, TEXT_MAX);

        encode_parameter(&out, "name", span_of(cases[i].value));
        check_span(text_get(&out), cases[i].expected, cases[i].what);
    }
}

static void
puts_long_file_names_into_sections(void **state)
{
    struct text name = text_new(arena, TEXT_MAX), out = text_new(arena, TEXT_MAX);

    (void)state;
    for (int i = 0; i < 60; i++)
        text_string(&name, "é");
    text_string(&name, ".pdf");
    encode_parameter(&out, "filename", text_get(&name));
    assert_true(span_find(text_get(&out), " filename*0*=UTF-8''%C3%A9") != SIZE_MAX);
    assert_true(span_find(text_get(&out), " filename*1*=") != SIZE_MAX);
    assert_true(span_ends(text_get(&out), ".pdf"));
    check_lines(span_from(text_get(&out), span_find(text_get(&out), " filename*0*")), 78, "sections");
}

static void
encodes_quoted_printable(void **state)
{
    static const struct header_case cases[] = {
        {"plain", "abc", "abc"},
        {"lines", "a\nb\n", "a\r\nb\r\n"},
        {"accents and equals", "é=", "=C3=A9=3D"},
        {"spaces at the end", "a \nb\t", "a=20\r\nb=09"},
        {"a dot at the start", ".\n..", "=2E\r\n=2E."},
        {"From at the start", "From me\nx From me", "=46rom me\r\nx From me"},
        {"a carriage return", "a\r\nb", "a=0D\r\nb"},
        {"75 octets, then a soft end",
         "0123456789012345678901234567890123456789012345678901234567890123456789012345X",
         "012345678901234567890123456789012345678901234567890123456789012345678901234=\r\n5X"},
        {"a dot after a soft end",
         "012345678901234567890123456789012345678901234567890123456789012345678901234.X",
         "012345678901234567890123456789012345678901234567890123456789012345678901234=\r\n=2EX"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = text_new(arena, TEXT_MAX);

        encode_quoted_printable(&out, span_of(cases[i].value));
        check_span(text_get(&out), cases[i].expected, cases[i].what);
        check_lines(text_get(&out), 76, cases[i].what);
    }
}

static void
encodes_base64(void **state)
{
    static const size_t lengths[] = {0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 57 * 64, 57 * 64 + 1, 100000};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct text out = text_new(arena, TEXT_MAX);
        struct span decoded;
        char *data = malloc(lengths[i] + 1); /* exact, so that a sanitizer sees a step beyond */

        for (size_t k = 0; k < lengths[i]; k++)
            data[k] = (char)(k * 7 + k / 256);
        encode_base64(&out, (struct span){data, lengths[i]});
        check_lines(text_get(&out), 76, "base64");
        assert_true(lengths[i] == 0 || span_ends(text_get(&out), "\r\n"));
        assert_true(base64_decode(arena, text_get(&out), &decoded));
        assert_int_equal(decoded.len, lengths[i]);
        assert_memory_equal(decoded.data == NULL ? "" : decoded.data, data, lengths[i]);
        free(data);
    }
}

static void
encodes_links_and_markup(void **state)
{
    struct text link = text_new(arena, TEXT_MAX), markup = text_new(arena, TEXT_MAX);

    (void)state;
    encode_mailto(&link, SPAN("a+b@c.d?x=1&body=é\r\nOUI %"));
    check_span(text_get(&link), "a%2Bb@c.d%3Fx%3D1%26body%3D%C3%A9%0D%0AOUI%20%25", "RFC 6068");
    encode_html(&markup, SPAN("<a href=\"x\">l’été & co</a>"));
    check_span(text_get(&markup), "&lt;a href=&quot;x&quot;&gt;l’été &amp; co&lt;/a&gt;", "HTML");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(encodes_subjects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(splits_between_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folds_long_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodes_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cuts_long_names_between_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodes_file_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(puts_long_file_names_into_sections, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodes_quoted_printable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodes_base64, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodes_links_and_markup, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
