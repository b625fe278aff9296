// SPDX-License-Identifier: Apache-2.0
#include "procedure/languages.h"
#include "procedure/procedure_help.h"

#define MAIL "<mail xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xsl:version='1.0'/>"

static void
named(void **state)
{
    static const struct {
        const char *written, *code, *why;
    } cases[] = {
        {"EN", "en", "its code"},
        {"anglais", "en", "its French name"},
        {"en anglais", "en", "with a preposition, which is a code too"},
        {": English.", "en", "with punctuation around it"},
        {"in french", "fr", "in English"},
        {"Globish", "en", "an alias"},
        {"FRANCAIS", "fr", "without its accent"},
        {"espagnol", "", "it is in the table, but the mail is not there in it"},
        {"klingon", "", "nobody speaks it"},
        {"anglais et français", "", "two of them"},
        {"", "", "nothing"},
    };
    const struct help_file files[] = {{"rules/form.xml", help_form},
                                      {"rules/rules.xml", help_rules},
                                      {"rules/parameters.xml", help_parameters},
                                      {"templates/fr/mail/receipt.xsl", MAIL},
                                      {"templates/en/mail/receipt.xsl", MAIL},
                                      {"templates/es/mail/other.xsl", MAIL}};
    struct arena *arena = arena_open(HELP_ARENA);
    struct bundle bundle = help_bundle(arena, files, sizeof files / sizeof files[0]);
    struct procedure *procedure = help_load(arena, &bundle);
    size_t count;
    const struct language *languages = languages_of(arena, procedure, SPAN("receipt"), &count);

    (void)state;
    assert_int_equal(count, 2);
    check_span(languages[0].code, "fr", "in the order of the table");
    check_span(languages[1].label.fr, "anglais", "as the table calls it");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(languages_named(arena, procedure, SPAN("receipt"), span_of(cases[i].written)), cases[i].code,
                   cases[i].why);
    procedure_close(&procedure);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(named)};

    procedure_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
