// SPDX-License-Identifier: Apache-2.0
/*
 * languages: the choices of a field that asks for a language are those for which the procedure has
 * templates: <field type="choice" languages="document/agreement"> offers every row of the table
 * `langues` (code, fr, en, alias) whose templates/CODE/document/agreement.xsl is there.  To speak
 * another language is to add a folder of templates.
 */
#include "procedure/languages.h"

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/template.h"

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

const struct language *
languages_of(struct arena *arena, const struct procedure *procedure, struct span mail, size_t *count)
{
    const struct table *table = table_find(procedure, SPAN("langues"));
    const char *name = span_dup(arena, mail);
    struct language *languages;

    *count = 0;
    if (table == NULL)
        return NULL;
    languages = arena_array(arena, xml_count(table->node, "row"), sizeof *languages);
    for (xmlNode *row = xml_first(table->node, "row"); row != NULL; row = xml_next(row, "row")) {
        const char *code = xml_attr_or(arena, row, "code", "");

        if (template_exists(procedure, "mail", name, code))
            languages[(*count)++] =
                (struct language){span_of(code),
                                  {span_of(xml_attr_or(arena, row, "fr", "")),
                                   span_of(xml_attr_or(arena, row, "en", ""))}};
    }
    return languages;
}

/* Is it one of the words that the row gives, separated by "|"? */
static bool
is_called(struct arena *arena, const xmlNode *row, const char *attribute, struct span folded)
{
    struct span rest = span_of(xml_attr_or(arena, row, attribute, "")), word;

    while (span_split(&rest, '|', &word))
        if (word.len > 0 && span_equal(utf8_fold(arena, span_trim(word)), folded))
            return true;
    return false;
}

static bool
has_name(struct arena *arena, const xmlNode *row, struct span folded)
{
    static const char *const attributes[] = {"code", "fr", "en", "alias"};

    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        if (is_called(arena, row, attributes[i], folded))
            return true;
    return false;
}

struct span
languages_named(struct arena *arena, const struct procedure *procedure, struct span mail, struct span written)
{
    const struct table *table = table_find(procedure, SPAN("langues"));
    struct span folded;

    while (written.len > 0 && (written.data[0] == ':' || written.data[0] == ' '))
        written = span_from(written, 1);
    while (span_ends(written, ".") || span_ends(written, " "))
        written.len--;
    folded = utf8_fold(arena, span_trim(written));
    if (span_starts(folded, "en ") || span_starts(folded, "in "))
        folded = span_from(folded, 3);
    for (xmlNode *row = table == NULL ? NULL : xml_first(table->node, "row"); row != NULL;
         row = xml_next(row, "row"))
        if (has_name(arena, row, folded))
            return template_exists(procedure, "mail", span_dup(arena, mail), xml_attr_or(arena, row, "code", ""))
                       ? span_of(xml_attr_or(arena, row, "code", ""))
                       : SPAN("");
    return SPAN("");
}
