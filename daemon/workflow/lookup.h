// SPDX-License-Identifier: Apache-2.0
/*
 * lookup: what the directory knows of a dossier (directory.xml <lookup>).
 *
 * decide holds no handle: the questions are named first (lookup_wanted), the store answers them in
 * the transaction, and the answers stand in the facts:
 *
 *  <facts>...<directory>
 *    <reader by="a@b" words="" within="" status="found" count="1">
 *      <entry kind= key= source= changed=><name>...</name></entry></reader>
 *    <register lookup="reader" by= words= status="found|unknown|unasked|off">...</register>
 *    <found lookup="reader" words="dup">...</found>
 *  </directory></facts>
 *
 * In the dossier:
 *  <origin field="reader.name" lookup="reader" key= by= source= status="filled|corrected|kept"
 *          written=>value</origin>
 *     filled: put in by us; corrected: a person wrote another value, which stands; kept: a person wrote
 *     another value, and the directory's stands
 *  <question id="reader" words="Dup" [more="yes"]><fr/><en/>
 *    <proposal n="3" key= field="reader.mail" value=>as it reads</proposal></question>
 *     numbers are never used twice in one dossier (its attribute `proposals` has the last one): the
 *     answer to an older mail can't mean another entry
 */
#ifndef WORKFLOW_LOOKUP_H
#define WORKFLOW_LOOKUP_H

#include "procedure/directory.h"
#include "workflow/decide.h"

enum {
    LOOKUP_QUESTIONS_MAX = 32,
    LOOKUP_PROPOSED_MAX = 9, /* of one question */
    LOOKUP_ROUNDS_MAX = 5    /* an answer may lead to further questions */
};

struct lookup_question {
    const struct directory_lookup *lookup;
    struct span by, words, within; /* "" each when not asked so; key: by the entry's own key */
    struct span key;
    bool found;      /* a search by command */
    bool registered; /* of the public register, not of our own entries */
};

/* What the store is to look up; evaluation: over the dossier as the event would make it; what the facts answer
 * already is left out. */
size_t lookup_wanted(struct arena *arena, const struct situation *situation, const struct event *event,
                     struct evaluation *evaluation, struct lookup_question questions[LOOKUP_QUESTIONS_MAX]);
/* Puts an answer into facts.  status: "found", "unknown", or of the public register "unasked", "off". */
void lookup_answer(struct arena *arena, xmlDoc *facts, const struct lookup_question *question,
                   const char *status, const struct directory_entry *entries, size_t count);

/* Proposals that a message chooses by their numbers. */
struct lookup_picks {
    struct {
        const struct directory_lookup *lookup;
        struct span key;
    } at[LOOKUP_QUESTIONS_MAX];
    size_t count;
    bool unknown; /* a number that no question has, or two for one question */
};
/* From the verb `numero`, or from form values that are a number of an open question.  *values: the
 * others, *count of them. */
struct lookup_picks lookup_picks(struct arena *arena, const struct situation *situation,
                                 const struct intent *intent, struct intent_value **values, size_t *count);

/* Fills, marks and asks.  `picks` may be NULL.  Returns how many values changed. */
size_t lookup_settle(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
                     struct evaluation *evaluation, const struct lookup_picks *picks);

/* CHERCHER: what was found becomes questions. */
void lookup_search(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
                   struct span words);

#endif
