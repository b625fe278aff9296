// SPDX-License-Identifier: Apache-2.0
#include "workflow/lookup.h"

#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/datatype.h"
#include "procedure/evaluation.h"
#include "workflow/filllookup.h"
#include "workflow/model.h"

enum { NUMBERS_MAX = 20, NUMBER_DIGITS_MAX = 5, WORDS_BEFORE_MAX = 8 };

static const struct directory *
directory_of(const struct situation *situation)
{
    return procedure_directory(situation->definition->procedure);
}

static struct span
attribute(struct arena *arena, const xmlNode *node, const char *name)
{
    return span_of(xml_attr_or(arena, node, name, ""));
}

/* -- answers in the facts ------------------------------------------------------------- */

static const char *
element_of(const struct lookup_question *question, struct arena *arena)
{
    return question->registered ? "register"
           : question->found    ? "found"
                                : span_dup(arena, question->lookup->id);
}

xmlNode *
lookup_find_answer(struct arena *arena, xmlDoc *facts, const struct lookup_question *question)
{
    const char *element = element_of(question, arena);
    xmlNode *directory = facts == NULL ? NULL : xml_first(xmlDocGetRootElement(facts), "directory");
    xmlNode *node = xml_first(directory, element);

    for (; node != NULL; node = xml_next(node, element))
        if (span_equal(attribute(arena, node, "lookup"), question->lookup->id) &&
            span_equal(attribute(arena, node, "by"), question->by) &&
            span_equal(attribute(arena, node, "words"), question->words) &&
            span_equal(attribute(arena, node, "within"), question->within) &&
            span_equal(attribute(arena, node, "key"), question->key) &&
            (question->found ? span_is(attribute(arena, node, "found"), "yes")
                             : attribute(arena, node, "found").len == 0))
            return node;
    return NULL;
}

void
lookup_answer(struct arena *arena, xmlDoc *facts, const struct lookup_question *question, const char *status,
              const struct directory_entry *entries, size_t count)
{
    xmlNode *directory = xml_path_make(xmlDocGetRootElement(facts), "directory");
    xmlNode *node = xml_add(directory, element_of(question, arena), SPAN(""));

    xml_set(node, "lookup", question->lookup->id);
    xml_set(node, "by", question->by);
    xml_set(node, "words", question->words);
    xml_set(node, "within", question->within);
    xml_set(node, "key", question->key);
    xml_set(node, "status", span_of(status));
    if (question->found)
        xml_set(node, "found", SPAN("yes"));
    xml_set(node, "count", span_printf(arena, "%zu", count));
    for (size_t i = 0; i < count && i < LOOKUP_PROPOSED_MAX; i++) {
        xmlNode *entry = xml_add(node, "entry", SPAN(""));

        xml_set(entry, "kind", entries[i].kind);
        xml_set(entry, "key", entries[i].key);
        xml_set(entry, "source", entries[i].source);
        xml_set(entry, "changed", instant_iso(arena, entries[i].changed));
        for (size_t v = 0; v < entries[i].count; v++)
            xml_add(entry, span_dup(arena, entries[i].values[v].name), entries[i].values[v].value);
    }
}

/* -- questions -------------------------------------------------------------------------- */

static struct span
value_of(struct evaluation *evaluation, xmlXPathCompExpr *expression)
{
    return expression == NULL ? SPAN("") : span_trim(evaluation_string(evaluation, expression, NULL));
}

bool
lookup_question(struct evaluation *evaluation, const struct directory_lookup *lookup,
                struct lookup_question *question)
{
    *question = (struct lookup_question){lookup, SPAN(""), SPAN(""), SPAN(""), SPAN(""), false, false};
    if (lookup->when != NULL && !evaluation_boolean(evaluation, lookup->when, NULL))
        return false;
    question->by = value_of(evaluation, lookup->value);
    question->within = value_of(evaluation, lookup->within);
    if (lookup->within != NULL && question->within.len == 0)
        return false;
    if (question->by.len == 0)
        question->words = value_of(evaluation, lookup->words);
    return question->by.len > 0 || question->words.len >= DIRECTORY_QUESTION_LEAST ||
           (lookup->offer && question->words.len == 0);
}

