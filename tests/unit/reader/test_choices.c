// SPDX-License-Identifier: Apache-2.0
#include "testing.h"

#include "reader/answer.h"

static struct arena *arena;

static void
numbers_are_read_with_the_words_before_them(void **state)
{
    static const struct {
        const char *text, *argument; /* NULL: not the verb numero */
    } cases[] = {
        {"2", "2"},
        {"2, 5", "2, 5"},
        {"2 et 5", "2 et 5"},
        {"référent 2, établissement 5", "référent 2, établissement 5"},
        {"Référent : 2\nÉtablissement : 5\n\nCordialement,\nLéa", "Référent : 2\nÉtablissement : 5"},
        {"Bonjour,\nréférent 2\nMerci", "référent 2"},
        {"le 2 et le 5", "le 2 et le 5"},
        {"2 ou 5 ?", NULL},
        {"2 mais pas 5", NULL},
        {"pas 2", NULL},
        {"2, 5 ça me va mieux", NULL},
        {"référent 2 établissement", NULL},
        {"2026", NULL},
        {"je signe 2", NULL},
        {"oui 2, 3", NULL},
    };
    struct answer_context context = {.author = SPAN("Léa Martin lea.martin@univ.example"),
                                     .signature = SPAN("")};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answer answer = answer_read(arena, span_of(cases[i].text), &context);
        bool number = answer.verb != NULL && span_is(span_of(answer.verb->id), "numero");

        if (number != (cases[i].argument != NULL))
            fail_msg("%s: %s", cases[i].text, number ? "read as numbers" : "not read as numbers");
        if (number)
            check_span(answer.argument, cases[i].argument, cases[i].text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_with_the_words_before_them),
    };
    int result;

    arena = arena_open(16 << 20);
    result = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return result;
}
