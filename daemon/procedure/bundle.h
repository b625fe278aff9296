// SPDX-License-Identifier: Apache-2.0
/*
 * bundle: the files of one procedure, in memory, with the digest that names the version.
 *
 * Holds every file below rules/PROCEDURE/ ("rules/form.xml"), templates/PROCEDURE/
 * ("templates/fr/mail/jauge.xsl"), rules/schema/ ("schema/form.rng") and the instance's
 * own overlay ("site/parameters.xml") with its images ("site/images/crest.png").  A bundle travels to the workers, which can
 * open no file, and is kept in the store, so that an old dossier keeps its rules.
 */
#ifndef PROCEDURE_BUNDLE_H
#define PROCEDURE_BUNDLE_H

#include "common/digest.h"
#include "common/error.h"
#include "common/wire.h"

enum {
    BUNDLE_FILES_MAX = 400,
    BUNDLE_BYTES_MAX = 8 * 1024 * 1024,
};

struct bundle_file {
    struct span name; /* relative, forward slashes */
    struct span data;
};

struct bundle {
    struct span procedure; /* its name: the folder's */
    struct bundle_file *files; /* sorted by name */
    size_t count;
    struct digest digest; /* over procedure, names and data */
};

/* Sorts, checks the limits, computes the digest.  Borrows the data. */
bool bundle_make(struct bundle *bundle, struct span procedure, struct bundle_file *files, size_t count,
                 struct error *err) MUST_CHECK;
const struct bundle_file *bundle_find(const struct bundle *bundle, const char *name);
void bundle_put(struct text *out, const struct bundle *bundle);
bool bundle_get(struct arena *arena, struct wire *wire, struct bundle *bundle, struct error *err) MUST_CHECK;

#endif
