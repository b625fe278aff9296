// SPDX-License-Identifier: Apache-2.0
/*
 * document: a template's result, in the layout vocabulary of document(5), set as a PDF.
 * Deterministic: same fonts, same template, same context, same bytes.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "document/enclosure.h"
#include "procedure/template.h"

struct typesetter; /* fonts cut to the scripts we print, hyphenation patterns */

/* Reads fonts and patterns from disk once, before the sandbox is closed. */
struct typesetter *typesetter_open(struct error *err);
void typesetter_close(struct typesetter **typesetter);

/* What a document is made of. */
struct document_parts {
    const struct procedure *procedure;
    struct span template, language;
    xmlDoc *context;
    struct enclosures enclosures; /* that it carries */
};

/* context -> template -> layout -> PDF */
bool document_make(struct arena *arena, struct typesetter *typesetter, const struct document_parts *parts,
                   struct span *pdf, struct error *err) MUST_CHECK;
/* layout -> PDF; files: where its images are, NULL none */
bool document_set_with(struct arena *arena, struct typesetter *typesetter, xmlDoc *layout,
                       const struct bundle *files, const struct enclosures *enclosures, struct span *pdf,
                       struct error *err) MUST_CHECK;
/* layout -> PDF, for tests and render */
bool document_set(struct arena *arena, struct typesetter *typesetter, xmlDoc *layout, struct span *pdf,
                  struct error *err) MUST_CHECK;

#endif
