// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

bool
document_make(struct arena *arena, struct typesetter *typesetter, const struct document_parts *parts,
              struct span *pdf, struct error *err)
{
    char *name = span_dup(arena, parts->template), *lang = span_dup(arena, parts->language);
    const char *none[] = {NULL};
    xmlDoc *layout =
        template_apply(arena, parts->procedure, "document", name, lang, parts->context, none, err);

    if (layout == NULL || !document_set_with(arena, typesetter, layout, procedure_bundle(parts->procedure),
                                             &parts->enclosures, pdf, err))
        return error_at(err, "document %s (%s)", name, lang);
    return true;
}
