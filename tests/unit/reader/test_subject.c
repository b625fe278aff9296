// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/language.h"
#include "reader/subject.h"

static struct arena *arena;

static void
prefixes_and_marks_go(void **state)
{
    static const struct {
        const char *subject, *words;
        bool reply, forward;
    } cases[] = {
        {"AIDE", "AIDE", false, false},
        {"Re: AIDE", "AIDE", true, false},
        {"RE\u00a0: AIDE", "AIDE", true, false},
        {"Rép : [2026-00042] AIDE", "AIDE", true, false},
        {"TR: Re: x", "x", false, true},
        {"Re: TR: x", "x", true, false},
        {"Fwd: x", "x", false, true},
        {"RE[2]: x", "x", true, false},
        {"AW: WG: x", "x", true, false},
        {"x [2026-00042]", "x", false, false},
        {"Réunion : oui", "Réunion : oui", false, false},
        {"[", "[", false, false},
        {"", "", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct subject subject = subject_read(arena, span_of(cases[i].subject));

        check_span(subject.words, cases[i].words, cases[i].subject);
        assert_int_equal(subject.reply, cases[i].reply);
        assert_int_equal(subject.forward, cases[i].forward);
    }
}

static void
the_language_is_guessed_and_french_in_doubt(void **state)
{
    (void)state;
    check_span(language_guess(arena, SPAN("Dear all, please find the form")), "en", "English");
    check_span(language_guess(arena, SPAN("Bonjour, je valide")), "fr", "French");
    check_span(language_guess(arena, SPAN("OK")), "fr", "either");
    check_span(language_guess(arena, SPAN("")), "fr", "nothing");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefixes_and_marks_go),
        cmocka_unit_test(the_language_is_guessed_and_french_in_doubt),
    };
    int result;

    arena = arena_open(4 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
