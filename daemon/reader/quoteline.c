// SPDX-License-Identifier: Apache-2.0
#include "reader/quoteline.h"

#include <ctype.h>
#include <string.h>

#include "common/utf8.h"

enum {
    ATTRIBUTION_LINES_MAX = 5,    /* Gmail wraps at 72 columns, long addresses once more */
    ATTRIBUTION_BYTES_MAX = 600,  /* folded, joined */
    FIELD_CONTINUATIONS_MAX = 12, /* lines of a long list of recipients inside a block */
    FIELD_LINES_MAX = 40,         /* lines of a block in all */
    ANNOUNCED_LINES_MAX = 3,      /* of an attribution in a language that we don't know */
};

static bool
contains(struct span s, const char *needle)
{
    return span_find(s, needle) != SIZE_MAX;
}

struct quoteline
quoteline_of(struct arena *arena, struct span raw)
{
    struct quoteline line = {.text = raw};
    struct span rest = raw;

    for (;;) {
        size_t spaces = 0;

        /* Three spaces: what clients put between marks; more is an indented line of text. */
        while (spaces < rest.len && spaces < 4 && rest.data[spaces] == ' ')
            spaces++;
        if (spaces == 4 || spaces == rest.len || rest.data[spaces] != '>')
            break;
        rest = span_from(rest, spaces + 1);
        line.depth++;
        line.text = rest.len > 0 && rest.data[0] == ' ' ? span_from(rest, 1) : rest;
    }
    line.folded = utf8_fold(arena, line.text);
    return line;
}

bool
quoteline_blank(const struct quoteline *line)
{
    return line->folded.len == 0;
}

bool
quoteline_rule(const struct quoteline *line)
{
    for (size_t i = 0; i < line->folded.len; i++)
        if (strchr("-_=* ", line->folded.data[i]) == NULL)
            return false;
    return line->folded.len >= 5;
}

bool
quoteline_delimiter(const struct quoteline *line)
{
    return span_is(line->folded, "--") || (span_is(line->folded, "-") && contains(line->text, "\u2014"));
}

/* Bold marks that a converter left around a label. */
static struct span
unmark(struct span s)
{
    while (s.len > 0 && (s.data[0] == '*' || s.data[0] == '_' || s.data[0] == '|' || s.data[0] == ' '))
        s = span_from(s, 1);
    return s;
}

/* -- attribution ------------------------------------------------------------------ */

static bool
starts_like_date(struct span s)
{
    static const char *const words[] = {"lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mon", "tue",
                                        "wed", "thu", "fri", "sat", "sun", "jan", "feb", "apr", "may",
                                        "jun", "jul", "aug", "sep", "oct", "nov", "dec", NULL};

    return s.len > 0 && (isdigit((unsigned char)s.data[0]) || span_starts_any(s, words));
}

/* "Le 4 janv.", "On Mon,": an attribution that may go on over the next lines. */
static bool
opens_attribution(struct span s)
{
    static const char *const words[] = {"le ", "on ",  "am ",     "el ",  "em ", "il giorno ", "en date du ",
                                        "op ", "den ", "w dniu ", "dne ", "la ", "il ",        NULL};

    s = unmark(s);
    for (const char *const *word = words; *word != NULL; word++)
        if (span_starts(s, *word))
            return starts_like_date(span_from(s, strlen(*word)));
    return s.len > 0 && isdigit((unsigned char)s.data[0]) && (contains(s, "/") || contains(s, "-"));
}

static size_t
find_last(struct span s, const char *needle)
{
    size_t last = SIZE_MAX, from = 0, at;

    while ((at = span_find(span_from(s, from), needle)) != SIZE_MAX) {
        last = from + at;
        from = last + 1;
    }
    return last;
}

static bool
has_digit(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (isdigit((unsigned char)s.data[i]))
            return true;
    return false;
}

