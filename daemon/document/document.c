// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

bool
document_make(struct arena *arena, struct typesetter *typesetter, const struct procedure *procedure,
              struct span template, struct span language, xmlDoc *context, struct span *pdf,
              struct error *err)
{
    char *name = span_dup(arena, template), *lang = span_dup(arena, language);
    const char *parameters[] = {NULL};
    xmlDoc *layout = template_apply(arena, procedure, "document", name, lang, context, parameters, err);

    if (layout == NULL || !document_set_with(arena, typesetter, layout, procedure_bundle(procedure), pdf, err))
        return error_at(err, "document %s (%s)", name, lang);
    return true;
}
