// SPDX-License-Identifier: Apache-2.0
#include "directory/lookups.h"

#include "common/xml.h"
#include "directory/people.h"
#include "reader/address.h"
#include "workflow/facts.h"
#include "workflow/lookup.h"

struct looking {
    struct database *database;
    struct arena *arena;
    const struct lookups_settings *settings;
    int64_t now;
    struct directory_entry *found;
    size_t count;
    const char *status;
};

static bool
look_in_register(struct looking *l, const struct lookup_question *question, struct error *err)
{
    struct register_questions *asking = l->settings->asking;
    struct register_question asked = {question->lookup->kind->id, question->by, question->words};
    bool fresh;

    if (!registercache_get(l->database, l->arena, question->lookup->kind, &asked, l->now, &fresh, l->found,
                           &l->count, err))
        return false;
    l->status = fresh ? (l->count > 0 ? "found" : "unknown") : l->settings->registered ? "unasked" : "off";
    if (!fresh && l->settings->registered && asking != NULL && asking->count < REGISTER_ASKED_MAX)
        asking->at[asking->count++] = asked;
    return true;
}

/* By its own key: one of ours, else one that the public register gave before. */
static bool
look_by_key(struct looking *l, const struct lookup_question *question, struct error *err)
{
    const struct directory_kind *kind = question->lookup->kind;
    struct register_question asked = {kind->id, question->key, SPAN("")};
    bool fresh;

    if (!people_by_key(l->database, l->arena, kind->id, question->key, l->found, &l->count, err))
        return false;
    return l->count > 0 || !question->lookup->register_too ||
           registercache_get(l->database, l->arena, kind, &asked, l->now, &fresh, l->found, &l->count, err);
}

/* Somebody whom the directory does not have, and whose own server may. */
static void
note_unknown(struct looking *l, struct span address)
{
    const struct lookups_settings *settings = l->settings;

    address = span_lower(l->arena, span_trim(address));
    if (settings->unknown == NULL || *settings->unknown_count == settings->unknown_max || !address_is_plain(address))
        return;
    for (size_t i = 0; i < *settings->unknown_count; i++)
        if (span_equal(settings->unknown[i], address))
            return;
    settings->unknown[(*settings->unknown_count)++] = address;
}

static bool
look_by(struct looking *l, const struct lookup_question *question, struct error *err)
{
    const struct directory_attribute *by = question->lookup->by;

    if (!people_by(l->database, l->arena, question->lookup->kind->id, by->id, question->by, question->within, l->found,
                   &l->count, err))
        return false;
    if (l->count == 0 && by->field.type == TYPE_EMAIL && by->ldap_count > 0)
        note_unknown(l, question->by);
    return true;
}

static bool
look(struct looking *l, const struct lookup_question *question, struct error *err)
{
    const struct directory_kind *kind = question->lookup->kind;
    size_t word_count;
    struct span *words;

    if (question->registered)
        return look_in_register(l, question, err);
    l->status = "found";
    if (question->key.len > 0)
        return look_by_key(l, question, err);
    if (question->by.len > 0)
        return look_by(l, question, err);
    if (question->words.len == 0)
        return people_of_parent(l->database, l->arena, kind->id, question->within, l->found, &l->count, err);
    words = directory_words(l->arena, kind, question->words, &word_count);
    return people_search(l->database, l->arena, kind->id, words, word_count, question->within, l->found,
                         &l->count, err);
}

bool
lookups_run(struct database *database, struct arena *arena, const struct lookups_settings *settings,
            struct situation *situation, const struct event *event, struct error *err)
{
    struct lookup_question *questions = arena_array(arena, LOOKUP_QUESTIONS_MAX, sizeof *questions);
    struct looking l = {.database = database,
                        .arena = arena,
                        .settings = settings,
                        .now = situation->now,
                        .found = arena_array(arena, PEOPLE_FOUND_MAX, sizeof *l.found)};

    situation->draft = workflow_draft(arena, situation, event);
    for (int round = 0; round < LOOKUP_ROUNDS_MAX && situation->draft != NULL; round++) {
        size_t wanted = lookup_wanted(arena, situation, event, situation->draft->evaluation, questions);

        if (wanted == 0)
            return true;
        if (situation->facts == NULL)
            situation->facts = facts_none(arena);
        for (size_t i = 0; i < wanted; i++) {
            if (!look(&l, &questions[i], err))
                return false;
            lookup_answer(arena, situation->facts, &questions[i],
                          l.count > 0 || l.status[0] != 'f' ? l.status : "unknown", l.found, l.count);
        }
        situation->draft = workflow_redraft(arena, situation, event, situation->draft);
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
