// SPDX-License-Identifier: Apache-2.0
/*
 * languages: those of the table `langues` (code, fr, en, alias) that a procedure has templates in.
 */
#ifndef PROCEDURE_LANGUAGES_H
#define PROCEDURE_LANGUAGES_H

#include "procedure/procedure.h"

struct language {
    struct span code;
    struct label label;
};

/* Those in which the procedure has that mail; *count of them, in the order of the table. */
const struct language *languages_of(struct arena *arena, const struct procedure *procedure, struct span mail,
                                    size_t *count);
/* The one of them that people call so, by code, name or alias ("EN", "anglais", "in English"): its code;
 * "" none. */
struct span languages_named(struct arena *arena, const struct procedure *procedure, struct span mail,
                            struct span written);

#endif
