// SPDX-License-Identifier: Apache-2.0
#include "reader/answer.h"

#include <ctype.h>
#include <string.h>

#include "reader/answerwords.h"
#include "reader/choices.h"

enum {
    GREETED_MAX = 6,          /* words that a greeting may name */
    NAMES_AFTER_CLOSING = 6,  /* words on the line of the closing */
    SIGNATURE_LINES_MAX = 12, /* below a closing */
    SIGNATURE_LINE_BYTES = 120,
    COURTEOUS_LINES_MAX = 3, /* names below a mere "merci" */
    COURTEOUS_WORDS_MAX = 4,
    OBJECT_WORDS_MAX = 8,
    SENTENCE_WORDS_MIN = 4,
    NUMBER_DIGITS_MAX = 3, /* a proposal's number; longer is a code */
    CODE_DIGITS_MIN = 6,
    CODE_DIGITS_MAX = 10,
};

#define LIST(...)                                                                                            \
    (const char *const[])                                                                                    \
    {                                                                                                        \
        __VA_ARGS__, NULL                                                                                    \
    }

struct grammar {
    struct words words;
    struct words author;
    const struct answer_context *context;
};

struct hit {
    const struct answer_verb *verb;
    size_t start, end; /* words */
    size_t argument;   /* a number's word, SIZE_MAX when none */
};

static bool
is_number(const struct word *word, size_t least, size_t most)
{
    if (word->folded.len < least || word->folded.len > most)
        return false;
    for (size_t i = 0; i < word->folded.len; i++)
        if (!isdigit((unsigned char)word->folded.data[i]))
            return false;
    return true;
}

/* "numero" and "confirmer" exist only with their number: alone, or behind one of their phrases. */
static bool
number_at(const struct words *words, size_t at, struct hit *hit)
{
    static const struct {
        const char *id;
        size_t least, most, bare;
    } kinds[] = {{"numero", 1, NUMBER_DIGITS_MAX, 1}, {"confirmer", 4, CODE_DIGITS_MAX, CODE_DIGITS_MIN}};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const struct answer_verb *verb = answer_verb(span_of(kinds[i].id));
        size_t fr = words_match_any(words, at, verb->fr), en = words_match_any(words, at, verb->en);
        size_t phrase = fr > en ? fr : en, digits = at + phrase;

        if (digits < words->count && !words->at[digits].plus &&
            is_number(&words->at[digits], phrase > 0 ? kinds[i].least : kinds[i].bare, kinds[i].most) &&
            (phrase < 1 || !span_is(words->at[at].folded, "no") || !words->at[digits].stop)) {
            *hit = (struct hit){.verb = verb, .start = at, .end = digits + 1, .argument = digits};
            return true;
        }
    }
    return false;
}

static bool
verb_at(const struct words *words, size_t at, struct hit *hit)
{
    size_t longest = 0;

    if (number_at(words, at, hit))
        return true;
    for (size_t i = 0; i < answer_verb_count; i++) {
        const struct answer_verb *verb = &answer_verbs[i];
        size_t fr, en, n;

        if (strcmp(verb->id, "numero") == 0 || strcmp(verb->id, "confirmer") == 0)
            continue;
        fr = words_match_any(words, at, verb->fr);
        en = words_match_any(words, at, verb->en);
        n = fr > en ? fr : en;
        if (n > longest) {
            longest = n;
            *hit = (struct hit){.verb = verb, .start = at, .end = at + n, .argument = SIZE_MAX};
        }
    }
    return longest > 0;
}

/* -- what may stand in front ------------------------------------------------------- */

static bool
stops_greeting(const struct words *words, size_t at)
{
    struct hit hit;

    return words_in(words->at[at].folded, answer_titles) ? false
           : verb_at(words, at, &hit)                    ? true
                                                         : !words->at[at].capital;
}

