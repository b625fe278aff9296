// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "common/utf8.h"
#include "reader/charset.h"

static struct arena *arena;

static void
every_label_gives_clean_utf8(void **state)
{
    static const struct {
        const char *label, *bytes;
        size_t len;
        const char *text;
    } cases[] = {
        {"utf-8", "\xc3\xa9", 2, "é"},
        {"UTF8", "\xc3\xa9", 2, "é"},
        {"us-ascii", "\xc3\xa9", 2, "é"},
        {"us-ascii", "\xe9", 1, "é"},
        {"iso-8859-1", "\xe9\x80\x92", 3, "é€’"},
        {"\"ISO-8859-1\"", "\xe9", 1, "é"},
        {"iso-8859-1", "ENVOY\xc9\xa0:", 8, "ENVOYÉ\xc2\xa0:"},
        {"iso-8859-15", "\xa4\xbd", 2, "€œ"},
        {"windows-1252", "\x8c", 1, "Œ"},
        {"windows-1250", "\x9c\xb3", 2, "śł"},
        {"iso-8859-2", "\xb3", 1, "ł"},
        {"windows-1251", "\xcf\xf0\xe8", 3, "При"},
        {"koi8-r", "\xf0", 1, "П"},
        {"macintosh", "\x8e", 1, "é"},
        {"cp850", "\x82", 1, "é"},
        {"iso-8859-1", "\xc3\xa9t\xc3\xa9", 5, "été"},
        {"utf-8", "\xe9t\xe9", 3, "été"},
        {"utf-8", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3", 9, "éééé\xef\xbf\xbd"},
        {"", "\xe9", 1, "é"},
        {"no-such-set", "\xc3\xa9", 2, "é"},
        {"utf-16", "\xff\xfe\xe9\x00\xac\x20", 6, "é€"},
        {"utf-16", "\x00\x41\x00\xe9", 4, "Aé"},
        {"utf-16be", "\x00\xe9", 2, "é"},
        {"utf-16le", "\x34\xd8\x1e\xdd", 4, "𝄞"},
        {"utf-16le", "\x34\xd8", 2, "\xef\xbf\xbd"},
        {"gb18030", "\xa8\xa6", 2, "é"},
        {"shift_jis", "\x93\xfa\x96\x7b", 4, "日本"},
        {"iso-2022-jp", "\x1b$BF|K\\\x1b(B", 10, "日本"},
        {"utf-8", "a\0b\x1b\xe2\x80\xae!", 8, "ab!"},
        {"utf-8", "", 0, ""},
    };

    (void)state;
    charset_start();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span text;

        assert_true(charset_decode(arena, span_of(cases[i].label),
                                   (struct span){cases[i].bytes, cases[i].len}, &text));
        check_span(text, cases[i].text, cases[i].label);
        assert_true(utf8_valid(text));
    }
}

static void
utf7_is_refused(void **state)
{
    struct span text;

    (void)state;
    assert_false(charset_decode(arena, SPAN("UTF-7"), SPAN("+ADw-script+AD4-"), &text));
    check_span(text, "", "nothing of it is shown");
}

static void
no_bytes_give_anything_but_utf8(void **state)
{
    static const char *const labels[] = {"windows-1253", "windows-1255", "iso-8859-6", "tis-620", "cp437",
                                         "euc-kr",       "big5",         "euc-jp",     "utf-16",  "koi8-u"};
    char bytes[512];
    struct span text;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 167 + i / 3);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        assert_true(charset_decode(arena, span_of(labels[i]), (struct span){bytes, sizeof bytes}, &text));
        assert_true(utf8_valid(text));
    }
}

static int
setup(void **state)
{
    (void)state;
    arena = arena_open(16 * 1024 * 1024);
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
        cmocka_unit_test(every_label_gives_clean_utf8),
        cmocka_unit_test(utf7_is_refused),
        cmocka_unit_test(no_bytes_give_anything_but_utf8),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
