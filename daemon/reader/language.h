// SPDX-License-Identifier: Apache-2.0
/* language: French or English, by the small words of a text. */
#ifndef READER_LANGUAGE_H
#define READER_LANGUAGE_H

#include "common/text.h"

/* "fr" or "en"; "fr" when in doubt. */
struct span language_guess(struct arena *arena, struct span text);

#endif