/* The joined line says that somebody wrote, and ends there. */
static bool
says_wrote(struct span s)
{
    static const struct {
        const char *words;
        size_t tail; /* bytes that may follow them */
    } said[] = {{" a ecrit", 4},    {" wrote", 4},    {" a ecrit le ", 60}, {" wrote on ", 60},
                {" ha scritto", 4}, {" escribio", 4}, {" schrieb", 90},     {" a ecrit ce qui suit", 4},
                {" schreef", 90},   {" skrev", 90},   {" napisal", 6},      {" pisze", 4},
                {" napsal", 6},     {" a scris", 4},  {" sunu yazdi", 4},   {" writes", 4},
                {" a repondu", 4},  {" escreveu", 4}, {" ecrivait", 4}};

    while (s.len > 0 && (s.data[s.len - 1] == ' ' || s.data[s.len - 1] == '*' || s.data[s.len - 1] == '_'))
        s.len--;
    if (s.len == 0 || s.data[s.len - 1] != ':')
        return false;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        size_t at = find_last(s, said[i].words);

        if (at != SIZE_MAX && s.len - at - strlen(said[i].words) <= said[i].tail)
            return true;
    }
    return false;
}

/* "2016-01-04 10:12 GMT+01:00 X <a@b>:" */
static bool
is_bare_attribution(struct span s)
{
    return s.len > 10 && isdigit((unsigned char)s.data[0]) && contains(s, "<") && contains(s, "@") &&
           (span_ends(s, ">:") || span_ends(s, "> :"));
}

/* In whatever language: an address in <>, the digits of a date, a colon at the end. */
static bool
names_writer(struct span s)
{
    size_t open = span_find_byte(s, '<'), at = span_find_byte(s, '@');
    struct span digits = s;

    if (open == SIZE_MAX || at == SIZE_MAX || at < open || !(span_ends(s, ":") || span_ends(s, "\uff1a")))
        return false;
    for (; digits.len >= 4; digits = span_from(digits, 1))
        if (has_digit(span_first(digits, 1)) && digits.data[1] == ':' &&
            has_digit(span_first(span_from(digits, 2), 1)) && has_digit(span_first(span_from(digits, 3), 1)))
            return true;
        else if (span_starts(digits, "20") && has_digit(span_first(span_from(digits, 2), 1)) &&
                 has_digit(span_first(span_from(digits, 3), 1)))
            return true;
    return false;
}

/* Above marked lines less is needed to be sure. */
size_t
quoteline_announces(struct arena *arena, const struct quoteline *lines, size_t end)
{
    for (size_t n = 1; n <= ANNOUNCED_LINES_MAX && n <= end; n++) {
        struct text joined = text_new(arena, ATTRIBUTION_BYTES_MAX);

        if (quoteline_blank(&lines[end - n]) || lines[end - n].depth > 0)
            return 0;
        for (size_t i = end - n; i < end; i++) {
            text_span(&joined, lines[i].folded);
            text_byte(&joined, ' ');
        }
        if (joined.overflow)
            return 0;
        if ((n == 1 && says_wrote(span_trim(text_get(&joined)))) ||
            names_writer(span_trim(text_get(&joined))))
            return n;
    }
    return 0;
}

size_t
quoteline_attribution(struct arena *arena, const struct quoteline *lines, size_t at, size_t count)
{
    struct text joined = text_new(arena, ATTRIBUTION_BYTES_MAX);
    bool opens = opens_attribution(lines[at].folded);

    /* A line with a writer and a colon, or the first of several that start with a date. */
    if (!opens && !(lines[at].folded.len > 0 && contains(lines[at].folded, ":")))
        return 0;
    for (size_t n = 0; n < ATTRIBUTION_LINES_MAX && at + n < count; n++) {
        if (lines[at + n].depth != lines[at].depth || quoteline_blank(&lines[at + n]))
            return 0;
        if (n > 0)
            text_byte(&joined, ' ');
        text_span(&joined, lines[at + n].folded);
        if (joined.overflow)
            return 0;
        if ((says_wrote(text_get(&joined)) &&
             (has_digit(text_get(&joined)) || contains(text_get(&joined), "@"))) ||
            (opens && is_bare_attribution(text_get(&joined))))
            return n + 1;
        if (!opens)
            return 0;
    }
    return 0;
}

