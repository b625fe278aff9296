// SPDX-License-Identifier: Apache-2.0
/* The form that the mails of tests/corpus/answers are about, in little. */
#ifndef TESTS_READER_AGREEMENT_H
#define TESTS_READER_AGREEMENT_H

#include "procedure/form.h"

#define AGREEMENT_TEXT(s)                                                                                    \
    {                                                                                                        \
        s, sizeof(s) - 1                                                                                     \
    }

static struct field agreement_fields[7];

static struct section agreement_sections[] = {
    {.id = AGREEMENT_TEXT("etudiant"),
     .label = {AGREEMENT_TEXT("Étudiant"), AGREEMENT_TEXT("Student")},
     .fields = &agreement_fields[0],
     .field_count = 2},
    {.id = AGREEMENT_TEXT("stage"),
     .label = {AGREEMENT_TEXT("Stage"), AGREEMENT_TEXT("Internship")},
     .fields = &agreement_fields[2],
     .field_count = 5},
    {.id = AGREEMENT_TEXT("tuteur"), .label = {AGREEMENT_TEXT("Tuteur"), AGREEMENT_TEXT("Supervisor")}},
};

#define AGREEMENT_FIELD(s, i, n, g, t, fr, en)                                                               \
    .section = &agreement_sections[s], .id = AGREEMENT_TEXT(i), .name = AGREEMENT_TEXT(n), .type = t,        \
    .group = AGREEMENT_TEXT(g), .label = {AGREEMENT_TEXT(fr), AGREEMENT_TEXT(en)}

static struct field agreement_fields[7] = {
    {AGREEMENT_FIELD(0, "etudiant.nom", "nom", "", TYPE_TEXT, "Nom", "Last name")},
    {AGREEMENT_FIELD(0, "etudiant.prenom", "prenom", "", TYPE_TEXT, "Prénom", "First name")},
    {AGREEMENT_FIELD(1, "stage.debut", "debut", "", TYPE_DATE, "Date de début", "Start date")},
    {AGREEMENT_FIELD(1, "stage.fin", "fin", "", TYPE_DATE, "Date de fin", "End date")},
    {AGREEMENT_FIELD(1, "stage.sujet", "sujet", "", TYPE_LONGTEXT, "Sujet", "Subject")},
    {AGREEMENT_FIELD(1, "stage.interruption.debut", "debut", "interruption", TYPE_DATE,
                     "Début de l'interruption", "Interruption start")},
    {AGREEMENT_FIELD(1, "stage.interruption.fin", "fin", "interruption", TYPE_DATE, "Fin de l'interruption",
                     "Interruption end")},
};

static struct form agreement_form = {
    .id = AGREEMENT_TEXT("convention"),
    .label = {AGREEMENT_TEXT("Convention de stage"), AGREEMENT_TEXT("Internship agreement")},
    .sections = agreement_sections,
    .section_count = sizeof agreement_sections / sizeof agreement_sections[0],
    .fields = agreement_fields,
    .field_count = sizeof agreement_fields / sizeof agreement_fields[0],
};

#endif
