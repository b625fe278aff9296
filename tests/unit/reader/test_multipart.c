// SPDX-License-Identifier: Apache-2.0
/* reader/multipart: cut where RFC 2046 says, and where mail programs forget to. */
#include "testing.h"

#include <string.h>

#include "reader/multipart.h"

enum { MOST = 4 };

static void
test_split(void **state)
{
    static const struct {
        const char *what, *body, *pieces; /* joined by "|" */
        bool closed, after_close, too_many;
    } cases[] = {
        {"two", "pre\r\n--b\r\nx\r\n--b\r\ny\r\n--b--\r\npost\r\n", "x|y", true, false, false},
        {"bare line feeds", "--b\nx\n--b\ny\n--b--\n", "x|y", true, false, false},
        {"white space behind a delimiter", "--b \t\r\nx\r\n--b-- \r\n", "x", true, false, false},
        {"the line end before it is the delimiter's", "--b\r\nx\r\n\r\n--b--", "x\r\n", true, false, false},
        {"a longer word is none", "--b\r\nx\r\n--bc\r\ny\r\n--b--", "x\r\n--bc\r\ny", true, false, false},
        {"not in the middle of a line", "--b\r\nx --b--\r\n--b--", "x --b--", true, false, false},
        {"never closed", "--b\r\nx\r\n--b\r\ny\r\n", "x|y", false, false, false},
        {"the last one without its dashes", "--b\r\nx\r\n--b\r\n \r\n", "x", false, false, false},
        {"more behind the end", "--b\r\nx\r\n--b--\r\n--b\r\ny\r\n--b--", "x", true, true, false},
        {"an empty part", "--b\r\n--b--", "", true, false, false},
        {"none", "x\r\n", NULL, false, false, false},
        {"nothing", "", NULL, false, false, false},
        {"too many", "--b\n1\n--b\n2\n--b\n3\n--b\n4\n--b\n5\n--b--", "1|2|3|4", true, false, true},
    };
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct multipart got = multipart_split(arena, span_of(cases[i].body), SPAN("b"), MOST);
        struct text joined = text_new(arena, 1000);

        for (size_t n = 0; n < got.count; n++) {
            text_string(&joined, n > 0 ? "|" : "");
            text_span(&joined, got.pieces[n]);
        }
        if ((got.count == 0) != (cases[i].pieces == NULL))
            fail_msg("%s: %zu pieces", cases[i].what, got.count);
        check_span(text_get(&joined), cases[i].pieces == NULL ? "" : cases[i].pieces, cases[i].what);
        if (got.closed != cases[i].closed || got.after_close != cases[i].after_close ||
            got.too_many != cases[i].too_many)
            fail_msg("%s: closed %d, after %d, too many %d", cases[i].what, got.closed, got.after_close,
                     got.too_many);
    }
    arena_close(&arena);
}

static void
test_boundaries(void **state)
{
    char long_one[300];

    (void)state;
    memset(long_one, 'a', sizeof long_one);
    assert_true(multipart_is_boundary(SPAN("----=_Part 1'()+_,-./:=?")));
    assert_false(multipart_is_boundary(SPAN("")));
    assert_false(multipart_is_boundary(SPAN("a\"b")));
    assert_false(multipart_is_boundary(SPAN("a\\b")));
    assert_false(multipart_is_boundary(SPAN("a\nb")));
    assert_false(multipart_is_boundary(SPAN("\xC3\xA9")));
    assert_false(multipart_is_boundary((struct span){long_one, sizeof long_one}));
    check_span(multipart_guess(SPAN("x\r\n--\r\n--b c\r\nContent-Type: text/plain\r\n\r\n")), "b c",
               "guessed");
    check_span(multipart_guess(SPAN("-- \r\nAnne\r\n--b\r\nx: y\r\n")), "", "a signature is none");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_split), cmocka_unit_test(test_boundaries)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
