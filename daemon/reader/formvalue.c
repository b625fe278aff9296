// SPDX-License-Identifier: Apache-2.0
#include "reader/formvalue.h"

#include <string.h>

#include "common/date.h"
#include "common/utf8.h"
#include "reader/trim.h"

enum {
    HINT_BYTES_MAX = 60,
    BOXES_BYTES_MAX = 2000, /* of a line of check boxes */
};

static bool
may_begin_box(char c)
{
    return c == '[' || c == '(' || c == '\xe2';
}

/* "[x]" and its cousins at the start; *len is its length. */
static bool
box_at(struct span s, bool *ticked, size_t *len)
{
    static const struct {
        const char *mark;
        bool ticked;
    } boxes[] = {
        {"[x]", true},      {"[X]", true},     {"[ x ]", true},   {"[ X ]", true},     {"[*]", true},
        {"(x)", true},      {"(X)", true},     {"\u2611", true},  {"\u2612", true},    {"\u2714", true},
        {"[\u2713]", true}, {"\u2705", true},  {"[ ]", false},    {"[]", false},       {"[_]", false},
        {"( )", false},     {"\u2610", false}, {"\u25a1", false}, {"[\u00a0]", false}, {"[v]", true},
        {"[V]", true},
    };

    if (s.len == 0 || !may_begin_box(s.data[0]))
        return false;
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (span_starts(s, boxes[i].mark)) {
            *ticked = boxes[i].ticked;
            *len = strlen(boxes[i].mark);
            return true;
        }
    return false;
}

bool
formvalue_box(struct span line, bool *ticked, struct span *label)
{
    struct span s = trim_wide(line);
    size_t len;

    if ((span_starts(s, "- ") || span_starts(s, "* ")) && s.len > 2)
        s = trim_wide(span_from(s, 2));
    if (!box_at(s, ticked, &len))
        return false;
    *label = trim_wide(span_from(s, len));
    return true;
}

/* "[x] one [ ] two": the ticked labels, joined by ", ". */
static bool
ticked_of(struct arena *arena, struct span s, struct span *value)
{
    struct text out = text_new(arena, s.len + 64);
    bool any = false, ticked = false;
    size_t start = 0, len;

    for (size_t i = 0; i <= s.len; i++) {
        bool next = false, box = i < s.len && box_at(span_from(s, i), &next, &len);

        if (!box && i < s.len)
            continue;
        if (any && ticked) {
            struct span label = trim_wide(span_first(span_from(s, start), i - start));

            if (out.len > 0)
                text_string(&out, ", ");
            text_span(&out, label.len > 0 ? label : SPAN("x"));
        }
        if (!box)
            break;
        any = true;
        ticked = next;
        start = i + len;
        i = start - 1;
    }
    *value = text_get(&out);
    return any;
}

/* "Oui [x] Non [ ]": the boxes stand behind their labels. */
static bool
ticked_behind(struct arena *arena, struct span s, struct span *value)
{
    struct text out = text_new(arena, s.len + 64);
    size_t start = 0, len;

    for (size_t i = 0; i < s.len; i++) {
        bool ticked;
        struct span label;

        if (!may_begin_box(s.data[i]) || !box_at(span_from(s, i), &ticked, &len))
            continue;
        label = trim_wide(span_first(span_from(s, start), i - start));
        if (ticked && label.len > 0) {
            if (out.len > 0)
                text_string(&out, ", ");
            text_span(&out, label);
        }
        start = i + len;
        i = start - 1;
    }
    *value = text_get(&out);
    return start > 0 && trim_wide(span_from(s, start)).len == 0;
}

/* The first "<mailto:...>" goes; what stands around it stays. */
static struct span
without_mailto(struct arena *arena, struct span s)
{
    static const char *const opens[] = {"<mailto:", "(mailto:", "<tel:", NULL};

    for (size_t i = 0; opens[i] != NULL; i++) {
        size_t at = span_find(s, opens[i]), end;

        if (at == SIZE_MAX)
            continue;
        end = span_find_byte(span_from(s, at), opens[i][0] == '<' ? '>' : ')');
        if (end == SIZE_MAX)
            continue;
        if (trim_wide(span_first(s, at)).len == 0) {
            size_t skip = strlen(opens[i]);

            return trim_wide(span_first(span_from(s, at + skip), end - skip));
        }
        return trim_wide(span_printf(arena, "%.*s%.*s", SPAN_ARG(span_first(s, at)),
                                     SPAN_ARG(span_from(s, at + end + 1))));
    }
    return s;
}

