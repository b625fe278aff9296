// SPDX-License-Identifier: Apache-2.0
#include "procedure/patterns.h"

#include <regex.h>
#include <string.h>

struct pattern {
    const char *source;
    regex_t regex;
    bool good;
};

struct pattern_cache {
    struct arena *arena;
    struct pattern at[PATTERNS_MAX];
    size_t count;
};

static void
release(void *object)
{
    struct pattern_cache *cache = object;

    for (size_t i = 0; i < cache->count; i++)
        if (cache->at[i].good)
            regfree(&cache->at[i].regex);
}

struct pattern_cache *
patterns_open(struct arena *arena)
{
    struct pattern_cache *cache = arena_alloc(arena, sizeof *cache);

    cache->arena = arena;
    arena_defer(arena, release, cache);
    return cache;
}

/* A back reference makes matching exponential. */
static bool
is_tame(const char *pattern)
{
    if (strlen(pattern) > PATTERN_BYTES_MAX)
        return false;
    for (const char *c = strchr(pattern, '\\'); c != NULL; c = strchr(c + 2, '\\')) {
        if ((c[1] >= '1' && c[1] <= '9') || c[1] == '\0')
            return false;
    }
    return true;
}

static bool
compile(regex_t *regex, const char *pattern)
{
    return is_tame(pattern) && regcomp(regex, pattern, REG_EXTENDED | REG_NOSUB) == 0;
}

static struct pattern *
find(struct pattern_cache *cache, const char *source)
{
    struct pattern *fresh;

    for (size_t i = 0; i < cache->count; i++)
        if (strcmp(cache->at[i].source, source) == 0)
            return &cache->at[i];
    if (cache->count == PATTERNS_MAX)
        return NULL;
    fresh = &cache->at[cache->count++];
    fresh->source = arena_strdup(cache->arena, source);
    fresh->good = compile(&fresh->regex, source);
    return fresh;
}

bool
patterns_match(struct pattern_cache *cache, const char *pattern, const char *subject)
{
    struct pattern *kept = find(cache, pattern);
    regex_t regex;
    bool found;

    if (strlen(subject) > PATTERN_SUBJECT_MAX)
        return false;
    if (kept != NULL)
        return kept->good && regexec(&kept->regex, subject, 0, NULL, 0) == 0;
    if (!compile(&regex, pattern))
        return false;
    found = regexec(&regex, subject, 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

/* 0-9, A-Z: 0 to 35; -1 neither. */
static int
place_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

/* "[1-478]" to its bits, 0 when there is more in it than digits and capitals; *end: behind it. */
static uint64_t
bits_of_set(const char *set, const char **end)
{
    uint64_t bits = 0;
    const char *c = set + 1;

    for (; place_of(*c) >= 0; c++) {
        char last = c[1] == '-' && place_of(c[2]) >= 0 ? c[2] : *c;

        for (int place = place_of(*c); place <= place_of(last); place++)
            bits |= UINT64_C(1) << place;
        c = last == *c ? c : c + 2;
    }
    *end = c + 1;
    return *c == ']' ? bits : 0;
}

/* Its last byte. */
static const char *
end_of_set(const char *set)
{
    const char *c = set + 1;

    c += *c == '^';
    c += *c == ']';
    while (*c != '\0' && *c != ']')
        c++;
    return *c == ']' ? c : c - 1;
}

uint64_t
pattern_firsts(const char *pattern)
{
    const char *next = pattern + 2;
    uint64_t bits = 0;
    int depth = 0;

    if (pattern[0] == '^' && pattern[1] == '[')
        bits = bits_of_set(pattern + 1, &next);
    else if (pattern[0] == '^' && place_of(pattern[1]) >= 0)
        bits = UINT64_C(1) << place_of(pattern[1]);
    if (bits == 0 || *next == '?' || *next == '*' || *next == '{')
        return PATTERN_FIRSTS_ALL;
    for (; *next != '\0'; next++) {
        if (*next == '\\' || (*next == '|' && depth == 0)) /* in doubt; another beginning */
            return PATTERN_FIRSTS_ALL;
        depth += (*next == '(') - (*next == ')');
        if (*next == '[')
            next = end_of_set(next);
    }
    return bits;
}

bool
pattern_may_begin(uint64_t firsts, char c)
{
    int place = place_of(c);

    return place >= 0 && (firsts >> place & 1) != 0;
}

const char *
pattern_fault(struct arena *arena, const char *pattern)
{
    char message[200];
    regex_t regex;
    int code;

    if (*pattern == '\0')
        return "the pattern is missing";
    if (!is_tame(pattern))
        return "too long, or with a back reference";
    code = regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB);
    if (code == 0) {
        regfree(&regex);
        return NULL;
    }
    regerror(code, &regex, message, sizeof message);
    return arena_strdup(arena, message);
}