struct wanting {
    struct arena *arena;
    const struct situation *situation;
    struct lookup_question *questions;
    size_t count;
};

static void
want(struct wanting *w, const struct lookup_question *question)
{
    if (w->count < LOOKUP_QUESTIONS_MAX &&
        lookup_find_answer(w->arena, w->situation->facts, question) == NULL)
        w->questions[w->count++] = *question;
}

/* The public register is asked for a number that is known, and for a name that we don't know ourselves. */
static void
want_registered(struct wanting *w, const struct lookup_question *question)
{
    struct lookup_question other = *question;
    xmlNode *own = lookup_find_answer(w->arena, w->situation->facts, question);

    if (!question->lookup->register_too || question->key.len > 0 || question->within.len > 0)
        return;
    other.registered = true;
    if (question->by.len > 0 || (question->words.len > 2 && own != NULL && xml_first(own, "entry") == NULL))
        want(w, &other);
}

static bool
is_search(const struct situation *situation, const struct event *event)
{
    const struct directory *directory = directory_of(situation);

    return event->kind == EVENT_MESSAGE && event->intent->kind == INTENT_COMMAND &&
           directory->find_verb.len > 0 && span_equal(event->intent->verb, directory->find_verb);
}

/* A number or an address that the look-up goes by is looked for as such, else words. */
static struct lookup_question
search_question(struct arena *arena, const struct directory_lookup *lookup, struct span words)
{
    struct lookup_question question = {lookup, SPAN(""), SPAN(""), SPAN(""), SPAN(""), true, false};
    struct label why;

    words = span_trim(span_first(words, 200));
    if (lookup->by == NULL || lookup->by->field.type == TYPE_TEXT ||
        !datatype_read(arena, &lookup->by->field, words, &question.by, &why)) {
        question.by = SPAN("");
        question.words = words;
    }
    return question;
}

size_t
lookup_wanted(struct arena *arena, const struct situation *situation, const struct event *event,
              struct evaluation *evaluation, struct lookup_question questions[LOOKUP_QUESTIONS_MAX])
{
    const struct directory *directory = directory_of(situation);
    struct wanting w = {.arena = arena, .situation = situation, .questions = questions};
    struct lookup_question question;

    if (directory->lookup_count == 0)
        return 0;
    if (event->kind == EVENT_MESSAGE && situation->dossier != NULL) {
        struct intent_value *values;
        size_t count;
        struct lookup_picks picks = lookup_picks(arena, situation, event->intent, &values, &count);

        for (size_t i = 0; i < picks.count; i++) {
            question = (struct lookup_question){picks.at[i].lookup, SPAN(""), SPAN(""), SPAN(""),
                                                picks.at[i].key,    false,    false};
            want(&w, &question);
        }
    }
    for (size_t i = 0; i < directory->lookup_count; i++)
        if (lookup_question(evaluation, &directory->lookups[i], &question)) {
            want(&w, &question);
            want_registered(&w, &question);
        }
    for (size_t i = 0; i < directory->found_count && is_search(situation, event); i++) {
        question = search_question(arena, directory->found[i], event->intent->argument);
        want(&w, &question);
        want_registered(&w, &question);
    }
    evaluation_moved(evaluation);
    return w.count;
}

/* -- picks -------------------------------------------------------------------------------- */

/* The question and the proposal of that number; NULL none. */
static xmlNode *
proposal_numbered(struct arena *arena, xmlDoc *dossier, struct span number)
{
    xmlNode *question = xml_first(xmlDocGetRootElement(dossier), "question");

    for (; question != NULL; question = xml_next(question, "question"))
        for (xmlNode *node = xml_first(question, "proposal"); node != NULL; node = xml_next(node, "proposal"))
            if (span_equal(attribute(arena, node, "n"), number))
                return node;
    return NULL;
}

