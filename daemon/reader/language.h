// SPDX-License-Identifier: Apache-2.0
/* language: French or English, by the small words of a text. */
#ifndef READER_LANGUAGE_H
#define READER_LANGUAGE_H

#include "reader/words.h"

/* "fr" or "en"; "fr" when in doubt. */
struct span language_guess(struct arena *arena, struct span text);
/* The same of words that are there already. */
struct span language_of(const struct words *words);

#endif
