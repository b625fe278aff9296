// SPDX-License-Identifier: Apache-2.0
#include "document/document_help.h"

struct hyphen_case {
    const char *says, *word, *divided;
};

static const struct hyphen_case cases[] = {
    {"patterns divide", "bibliothèque", "bi-blio-thèque"},
    {"accents count as one letter", "référence", "ré-fé-rence"},
    {"capitals divide like small letters", "ÉVALUATION", "ÉVA-LUA-TION"},
    {"two letters stay on the left, three go to the right", "animée", "ani-mée"},
    {"a word too short stays whole", "mère", "mère"},
};

static size_t
decode(const char *word, uint32_t *codes)
{
    struct span rest = span_of(word);
    size_t count = 0;

    while (rest.len > 0)
        codes[count++] = utf8_next(&rest);
    return count;
}

static void
test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t codes[64];
        bool divides[64];
        size_t count = decode(cases[i].word, codes);
        struct text out = text_new(arena, 256);

        hyphen_word(hyphens, "fr", codes, count, divides);
        for (size_t k = 0; k < count; k++) {
            utf8_add(&out, codes[k]);
            if (divides[k])
                text_byte(&out, '-');
        }
        if (strcmp(text_cstr(&out), cases[i].divided) != 0)
            fail_msg("%s: %s, expected %s", cases[i].says, text_cstr(&out), cases[i].divided);
    }
}

static void
test_limits(void **state)
{
    uint32_t codes[HYPHEN_WORD_MAX + 1];
    bool divides[HYPHEN_WORD_MAX + 1];

    (void)state;
    for (size_t i = 0; i <= HYPHEN_WORD_MAX; i++)
        codes[i] = 'a';
    assert_false(hyphen_word(hyphens, "fr", codes, HYPHEN_WORD_MAX + 1, divides));
    assert_false(hyphen_word(hyphens, "xx", codes, 20, divides));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
