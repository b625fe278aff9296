// SPDX-License-Identifier: Apache-2.0
#include "reader/language.h"

#include <string.h>

enum { LOOKED_AT = 4000 }; /* bytes */

enum tongue { FR, EN, TONGUES };

/* Words that the other language does not have, sorted. */
// clang-format off
static const struct small_word {
    const char *word;
    enum tongue tongue;
} small_words[] = {
    {"accept", EN},       {"agree", EN},        {"aide", FR},         {"am", EN},           {"and", EN},
    {"approve", EN},      {"approved", EN},     {"are", EN},          {"au", FR},           {"aux", FR},
    {"avec", FR},         {"avez", FR},         {"be", EN},           {"best", EN},         {"bonjour", FR},
    {"bonsoir", FR},      {"but", EN},          {"by", EN},           {"ce", FR},           {"ces", FR},
    {"cette", FR},        {"change", EN},       {"chercher", FR},     {"cordialement", FR}, {"d", FR},
    {"dans", FR},         {"dashboard", EN},    {"dear", EN},         {"decline", EN},      {"des", FR},
    {"du", FR},           {"est", FR},          {"et", FR},           {"for", EN},          {"form", EN},
    {"formulaire", FR},   {"have", EN},         {"hello", EN},        {"help", EN},         {"hi", EN},
    {"i", EN},            {"in", EN},           {"is", EN},           {"it", EN},           {"j", FR},
    {"je", FR},           {"l", FR},            {"la", FR},           {"le", FR},           {"les", FR},
    {"ma", FR},           {"madame", FR},       {"mais", FR},         {"merci", FR},        {"mes", FR},
    {"modifier", FR},     {"mon", FR},          {"monsieur", FR},     {"my", EN},           {"ne", FR},
    {"non", FR},          {"not", EN},          {"nous", FR},         {"of", EN},           {"or", EN},
    {"ou", FR},           {"oui", FR},          {"paper", EN},        {"papier", FR},       {"par", FR},
    {"pas", FR},          {"please", EN},       {"pour", FR},         {"que", FR},          {"qui", FR},
    {"refuser", FR},      {"regards", EN},      {"reject", EN},       {"search", EN},       {"sign", EN},
    {"signe", FR},        {"sincerely", EN},    {"sont", FR},         {"suis", FR},         {"sur", FR},
    {"tableau", FR},      {"thank", EN},        {"thanks", EN},       {"that", EN},         {"the", EN},
    {"these", EN},        {"this", EN},         {"to", EN},           {"un", FR},           {"une", FR},
    {"valide", FR},       {"vos", FR},          {"votre", FR},        {"vous", FR},         {"was", EN},
    {"we", EN},           {"which", EN},        {"who", EN},          {"will", EN},         {"with", EN},
    {"yes", EN},          {"you", EN},          {"your", EN},
};
// clang-format on

/* As strcmp. */
static int
compare(struct span folded, const char *word)
{
    size_t i = 0;

    while (i < folded.len && word[i] != '\0' && folded.data[i] == word[i])
        i++;
    return i < folded.len ? folded.data[i] - word[i] : -(word[i] != '\0');
}

enum { SMALL_WORDS = sizeof small_words / sizeof small_words[0] };

/* Where those stand that begin with each byte; SMALL_WORDS: nowhere. */
struct starts {
    unsigned char of[256];
};

static struct starts
find_starts(void)
{
    struct starts starts;

    memset(starts.of, SMALL_WORDS, sizeof starts.of);
    for (size_t i = SMALL_WORDS; i-- > 0;)
        starts.of[(unsigned char)small_words[i].word[0]] = (unsigned char)i;
    return starts;
}

/* NULL: a word of neither, or of both. */
static const struct small_word *
find_word(const struct starts *starts, struct span folded)
{
    size_t at = folded.len == 0 ? SMALL_WORDS : starts->of[(unsigned char)folded.data[0]];

    for (; at < SMALL_WORDS; at++) {
        int order = compare(folded, small_words[at].word);

        if (order <= 0)
            return order == 0 ? &small_words[at] : NULL;
    }
    return NULL;
}

struct span
language_of(const struct words *words)
{
    struct starts starts = find_starts();
    size_t found[TONGUES] = {0};

    for (size_t i = 0; i < words->count && words->at[i].end <= LOOKED_AT; i++) {
        const struct small_word *word = find_word(&starts, words->at[i].folded);

        if (word != NULL)
            found[word->tongue]++;
    }
    return found[EN] > found[FR] ? SPAN("en") : SPAN("fr");
}

struct span
language_guess(struct arena *arena, struct span text)
{
    struct words words = words_of(arena, span_first(text, LOOKED_AT));

    return language_of(&words);
}