static size_t
skip_greeting(const struct words *words, size_t at)
{
    size_t n = at < words->count ? words_match_any(words, at, answer_greetings) : 0, line;

    if (n == 0)
        return at;
    line = words->at[at].line;
    at += n;
    for (n = 0; n < GREETED_MAX && at < words->count; n++, at++) {
        /* "M. Durand": the point belongs to the title. */
        bool titled = words_in(words->at[at - 1].folded, answer_titles);

        if (words->at[at].line != line || (words->at[at].stop && !titled) || stops_greeting(words, at))
            break;
    }
    return at;
}

/* *approving: something like "parfait" stands in front, which only a yes may follow. */
static size_t
skip_opening(const struct words *words, bool *approving)
{
    size_t at = 0, before, n;
    struct hit hit;

    do {
        before = at;
        at = skip_greeting(words, at);
        if (at < words->count)
            at += words_match_any(words, at, answer_prefaces);
        if (at < words->count && !verb_at(words, at, &hit) &&
            (n = words_match_any(words, at, answer_affirmations)) > 0) {
            *approving = true;
            at += n;
        }
    } while (at != before);
    return at;
}

/* -- what may stand behind --------------------------------------------------------- */

static bool
is_author_word(const struct grammar *g, const struct word *word)
{
    if (word->folded.len == 0)
        return false;
    for (size_t i = 0; i < g->author.count; i++) {
        struct span name = g->author.at[i].folded;

        if (span_equal(name, word->folded) ||
            (word->folded.len == 1 && name.len > 0 && name.data[0] == word->folded.data[0]))
            return true;
    }
    return false;
}

/* "AD" of Anne Durand. */
static bool
are_initials(const struct grammar *g, const struct word *word)
{
    if (word->folded.len < 2 || word->folded.len > g->author.count)
        return false;
    for (size_t i = 0; i < word->folded.len; i++)
        if (!span_starts(g->author.at[i].folded, (const char[]){word->folded.data[i], '\0'}))
            return false;
    return true;
}

/* The line is the author's name: at least one whole word of it, and otherwise titles and initials. */
static bool
is_author_line(const struct grammar *g, size_t from, size_t to)
{
    bool named = false;

    for (size_t i = from; i < to; i++) {
        const struct word *word = &g->words.at[i];

        if (is_author_word(g, word) || (to - from == 1 && are_initials(g, word)))
            named |= word->folded.len > 1;
        else if (!words_in(word->folded, answer_titles))
            return false;
    }
    return named;
}

/* "Anne Durand | IUT du Port": the author's name, then capitalised words. */
static bool
starts_with_author(const struct grammar *g, size_t from, size_t to)
{
    size_t named = from;

    while (named < to && is_author_word(g, &g->words.at[named]) && g->words.at[named].folded.len > 1)
        named++;
    if (named - from < 2)
        return false;
    for (size_t i = named; i < to; i++)
        if (!g->words.at[i].capital && !words_in(g->words.at[i].folded, answer_titles))
            return false;
    return true;
}

static bool
is_sentence_word(const struct word *word)
{
    if (word->capital && !word->opens)
        return false;
    return words_in(word->folded, answer_conditions) || words_in(word->folded, answer_sentences) ||
           (words_in(word->folded, answer_negations) && word->folded.len > 1);
}

/* "... la fin." : four words or more and a full stop at the end of the line. */
static bool
ends_sentence(const struct words *words, size_t from, size_t to)
{
    struct span rest = span_from(words->text, words->at[to - 1].end);

    return to - from >= SENTENCE_WORDS_MIN && rest.len > 0 && strchr(".!", rest.data[0]) != NULL;
}

static bool
is_signature_line(const struct words *words, size_t from, size_t to)
{
    if (ends_sentence(words, from, to))
        return false;
    if (words->at[to - 1].end - words->at[from].start > SIGNATURE_LINE_BYTES ||
        words_question(words, from, to))
        return false;
    for (size_t i = from; i < to; i++)
        if (words->at[i].folded.len == 0 || is_sentence_word(&words->at[i]))
            return false;
    return true;
}

