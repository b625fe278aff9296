// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "common/digest.h"
#include "common/utf8.h"
#include "common/wire.h"
#include "common/xml.h"

static struct arena *arena;

static void
answers_fold_alike(void **state)
{
    static const struct {
        const char *written, *folded;
    } cases[] = {
        {"  D’ACCORD ", "d'accord"},
        {"Étudiant\u00a0:", "etudiant :"},
        {"ŒUVRE Łukasz", "oeuvre lukasz"},
        {"e\u0301te\u0301", "ete"},
        {"a\u202f\u00a0 b", "a b"},
        {"na\u200bïve", "naive"},
        {"20–21—22", "20-21-22"},
        {"ß", "ss"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(utf8_fold(arena, span_of(cases[i].written)), cases[i].folded, cases[i].written);
}

static void
malformed_utf8_is_seen_and_mended(void **state)
{
    static const char *const bad[] = {"\xff",         "\xc0\x80",         "\xe0\x80\x80",
                                      "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xc3"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(utf8_valid(span_of(bad[i])));
        assert_true(utf8_valid(utf8_clean(arena, span_of(bad[i]))));
    }
    assert_true(utf8_valid(SPAN("é€𝄞")));
    check_span(utf8_clean(arena, (struct span){"a\0b\x1b", 4}), "ab", "controls");
}

static void
spellings_of_bytes_go_round(void **state)
{
    (void)state;
    for (size_t len = 0; len < 40; len++) {
        char bytes[40];
        struct span data = {bytes, len}, back, text;

        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)(i * 37 + len);
        assert_true(base64_decode(arena, base64_encode(arena, data), &back));
        assert_true(span_equal(back, data));
        text = base32_encode(arena, data);
        assert_int_equal(text.len, (len * 8 + 4) / 5);
        assert_true(base32_canonical(arena, text, &back));
        assert_true(span_equal(back, text));
    }
    check_span(base32_encode(arena, SPAN("\xff\xff\xff\xff\xff")), "zzzzzzzz", "base32");
}

static void
wire_never_reads_past_its_end(void **state)
{
    struct text out = text_new(arena, 1000);
    struct wire wire;

    (void)state;
    wire_put_u32(&out, 7);
    wire_put_string(&out, "sept");
    wire_put_i64(&out, -5);
    for (size_t len = 0; len < out.len; len++) {
        char *exact = test_malloc(len + 1);

        memcpy(exact, out.data, len);
        wire = wire_read((struct span){exact, len});
        wire_get_u32(&wire);
        wire_get_bytes(&wire);
        wire_get_i64(&wire);
        assert_false(wire_done(&wire));
        test_free(exact);
    }
    wire = wire_read(text_get(&out));
    assert_int_equal(wire_get_u32(&wire), 7);
    check_span(wire_get_bytes(&wire), "sept", "bytes");
    assert_int_equal(wire_get_i64(&wire), -5);
    assert_true(wire_done(&wire));
}

static void
foreign_xml_is_kept_on_a_short_lead(void **state)
{
    static const char *const bad[] = {
        "<a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a><a/>",
        "",
        "<a b='1' b='2'/>",
    };
    struct error err;
    xmlDoc *doc;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_null(xml_parse(arena, span_of(bad[i]), "essai.xml", XML_FOREIGN_MAX, &err));
    assert_null(xml_parse(arena, SPAN("<a>\n<b></a>"), "essai.xml", XML_FOREIGN_MAX, &err));
    assert_int_equal(strncmp(err.text, "essai.xml:2:", 12), 0);
    doc = xml_parse(arena, SPAN("<a><b n='1'>x&amp;y</b><b/></a>"), "essai.xml", XML_FOREIGN_MAX, &err);
    assert_non_null(doc);
    check_span(xml_text(arena, xml_path(xmlDocGetRootElement(doc), "b")), "x&y", "text");
    xml_set_text(xml_path_make(xmlDocGetRootElement(doc), "c/d"), SPAN("<é>"));
    check_span(xml_serialize(arena, doc), "<a><b n=\"1\">x&amp;y</b><b/><c><d>&lt;é&gt;</d></c></a>",
               "serialized");
}

static void
a_text_grows_where_it_stands_when_it_is_last(void **state)
{
    struct arena *own = arena_open(1024 * 1024);
    struct text text = text_new(own, 100000), other = text_new(own, 100000);
    const char *before;

    (void)state;
    text_string(&text, "first");
    before = text.data;
    for (int i = 0; i < 1000; i++)
        text_byte(&text, 'x');
    assert_ptr_equal(text.data, before);
    text_string(&other, "in between");
    for (int i = 0; i < 2000; i++)
        text_byte(&text, 'y');
    assert_ptr_not_equal(text.data, before);
    assert_true(span_starts(text_get(&text), "firstxxx"));
    assert_int_equal(text.len, 3005);
    assert_true(span_is(text_get(&other), "in between"));
    for (int i = 0; i < 100000; i++)
        text_byte(&text, 'z');
    assert_true(text.overflow);
    assert_int_equal(text.len, 100000);
    arena_close(&own);
}

static void
lines_get_crlf(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"", ""},
        {"a", "a\r\n"},
        {"a\n", "a\r\n"},
        {"a\r\nb\n\nc", "a\r\nb\r\n\r\nc\r\n"},
        {"a\rb\n", "a\rb\r\n"},
    };
    struct arena *own = arena_open(64 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(span_with_crlf(own, span_of(cases[i].in)), cases[i].out, cases[i].in);
    arena_close(&own);
}

static void
decimals_are_read_exactly(void **state)
{
    static const struct {
        const char *written;
        int64_t hundredths; /* -1: it is none */
    } cases[] = {{"12", 1200}, {"4.5", 450},   {"868.00", 86800}, {"0.07", 7},        {"3.", 300},
                 {"", -1},     {".5", -1},     {"1.234", -1},     {"4,5", -1},        {"-1", -1},
                 {"1.x", -1},  {"1 000", -1},  {"10000000000", -1}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t hundredths = -1;

        assert_int_equal(span_to_hundredths(span_of(cases[i].written), &hundredths), cases[i].hundredths >= 0);
        assert_int_equal(hundredths, cases[i].hundredths);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_get_crlf),
        cmocka_unit_test(a_text_grows_where_it_stands_when_it_is_last),
        cmocka_unit_test(decimals_are_read_exactly),
        cmocka_unit_test(answers_fold_alike),
        cmocka_unit_test(malformed_utf8_is_seen_and_mended),
        cmocka_unit_test(spellings_of_bytes_go_round),
        cmocka_unit_test(wire_never_reads_past_its_end),
        cmocka_unit_test(foreign_xml_is_kept_on_a_short_lead),
    };
    int result;

    xml_start();
    arena = arena_open(4 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
