// SPDX-License-Identifier: Apache-2.0
/*
 * folder: a procedure's files from disk into a bundle (procedure/bundle.h).
 *
 * What workflow.xml says it takes from other procedures comes along: the parameters.xml of its
 * <parent> when it has none, and <templates from= names=> that it lacks.  All templates of such a
 * procedure are there to be imported, as "FROM/fr/mail/common.xsl".
 */
#ifndef OS_FOLDER_H
#define OS_FOLDER_H

#include "procedure/bundle.h"

struct folder_places {
    const char *rules;      /* folder with one folder a procedure */
    const char *templates;  /* same */
    const char *schema;     /* rules/schema; NULL: below `rules` */
    const char *parameters; /* the site's overlay file; "" none */
    const char *procedure;  /* its name: a folder of both */
};

bool folder_bundle(struct arena *arena, const struct folder_places *places, struct bundle *bundle,
                   struct error *err) MUST_CHECK;

#endif
