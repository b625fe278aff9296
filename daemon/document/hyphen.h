// SPDX-License-Identifier: Apache-2.0
/*
 * hyphen: where a word may be divided (libhyphen with Debian's patterns).
 */
#ifndef DOCUMENT_HYPHEN_H
#define DOCUMENT_HYPHEN_H

#include "common/error.h"
#include "common/text.h"

enum {
    HYPHEN_WORD_MAX = 60, /* letters; a longer run is no word */
    HYPHEN_LEFT = 2,      /* letters kept before the first hyphen */
    HYPHEN_RIGHT = 3,     /* letters carried to the next line at least */
};

struct hyphens;

/* Reads files.  French patterns must be there (hyphen-fr), English ones may be (hyphen-en-us). */
struct hyphens *hyphens_open(struct error *err);
void hyphens_close(struct hyphens **hyphens);

/* word: `count` letters.  divides[i] becomes true where the word may be divided after letter i.
 * False when there is no such place or no patterns for the language. */
bool hyphen_word(const struct hyphens *hyphens, const char *language, const uint32_t *word, size_t count,
                 bool *divides);

#endif
