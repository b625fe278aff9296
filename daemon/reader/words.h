// SPDX-License-Identifier: Apache-2.0
/*
 * words: a text as a row of words that remember where they stood, and phrases held
 * against it.  Letters and digits make words; an apostrophe and a hyphen part them,
 * so that "d'accord", "d’accord" and "d accord" are the same two words.
 */
#ifndef READER_WORDS_H
#define READER_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum { WORDS_MAX = 4000 };

struct word {
    struct span folded;  /* "" for a symbol that is no punctuation (an emoji we don't know) */
    uint32_t start, end; /* bytes of the text */
    uint32_t line;       /* from 0 */
    bool capital;        /* starts with a capital letter */
    bool opens;          /* first of its line */
    bool stop;           /* punctuation stands before it: . , ; : ! ? ( ) */
    bool question;       /* a question mark stands before it, after the word before */
    bool ruled;          /* first behind a line of dashes or the like */
    bool plus;           /* a plus sign stands right before it */
};

struct words {
    struct span text;
    struct word *at;
    size_t count;
    bool asks;     /* a question mark after the last word */
    bool too_long; /* the text has more than WORDS_MAX words; the rest is not here */
};

struct words words_of(struct arena *arena, struct span text);
/* At most so many, from the start. */
struct words words_first(struct arena *arena, struct span text, size_t most);

/* Words of the longest phrase (folded, parted by one space) of a NULL-ended list that stands at `at`; 0 when
 * none does.  A phrase never goes over punctuation. */
size_t words_match_any(const struct words *words, size_t at, const char *const *phrases);
/* The word is the first one of a phrase of the list. */
bool words_begin_any(const struct word *word, const char *const *phrases);
bool words_in(struct span folded, const char *const *list);

/* Index of the first word after the line of word `at`. */
size_t words_line_end(const struct words *words, size_t at);
/* A question mark between words [from, to), the one after the last included. */
bool words_question(const struct words *words, size_t from, size_t to);

#endif
