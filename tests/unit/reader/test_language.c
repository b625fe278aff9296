// SPDX-License-Identifier: Apache-2.0
/* reader/language: French when in doubt. */
#include "testing.h"

#include "reader/language.h"

static void
test_guessed(void **state)
{
    static const struct {
        const char *text, *language;
    } cases[] = {
        {"Bonjour, je valide ce dossier.", "fr"},
        {"Hello, I approve this.", "en"},
        {"YES", "en"},
        {"OUI", "fr"},
        {"J'accepte", "fr"},
        {"Thanks, bonne journ\xC3\xA9"
         "e \xC3\xA0 vous et merci pour votre aide",
         "fr"},
        {"Re: 2026-00042", "fr"},
        /* The first and the last words of the table, and two beside its middle. */
        {"accept", "en"},
        {"l d agree your you", "en"},
        {"your votre l", "fr"},
        {"madame my not", "en"},
        {"", "fr"},
    };
    struct arena *arena = arena_open(1024 * 1024);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_span(language_guess(arena, span_of(cases[i].text)), cases[i].language, cases[i].text);
    arena_close(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_guessed)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