static void
pick(struct arena *arena, const struct situation *situation, struct span number, struct lookup_picks *picks)
{
    xmlNode *proposal = proposal_numbered(arena, situation->dossier, number);
    const struct directory_lookup *lookup =
        proposal == NULL
            ? NULL
            : directory_lookup(directory_of(situation), attribute(arena, proposal->parent, "id"));

    picks->unknown = picks->unknown || lookup == NULL;
    for (size_t i = 0; i < picks->count; i++)
        picks->unknown = picks->unknown || picks->at[i].lookup == lookup;
    if (picks->unknown || picks->count == LOOKUP_QUESTIONS_MAX)
        return;
    picks->at[picks->count].lookup = lookup;
    picks->at[picks->count++].key = attribute(arena, proposal, "key");
}

static bool
is_number(struct span s)
{
    uint64_t value;

    return s.len <= NUMBER_DIGITS_MAX && span_to_uint(s, &value);
}

static bool
is_mark(char c)
{
    return strchr(" ,;:.-'()\n\t", c) != NULL;
}

static bool
take_word(struct span *rest, struct span *word)
{
    size_t len = 0;

    while (rest->len > 0 && is_mark(rest->data[0]))
        *rest = span_from(*rest, 1);
    while (len < rest->len && !is_mark(rest->data[len]))
        len++;
    *word = span_first(*rest, len);
    *rest = span_from(*rest, len);
    return len > 0;
}

/* The words before a number name its question, or they name nothing. */
static bool
names_question(struct arena *arena, const struct situation *situation, const struct span *words, size_t count,
               struct span number)
{
    static const char *const plain[] = {"et",    "and",    "puis",        "le",       "la",  "les",  "l",
                                        "n",     "no",     "numero",      "number",   "the", "pour", "for",
                                        "choix", "choice", "proposition", "proposal", NULL};
    xmlNode *proposal = proposal_numbered(arena, situation->dossier, number);
    struct span fr =
        utf8_fold(arena, xml_text(arena, xml_first(proposal == NULL ? NULL : proposal->parent, "fr")));
    struct span en =
        utf8_fold(arena, xml_text(arena, xml_first(proposal == NULL ? NULL : proposal->parent, "en")));
    bool named = false, strange = false;

    for (size_t i = 0; i < count; i++) {
        size_t p = 0;

        while (plain[p] != NULL && !span_is(words[i], plain[p]))
            p++;
        if (plain[p] != NULL || words[i].len < 2)
            continue;
        if (span_find(fr, span_dup(arena, words[i])) != SIZE_MAX ||
            span_find(en, span_dup(arena, words[i])) != SIZE_MAX)
            named = true;
        else
            strange = true;
    }
    return named || !strange;
}

/* "2", "2, 5", "référent 2 et établissement 5". */
static void
pick_numbers(struct arena *arena, const struct situation *situation, struct span list,
             struct lookup_picks *picks)
{
    struct span rest = utf8_fold(arena, list), words[WORDS_BEFORE_MAX], word;
    size_t before = 0, count = 0;

    while (count < NUMBERS_MAX && take_word(&rest, &word)) {
        if (!is_number(word)) {
            if (before < WORDS_BEFORE_MAX)
                words[before++] = word;
            continue;
        }
        picks->unknown = picks->unknown || !names_question(arena, situation, words, before, word);
        pick(arena, situation, word, picks);
        before = 0;
        count++;
    }
    picks->unknown = picks->unknown || count == 0;
}

/* A bare number for a field that an open question is about. */
static bool
is_pick(struct arena *arena, const struct situation *situation, const struct intent_value *value)
{
    struct span number = span_trim(value->value);
    xmlNode *proposal = is_number(number) ? proposal_numbered(arena, situation->dossier, number) : NULL;
    const struct directory_lookup *lookup =
        proposal == NULL
            ? NULL
            : directory_lookup(directory_of(situation), attribute(arena, proposal->parent, "id"));

    for (size_t i = 0; lookup != NULL && i < lookup->fill_count; i++)
        if (span_equal(lookup->fills[i].field->id, value->field) && lookup->fills[i].field->type == TYPE_TEXT)
            return true;
    return false;
}

struct lookup_picks
lookup_picks(struct arena *arena, const struct situation *situation, const struct intent *intent,
             struct intent_value **values, size_t *count)
{
    struct lookup_picks picks = {.count = 0};

