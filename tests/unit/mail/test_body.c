// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include <string.h>

#include "mail/body.h"
#include "sample.h"

enum { ARENA_MAX = 32 * 1024 * 1024 };

static const struct body_settings settings = {.reply_to = {"desk+TAG@univ.example", 21},
                                              .subject = {"Prêt à rendre [7]", 19},
                                              .number = {"7", 1},
                                              .tag = {"TAG", 3},
                                              .lang = "fr"};

static void
links_carry_verb_and_lines(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    const xmlNode *answers = xml_first(sample_root(arena, SAMPLE), "answers");
    const xmlNode *yes = xml_first(answers, "answer"), *no = xml_next(yes, "answer");

    (void)state;
    check_span(body_answer_link(arena, yes, &settings),
               "mailto:desk%2BTAG@univ.example?subject=Re%3A%20Pr%C3%AAt%20%C3%A0%20rendre%20%5B7%5D"
               "&body=OUI%0D%0A",
               "a verb");
    check_span(body_answer_text(arena, no), "NON", "the text of an answer");
    check_span(body_answer_link(arena, xml_next(no, "answer"), &settings),
               "mailto:desk%2BTAG@univ.example?subject=Re%3A%20Pr%C3%AAt%20%C3%A0%20rendre%20%5B7%5D"
               "&body=Jour%20%3A%20%0D%0ALieu%20%3A%0D%0A",
               "lines");
    arena_close(&arena);
}

static void
links_stay_short(void **state)
{
    struct arena *arena = arena_open(ARENA_MAX);
    struct text markup = text_new(arena, 100000);
    struct span link;

    (void)state;
    text_string(&markup, "<answer verb=\"MODIFIER\"><lines>");
    for (int i = 0; i < 500; i++)
        text_printf(&markup, "ligne numéro %d : \n", i);
    text_string(&markup, "</lines></answer>");
    link = body_answer_link(arena, sample_root(arena, text_cstr(&markup)), &settings);
    assert_true(link.len <= BODY_MAILTO_MAX);
    assert_true(link.len > BODY_MAILTO_MAX - 100);
    assert_true(span_ends(link, "%0D%0A")); /* whole lines */
    assert_true(span_find(link, "body=MODIFIER%0D%0Aligne") != SIZE_MAX);
    arena_close(&arena);
}

static void
gauges_have_words(void **state)
{
    (void)state;
    assert_string_equal(body_gauge("green")->state, "green");
    assert_string_equal(body_gauge("orange")->state, "orange");
    assert_string_equal(body_gauge("what")->state, "red");
    assert_string_equal(body_gauge_words(body_gauge("red"), true), "to be filled in");
    assert_string_equal(body_gauge_words(body_gauge("red"), false), "à remplir");
}

static void
links_are_safe(void **state)
{
    (void)state;
    assert_true(body_is_safe_link(SPAN("https://univ.example/")));
    assert_true(body_is_safe_link(SPAN("mailto:a@b.example")));
    assert_false(body_is_safe_link(SPAN("http://univ.example/")));
    assert_false(body_is_safe_link(SPAN("javascript:alert(1)")));
    assert_false(body_is_safe_link(SPAN(" https://univ.example/")));
    assert_false(body_is_safe_link(SPAN("")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_carry_verb_and_lines),
        cmocka_unit_test(links_stay_short),
        cmocka_unit_test(gauges_have_words),
        cmocka_unit_test(links_are_safe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
