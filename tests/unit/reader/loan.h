// SPDX-License-Identifier: Apache-2.0
/* A small form made by hand, for the tests of the reader: a loan desk. */
#ifndef TESTS_READER_LOAN_H
#define TESTS_READER_LOAN_H

#include "procedure/form.h"

#define LOAN_TEXT(s)                                                                                         \
    {                                                                                                        \
        s, sizeof(s) - 1                                                                                     \
    }

static struct span loan_alias[] = {LOAN_TEXT("Nom de famille")};
static struct choice loan_ways[] = {
    {.value = LOAN_TEXT("M"), .label = {LOAN_TEXT("Sur place"), LOAN_TEXT("On site")}},
    {.value = LOAN_TEXT("D"), .label = {LOAN_TEXT("À domicile"), LOAN_TEXT("At home")}},
};

static struct field loan_fields[12];

static struct section loan_sections[] = {
    {.id = LOAN_TEXT("emprunteur"),
     .label = {LOAN_TEXT("Emprunteur"), LOAN_TEXT("Borrower")},
     .fields = &loan_fields[0],
     .field_count = 4},
    {.id = LOAN_TEXT("pret"),
     .label = {LOAN_TEXT("Prêt"), LOAN_TEXT("Loan")},
     .fields = &loan_fields[4],
     .field_count = 6},
    {.id = LOAN_TEXT("garant"),
     .label = {LOAN_TEXT("Garant"), LOAN_TEXT("Guarantor")},
     .fields = &loan_fields[10],
     .field_count = 2},
};

#define LOAN_FIELD(s, i, n, t, fr, en)                                                                       \
    .section = &loan_sections[s], .id = LOAN_TEXT(i), .name = LOAN_TEXT(n), .type = t,                       \
    .group = LOAN_TEXT(""), .label = {LOAN_TEXT(fr), LOAN_TEXT(en)}
#define LOAN_MEMBER(s, i, n, g, t, fr, en)                                                                   \
    .section = &loan_sections[s], .id = LOAN_TEXT(i), .name = LOAN_TEXT(n), .type = t,                       \
    .group = LOAN_TEXT(g), .label = {LOAN_TEXT(fr), LOAN_TEXT(en)}

static struct field loan_fields[12] = {
    {LOAN_FIELD(0, "emprunteur.nom", "nom", TYPE_TEXT, "Nom", "Last name"), .aliases = loan_alias,
     .alias_count = 1},
    {LOAN_FIELD(0, "emprunteur.prenom", "prenom", TYPE_TEXT, "Prénom", "First name")},
    {LOAN_FIELD(0, "emprunteur.courriel", "courriel", TYPE_EMAIL, "Courriel", "E-mail")},
    {LOAN_FIELD(0, "emprunteur.adresse", "adresse", TYPE_TEXT, "Adresse : rue", "Address")},
    {LOAN_FIELD(1, "pret.debut", "debut", TYPE_DATE, "Date de début", "Start date")},
    {LOAN_FIELD(1, "pret.objet", "objet", TYPE_LONGTEXT, "Objet du prêt", "Purpose")},
    {LOAN_FIELD(1, "pret.lieu", "lieu", TYPE_CHOICE, "Consultation", "Way"), .choices = loan_ways,
     .choice_count = 2},
    {LOAN_FIELD(1, "pret.renouvelable", "renouvelable", TYPE_BOOLEAN, "Renouvelable", "Renewable")},
    {LOAN_MEMBER(1, "pret.interruption.debut", "debut", "interruption", TYPE_DATE, "Début de l'interruption",
                 "Interruption start")},
    {LOAN_MEMBER(1, "pret.interruption.fin", "fin", "interruption", TYPE_DATE, "Fin de l'interruption",
                 "Interruption end")},
    {LOAN_FIELD(2, "garant.nom", "nom", TYPE_TEXT, "Nom", "Last name")},
    {LOAN_FIELD(2, "garant.courriel", "courriel", TYPE_EMAIL, "Courriel", "E-mail")},
};

static struct form loan_form = {
    .id = LOAN_TEXT("pret"),
    .label = {LOAN_TEXT("Prêt de livres"), LOAN_TEXT("Book loan")},
    .sections = loan_sections,
    .section_count = sizeof loan_sections / sizeof loan_sections[0],
    .fields = loan_fields,
    .field_count = sizeof loan_fields / sizeof loan_fields[0],
};

#endif