static bool
is_signature(const struct words *words, size_t at)
{
    for (size_t lines = 0; at < words->count; lines++) {
        size_t end = words_line_end(words, at);

        if (lines == SIGNATURE_LINES_MAX || !is_signature_line(words, at, end))
            return false;
        at = end;
    }
    return !words->too_long;
}

/* Below a mere "merci": short lines of capitalised words. */
static bool
is_name_line(const struct words *words, size_t from, size_t to)
{
    if (to - from > COURTEOUS_WORDS_MAX || !is_signature_line(words, from, to))
        return false;
    for (size_t i = from; i < to; i++)
        if (!words->at[i].capital &&
            !words_in(words->at[i].folded, LIST("de", "du", "d", "la", "le", "van", "von")))
            return false;
    return true;
}

static bool
are_names(const struct grammar *g, size_t at)
{
    const struct words *words = &g->words;

    for (size_t lines = 0; at < words->count; lines++) {
        size_t end = words_line_end(words, at);

        if (is_author_line(g, at, end) && is_signature(words, end))
            return true;
        if (lines == COURTEOUS_LINES_MAX || !is_name_line(words, at, end))
            return false;
        at = end;
    }
    return !words->too_long;
}

/* On the line of a closing: capitalised words, titles, particles, the author's own name. */
static bool
are_named(const struct grammar *g, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!g->words.at[i].capital && !words_in(g->words.at[i].folded, answer_titles) &&
            !is_author_word(g, &g->words.at[i]))
            return false;
    return true;
}

/* Behind a closing: names on its line, a signature below. */
static bool
is_closed(const struct grammar *g, size_t at)
{
    const struct words *words = &g->words;
    size_t end;

    if (at == words->count || words->at[at].opens)
        return is_signature(words, at);
    end = words_line_end(words, at);
    return end - at <= NAMES_AFTER_CLOSING && are_named(g, at, end) && is_signature_line(words, at, end) &&
           is_signature(words, end);
}

/* From `at` to the end there is only courtesy, a closing and a signature. */
static bool
is_tail(const struct grammar *g, size_t at)
{
    const struct words *words = &g->words;
    bool courteous = false;

    while (at < words->count) {
        size_t n = words_match_any(words, at, answer_closings);

        if (n > 0)
            return !words->asks && is_closed(g, at + n);
        n = words_match_any(words, at, answer_courtesies);
        if (n == 0)
            break;
        courteous = true;
        at += n;
        if (at < words->count)
            at += words_match_any(
                words, at, LIST("a vous", "a toi", "a tous", "a toutes", "aussi", "egalement", "to you"));
        if (words_question(words, at - 1, at))
            return false;
    }
    if (at == words->count)
        return !words->too_long && !words->asks;
    if (words->at[at].ruled && words->at[at].opens)
        return is_signature(words, at);
    if (!words->at[at].opens && !courteous)
        return false;
    if (is_author_line(g, at, words_line_end(words, at)))
        return is_signature(words, words_line_end(words, at));
    if (words->at[at].opens && starts_with_author(g, at, words_line_end(words, at)))
        return is_signature(words, at);
    return courteous && are_names(g, at);
}

/* -- beside the verb --------------------------------------------------------------- */

static bool
is_object_word(const struct grammar *g, const struct word *word)
{
    /* Somebody may have put words into the subject that change the meaning. */
    if (words_in(word->folded, answer_conditions) || words_in(word->folded, answer_negations) ||
        words_in(word->folded, answer_sentences))
        return false;
    for (size_t i = 0; i < g->context->object_count; i++)
        if (span_equal(g->context->objects[i], word->folded))
            return true;
    return words_in(word->folded, answer_things) || is_number(word, 4, 9);
}

