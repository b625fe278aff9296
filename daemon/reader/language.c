// SPDX-License-Identifier: Apache-2.0
#include "reader/language.h"

#include "reader/words.h"

enum { LOOKED_AT = 4000 }; /* bytes */

/* Words that the other language does not have. */
static const char *const french[] = {
    "bonjour",  "bonsoir", "je",         "vous",     "nous",         "est",     "les",      "des",
    "une",      "un",      "le",         "la",       "du",           "et",      "pour",     "avec",
    "dans",     "merci",   "oui",        "non",      "cordialement", "ne",      "pas",      "sur",
    "au",       "aux",     "mon",        "ma",       "mes",          "votre",   "vos",      "ce",
    "cette",    "ces",     "que",        "qui",      "sont",         "suis",    "avez",     "mais",
    "ou",       "aide",    "formulaire", "valide",   "signe",        "refuser", "modifier", "tableau",
    "chercher", "papier",  "madame",     "monsieur", "par",          "d",       "l",        "j",
    NULL};
static const char *const english[] = {
    "hello",  "hi",        "dear",   "i",     "you",    "we",      "is",        "are",  "the",
    "of",     "and",       "for",    "with",  "in",     "thanks",  "thank",     "yes",  "regards",
    "not",    "my",        "your",   "this",  "that",   "these",   "which",     "who",  "am",
    "have",   "but",       "or",     "help",  "form",   "approve", "approved",  "sign", "decline",
    "change", "dashboard", "search", "paper", "please", "best",    "sincerely", "to",   "by",
    "it",     "be",        "was",    "will",  "agree",  "accept",  "reject",    NULL};

struct span
language_guess(struct arena *arena, struct span text)
{
    struct words words = words_of(arena, span_first(text, LOOKED_AT));
    size_t fr = 0, en = 0;

    for (size_t i = 0; i < words.count; i++) {
        fr += words_in(words.at[i].folded, french);
        en += words_in(words.at[i].folded, english);
    }
    return en > fr ? SPAN("en") : SPAN("fr");
}
