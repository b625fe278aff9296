// SPDX-License-Identifier: Apache-2.0
/*
 * privacy: what a procedure says of the personal data that it keeps (rules/PROCEDURE/privacy.xml, see
 * procedure(5)): how long each kind is kept once a dossier is closed and why (GDPR art. 5(1)(e), 17(3)),
 * which sections of the form are about whom (art. 15), and what it never asks for and masks (art. 5(1)(c)).
 */
#ifndef PROCEDURE_PRIVACY_H
#define PROCEDURE_PRIVACY_H

#include "procedure/evaluation.h"

#define PRIVACY_FILE "rules/privacy.xml"

enum kept {
    KEPT_MESSAGES,  /* mails received and sent, with what was attached */
    KEPT_DOCUMENTS, /* PDFs that were made */
    KEPT_DOSSIER,   /* the values, the tasks, the answers, the details of the event log */
    KEPT_COUNT,
};
const char *kept_name(enum kept kept); /* "messages" "documents" "dossier" */

struct keep {
    enum kept what;
    xmlXPathCompExpr *until; /* the last day; none or no date: as long as the dossier is there */
    struct label label, why;
    struct span source;
    int line;
};

enum { MASK_LENGTH_MAX = 31, MASK_GROUPS_MAX = 12 };

struct mask {
    struct span id;
    struct label label;
    const char *pattern;    /* of the whole, without separators, in capitals */
    unsigned lengths;       /* bit n: n letters and digits may make one */
    xmlXPathCompExpr *test; /* of $found; NULL: the pattern is enough */
    unsigned char groups[MASK_GROUPS_MAX]; /* in which it is written in files, beside in one piece */
    size_t group_count;                    /* 0: files are not looked through for it */
    int line;
};

/* How long what is forgotten when nobody speaks of it any more is kept: <forget>. */
struct forget {
    struct span kind; /* of directory entries; "" how people want to be written to */
    xmlXPathCompExpr *months;
    int line;
};

struct about {
    struct span role;
    struct span sections; /* ids, separated by spaces; "*" all */
};

struct privacy {
    struct keep *keeps;
    size_t keep_count;
    struct mask *masks;
    size_t mask_count;
    struct about *abouts;
    size_t about_count;
    struct forget *forgets;
    size_t forget_count;
    unsigned lengths; /* of all masks */
    uint64_t firsts;  /* with which one of them may begin (procedure/patterns.h) */
};

/* Empty when the procedure has no privacy.xml: everything is kept, nothing is masked. */
const struct privacy *procedure_privacy(const struct procedure *procedure);

/* The last day on which it is kept; DAY_NONE: no end is known. */
int32_t privacy_until(struct evaluation *evaluation, const struct keep *keep);
/* Is that section about the role? */
bool privacy_is_about(const struct privacy *privacy, struct span role, struct span section);

/* The text with each masked thing as "[label]"; borrows the text when there is none.  *found (may be NULL)
 * is set to the first mask that was met and else left. */
struct span privacy_mask(struct arena *arena, const struct procedure *procedure, struct span text,
                         const struct mask **found);
/* The first mask met in the text of a file: more strictly, since numbers stand there side by side.  NULL none. */
const struct mask *privacy_find(struct arena *arena, const struct procedure *procedure, struct span text);
const struct mask *privacy_mask_of(const struct procedure *procedure, struct span id); /* NULL none */

#endif