/* -- block of fields -------------------------------------------------------------- */

enum field_class { FIELD_NOT, FIELD_FROM, FIELD_DATE, FIELD_TO, FIELD_SUBJECT, FIELD_OTHER };

static enum field_class
field_class(struct span folded)
{
    static const struct {
        const char *label;
        enum field_class class;
    } labels[] = {
        {"de", FIELD_FROM},
        {"from", FIELD_FROM},
        {"expediteur", FIELD_FROM},
        {"von", FIELD_FROM},
        {"envoye", FIELD_DATE},
        {"envoye le", FIELD_DATE},
        {"sent", FIELD_DATE},
        {"date", FIELD_DATE},
        {"date d'envoi", FIELD_DATE},
        {"message du", FIELD_DATE},
        {"gesendet", FIELD_DATE},
        {"da", FIELD_FROM},
        {"van", FIELD_FROM},
        {"fran", FIELD_FROM},
        {"od", FIELD_FROM},
        {"\u53d1\u4ef6\u4eba", FIELD_FROM},
        {"\u5dee\u51fa\u4eba", FIELD_FROM},
        {"enviado", FIELD_DATE},
        {"enviado el", FIELD_DATE},
        {"enviado em", FIELD_DATE},
        {"enviada em", FIELD_DATE},
        {"enviada", FIELD_DATE},
        {"inviato", FIELD_DATE},
        {"data", FIELD_DATE},
        {"fecha", FIELD_DATE},
        {"datum", FIELD_DATE},
        {"verzonden", FIELD_DATE},
        {"skickat", FIELD_DATE},
        {"wyslano", FIELD_DATE},
        {"\u53d1\u9001\u65f6\u95f4", FIELD_DATE},
        {"\u9001\u4fe1\u65e5\u6642", FIELD_DATE},
        {"para", FIELD_TO},
        {"aan", FIELD_TO},
        {"till", FIELD_TO},
        {"do", FIELD_TO},
        {"\u6536\u4ef6\u4eba", FIELD_TO},
        {"\u5b9b\u5148", FIELD_TO},
        {"asunto", FIELD_SUBJECT},
        {"assunto", FIELD_SUBJECT},
        {"oggetto", FIELD_SUBJECT},
        {"onderwerp", FIELD_SUBJECT},
        {"amne", FIELD_SUBJECT},
        {"temat", FIELD_SUBJECT},
        {"\u4e3b\u9898", FIELD_SUBJECT},
        {"\u4ef6\u540d", FIELD_SUBJECT},
        {"a", FIELD_TO},
        {"to", FIELD_TO},
        {"pour", FIELD_TO},
        {"destinataire", FIELD_TO},
        {"destinataires", FIELD_TO},
        {"an", FIELD_TO},
        {"objet", FIELD_SUBJECT},
        {"subject", FIELD_SUBJECT},
        {"sujet", FIELD_SUBJECT},
        {"betreff", FIELD_SUBJECT},
        {"cc", FIELD_OTHER},
        {"cci", FIELD_OTHER},
        {"bcc", FIELD_OTHER},
        {"copie a", FIELD_OTHER},
        {"copie", FIELD_OTHER},
        {"repondre a", FIELD_OTHER},
        {"reply-to", FIELD_OTHER},
        {"importance", FIELD_OTHER},
        {"pieces jointes", FIELD_OTHER},
        {"piece jointe", FIELD_OTHER},
        {"attachments", FIELD_OTHER},
        {"priorite", FIELD_OTHER},
    };
    struct span s = unmark(folded), label;
    size_t colon = span_find_byte(s, ':');

    if (colon == SIZE_MAX || colon > 20)
        return FIELD_NOT;
    label = span_trim(span_first(s, colon));
    while (label.len > 0 && (label.data[label.len - 1] == '*' || label.data[label.len - 1] == '_'))
        label = span_trim(span_first(label, label.len - 1));
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (span_is(label, labels[i].label))
            return labels[i].class;
    return FIELD_NOT;
}

