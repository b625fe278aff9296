// SPDX-License-Identifier: Apache-2.0
/* What gateways, telephones and legal departments add to a mail (reader/quoteline.h). */
#include <string.h>

#include "common/utf8.h"
#include "reader/quoteline.h"

enum {
    PARAGRAPH_LINES_MAX = 30,
    DEVICE_BYTES_MAX = 160,
};

/* Bold marks and bars that a converter left in front. */
static struct span
unmark(struct span s)
{
    while (s.len > 0 && strchr("*_| ", s.data[0]) != NULL)
        s = span_from(s, 1);
    return s;
}

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
        if (span_finds_any(lines[i].folded, needles))
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

    return n > 0 && span_starts_any(first, openings) && paragraph_has(lines, at, n, meanings) ? n : 0;
}

static const char *const disclaimer_openings[] = {"ce message et ",
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

/* "Confidentiality: none" is a line of a form; a disclaimer goes on. */
static bool
is_form_line(struct span folded)
{
    size_t colon = span_find_byte(folded, ':'), words = 0;
    struct span rest = span_trim(span_from(folded, colon == SIZE_MAX ? folded.len : colon + 1)), word;

    if (colon == SIZE_MAX || span_starts_any(rest, disclaimer_openings))
        return false;
    while (rest.len > 0 && span_split(&rest, ' ', &word))
        words += word.len > 0;
    return words <= 4;
}

/* What legal departments write about; and who says "I" is none. */
enum matter {
    SECRECY,
    ADDRESSEE,
    MISTAKE,
    SPREADING,
    LIABILITY,
    DELETION,
    PROHIBITION,
    PRIVILEGE,
    INTEGRITY,
    SENDER,
    PERSONAL_DATA,
    BINDING,
    PERSON,
};

static const struct {
    const char *words; /* three bytes at least */
    enum matter matter;
} speaking[] = {{"confidentiel", SECRECY},
                {"confidential", SECRECY},
                {"destinataire", ADDRESSEE},
                {"recipient", ADDRESSEE},
                {"addressee", ADDRESSEE},
                {"intended for", ADDRESSEE},
                {"a l'attention de", ADDRESSEE},
                {"par erreur", MISTAKE},
                {"in error", MISTAKE},
                {"by mistake", MISTAKE},
                {"diffusion", SPREADING},
                {"divulgation", SPREADING},
                {"disclosure", SPREADING},
                {"dissemination", SPREADING},
                {"distribution", SPREADING},
                {"responsabilite", LIABILITY},
                {"liability", LIABILITY},
                {"liable", LIABILITY},
                {"responsable de", LIABILITY},
                {"detruire", DELETION},
                {"supprimer", DELETION},
                {"delete", DELETION},
                {"destroy", DELETION},
                {"strictement interdit", PROHIBITION},
                {"non autorise", PROHIBITION},
                {"est interdite", PROHIBITION},
                {"prohibited", PROHIBITION},
                {"unauthori", PROHIBITION},
                {"privileged", PRIVILEGE},
                {"secret professionnel", PRIVILEGE},
                {"legally", PRIVILEGE},
                {"virus", INTEGRITY},
                {"integrite", INTEGRITY},
                {"integrity", INTEGRITY},
                {"altere", INTEGRITY},
                {"altered", INTEGRITY},
                {"expediteur", SENDER},
                {"sender", SENDER},
                {"donnees personnelles", PERSONAL_DATA},
                {"personal data", PERSONAL_DATA},
                {"rgpd", PERSONAL_DATA},
                {"gdpr", PERSONAL_DATA},
                {"engage", BINDING},
                {"contractuel", BINDING},
                {"binding", BINDING},
                {"registered in", BINDING},
                {"siege social", BINDING},
                {" je ", PERSON},
                {" j'", PERSON},
                {" mon ", PERSON},
                {" ma ", PERSON},
                {" mes ", PERSON},
                {" i ", PERSON},
                {" i'm ", PERSON},
                {" my ", PERSON}};

/* A place among 1024 for the first three bytes of a text. */
static unsigned
beginning(const char *text)
{
    uint32_t three = (uint32_t)(unsigned char)text[0] | (uint32_t)(unsigned char)text[1] << 8 |
                     (uint32_t)(unsigned char)text[2] << 16;

    return three * 2654435761U >> 22;
}

/* A bit for each matter that the lines speak of.  All words are looked for in one pass: few places of a line
 * begin as one of them does. */
static unsigned
matters_of(const struct quoteline *lines, size_t at, size_t n)
{
    enum { COUNT = sizeof speaking / sizeof speaking[0] };
    unsigned char begins[1024] = {0},
                  next[COUNT]; /* one of those that begin so, plus one; and the next of them */
    unsigned found = 0;

    for (size_t i = 0; i < COUNT; i++) {
        next[i] = begins[beginning(speaking[i].words)];
        begins[beginning(speaking[i].words)] = (unsigned char)(i + 1);
    }
    for (size_t line = at; line < at + n; line++)
        for (struct span rest = lines[line].folded; rest.len >= 3; rest = span_from(rest, 1))
            for (size_t i = begins[beginning(rest.data)]; i > 0; i = next[i - 1])
                if (span_starts(rest, speaking[i - 1].words))
                    found |= 1U << speaking[i - 1].matter;
    return found;
}

static bool
is_personal(const struct quoteline *lines, size_t at, size_t n)
{
    static const char *const first[] = {"je ", "j'", "mon ", "ma ", "mes ", "i ", "i'm ", "my ", NULL};

    for (size_t i = at; i < at + n; i++)
        if (span_starts_any(unmark(lines[i].folded), first))
            return true;
    return false;
}

/* "C1 - Interne", "Confidential": the mark of a firm's classes of documents, alone on its line. */
static bool
is_class_mark(struct span folded)
{
    static const char *const marks[] = {"interne",
                                        "internal",
                                        "confidentiel",
                                        "confidential",
                                        "public",
                                        "restreint",
                                        "restricted",
                                        "usage interne",
                                        "diffusion limitee",
                                        "diffusion restreinte",
                                        "internal use",
                                        "internal only",
                                        "general",
                                        NULL};

    while (folded.len > 0 && strchr("[]*# ", folded.data[folded.len - 1]) != NULL)
        folded.len--;
    while (folded.len > 0 && strchr("[]*# ", folded.data[0]) != NULL)
        folded = span_from(folded, 1);
    if (folded.len > 2 && folded.data[0] == 'c' && folded.data[1] >= '0' && folded.data[1] <= '4' &&
        strchr(" -:", folded.data[2]) != NULL)
        folded = span_trim(span_from(folded, 3));
    while (folded.len > 0 && strchr("-: ", folded.data[0]) != NULL)
        folded = span_from(folded, 1);
    for (size_t i = 0; marks[i] != NULL; i++)
        if (span_is(folded, marks[i]))
            return true;
    return false;
}

size_t
quoteline_disclaimer(const struct quoteline *lines, size_t at, size_t count)
{
    enum { OPENED = 1, UNOPENED = 3 }; /* matters that make a disclaimer */
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
    bool opens = span_starts_any(first, disclaimer_openings);
    bool known =
        span_starts_any(first, paper) || span_starts_any(first, virus) || (n == 1 && is_class_mark(first));
    unsigned matters;

    /* Only what stands apart from the author's own words is judged by its matters alone. */
    if (n == 0 || (!known && !opens && (at == 0 || !quoteline_blank(&lines[at - 1]))))
        return 0;
    if (is_form_line(first) || is_personal(lines, at, n))
        return 0;
    matters = matters_of(lines, at, n);
    if ((matters & 1U << PERSON) != 0)
        return 0;
    return known || __builtin_popcount(matters) >= (opens ? OPENED : UNOPENED) ? n : 0;
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
                                           "envoye avec k-9",
                                           "envoye avec la messagerie",
                                           "envoye avec l'appli",
                                           "envoye avec proton",
                                           "envoye avec fairemail",
                                           "envoye avec bluemail",
                                           "envoye avec spark",
                                           "envoye avec canary",
                                           "envoye avec aqua",
                                           "envoye avec thunderbird",
                                           "envoye avec airmail",
                                           "envoye avec edison",
                                           "envoye avec mailo",
                                           "von meinem ",
                                           "gesendet von ",
                                           "enviado desde ",
                                           "enviado do ",
                                           "inviato da ",
                                           "verstuurd vanaf ",
                                           "get typeapp",
                                           "cordialement, envoye de",
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
    if (s.len > DEVICE_BYTES_MAX || !span_starts_any(s, openings))
        return 0;
    /* The link of the product stands alone on the line below. */
    if (at + 1 < count && lines[at + 1].depth == lines[at].depth &&
        (span_starts(lines[at + 1].folded, "<http") || span_starts(lines[at + 1].folded, "http")))
        n++;
    return n;
}
