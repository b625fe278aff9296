// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "reader/header.h"

static struct arena *arena;

/* The input in a block of its exact size, so that a read behind it is seen. */
static struct span
exact(const char *string)
{
    size_t len = strlen(string);
    char *copy = test_malloc(len + 1);

    memcpy(copy + 1, string, len);
    return (struct span){copy + 1, len};
}

static void
give_back(struct span s)
{
    test_free((char *)(uintptr_t)s.data - 1);
}

static void
words_are_decoded_in_every_shape_of_the_wild(void **state)
{
    static const struct {
        const char *what, *written, *read;
    } cases[] = {
        {"plain", "Re: [2026-00042] Votre demande", "Re: [2026-00042] Votre demande"},
        {"Q", "=?UTF-8?Q?R=C3=A9ponse_de_l'=C3=A9cole?=", "Réponse de l'école"},
        {"B", "=?utf-8?B?UsOpcG9uc2U=?=", "Réponse"},
        {"iso-8859-1", "=?iso-8859-1?Q?R=E9ponse?=", "Réponse"},
        {"a C1 byte under iso-8859-1 is windows-1252", "=?iso-8859-1?Q?=80_et_=9C?=", "€ et œ"},
        {"white space between words is no text", "=?utf-8?Q?a?= \r\n =?utf-8?Q?b?=", "ab"},
        {"white space between word and text is", "=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"},
        {"a space inside the first word stays", "=?utf-8?Q?a_?= =?utf-8?Q?b?=", "a b"},
        {"a character cut over two words", "=?utf-8?Q?R=C3?= =?utf-8?Q?=A9p?=", "Rép"},
        {"base64 cut within four", "=?utf-8?B?UsOpc?= =?utf-8?B?G9uc2U=?=", "Réponse"},
        {"padding missing", "=?utf-8?B?UsOpcG9uc2U?=", "Réponse"},
        {"spaces in Q", "=?utf-8?Q?R=C3=A9ponse de moi?=", "Réponse de moi"},
        {"a bare question mark in Q", "=?utf-8?Q?Quoi?=20encore?=", "Quoi? encore"},
        {"an empty word",
         "a =?utf-8?Q?"
         "?= b",
         "a  b"},
        {"glued to text", "Re:=?utf-8?Q?=C3=A9?=x", "Re:éx"},
        {"two charsets", "=?utf-8?Q?=C3=A9?= =?iso-8859-1?Q?=E9?=", "éé"},
        {"with a language", "=?utf-8*fr?Q?=C3=A9?=", "é"},
        {"raw UTF-8", "Réponse", "Réponse"},
        {"raw windows-1252", "R\xe9ponse \x80", "Réponse €"},
        {"unknown charset, UTF-8 inside", "=?x-what?Q?=C3=A9?=", "é"},
        {"utf-7 is not read", "=?utf-7?Q?+AOk-?=", "=?utf-7?Q?+AOk-?="},
        {"a line end cannot come out", "=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"},
        {"unended", "=?utf-8?Q?abc", "=?utf-8?Q?abc"},
        {"not B nor Q", "=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
        {"in quotes, as some do", "\"=?utf-8?Q?=C3=A9?=\"", "\"é\""},
        {"gb2312", "=?gb2312?B?yrXPsA==?=", "实习"},
        {"empty", "", ""},
        {"=? alone", "=?", "=?"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span written = exact(cases[i].written);

        check_span(header_decode(arena, written), cases[i].read, cases[i].what);
        give_back(written);
    }
}

static void
parameters_follow_rfc_2231(void **state)
{
    static const struct {
        const char *field, *name, *value;
    } cases[] = {
        {"text/plain; charset=utf-8", "charset", "utf-8"},
        {"text/plain; charset=\"utf-8\" (comment)", "charset", "utf-8"},
        {"text/plain;charset=utf-8;format=flowed", "format", "flowed"},
        {"attachment; filename=\"a;b.pdf\"", "filename", "a;b.pdf"},
        {"attachment; filename=Mon rapport.pdf", "filename", "Mon rapport.pdf"},
        {"attachment; filename*=utf-8''D%C3%A9cision.pdf", "filename", "Décision.pdf"},
        {"attachment; filename*=iso-8859-1'fr'D%E9cision.pdf", "filename", "Décision.pdf"},
        {"attachment; filename=\"D_cision.pdf\"; filename*=utf-8''D%C3%A9cision.pdf", "filename",
         "Décision.pdf"},
        {"attachment; filename*0*=utf-8''D%C3; filename*1*=%A9ci; filename*2=\"sion 100%.pdf\"", "filename",
         "Décision 100%.pdf"},
        {"attachment; filename*1=b.pdf; filename*0=a", "filename", "ab.pdf"},
        {"attachment; filename*0=a; filename*2=c", "filename", "a"},
        {"attachment; filename=\"=?utf-8?Q?D=C3=A9cision=2Epdf?=\"", "filename", "Décision.pdf"},
        {"attachment; filename=\"D\xe9"
         "cision.pdf\"",
         "filename", "Décision.pdf"},
        {"attachment; filename=\"a\\\"b.pdf\"", "filename", "a\"b.pdf"},
        {"attachment; filename=\"C:\\temp\\x.pdf\"", "filename", "C:\\temp\\x.pdf"},
        {"attachment; filename=\"unended", "filename", "unended"},
        {"text/plain; ; charset = utf-8 ;", "charset", "utf-8"},
        {"text/plain; charset", "charset", NULL},
        {"text/plain; filename*x*=a", "filename", NULL},
        {"", "charset", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span field = exact(cases[i].field);
        struct header_parameters parameters = header_parameters(arena, field);
        const struct header_parameter *found = header_parameter(&parameters, cases[i].name);

        if (cases[i].value == NULL)
            assert_null(found);
        else {
            assert_non_null(found);
            check_span(found->value, cases[i].value, cases[i].field);
        }
        give_back(field);
    }
    check_span(header_parameters(arena, SPAN(" Text/Plain (x) ; a=b")).value, "text/plain", "value");
}

static void
ids_are_found_however_they_are_written(void **state)
{
    static const struct {
        const char *field, *ids; /* joined by blanks */
    } cases[] = {
        {"<a@b>", "a@b"},
        {"<a@b> <c@d>\r\n\t<e@f>", "a@b c@d e@f"},
        {"<a@b>,<c@d>", "a@b c@d"},
        {"a@b", "a@b"},
        {"a@b, c@d", "a@b c@d"},
        {"<a@b c@d>", "a@b c@d"},
        {"<abc\r\n def@g>", "abcdef@g"},
        {"<a@b", "a@b"},
        {"<a@b <c@d>", "a@b c@d"},
        {"Your message of Monday from x@y <a@b>", "a@b"},
        {"nothing here", ""},
        {"<>", ""},
        {"<\x01@b>", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span field = exact(cases[i].field);
        struct text joined = text_new(arena, 1000);
        size_t count;
        struct span *ids = header_ids(arena, field, &count);

        for (size_t k = 0; k < count; k++) {
            if (k > 0)
                text_byte(&joined, ' ');
            text_span(&joined, ids[k]);
        }
        check_span(text_get(&joined), cases[i].ids, cases[i].field);
        give_back(field);
    }
}

static void
the_last_ids_are_kept(void **state)
{
    struct text field = text_new(arena, 100000);
    struct span *ids;
    size_t count;

    (void)state;
    for (int i = 0; i < 300; i++)
        text_printf(&field, "<%d@x>", i);
    ids = header_ids(arena, text_get(&field), &count);
    assert_int_equal(count, HEADER_IDS_MAX);
    check_span(ids[count - 1], "299@x", "last");
}

static void
dates_are_instants(void **state)
{
    static const struct {
        const char *field;
        int64_t instant; /* -1: not a date */
    } cases[] = {
        {"Mon, 02 Mar 2026 11:20:30 +0100", 1772446830},
        {"2 Mar 2026 10:20:30 GMT", 1772446830},
        {"Mon,2 Mar 2026 10:20:30 -0000", 1772446830},
        {"Mon, 2 Mar 2026 10:20:30", 1772446830},
        {"Mon, 2 Mar 26 05:20:30 EST (a (nested) comment)", 1772446830},
        {"Mon, 2 Mar 2026 10:20 Z", 1772446800},
        {"Thu,\r\n 1 Jan 1970 00:00:00 UT", 0},
        {"Fri, 31 Dec 99 23:59:60 +0000", 946684800},
        {"Mon, 30 Feb 2026 10:20:30 +0100", -1},
        {"Mon, 2 Mar 2026 25:20:30 +0100", -1},
        {"hier", -1},
        {"", -1},
        {"2", -1},
        {"2 Mar", -1},
        {"2 Mar 99999999999999999999 10:00", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span field = exact(cases[i].field);
        int64_t instant = -1;
        bool fine = header_date(field, &instant);

        if (fine != (cases[i].instant != -1) || instant != cases[i].instant)
            fail_msg("%s: got %lld", cases[i].field, (long long)instant);
        give_back(field);
    }
}

static void
comments_go_and_are_counted(void **state)
{
    (void)state;
    check_span(header_strip_comments(arena, SPAN("a (b (c) \\) d) e \"(f)\"")), "a   e \"(f)\"", "nested");
    check_span(header_strip_comments(arena, SPAN("a (b")), "a", "unended");
    assert_int_equal(header_comment_depth(SPAN("((()))()")), 3);
    assert_int_equal(header_comment_depth(SPAN("")), 0);
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
        cmocka_unit_test(words_are_decoded_in_every_shape_of_the_wild),
        cmocka_unit_test(parameters_follow_rfc_2231),
        cmocka_unit_test(ids_are_found_however_they_are_written),
        cmocka_unit_test(the_last_ids_are_kept),
        cmocka_unit_test(dates_are_instants),
        cmocka_unit_test(comments_go_and_are_counted),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
