// SPDX-License-Identifier: Apache-2.0
/*
 * document: a template's result, in the layout vocabulary of document(5), set as a PDF.
 * Deterministic: same fonts, same template, same context, same bytes.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "procedure/template.h"

struct typesetter; /* fonts cut to the scripts we print, hyphenation patterns */

/* Reads fonts and patterns from disk once, before the sandbox is closed. */
struct typesetter *typesetter_open(struct error *err);
void typesetter_close(struct typesetter **typesetter);

/* context -> template -> layout -> PDF */
bool document_make(struct arena *arena, struct typesetter *typesetter, const struct procedure *procedure,
                   struct span template, struct span language, xmlDoc *context, struct span *pdf,
                   struct error *err) MUST_CHECK;
/* layout -> PDF; files: where its images are, NULL none */
bool document_set_with(struct arena *arena, struct typesetter *typesetter, xmlDoc *layout,
                       const struct bundle *files, struct span *pdf, struct error *err) MUST_CHECK;
/* layout -> PDF, for tests and render */
bool document_set(struct arena *arena, struct typesetter *typesetter, xmlDoc *layout, struct span *pdf,
                  struct error *err) MUST_CHECK;

#endif
