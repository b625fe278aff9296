// SPDX-License-Identifier: Apache-2.0
#include "workflow/query.h"

#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "common/xml.h"
#include "workflow/model.h"

enum { WRITTEN_MAX = 400, TOKENS_MAX = 60 };

/* French and English month names, folded, in the order of the year. */
static const char *const months[12][2] = {
    {"janvier", "january"}, {"fevrier", "february"}, {"mars", "march"},         {"avril", "april"},
    {"mai", "may"},         {"juin", "june"},        {"juillet", "july"},       {"aout", "august"},
    {"septembre", "september"}, {"octobre", "october"}, {"novembre", "november"}, {"decembre", "december"},
};

static const char *const idle[] = {"le",  "la",  "les", "de",      "du",       "des", "d",   "en", "et", "au", "pour",
                                   "mes", "nos", "the", "dossier", "dossiers", "of",  "for", "and", "in", "my", "to", NULL};
static const char *const everything[] = {"tous", "toutes", "tout", "all", "everything", NULL};

struct tokens {
    struct arena *arena;
    struct span at[TOKENS_MAX];
    size_t count;
};

static bool
is_one_of(struct span word, const char *const *list)
{
    while (*list != NULL && !span_is(word, *list))
        list++;
    return *list != NULL;
}

static struct tokens
tokens_of(struct arena *arena, struct span written)
{
    struct tokens tokens = {.arena = arena};
    struct span rest = utf8_fold(arena, span_first(written, WRITTEN_MAX)), word;
    char *plain = span_dup(arena, rest);

    for (size_t i = 0; i < rest.len; i++)
        if (strchr(",;:()\"!?\n\t", plain[i]) != NULL)
            plain[i] = ' ';
    rest.data = plain;
    while (tokens.count < TOKENS_MAX && span_split(&rest, ' ', &word)) {
        while (span_ends(word, "."))
            word.len--;
        if (word.len > 0)
            tokens.at[tokens.count++] = word;
    }
    return tokens;
}

static struct span
joined(const struct tokens *tokens, size_t at, size_t count)
{
    struct text out = text_new(tokens->arena, WRITTEN_MAX + TOKENS_MAX);

    for (size_t i = at; i < at + count && i < tokens->count; i++)
        text_printf(&out, "%s%.*s", i > at ? " " : "", SPAN_ARG(tokens->at[i]));
    return text_get(&out);
}

static size_t
words_in(struct span phrase)
{
    size_t count = 1;

    for (size_t i = 0; i < phrase.len; i++)
        count += phrase.data[i] == ' ';
    return count;
}

/* The longest filter that stands here; 0 tokens: none. */
static size_t
take_filter(const struct tokens *tokens, size_t at, const struct definition *definition, struct query *query)
{
    const struct filter *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; i < definition->filter_count; i++)
        for (size_t j = 0; j < definition->filters[i].phrase_count; j++) {
            struct span phrase = definition->filters[i].phrases[j];
            size_t count = words_in(phrase);

            if (count > longest && span_equal(joined(tokens, at, count), phrase)) {
                longest = count;
                found = &definition->filters[i];
            }
        }
    if (found != NULL && query->filter_count < QUERY_FILTERS_MAX)
        query->filters[query->filter_count++] = found;
    return longest;
}

static bool
year_of(struct span word, int *year)
{
    uint64_t value;

    if (word.len != 4 || !span_to_uint(word, &value) || value < 1990 || value > 2199)
        return false;
    *year = (int)value;
    return true;
}

static int
month_of(struct span word)
{
    for (int i = 0; i < 12; i++)
        if (span_is(word, months[i][0]) || span_is(word, months[i][1]))
            return i + 1;
    return 0;
}

static void
set_month(struct query *query, int year, int month)
{
    query->from = day_of(year, month, 1);
    query->to = (month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1)) - 1;
}

/* A day of one to three tokens: "2026-03-01", "1/3/2026", "1er mars 2026". */
static size_t
take_day(const struct tokens *tokens, size_t at, int32_t *day)
{
    for (size_t count = 3; count > 0; count--)
        if (at + count <= tokens->count && !span_is(tokens->at[at + count - 1], "-") && day_parse(joined(tokens, at, count), day))
            return count;
    return 0;
}

