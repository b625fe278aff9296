// SPDX-License-Identifier: Apache-2.0
/*
 * answer: the verb of what somebody newly wrote.  Never guesses.
 *
 * The first words decide, folded, in French or English.  Around the verb only a
 * greeting, courtesy, a closing and a signature may stand; whatever else is there
 * makes the answer unclear, with the reason.  A verb that takes an argument takes the
 * rest, closing and signature off.
 */
#ifndef READER_ANSWER_H
#define READER_ANSWER_H

#include <stdbool.h>

#include "reader/words.h"

enum answer_kind {
    ANSWER_REPLY,   /* answers a task */
    ANSWER_COMMAND, /* needs no task */
};

enum answer_takes { TAKES_NOTHING, TAKES_OPTION, TAKES_ARGUMENT };

struct answer_verb {
    const char *id; /* what workflow.xml calls it */
    enum answer_kind kind;
    enum answer_takes takes;
    bool asks;             /* only asks to be shown something: a question mark changes nothing */
    const char *const *fr; /* phrases as words_match_any wants them, NULL at the end */
    const char *const *en;
};

/* The whole table, in the order of the manual. */
extern const struct answer_verb answer_verbs[];
extern const size_t answer_verb_count;

const struct answer_verb *answer_verb(struct span id); /* NULL when none */

struct answer_context {
    struct span author;         /* display name and address of the author, parted by a space */
    struct span signature;      /* what stood behind "-- " (quote.h) */
    const struct span *objects; /* what this mailbox is about: "je valide le/la OBJECT"; folded words */
    size_t object_count;
};

struct answer {
    const struct answer_verb *verb; /* NULL: unclear */
    struct span argument;           /* borrows from the text; "" when none */
    const char *reason;             /* NULL when verb is set; else a word of the list below */
    const struct answer_verb *seen; /* unclear: the verb that the text starts with, NULL when none */
};

/*
 * Reasons:
 *   unclear-empty      nothing, or only courtesy and a signature
 *   unclear-no-verb    the text starts with no verb
 *   unclear-mixed      more than the verb, or two verbs
 *   unclear-condition  the verb and a "but", an "if", an "except"
 *   unclear-negation   a verb with a negation ("je ne valide pas")
 *   unclear-question   the verb as a question
 *   unclear-argument   the verb needs something behind it, and nothing is there
 */
struct answer answer_read(struct arena *arena, struct span text, const struct answer_context *context);
/* The same of the text's words. */
struct answer answer_of(struct arena *arena, const struct words *words, const struct answer_context *context);

/* The line starts with a closing formula ("Cordialement,"): a form ends there. */
bool answer_is_closing(struct arena *arena, struct span line);

#endif
