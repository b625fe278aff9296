// SPDX-License-Identifier: Apache-2.0
#include "directory/lookups.h"

#include <stdlib.h>

#include "common/xml.h"
#include "directory/people.h"
#include "workflow/facts.h"
#include "workflow/lookup.h"

static bool
answer(struct database *database, struct arena *arena, const struct lookup_question *question,
       struct directory_entry *found, size_t *count, struct error *err)
{
    const struct directory_kind *kind = question->lookup->kind;
    size_t word_count;
    struct span *words;

    if (question->key.len > 0)
        return people_by_key(database, arena, kind->id, question->key, found, count, err);
    if (question->by.len > 0)
        return people_by(database, arena, kind->id, question->lookup->by->id, question->by, question->within,
                         found, count, err);
    if (question->words.len == 0)
        return people_of_parent(database, arena, kind->id, question->within, found, count, err);
    words = directory_words(arena, kind, question->words, &word_count);
    return people_search(database, arena, kind->id, words, word_count, question->within, found, count, err);
}

bool
lookups_run(struct database *database, struct arena *arena, struct situation *situation,
            const struct event *event, xmlDoc **preview, struct error *err)
{
    struct lookup_question *questions = arena_array(arena, LOOKUP_QUESTIONS_MAX, sizeof *questions);
    struct directory_entry *found = arena_array(arena, PEOPLE_FOUND_MAX, sizeof *found);

    for (int round = 0; round < LOOKUP_ROUNDS_MAX; round++) {
        size_t wanted, count;

        *preview = workflow_preview(arena, situation, event);
        if (*preview == NULL)
            return true;
        wanted = lookup_wanted(arena, situation, event, *preview, questions);
        if (wanted == 0)
            return true;
        if (situation->facts == NULL)
            situation->facts = facts_none(arena);
        for (size_t i = 0; i < wanted; i++) {
            if (!answer(database, arena, &questions[i], found, &count, err))
                return false;
            lookup_answer(arena, situation->facts, &questions[i], found, count);
        }
    }
    return true;
}

void
lookups_keep(xmlDoc *to, xmlDoc *from)
{
    xmlNode *directory =
        from == NULL || from == to ? NULL : xml_first(xmlDocGetRootElement(from), "directory");
    xmlNode *copy = directory == NULL || to == NULL ? NULL : xmlDocCopyNode(directory, to, 1);

    if (copy != NULL)
        xmlAddChild(xmlDocGetRootElement(to), copy);
}
