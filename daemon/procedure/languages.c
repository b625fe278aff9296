// SPDX-License-Identifier: Apache-2.0
/*
 * languages: the choices of a field that asks for a language are those for which the procedure has
 * templates: <field type="choice" languages="document/agreement"> offers every row of the table
 * `langues` (code, fr, en, alias) whose templates/CODE/document/agreement.xsl is there.  To speak
 * another language is to add a folder of templates.
 */
#include "procedure/compiled.h"

#include "common/xml.h"

static bool
has_template(const struct procedure *procedure, struct span code, struct span template)
{
    struct arena *arena = arena_open(64 * 1024);
    struct span name = span_printf(arena, "templates/%.*s/%.*s.xsl", SPAN_ARG(code), SPAN_ARG(template));
    bool found = false;

    for (size_t i = 0; i < procedure->bundle.count && !found; i++)
        found = span_equal(procedure->bundle.files[i].name, name);
    arena_close(&arena);
    return found;
}

static void
offer(struct loading *loading, struct field *field, const struct table *table)
{
    struct arena *arena = loading->procedure->arena;

    field->choices = arena_array(arena, xml_count(table->node, "row"), sizeof *field->choices);
    for (xmlNode *row = xml_first(table->node, "row"); row != NULL; row = xml_next(row, "row")) {
        struct choice *choice = &field->choices[field->choice_count];

        choice->value = loading_span(loading, row, "code");
        choice->label = (struct label){loading_span(loading, row, "fr"), loading_span(loading, row, "en")};
        choice->aliases = loading_aliases(loading, row, &choice->alias_count);
        if (choice->value.len != 2 || choice->label.fr.len == 0 || choice->label.en.len == 0)
            loading_problem(loading, xml_line(row),
                            "a language has code=\"fr\", fr= and en=, maybe alias=\"a|b\"");
        else if (has_template(loading->procedure, choice->value, field->languages)) {
            choice_fold(arena, choice);
            field->choice_count++;
        }
    }
}

void
load_languages(struct loading *loading)
{
    struct form *form = &loading->procedure->form;
    const struct table *table = table_find(loading->procedure, SPAN("langues"));

    for (size_t i = 0; i < form->field_count; i++) {
        struct field *field = &form->fields[i];

        if (field->languages.len == 0)
            continue;
        loading->file = "rules/form.xml";
        if (table == NULL) {
            loading_problem(loading, field->line, "languages: there is no table \"langues\"");
            return;
        }
        loading->file = table_file(table);
        offer(loading, field, table);
        loading->file = "rules/form.xml";
        if (field->choice_count == 0)
            loading_problem(loading, field->line,
                            "languages: no language of the table has a template %.*s.xsl",
                            SPAN_ARG(field->languages));
    }
}
