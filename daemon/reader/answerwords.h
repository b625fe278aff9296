// SPDX-License-Identifier: Apache-2.0
/*
 * answerwords: the courtesies of French and English mails, as words_match_any wants them:
 * folded, words parted by one space, NULL at the end.
 */
#ifndef READER_ANSWERWORDS_H
#define READER_ANSWERWORDS_H

/* Words that open a mail. */
extern const char *const answer_greetings[];
/* Words that may stand beside a name in a greeting or a signature. */
extern const char *const answer_titles[];
/* What people write between the greeting and the answer. */
extern const char *const answer_prefaces[];
/* What may follow an answer and says nothing. */
extern const char *const answer_courtesies[];
/* After one of these a name and a signature come. */
extern const char *const answer_closings[];
/* What may stand beside a yes and takes nothing away from it. */
extern const char *const answer_affirmations[];
/* May stand in front of what is approved. */
extern const char *const answer_determiners[];
/* What may be approved, in general; the forms' own names come beside. */
extern const char *const answer_things[];
/* A yes with one of these is none. */
extern const char *const answer_conditions[];
extern const char *const answer_negations[];
/* In a line that should be a signature these show that it is a sentence. */
extern const char *const answer_sentences[];

#endif