/* "la demande 2026-00042", "ce dossier": determiners and things only. */
static size_t
object_at(const struct grammar *g, size_t at)
{
    size_t n = 0, last = 0;

    while (n < OBJECT_WORDS_MAX && at + n < g->words.count && !(n > 0 && g->words.at[at + n].stop)) {
        if (is_object_word(g, &g->words.at[at + n]))
            last = n + 1;
        else if (!words_in(g->words.at[at + n].folded, answer_determiners))
            break;
        n++;
    }
    return last;
}

/* "Oui, je signe" is a signature; "Non, je refuse de signer" a refusal to sign. */
static const struct answer_verb *
refine(const struct answer_verb *first, const struct answer_verb *then)
{
    static const char *const pairs[][2] = {{"oui", "signer"}, {"non", "refuser"}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (strcmp(first->id, pairs[i][0]) == 0 && strcmp(then->id, pairs[i][1]) == 0)
            return then;
    return first == then ? first : NULL;
}

static const char *
why_more(const struct words *words, size_t from)
{
    if (words_question(words, from == 0 ? 0 : from - 1, words->count))
        return "unclear-question";
    for (size_t i = from; i < words->count; i++)
        if (words_in(words->at[i].folded, answer_conditions))
            return "unclear-condition";
    for (size_t i = from; i < words->count; i++)
        if (words_in(words->at[i].folded, answer_negations))
            return "unclear-negation";
    return "unclear-mixed";
}

static struct answer
unclear(const char *reason, const struct answer_verb *seen)
{
    return (struct answer){.reason = reason, .seen = seen, .argument = {"", 0}};
}

static struct answer
clear(const struct answer_verb *verb, struct span argument)
{
    return (struct answer){.verb = verb, .seen = verb, .argument = argument};
}

/* A signature behind "-- " that goes on with the sentence is none. */
static bool
contradicts(struct arena *arena, struct span signature)
{
    struct words words = words_of(arena, signature);

    return words.count > 0 &&
           (words_in(words.at[0].folded, answer_conditions) || span_is(words.at[0].folded, "ps"));
}

/* Verbs that stand for themselves: nothing but harmless words to the end. */
static struct answer
read_bare(const struct grammar *g, const struct hit *first, bool contradicted)
{
    const struct words *words = &g->words;
    const struct answer_verb *verb = first->verb;
    struct span argument = {"", 0};
    size_t at = first->end;

    if (first->argument != SIZE_MAX) {
        const struct word *digits = &words->at[first->argument];

        argument = span_first(span_from(words->text, digits->start), digits->end - digits->start);
    }
    while (at < words->count && !is_tail(g, at)) {
        const struct answer_verb *refined;
        struct hit more;
        size_t n = words_match_any(words, at, answer_affirmations);

        if (n == 0)
            n = words_match_any(words, at, answer_courtesies);
        if (n == 0 && first->argument == SIZE_MAX)
            n = object_at(g, at);
        if (n == 0 && verb_at(words, at, &more) && (refined = refine(verb, more.verb)) != NULL &&
            more.argument == SIZE_MAX) {
            verb = refined;
            n = more.end - more.start;
        }
        if (n == 0)
            return unclear(why_more(words, at), first->verb);
        at += n;
    }
    if (words_question(words, first->start, words->count) && !verb->asks)
        return unclear("unclear-question", verb);
    return words->too_long || contradicted ? unclear("unclear-mixed", verb) : clear(verb, argument);
}

/* "No problem", "Non, je valide": a refusal that may be none. */
static bool
takes_back(const struct words *words, size_t at)
{
    static const char *const next[] = {
        "problem",   "problems",  "worries",      "objection",     "objections",       "issue",    "issues",
        "doubt",     "concerns",  "aucun",        "aucune",        "pas de",           "pas d",    "rien a",
        "seulement", "c est bon", "tout va bien", "c est parfait", "tout est correct", "all good", "c est ok",
        NULL};
    static const char *const strong[] = {
        "je valide",      "j accepte",        "j approuve",   "je signe",    "i approve",
        "i accept",       "i sign",           "i validate",   "c est bon",   "c est ok",
        "tout est bon",   "tout est correct", "tout va bien", "je confirme", "pas de probleme",
        "aucun probleme", "all good",         "no problem",   NULL};

    if (at < words->count && words_match_any(words, at, next) > 0)
        return true;
    for (size_t i = at; i < words->count; i++) {
        if (words_match_any(words, i, strong) > 0)
            return true;
        if ((words->at[i].stop || words->at[i].opens) &&
            (words_match_any(words, i, LIST("oui", "yes", "ok")) > 0))
            return true;
    }
    return false;
}

static bool
is_shouted(const struct words *words, const struct word *word)
{
    for (size_t i = word->start; i < word->end; i++)
        if (islower((unsigned char)words->text.data[i]))
            return false;
    return true;
}

/* "Non reçu", "No idea": a word that happens to start with no.  A refusal stands alone, in capitals,
 * before punctuation, or before a word that begins its reason. */
static bool
is_deliberate(const struct words *words, const struct hit *hit)
{
    static const char *const next[] = {
        "car",  "parce", "puisque", "je",      "j",     "il",     "elle",   "on",    "nous",
        "vous", "c",     "ce",      "cette",   "ces",   "le",     "la",     "les",   "l",
        "mon",  "ma",    "mes",     "nos",     "notre", "votre",  "vos",    "motif", "raison",
        "pour", "a",     "merci",   "because", "since", "the",    "this",   "these", "i",
        "we",   "it",    "my",      "our",     "your",  "reason", "thanks", "thank", NULL};
    const struct word *then = &words->at[hit->end];

    return hit->end >= words->count || hit->end - hit->start > 1 || then->stop || then->opens ||
           is_shouted(words, &words->at[hit->start]) || words_in(then->folded, next);
}

static struct span
argument_between(const struct words *words, size_t start, size_t end)
{
    static const char *const dashes[] = {"\u2013", "\u2014", "\u2026", "\u00bb",
                                         "\u00a0", "\u202f", "\uff1a", NULL};
    struct span s = span_from(span_first(words->text, end), start);
    bool again = true;

    while (again && s.len > 0) {
        again = strchr(" \t\r\n:,;.!-*_)=", s.data[0]) != NULL;
        if (again)
            s = span_from(s, 1);
        for (size_t i = 0; !again && dashes[i] != NULL; i++)
            if (span_starts(s, dashes[i])) {
                s = span_from(s, strlen(dashes[i]));
                again = true;
            }
    }
    return span_trim(s);
}

/* The first word from which on there is only a closing and a signature. */
static size_t
tail_start(const struct grammar *g, size_t at)
{
    for (size_t i = at; i < g->words.count; i++) {
        const struct word *word = &g->words.at[i];

        if ((i == at || word->opens || word->stop) && is_tail(g, i))
            return i;
    }
    return g->words.count;
}

static bool
says_yes(const struct answer_verb *verb)
{
    return strcmp(verb->id, "oui") == 0 || strcmp(verb->id, "signer") == 0;
}

static struct answer
read_with_argument(const struct grammar *g, const struct hit *first)
{
    const struct words *words = &g->words;
    const struct answer_verb *verb = first->verb;
    size_t at = first->end, tail;
    struct hit more;
    struct span argument;
    bool refuses;

    if (at < words->count && verb_at(words, at, &more) && refine(verb, more.verb) != NULL) {
        verb = refine(verb, more.verb);
        at = more.end;
    }
    refuses = strcmp(verb->id, "non") == 0 || strcmp(verb->id, "refuser") == 0;
    tail = tail_start(g, at);
    if (!verb->asks && words_question(words, at - 1, at))
        return unclear("unclear-question", verb);
    argument = (struct span){"", 0};
    if (at < tail)
        argument = argument_between(words, words->at[at - 1].end,
                                    tail < words->count ? words->at[tail].start : words->text.len);
    if (refuses && (takes_back(words, at) || (strcmp(verb->id, "non") == 0 && !is_deliberate(words, first))))
        return unclear("unclear-mixed", verb);
    if (argument.len == 0 && verb->takes == TAKES_ARGUMENT)
        return unclear("unclear-argument", verb);
    return clear(verb, argument);
}

static struct answer
read_none(const struct grammar *g, size_t at)
{
    const struct words *words = &g->words;
    bool negated = false, verb = false;
    size_t end;

    if (at >= words->count || is_tail(g, at))
        return unclear(words->too_long ? "unclear-no-verb" : "unclear-empty", NULL);
    end = words_line_end(words, at);
    for (size_t i = at; i < end; i++) {
        struct hit hit;

        negated |= words_in(words->at[i].folded, answer_negations);
        verb |= verb_at(words, i, &hit) && hit.verb->kind == ANSWER_REPLY && hit.argument == SIZE_MAX;
    }
    return unclear(negated && verb ? "unclear-negation" : "unclear-no-verb", NULL);
}

static bool
is_no_label(const void *context, size_t at)
{
    const struct grammar *g = context;
    struct hit hit;

    return (verb_at(&g->words, at, &hit) && strcmp(hit.verb->id, "numero") != 0) ||
           words_in(g->words.at[at].folded, LIST("ou", "or", "sinon", "plutot", "either")) ||
           words_in(g->words.at[at].folded, answer_conditions) ||
           words_in(g->words.at[at].folded, answer_negations) ||
           words_match_any(&g->words, at, answer_closings) > 0 ||
           words_match_any(&g->words, at, answer_courtesies) > 0;
}

/* Several numbers, or one behind words that say for what: "référent 2, établissement 5". */
static bool
read_choices(const struct grammar *g, size_t at, bool contradicted, struct answer *answer)
{
    struct choices choices = choices_at(&g->words, at, is_no_label, g);
    const struct words *words = &g->words;
    struct hit hit;

    if (choices.numbers == 0 || (choices.numbers == 1 && (!choices.labelled || verb_at(words, at, &hit))) ||
        contradicted || !is_tail(g, choices.end) || words_question(words, at, words->count))
        return false;
    *answer =
        clear(answer_verb(SPAN("numero")), span_first(span_from(words->text, words->at[at].start),
                                                      words->at[choices.end - 1].end - words->at[at].start));
    return true;
}

struct answer
answer_of(struct arena *arena, const struct words *words, const struct answer_context *context)
{
    struct grammar g = {.words = *words, .author = words_of(arena, context->author), .context = context};
    bool approving = false;
    size_t at = skip_opening(&g.words, &approving);
    struct answer answer;
    struct hit hit;

    if (at < g.words.count && read_choices(&g, at, contradicts(arena, context->signature), &answer))
        return answer;
    if (at >= g.words.count || !verb_at(&g.words, at, &hit))
        return read_none(&g, at);
    if (approving && !says_yes(hit.verb))
        return unclear("unclear-mixed", hit.verb);
    if (hit.verb->takes == TAKES_NOTHING || hit.argument != SIZE_MAX)
        return read_bare(&g, &hit, contradicts(arena, context->signature));
    return read_with_argument(&g, &hit);
}

struct answer
answer_read(struct arena *arena, struct span text, const struct answer_context *context)
{
    struct words words = words_of(arena, text);

    return answer_of(arena, &words, context);
}

bool
answer_is_closing(struct arena *arena, struct span line)
{
    struct words words = words_first(arena, span_first(line, 200), 1);
    size_t n;

    /* Of a whole form every line is asked: most have another first word. */
    if (words.count == 0 || !words_begin_any(&words.at[0], answer_closings))
        return false;
    words = words_of(arena, span_first(line, 200));
    n = words_match_any(&words, 0, answer_closings);
    return n > 0 && (n == words.count || words.at[n].stop || words.count - n <= NAMES_AFTER_CLOSING);
}
