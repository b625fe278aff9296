// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/arc.h"

static void
the_last_seal_counts(void **state)
{
    static const struct {
        const char *what, *header, *domain, *results;
    } cases[] = {
        {"no chain", "Subject: x\r\n", "", ""},
        {"one link", "ARC-Seal: i=1; a=rsa-sha256; d=List.Example; b=x\r\nARC-Authentication-Results: i=1; mx; none\r\n",
         "list.example", " mx; none"},
        {"folded", "ARC-Seal: a=rsa-sha256;\r\n i = 2 ;\r\n d = a.example\r\nARC-Authentication-Results: i=2; mx; none\r\n",
         "a.example", " mx; none"},
        {"no number", "ARC-Seal: d=a.example\r\nARC-Authentication-Results: mx; none\r\n", "", ""},
        {"no results", "ARC-Seal: i=1; d=a.example\r\n", "", ""},
        {"no domain", "ARC-Seal: i=1; s=x\r\nARC-Authentication-Results: i=1; mx; none\r\n", "", " mx; none"},
        {"zero", "ARC-Seal: i=0; d=a.example\r\nARC-Authentication-Results: i=0; mx; none\r\n", "", ""},
    };
    struct arena *arena = arena_open(16 * 1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mime *mime = mime_read(arena, span_printf(arena, "%s\r\nx", cases[i].header));
        struct arc_seal seal = arc_last(arena, mime->root);

        check_span(seal.domain, cases[i].domain, cases[i].what);
        check_span(seal.results, cases[i].results, cases[i].what);
        assert_false(arc_trusted(&seal, SPAN("")));
        assert_false(arc_trusted(&seal, SPAN("example")));
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_last_seal_counts)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