static size_t
take_days(const struct tokens *tokens, size_t at, struct query *query)
{
    int32_t from, to;
    size_t first = take_day(tokens, at, &from), second, after = at + first;

    if (first == 0)
        return 0;
    query->from = query->to = from;
    if (after >= tokens->count || !(span_is(tokens->at[after], "au") || span_is(tokens->at[after], "to") ||
                                    span_is(tokens->at[after], "a") || span_is(tokens->at[after], "-")))
        return first;
    second = take_day(tokens, after + 1, &to);
    if (second == 0)
        return first;
    query->to = to;
    return first + 1 + second;
}

static size_t
take_period(const struct tokens *tokens, size_t at, int32_t today, struct query *query)
{
    int month = month_of(tokens->at[at]), year;
    size_t taken = take_days(tokens, at, query);

    if (taken > 0)
        return taken;
    if (month > 0) {
        bool named = at + 1 < tokens->count && year_of(tokens->at[at + 1], &year);

        set_month(query, named ? year : day_civil(today).year, month);
        return named ? 2 : 1;
    }
    if (!year_of(tokens->at[at], &year))
        return 0;
    query->from = day_of(year, 1, 1);
    query->to = day_of(year, 12, 31);
    return 1;
}

struct query
query_read(struct arena *arena, const struct definition *definition, struct span written, int32_t today)
{
    struct query query = {.from = DAY_NONE, .to = DAY_NONE};
    struct tokens tokens = tokens_of(arena, written);
    size_t taken;

    for (size_t at = 0; at < tokens.count; at += taken) {
        taken = take_filter(&tokens, at, definition, &query);
        if (taken == 0)
            taken = take_period(&tokens, at, today, &query);
        if (taken > 0)
            continue;
        taken = 1;
        if (is_one_of(tokens.at[at], everything))
            query.all = true;
        else if (!is_one_of(tokens.at[at], idle) && !names_have(&definition->idle, tokens.at[at]) &&
                 query.word_count < QUERY_WORDS_MAX)
            query.words[query.word_count++] = tokens.at[at];
    }
    return query;
}

bool
query_is_empty(const struct query *query)
{
    return query->filter_count == 0 && query->word_count == 0 && query->from == DAY_NONE;
}

static bool
holds_words(const struct query *query, struct arena *arena, xmlNode *row)
{
    struct text all = text_new(arena, 64 * 1024);
    struct span folded;

    if (query->word_count == 0)
        return true;
    text_printf(&all, "%s %s %s", xml_attr_or(arena, row, "number", ""), xml_attr_or(arena, row, "owner", ""),
                xml_attr_or(arena, row, "state", ""));
    for (xmlNode *cell = xml_first(row, NULL); cell != NULL; cell = xml_next(cell, NULL))
        text_printf(&all, " %.*s", SPAN_ARG(xml_text(arena, cell)));
    folded = utf8_fold(arena, text_get(&all));
    for (size_t i = 0; i < query->word_count; i++)
        if (span_find(folded, span_dup(arena, query->words[i])) == SIZE_MAX)
            return false;
    return true;
}

static int32_t
day_in(struct arena *arena, xmlNode *row, struct span column)
{
    int32_t day;

    if (column.len == 0 || !day_parse_iso(xml_text(arena, xml_first(row, span_dup(arena, column))), &day))
        return DAY_NONE;
    return day;
}

static bool
in_period(const struct query *query, struct arena *arena, const struct definition *definition, xmlNode *row)
{
    int32_t from, to;

    if (query->from == DAY_NONE)
        return true;
    from = day_in(arena, row, definition->period_from);
    to = day_in(arena, row, definition->period_to);
    if (to == DAY_NONE)
        to = from;
    return from != DAY_NONE && from <= query->to && to >= query->from;
}

bool
query_takes(const struct query *query, struct arena *arena, const struct definition *definition,
            struct evaluation *evaluation, xmlNode *row)
{
    for (size_t i = 0; i < query->filter_count; i++)
        if (!evaluation_boolean_at(evaluation, query->filters[i]->test.compiled, row, NULL))
            return false;
    return in_period(query, arena, definition, row) && holds_words(query, arena, row);
}
