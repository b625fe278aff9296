// SPDX-License-Identifier: Apache-2.0
/*
 * choices: the numbers of proposals, several at once: "2, 5", "2 et 5", "référent 2, établissement 5",
 * one to a line.  The few words before a number say which question it answers; whether they do is
 * for whoever asked.
 */
#ifndef READER_CHOICES_H
#define READER_CHOICES_H

#include "reader/words.h"

enum {
    CHOICES_MAX = 12,       /* numbers in one answer */
    CHOICES_LABEL_MAX = 3,  /* words before one */
    CHOICES_DIGITS_MAX = 3, /* longer is a code */
};

struct choices {
    size_t end;     /* word behind the last number */
    size_t numbers; /* 0: the text is no such list */
    bool labelled;
};

/* `foreign`: a word that can't be part of a label (a verb, a negation...). */
struct choices choices_at(const struct words *words, size_t at,
                          bool (*foreign)(const void *context, size_t at), const void *context);

#endif
