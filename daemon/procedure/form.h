// SPDX-License-Identifier: Apache-2.0
/*
 * form: the sections and fields of a procedure (rules/PROCEDURE/form.xml).
 */
#ifndef PROCEDURE_FORM_H
#define PROCEDURE_FORM_H

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "common/error.h"
#include "common/text.h"

/* What is shown to people, in each language we have.  `en` falls back on `fr`. */
struct label {
    struct span fr, en;
};

enum datatype {
    TYPE_TEXT,
    TYPE_LONGTEXT,
    TYPE_DATE,
    TYPE_INTEGER,
    TYPE_DECIMAL,
    TYPE_HOURS,
    TYPE_MONEY,
    TYPE_BOOLEAN,
    TYPE_CHOICE,
    TYPE_EMAIL,
    TYPE_PHONE,
    TYPE_POSTCODE,
    TYPE_COUNTRY,
    TYPE_SIRET,
    TYPE_NAF,
    TYPE_UAI,
    TYPE_INE,
    TYPE_PATTERN,
};

struct choice {
    struct span value;
    struct label label;
    struct span *aliases;
    size_t alias_count;
    const struct span *folded; /* value, labels and aliases; NULL: folded anew at each look */
    size_t folded_count;
};

struct section;

struct field {
    struct span id;    /* "emprunteur.nom"; in a group "pret.objet.nom" */
    struct span name;  /* last part of the id; NUL-terminated */
    struct span group; /* name of the repeatable group, "" when none */
    const struct section *section;
    const char *path; /* where its value stands below <data>: "emprunteur/nom"; in a group, of its first item */
    enum datatype type;
    struct label label, help;
    struct span *aliases; /* further labels under which a text form may name it */
    size_t alias_count;
    struct choice *choices;
    size_t choice_count;
    struct span languages; /* TYPE_CHOICE: the choices are the languages that have this template; "" not so */
    struct span pattern;  /* TYPE_PATTERN: POSIX extended */
    uint32_t max;         /* code points */
    const char *required; /* XPath source; NULL is never */
    xmlXPathCompExpr *required_when;
    unsigned required_reach; /* what that looks at (procedure/compiled.h) */
    const char *calculate; /* XPath source of a computed field; NULL: asked */
    xmlXPathCompExpr *calculation;
    struct span *editors; /* roles that may change it; none: whoever may edit in that state */
    size_t editor_count;
    bool stands; /* what the directory knows can't be changed here */
    bool told;   /* a correction of what the directory knows is a finding */
    const struct choice *countries; /* TYPE_COUNTRY: ISO codes and names; NULL: codes only */
    size_t country_count;
    int line; /* of form.xml */
};

struct section {
    struct span id;
    struct label label;
    struct field *fields; /* a slice of form.fields, groups' fields among them */
    size_t field_count;
};

struct formwords;

struct form {
    struct span id; /* the procedure's name */
    struct label label;
    struct section *sections;
    size_t section_count;
    struct field *fields;
    size_t field_count;
    const struct formwords *words; /* formwords.h; NULL: made anew at each look-up */
};

/* Fills `folded`, when all else is there. */
void choice_fold(struct arena *arena, struct choice *choice);
const struct field *form_field(const struct form *form, struct span id);
/* By a label, alias or id as somebody wrote it (folded); NULL when none or when two match.
 * `section`: the heading last seen, to tell "Nom" of one section from another's; may be NULL. */
const struct field *form_field_by_label(struct arena *arena, const struct form *form,
                                        const struct section *section, struct span label);
const struct section *form_section_by_label(struct arena *arena, const struct form *form, struct span label);

#endif
