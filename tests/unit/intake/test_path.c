// SPDX-License-Identifier: Apache-2.0
/* intake/path: the paths of MAIL and RCPT, by the letter. */
#include "testing.h"

#include <stdlib.h>
#include <string.h>

#include "intake/path.h"

static void
test_taken(void **state)
{
    static const struct {
        const char *argument, *path, *parameters; /* path NULL: refused */
    } cases[] = {
        {"<a@b.example>", "a@b.example", ""},
        {" <a@b.example> SIZE=3 BODY=8BITMIME", "a@b.example", " SIZE=3 BODY=8BITMIME"},
        {"<>", "", ""},
        {"<\"a> b\"@c.example> SIZE=1", "\"a> b\"@c.example", " SIZE=1"},
        {"<\"a\\\"> b\"@c.example>", "\"a\\\"> b\"@c.example", ""},
        {"<a@b.example>SIZE=3", NULL, NULL},
        {"<a@b.example", NULL, NULL},
        {"a@b.example", NULL, NULL},
        {"<\"a>", "\"a", ""}, /* no quoted string: what it is, path_is_address says */
        {"", NULL, NULL},
        {"<", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span path, parameters;
        bool good = path_take(span_of(cases[i].argument), &path, &parameters);

        if (good != (cases[i].path != NULL))
            fail_msg("%s", cases[i].argument);
        if (!good)
            continue;
        check_span(path, cases[i].path, cases[i].argument);
        check_span(parameters, cases[i].parameters, cases[i].argument);
    }
}

static void
test_addresses(void **state)
{
    static const struct {
        const char *address;
        bool good;
    } cases[] = {
        {"a@b.example", true},
        {"a.b+tag=x@b-c.example", true},
        {"\"a b\"@b.example", true},
        {"\"\"@b.example", true},
        {"a@[192.0.2.1]", true},
        {"a@[IPv6:2001:db8::1]", true},
        {"zo\xC3\xA9@b\xC3\xA9.example", true},
        {"a@localhost", true},
        {"", false},
        {"a", false},
        {"@b.example", false},
        {"a@", false},
        {"a@b@c.example", false},
        {".a@b.example", false},
        {"a.@b.example", false},
        {"a..b@c.example", false},
        {"a b@c.example", false},
        {"a@-b.example", false},
        {"a@b-.example", false},
        {"a@b..example", false},
        {"a@b.example.", false},
        {"a@b_c.example", false},
        {"a@[192.0.2.1", false},
        {"a@[a b]", false},
        {"@x.example:a@b.example", false},
        {"\"a@b.example", false},
        {"\"a\n\"@b.example", false},
        {"\"a\"b@c.example", false},
        {"zo\xE9@b.example", false},
        {"a\x01@b.example", false},
    };
    char local[400];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = strlen(cases[i].address);
        char *exact = test_malloc(len + 1);

        memcpy(exact + 1, cases[i].address, len); /* ends where the block ends */
        if (path_is_address((struct span){exact + 1, len}) != cases[i].good)
            fail_msg("\"%s\" is %staken", cases[i].address, cases[i].good ? "not " : "");
        test_free(exact);
    }
    memset(local, 'a', sizeof local);
    memcpy(local + PATH_ADDRESS_MAX - 2, "@b", 2);
    assert_true(path_is_address((struct span){local, PATH_ADDRESS_MAX}));
    memcpy(local + PATH_ADDRESS_MAX - 2, "a@b", 3);
    assert_false(path_is_address((struct span){local, PATH_ADDRESS_MAX + 1}));
    assert_true(path_is_ascii(SPAN("a@b")));
    assert_false(path_is_ascii(SPAN("zo\xC3\xA9@b")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_taken), cmocka_unit_test(test_addresses)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
