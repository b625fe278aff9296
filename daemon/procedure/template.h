// SPDX-License-Identifier: Apache-2.0
/*
 * template: the XSLT 1.0 templates of a procedure, compiled once.
 * "templates/LANG/mail/NAME.xsl", "templates/LANG/document/NAME.xsl".
 * No file, no network, no extension element; the functions of procedure(5) are there.
 */
#ifndef PROCEDURE_TEMPLATE_H
#define PROCEDURE_TEMPLATE_H

#include "procedure/procedure.h"

/* kind: "mail" or "document".  Falls back on "fr" when there is no template in `lang`.
 * parameters: names and plain string values, NULL-terminated.  The result is XML in the
 * vocabulary of mail/body.h or document/layout.h and lives as long as the arena. */
xmlDoc *template_apply(struct arena *arena, const struct procedure *procedure, const char *kind,
                       const char *name, const char *lang, xmlDoc *input, const char **parameters,
                       struct error *err);
/* The language that was asked for, if the procedure speaks it: "fr", "en", or one that has templates; else "fr". */
struct span template_language(const struct procedure *procedure, struct span asked);
bool template_exists(const struct procedure *procedure, const char *kind, const char *name, const char *lang);

#endif