    *values = arena_array(arena, intent->value_count + 1, sizeof **values);
    *count = 0;
    if (situation->dossier != NULL && intent->kind == INTENT_ANSWER && span_is(intent->verb, "numero"))
        pick_numbers(arena, situation, intent->argument, &picks);
    for (size_t i = 0; i < intent->value_count; i++)
        if (situation->dossier != NULL && is_pick(arena, situation, &intent->values[i]))
            pick(arena, situation, span_trim(intent->values[i].value), &picks);
        else
            (*values)[(*count)++] = intent->values[i];
    return picks;
}

/* -- settling ------------------------------------------------------------------------------- */

/* NULL, or the answer of the public register. */
static xmlNode *
registered_answer(const struct fill *fill, const struct lookup_question *question)
{
    struct lookup_question other = *question;

    other.registered = true;
    return lookup_find_answer(fill->arena, fill->facts, &other);
}

static size_t
settle_one(struct fill *fill, const struct directory_lookup *lookup, const struct lookup_picks *picks)
{
    struct lookup_question question;
    xmlNode *answer, *registered;

    for (size_t i = 0; picks != NULL && i < picks->count; i++) {
        if (picks->at[i].lookup != lookup)
            continue;
        question =
            (struct lookup_question){lookup, SPAN(""), SPAN(""), SPAN(""), picks->at[i].key, false, false};
        answer = lookup_find_answer(fill->arena, fill->facts, &question);
        fill_drop_question(fill, lookup);
        return answer == NULL ? 0 : fill_entry(fill, &question, xml_first(answer, "entry"), true);
    }
    if (!lookup_question(fill->evaluation, lookup, &question)) {
        fill_drop_question(fill, lookup);
        return 0;
    }
    answer = lookup_find_answer(fill->arena, fill->facts, &question);
    if (lookup->fill_count == 0) /* for the rules only */
        return 0;
    if (answer == NULL) /* not looked up yet */
        return 0;
    registered = registered_answer(fill, &question);
    if (question.by.len == 0)
        return fill_from_words(fill, &question, xml_first(answer, "entry") == NULL ? registered : answer);
    if (xml_first(answer, "entry") != NULL && xml_next(xml_first(answer, "entry"), "entry") != NULL)
        return fill_from_several(fill, &question, answer);
    fill_drop_question(fill, lookup);
    if (xml_first(answer, "entry") == NULL)
        return fill_entry(fill, &question, xml_first(registered, "entry"), false);
    return fill_entry(fill, &question, xml_first(answer, "entry"), false) +
           fill_empty(fill, &question, xml_first(registered, "entry"));
}

size_t
lookup_settle(struct arena *arena, const struct situation *situation, xmlDoc *dossier,
              struct evaluation *evaluation, const struct lookup_picks *picks)
{
    const struct directory *directory = directory_of(situation);
    struct fill fill = {.arena = arena,
                        .procedure = situation->definition->procedure,
                        .facts = situation->facts,
                        .dossier = dossier,
                        .evaluation = evaluation};
    size_t changed = 0;

    for (size_t i = 0; i < directory->lookup_count; i++) {
        size_t values = settle_one(&fill, &directory->lookups[i], picks);

        if (values > 0)
            evaluation_forget(evaluation);
        else
            evaluation_moved(evaluation);
        changed += values;
    }
    return changed;
}

void
lookup_search(struct arena *arena, const struct situation *situation, xmlDoc *dossier, struct span words)
{
    const struct directory *directory = directory_of(situation);
    struct fill fill = {.arena = arena,
                        .procedure = situation->definition->procedure,
                        .facts = situation->facts,
                        .dossier = dossier};

    for (size_t i = 0; i < directory->found_count; i++) {
        struct lookup_question question = search_question(arena, directory->found[i], words);
        xmlNode *answer = lookup_find_answer(arena, situation->facts, &question);

        fill_drop_question(&fill, directory->found[i]);
        if (answer != NULL && xml_first(answer, "entry") == NULL)
            answer = registered_answer(&fill, &question);
        if (answer != NULL && xml_first(answer, "entry") != NULL)
            fill_propose(&fill, &question, answer);
    }
}
