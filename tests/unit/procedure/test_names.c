// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <stdio.h>
#include <string.h>

#include "procedure/names.h"

static void
write_name(void *data, const struct name *name)
{
    struct text *out = data;

    if (out->len > 0)
        text_byte(out, ' ');
    if (name->kind == NAME_ANY)
        text_string(out, "*");
    else if (name->kind == NAME_FUNCTION)
        text_printf(out, "%.*s/%d", SPAN_ARG(name->name), name->arguments);
    else
        text_printf(out, "%s%.*s", name->kind == NAME_VARIABLE ? "$" : "", SPAN_ARG(name->name));
}

static void
names_are_found_where_they_stand(void **state)
{
    static const struct {
        const char *source, *names;
    } cases[] = {
        {"true()", "true/0"},
        {"not($a-b) and loan/from", "$a-b not/1 loan/from"},
        {"e:minutes(loan/from, loan/to, '35, 3(', \"x'\")", "loan/from loan/to e:minutes/4"},
        {"$today < loan/item/title", "$today loan/item/title"},
        {"loan/item[title = $x]/copies", "loan/item title $x"},
        {"div div mod", "div mod"},
        {"3 * 4 - count(*)", "* count/1"},
        {"* * 2 + loan/from", "* loan/from"},
        {"ancestor::loan/node()", ""},
        {"@id and ../loan and //loan/x and $d/data/loan/y", "* * $d"},
        {"concat('a', (1, 2))", "concat/2"},
        {"string()", "string/0"},
        {"f(g(h()), .)", "h/0 g/1 * f/2"},
        {"substring('ouinon', 1 + 3 * not($o), 3)", "$o not/1 substring/3"},
        {"loan/item/text()", "loan/item"},
        {"@*/x and loan/* and node()", "loan *"},
        {"- 3.5 - $x-1", "$x-1"},
        {"'unclosed", ""},
        {"f(", ""},
        {"))", ""},
    };
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text out = text_new(arena, 1000);

        names_of(cases[i].source, write_name, &out);
        if (strcmp(text_cstr(&out), cases[i].names) != 0)
            fail_msg("%s: got \"%s\", expected \"%s\"", cases[i].source, text_cstr(&out), cases[i].names);
    }
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_found_where_they_stand)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
