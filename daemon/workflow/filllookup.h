// SPDX-License-Identifier: Apache-2.0
/*
 * filllookup: an entry of the directory into the fields of a dossier, with the marks of where a
 * value came from; and the proposals when there are several.  For workflow/lookup.c only.
 */
#ifndef WORKFLOW_FILLLOOKUP_H
#define WORKFLOW_FILLLOOKUP_H

#include "workflow/lookup.h"

struct fill {
    struct arena *arena;
    const struct procedure *procedure;
    xmlDoc *facts, *dossier;
    struct evaluation *evaluation;
};

/* entry: <entry> of the facts, NULL none: what was filled under another value of `by`, and nobody touched,
 * goes.  force: chosen by a person, replaces what they had written. */
size_t fill_entry(struct fill *fill, const struct lookup_question *question, const xmlNode *entry,
                  bool force);
/* Several entries under one value: the one that agrees with what stands, else they are proposed. */
size_t fill_from_several(struct fill *fill, const struct lookup_question *question, const xmlNode *answer);
/* What else an entry knows, where nothing stands. */
size_t fill_empty(struct fill *fill, const struct lookup_question *question, const xmlNode *entry);
/* An answer to words: fills when there can be no doubt, else asks. */
size_t fill_from_words(struct fill *fill, const struct lookup_question *question, const xmlNode *answer);
void fill_propose(struct fill *fill, const struct lookup_question *question, const xmlNode *answer);
void fill_drop_question(struct fill *fill, const struct directory_lookup *lookup);

/* lookup.c */
xmlNode *lookup_find_answer(struct arena *arena, xmlDoc *facts, const struct lookup_question *question);
/* False: there is nothing to ask. */
bool lookup_question(struct evaluation *evaluation, const struct directory_lookup *lookup,
                     struct lookup_question *question);

#endif