static bool
is_enclosed(struct span s, const char *open, const char *close)
{
    return span_starts(s, open) && span_ends(s, close) && s.len > strlen(open) + strlen(close);
}

static struct span
unwrap(struct span s)
{
    static const char *const pairs[][2] = {
        {"*", "*"}, {"\"", "\""}, {"\u00ab", "\u00bb"}, {"\u201c", "\u201d"}, {"<", ">"}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (is_enclosed(s, pairs[i][0], pairs[i][1]))
            s = trim_wide(span_first(span_from(s, strlen(pairs[i][0])),
                                     s.len - strlen(pairs[i][0]) - strlen(pairs[i][1])));
    while (s.len > 0 && s.data[0] == '_')
        s = span_from(s, 1);
    while (s.len > 0 && (s.data[s.len - 1] == '_' || s.data[s.len - 1] == '|'))
        s.len--;
    while (span_starts(s, "...."))
        s = span_from(s, 1);
    return trim_wide(s);
}

static bool
is_one_of(struct span s, const char *const *list)
{
    for (; *list != NULL; list++)
        if (span_is(s, *list))
            return true;
    return false;
}

static bool
is_filling(struct span folded)
{
    for (size_t i = 0; i < folded.len; i++)
        if (strchr("._ |", folded.data[i]) == NULL)
            return false;
    return true;
}

enum formvalue_state
formvalue_clean(struct arena *arena, struct span written, struct span *value)
{
    static const char *const empty[] = {"-",           "--",       "(vide)", "vide",   "(none)",
                                        "(empty)",     "(neant)",  "[vide]", "[none]", "<vide>",
                                        "(supprimer)", "(delete)", NULL};
    static const char *const hints[] = {"(jj/mm/aaaa)",
                                        "jj/mm/aaaa",
                                        "(dd/mm/yyyy)",
                                        "dd/mm/yyyy",
                                        "(a completer)",
                                        "a completer",
                                        "[a completer]",
                                        "(to be completed)",
                                        "(oui/non)",
                                        "oui/non",
                                        "oui / non",
                                        "(oui / non)",
                                        "(yes/no)",
                                        "yes/no",
                                        "?",
                                        "???",
                                        "...",
                                        "xxx",
                                        NULL};
    struct span s = trim_wide(written), folded, boxes;
    bool ticked;
    size_t len;

    *value = (struct span){"", 0};
    if (s.len > BOXES_BYTES_MAX) {
        *value = s;
        return FORMVALUE_SET;
    }
    if (box_at(s, &ticked, &len)) {
        ticked_of(arena, s, &boxes);
        s = boxes;
    } else if (ticked_behind(arena, s, &boxes)) {
        s = boxes;
    }
    s = unwrap(without_mailto(arena, s));
    if (s.len <= HINT_BYTES_MAX) {
        folded = utf8_fold(arena, s);
        if (is_one_of(folded, empty))
            return FORMVALUE_EMPTY;
        if (is_filling(folded) || is_one_of(folded, hints))
            return FORMVALUE_NONE;
    }
    *value = s;
    return FORMVALUE_SET;
}

/* -- periods ----------------------------------------------------------------------- */

static struct span
without_word(struct span s)
{
    static const char *const words[] = {"du ", "le ", "from ", "Du ", "Le ", "From ", "the ", "on ", NULL};

    s = trim_wide(s);
    for (size_t i = 0; words[i] != NULL; i++)
        if (span_starts(s, words[i]))
            return trim_wide(span_from(s, strlen(words[i])));
    return s;
}

bool
formvalue_period(struct span written, struct span *from, struct span *to)
{
    static const char *const between[] = {
        " au ", " jusqu'au ", " jusqu\u2019au ", " \u00e0 ", " to ", " until ",
        " - ",  " \u2013 ",   " \u2014 ",        " -> ",     "/",    " > ",
        NULL};
    struct span s = without_word(written);
    int32_t day;

    for (size_t i = 0; between[i] != NULL; i++) {
        size_t at = span_find(s, between[i]);

        /* "/" also stands inside a date: only between two ISO ones. */
        if (at == SIZE_MAX || (between[i][0] == '/' && at != 10))
            continue;
        *from = without_word(span_first(s, at));
        *to = without_word(span_from(s, at + strlen(between[i])));
        if (day_parse(*from, &day) && day_parse(*to, &day))
            return true;
    }
    *from = *to = s;
    return day_parse(s, &day);
}