/* The whole block, from its author on, run into one line by a converter. */
static bool
is_block_in_one(struct span folded)
{
    static const char *const sent[] = {
        " envoye :", " envoye:", " sent:", " sent :", " date :", " date:", NULL};
    static const char *const subject[] = {" objet :", " objet:", " subject:", " subject :", NULL};

    return span_finds_any(folded, sent) && span_finds_any(folded, subject);
}

static size_t
block_from(const struct quoteline *lines, size_t at, size_t count, size_t least)
{
    bool seen[FIELD_OTHER + 1] = {false};
    size_t classes = 0, end = at, continued = 0;

    for (size_t i = at; i < count && i - at < FIELD_LINES_MAX && lines[i].depth == lines[at].depth; i++) {
        enum field_class class = field_class(lines[i].folded);

        if (quoteline_blank(&lines[i]))
            break;
        if (class == FIELD_NOT && ++continued > FIELD_CONTINUATIONS_MAX)
            break;
        if (class == FIELD_NOT)
            continue;
        if (class != FIELD_OTHER && !seen[class])
            classes++;
        seen[class] = true;
        end = i + 1;
    }
    return seen[FIELD_FROM] && classes >= least ? end - at : 0;
}

size_t
quoteline_fields(const struct quoteline *lines, size_t at, size_t count)
{
    if (field_class(lines[at].folded) != FIELD_FROM)
        return 0;
    return is_block_in_one(lines[at].folded) ? 1 : block_from(lines, at, count, 3);
}

/* -- separators ------------------------------------------------------------------- */

static size_t
next_not_blank(const struct quoteline *lines, size_t at, size_t count)
{
    while (at < count && quoteline_blank(&lines[at]))
        at++;
    return at;
}

static struct span
without_dashes(struct span s, bool *dashed)
{
    size_t before = s.len;

    while (s.len > 0 && strchr("-=_* >", s.data[0]) != NULL)
        s = span_from(s, 1);
    *dashed = before - s.len >= 2;
    while (s.len > 0 && strchr("-=_* :", s.data[s.len - 1]) != NULL)
        s.len--;
    return s;
}

size_t
quoteline_separator(const struct quoteline *lines, size_t at, size_t count, bool *forward)
{
    static const char *const replies[] = {"message d'origine",       "message original",
                                          "mail original",           "original message",
                                          "original mail",           "message initial",
                                          "courriel original",       "message precedent",
                                          "reply message",           "mensaje original",
                                          "original appointment",    "rendez-vous d'origine",
                                          "ursprungliche nachricht", NULL};
    static const char *const forwards[] = {"message transfere", "message transmis",   "message reexpedie",
                                           "mail transfere",    "courriel transfere", "forwarded message",
                                           "forwarded by",      "forwarded mail",     NULL};
    static const char *const opened[] = {"debut du message reexpedie", "debut du message transfere",
                                         "begin forwarded message", "debut du courriel transfere", NULL};
    struct span inner, folded = lines[at].folded;
    bool dashed;
    size_t next;

    if (folded.len == 0 || folded.len > 120)
        return 0;
    inner = without_dashes(folded, &dashed);
    *forward = span_starts_any(inner, opened) || (dashed && span_starts_any(inner, forwards));
    if (*forward || (dashed && span_starts_any(inner, replies)))
        return 1;
    /* A rule, or "Message du 12/12/16 13:20", counts only with a block of fields right below. */
    if (!quoteline_rule(&lines[at]) && !span_starts(inner, "message du "))
        return 0;
    next = next_not_blank(lines, at + 1, count);
    if (next >= count || next > at + 2 || field_class(lines[next].folded) == FIELD_NOT)
        return 0;
    return block_from(lines, next, count, 2) > 0 ? 1 : 0;
}
