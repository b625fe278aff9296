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
    PARAGRAPH_LINES_MAX = 30,
    DEVICE_BYTES_MAX = 160,
};

static bool
contains(struct span s, const char *needle)
{
    return span_find(s, needle) != SIZE_MAX;
}

static bool
starts_with_any(struct span s, const char *const *prefixes)
{
    for (; *prefixes != NULL; prefixes++)
        if (span_starts(s, *prefixes))
            return true;
    return false;
}

static bool
contains_any(struct span s, const char *const *needles)
{
    for (; *needles != NULL; needles++)
        if (contains(s, *needles))
            return true;
    return false;
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

    return s.len > 0 && (isdigit((unsigned char)s.data[0]) || starts_with_any(s, words));
}

/* "Le 4 janv.", "On Mon,": an attribution that may go on over the next lines. */
static bool
opens_attribution(struct span s)
{
    static const char *const words[] = {"le ", "on ", "am ", "el ", "em ", "il giorno ", "en date du ", NULL};

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
    } said[] = {{" a ecrit", 4},    {" wrote", 4},     {" a ecrit le ", 60}, {" wrote on ", 60},
                {" ha scritto", 4}, {" escribio", 4},  {" schrieb", 90},     {" a ecrit ce qui suit", 4},
                {" writes", 4},     {" a repondu", 4}, {" escreveu", 4},     {" ecrivait", 4}};

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

bool
quoteline_says_wrote(const struct quoteline *line)
{
    return line->folded.len > 0 && line->folded.len < ATTRIBUTION_BYTES_MAX && says_wrote(line->folded);
}

