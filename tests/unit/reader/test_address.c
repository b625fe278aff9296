// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/address.h"

static struct arena *arena;

static void
one_plain_author_or_a_word(void **state)
{
    static const struct {
        const char *field, *why, *address, *name;
    } cases[] = {
        {"jean@univ.example", "", "jean@univ.example", ""},
        {"Jean Dupont <Jean@Univ.Example>", "", "Jean@univ.example", "Jean Dupont"},
        {"\"Dupont, Jean\" <jean@univ.example>", "", "jean@univ.example", "Dupont, Jean"},
        {"=?utf-8?Q?Ren=C3=A9?= <rene@univ.example>", "", "rene@univ.example", "René"},
        {"\"=?utf-8?Q?Ren=C3=A9?=\" <rene@univ.example>", "", "rene@univ.example", "René"},
        {"jean@univ.example (Jean Dupont)", "", "jean@univ.example", "Jean Dupont"},
        {"\"boss@univ.example\" <evil@else.example>", "", "evil@else.example", "boss@univ.example"},
        {"boss@univ.example <evil@else.example>", "", "evil@else.example", "boss@univ.example"},
        {"Ren\xc3\xa9 <rene@univ.example>", "", "rene@univ.example", "René"},
        {"< jean@univ.example >", "", "jean@univ.example", ""},
        {"o'neil+x@univ.example", "", "o'neil+x@univ.example", ""},
        {"", "no-from", "", ""},
        {"   ", "no-from", "", ""},
        {"a@b.example, c@d.example", "several-from", "", ""},
        {"<a@b.example> <c@d.example>", "several-from", "", ""},
        {"<a@b.example>, ", "several-from", "", ""},
        {"Dupont, Jean <jean@univ.example>", "several-from", "", ""},
        {"friends: a@b.example;", "group", "", ""},
        {"undisclosed-recipients:;", "group", "", ""},
        {"<@x.example:a@b.example>", "route", "", ""},
        {"\"jean dupont\"@univ.example", "quoted-local", "", ""},
        {"<\"jean\"@univ.example>", "quoted-local", "", ""},
        {"=?utf-8?Q?jean=40univ.example?=", "encoded-address", "", ""},
        {"<=?utf-8?Q?jean?=@univ.example>", "encoded-address", "", ""},
        {"<ren\xc3\xa9@univ.example>", "non-ascii-address", "", ""},
        /* look-alikes: Cyrillic i and e, full width, a zero width space, the Kelvin sign, a dotless i */
        {"<jean@un\xd1\x96v.example>", "non-ascii-address", "", ""},
        {"<j\xd0\xb5" "an@univ.example>", "non-ascii-address", "", ""},
        {"<jean@\xef\xbd\x95niv.example>", "non-ascii-address", "", ""},
        {"<jean\xe2\x80\x8b@univ.example>", "non-ascii-address", "", ""},
        {"<\xe2\x84\xaa" "arim@univ.example>", "non-ascii-address", "", ""},
        {"<jean@un\xc4\xb1v.example>", "non-ascii-address", "", ""},
        {"Jean <jean@xn--unv-khd.example>", "", "jean@xn--unv-khd.example", "Jean"}, /* is who it says */
        {"\"jean@univ.example\" <jean@univ.example.evil.example>", "", "jean@univ.example.evil.example",
         "jean@univ.example"},
        {"jean(x)@univ.example", "comment-in-address", "", ""},
        {"jean@univ.example(.evil.example)", "comment-in-address", "", ""},
        {"<jean(x)@univ.example>", "comment-in-address", "", ""},
        {"jean", "bad-address", "", ""},
        {"<jean@>", "bad-address", "", ""},
        {"<@univ.example>", "route", "", ""},
        {"<>", "bad-address", "", ""},
        {"<jean@univ.example", "bad-address", "", ""},
        {"<jean@univ.example> more", "bad-address", "", ""},
        {"<a@b@univ.example>", "bad-address", "", ""},
        {"<.jean@univ.example>", "bad-address", "", ""},
        {"<jean..d@univ.example>", "bad-address", "", ""},
        {"<jean@univ..example>", "bad-address", "", ""},
        {"<jean@[192.0.2.1]>", "bad-address", "", ""},
        {"<jean @univ.example>", "bad-address", "", ""},
        {"je\\an@univ.example", "bad-address", "", ""},
        {"\"unended <jean@univ.example>", "bad-address", "", ""},
        {"(unended jean@univ.example", "bad-address", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct address author;

        check_span(address_author(arena, span_of(cases[i].field), &author), cases[i].why, cases[i].field);
        check_span(author.address, cases[i].address, cases[i].field);
        check_span(author.name, cases[i].name, cases[i].field);
    }
}

static void
a_nul_is_seen(void **state)
{
    static const char field[] = "a@b.example\0@c.example";
    struct address author;

    (void)state;
    check_span(address_author(arena, (struct span){field, sizeof field - 1}, &author), "nul", "NUL");
}

static void
lists_are_read_leniently(void **state)
{
    size_t count;
    struct address *list = address_list(
        arena, SPAN("A <a@x.example>, \"B, C\" <b@x.example>; Friends: c@x.example, bad, d@Y.example;"),
        &count);

    (void)state;
    assert_int_equal(count, 4);
    check_span(list[0].address, "a@x.example", "first");
    check_span(list[1].name, "B, C", "quoted comma");
    check_span(list[3].address, "d@y.example", "in a group");
    address_list(arena, SPAN(""), &count);
    assert_int_equal(count, 0);
}

static void
addresses_are_compared_exactly(void **state)
{
    (void)state;
    assert_true(address_equal(SPAN("a@X.example"), SPAN("a@x.example")));
    assert_false(address_equal(SPAN("A@x.example"), SPAN("a@x.example")));
    assert_false(address_equal(SPAN("x.example"), SPAN("x.example")));
    assert_false(address_equal(SPAN("a@xn--unv-khd.example"), SPAN("a@univ.example")));
    assert_false(address_equal(SPAN("a@xn--unv-khd.example"), SPAN("a@un\xd1\x96v.example")));
    assert_false(address_equal(SPAN("a@\xe2\x84\xaa.example"), SPAN("a@k.example")));
    assert_false(address_equal(SPAN("a@univ.example.evil.example"), SPAN("a@univ.example")));
    check_span(address_domain(SPAN("a@x.example")), "x.example", "domain");
    check_span(address_domain(SPAN("a")), "", "no domain");
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
        cmocka_unit_test(one_plain_author_or_a_word),
        cmocka_unit_test(a_nul_is_seen),
        cmocka_unit_test(lists_are_read_leniently),
        cmocka_unit_test(addresses_are_compared_exactly),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
