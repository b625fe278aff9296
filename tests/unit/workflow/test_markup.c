// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "workflow/markup.h"

static void
escapes(void **state)
{
    const struct {
        struct span in;
        const char *out, *why;
    } cases[] = {
        {SPAN(""), "", "nothing"},
        {SPAN("plain text"), "plain text", "no change"},
        {SPAN("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;", "the four"},
        {SPAN("l\xc3\xa9\xc2\xa0!"), "l\xc3\xa9\xc2\xa0!", "UTF-8 stays"},
        {SPAN("a\nb\tc\rd"), "a&#10;b&#9;cd", "line ends survive in an attribute"},
        {SPAN("a\x01z"), "a\xef\xbf\xbdz", "a control is no XML character"},
        {SPAN("a\xc3"), "a\xef\xbf\xbd", "cut in the middle of a character"},
        {SPAN("a\xef\xbf\xbe"), "a\xef\xbf\xbd", "U+FFFE is no XML character"},
    };
    struct arena *arena = arena_open(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = text_new(arena, 1000);

        markup_escape(&out,
                      (struct span){arena_copy(arena, cases[i].in.data, cases[i].in.len), cases[i].in.len});
        check_span(text_get(&out), cases[i].out, cases[i].why);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(escapes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