/* "2016-01-04 10:12 GMT+01:00 X <a@b>:" */
static bool
is_bare_attribution(struct span s)
{
    return s.len > 10 && isdigit((unsigned char)s.data[0]) && contains(s, "<") && contains(s, "@") &&
           (span_ends(s, ">:") || span_ends(s, "> :"));
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

/* The whole block run into one line by a converter. */
static bool
is_block_in_one(struct span folded)
{
    static const char *const sent[] = {
        " envoye :", " envoye:", " sent:", " sent :", " date :", " date:", NULL};
    static const char *const subject[] = {" objet :", " objet:", " subject:", " subject :", NULL};

    return field_class(folded) == FIELD_FROM && contains_any(folded, sent) && contains_any(folded, subject);
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
    if (is_block_in_one(lines[at].folded))
        return 1;
    if (field_class(lines[at].folded) != FIELD_FROM)
        return 0;
    return block_from(lines, at, count, 3);
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
    *forward = starts_with_any(inner, opened) || (dashed && starts_with_any(inner, forwards));
    if (*forward || (dashed && starts_with_any(inner, replies)))
        return 1;
    /* A rule, or "Message du 12/12/16 13:20", counts only with a block of fields right below. */
    if (!quoteline_rule(&lines[at]) && !span_starts(inner, "message du "))
        return 0;
    next = next_not_blank(lines, at + 1, count);
    if (next >= count || next > at + 2 || field_class(lines[next].folded) == FIELD_NOT)
        return 0;
    return block_from(lines, next, count, 2) > 0 ? 1 : 0;
}

/* -- added by machines ------------------------------------------------------------ */

static size_t
paragraph(const struct quoteline *lines, size_t at, size_t count)
{
    size_t end = at;

    while (end < count && end - at < PARAGRAPH_LINES_MAX && lines[end].depth == lines[at].depth &&
           !quoteline_blank(&lines[end]))
        end++;
    return end - at;
}

static bool
paragraph_has(const struct quoteline *lines, size_t at, size_t n, const char *const *needles)
{
    for (size_t i = at; i < at + n; i++)
        if (contains_any(lines[i].folded, needles))
            return true;
    return false;
}

struct span
quoteline_unmarked(struct arena *arena, struct span text)
{
    static const char *const marks[] = {
        "[externe]",        "[external]",         "[exterieur]",          "[ext]", "[mail externe]",
        "[external email]", "[courriel externe]", "[expediteur externe]", NULL};
    struct span s = span_trim(text);
    size_t end = span_find_byte(s, ']');
    struct span folded;

    if (end == SIZE_MAX || end > 40)
        return text;
    while (s.len > 0 && (s.data[0] == '*' || s.data[0] == ' '))
        s = span_from(s, 1);
    end = span_find_byte(s, ']');
    folded = utf8_fold(arena, span_first(s, end + 1));
    for (size_t i = 0; marks[i] != NULL; i++)
        if (span_is(folded, marks[i]))
            return span_trim(span_from(s, end + 1));
    return text;
}

size_t
quoteline_banner(const struct quoteline *lines, size_t at, size_t count)
{
    static const char *const openings[] = {"attention",
                                           "caution",
                                           "warning",
                                           "avertissement",
                                           "[attention",
                                           "/!\\",
                                           "!",
                                           "\u26a0",
                                           "external email",
                                           "external sender",
                                           "expediteur externe",
                                           "mail externe",
                                           "message externe",
                                           "courriel externe",
                                           "email externe",
                                           "ce message provient",
                                           "ce mail provient",
                                           "ce courriel provient",
                                           "cet e-mail provient",
                                           "cet email provient",
                                           "ce message a ete envoye par un expediteur",
                                           "this email originated",
                                           "this message originated",
                                           "this email came from outside",
                                           "this message was sent from outside",
                                           "vous ne recevez pas souvent",
                                           "[vous ne recevez pas souvent",
                                           "you don't often get email",
                                           "[you don't often get email",
                                           "certaines personnes ayant recu ce message",
                                           "[certaines personnes",
                                           "some people who received this message",
                                           "[some people who received",
                                           "securite :",
                                           "prudence",
                                           "*attention",
                                           "*caution",
                                           NULL};
    static const char *const meanings[] = {"exterieur",
                                           "externe",
                                           "outside",
                                           "external",
                                           "ne recevez pas souvent",
                                           "don't often get",
                                           "don't often receive",
                                           "ne recoivent pas souvent",
                                           "expediteur inconnu",
                                           "learnaboutsenderidentification",
                                           NULL};
    struct span first = lines[at].folded;
    size_t n = paragraph(lines, at, count);

    return n > 0 && starts_with_any(first, openings) && paragraph_has(lines, at, n, meanings) ? n : 0;
}

/* "Confidentiality: none" is a line of a form; a disclaimer goes on. */
static bool
is_form_line(struct span folded)
{
    size_t colon = span_find_byte(folded, ':'), words = 0;
    struct span rest = span_trim(span_from(folded, colon == SIZE_MAX ? folded.len : colon + 1)), word;

    while (rest.len > 0 && span_split(&rest, ' ', &word))
        words += word.len > 0;
    return colon != SIZE_MAX && words <= 4;
}

size_t
quoteline_disclaimer(const struct quoteline *lines, size_t at, size_t count)
{
    static const char *const openings[] = {"ce message et ",
                                           "ce message, et",
                                           "ce message electronique",
                                           "ce message est ",
                                           "ce courriel ",
                                           "ce mail ",
                                           "cet e-mail ",
                                           "cet email ",
                                           "ce document et",
                                           "les informations contenues",
                                           "l'information contenue",
                                           "le present message",
                                           "le contenu de ce",
                                           "avis de confidentialite",
                                           "confidentialite",
                                           "confidentialit",
                                           "si vous n'etes pas le destinataire",
                                           "l'integrite de ce",
                                           "this message ",
                                           "this e-mail ",
                                           "this email ",
                                           "the information contained",
                                           "the information in this",
                                           "the content of this",
                                           "the contents of this",
                                           "confidentiality",
                                           "disclaimer",
                                           "if you are not the intended",
                                           "if you have received this",
                                           "avertissement",
                                           "nota :",
                                           "important :",
                                           "*confidential",
                                           "internet communications",
                                           "toute utilisation",
                                           NULL};
    static const char *const meanings[] = {
        "confidentiel", "confidential", "destinataire", "recipient", "addressee", "par erreur",
        "in error",     "privileged",   "virus",        "alter",     NULL};
    static const char *const paper[] = {"pensez a l'environnement",
                                        "pensez environnement",
                                        "avant d'imprimer",
                                        "n'imprimez ",
                                        "please consider the environment",
                                        "think before you print",
                                        "before printing",
                                        "adoptez l'eco",
                                        "p pensez a",
                                        "p avant d'imprimer",
                                        NULL};
    static const char *const virus[] = {"garanti sans virus",
                                        "sans virus",
                                        "virus-free",
                                        "l'absence de virus",
                                        "cet e-mail a ete verifie",
                                        "cet email a ete verifie",
                                        "this email has been checked for viruses",
                                        "ce courrier electronique ne contient",
                                        "this email has been scanned",
                                        NULL};
    struct span first = unmark(lines[at].folded);
    size_t n = paragraph(lines, at, count);

    if (n == 0 || is_form_line(first))
        return 0;
    if (starts_with_any(first, paper) || starts_with_any(first, virus))
        return n;
    return starts_with_any(first, openings) && paragraph_has(lines, at, n, meanings) ? n : 0;
}

size_t
quoteline_device(const struct quoteline *lines, size_t at, size_t count)
{
    static const char *const openings[] = {"envoye de mon ",
                                           "envoye depuis ",
                                           "envoye a partir d",
                                           "envoye via ",
                                           "envoye de yahoo",
                                           "envoye de l'",
                                           "envoye de outlook",
                                           "envoye d'un ",
                                           "envoye de mobile",
                                           "envoye avec la messagerie",
                                           "envoye avec proton",
                                           "envoye avec l'application",
                                           "envoye avec outlook",
                                           "envoye avec bluemail",
                                           "envoye avec spark",
                                           "envoye avec airmail",
                                           "envoye avec canary",
                                           "envoye avec mailo",
                                           "envoye avec tuta",
                                           "envoye par l'application",
                                           "envoye par mon ",
                                           "expedie de mon ",
                                           "expedie depuis ",
                                           "obtenir outlook",
                                           "obtenez outlook",
                                           "obtenir [outlook",
                                           "telecharger outlook",
                                           "telechargez outlook",
                                           "telecharger [outlook",
                                           "get outlook",
                                           "get [outlook",
                                           "download outlook",
                                           "sent from ",
                                           "sent via ",
                                           "sent with proton",
                                           "sent with bluemail",
                                           "sent with spark",
                                           "sent with tuta",
                                           "provenance : courrier",
                                           "provenance: courrier",
                                           "provenance : mail",
                                           "from my iphone",
                                           "excusez ma brievete",
                                           "veuillez excuser ma brievete",
                                           "please excuse my brevity",
                                           "yahoo mail :",
                                           "yahoo mail pour",
                                           "telecharger yahoo",
                                           "mail pour windows",
                                           "courrier pour windows",
                                           NULL};
    struct span s = unmark(lines[at].folded);
    size_t n = 1;

    if (s.len > 0 && s.data[0] == '[' && !span_starts(s, "[x]") && !span_starts(s, "[ ]"))
        s = span_from(s, 1);
    if (s.len > DEVICE_BYTES_MAX || !starts_with_any(s, openings))
        return 0;
    /* The link of the product stands alone on the line below. */
    if (at + 1 < count && lines[at + 1].depth == lines[at].depth &&
        (span_starts(lines[at + 1].folded, "<http") || span_starts(lines[at + 1].folded, "http")))
        n++;
    return n;
}
