// SPDX-License-Identifier: Apache-2.0
/*
 * datatype: one written value to its canonical spelling, or the words that say what
 * is wrong with it.  Canonical: dates ISO; booleans "oui"/"non"; hours and money
 * decimal with a point ("37.5" hours, "4.50" money); choices their value; e-mail with a lower-case
 * domain; phone E.164; SIRET 14 digits; NAF "62.01Z".  Sources: reference law 5.1-5.6.
 */
#ifndef PROCEDURE_DATATYPE_H
#define PROCEDURE_DATATYPE_H

#include "procedure/form.h"

/* False: `why` says what was expected and gives an example, in each language. */
bool datatype_read(struct arena *arena, const struct field *field, struct span written, struct span *canonical,
                   struct label *why) MUST_CHECK;
/* As people read it: "2 mars 2026", "37 h 30", "4,50 €", the choice's label. */
struct span datatype_show(struct arena *arena, const struct field *field, struct span canonical, const char *lang);

#endif
