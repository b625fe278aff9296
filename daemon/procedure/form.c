// SPDX-License-Identifier: Apache-2.0
#include "procedure/form.h"

#include <string.h>

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"

enum { TEXT_MAX = 1000, LONGTEXT_MAX = 5000 }; /* code points when form.xml says nothing */

const struct field *
form_field(const struct form *form, struct span id)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (span_equal(form->fields[i].id, id))
            return &form->fields[i];
    return NULL;
}

/* "Nom :" and "nom (obligatoire) *" are "nom". */
static struct span
bare_label(struct arena *arena, struct span label)
{
    struct span folded = utf8_fold(arena, label);

    for (;;) {
        size_t open = span_find_byte(folded, '(');

        if (folded.len > 0 && strchr(" :*=.", folded.data[folded.len - 1]) != NULL)
            folded.len--;
        else if (folded.len > 0 && folded.data[folded.len - 1] == ')' && open != SIZE_MAX && open > 0)
            folded.len = open;
        else
            return folded;
    }
}

static bool
label_is(struct arena *arena, struct span wanted, struct span label)
{
    return label.len > 0 && span_equal(wanted, bare_label(arena, label));
}

static bool
field_is(struct arena *arena, const struct field *field, struct span wanted)
{
    if (label_is(arena, wanted, field->label.fr) || label_is(arena, wanted, field->label.en) ||
        label_is(arena, wanted, field->id))
        return true;
    for (size_t i = 0; i < field->alias_count; i++)
        if (label_is(arena, wanted, field->aliases[i]))
            return true;
    return false;
}

const struct field *
form_field_by_label(struct arena *arena, const struct form *form, const struct section *section,
                    struct span label)
{
    struct span wanted = bare_label(arena, label);
    const struct field *found = NULL;
    size_t matches = 0;

    if (wanted.len == 0)
        return NULL;
    for (size_t i = 0; section != NULL && i < section->field_count; i++)
        if (field_is(arena, &section->fields[i], wanted))
            return &section->fields[i];
    for (size_t i = 0; i < form->field_count; i++)
        if (field_is(arena, &form->fields[i], wanted)) {
            found = &form->fields[i];
            matches++;
        }
    return matches == 1 ? found : NULL;
}

const struct section *
form_section_by_label(struct arena *arena, const struct form *form, struct span label)
{
    struct span wanted = bare_label(arena, label);

    for (size_t i = 0; i < form->section_count; i++) {
        const struct section *section = &form->sections[i];

        if (label_is(arena, wanted, section->label.fr) || label_is(arena, wanted, section->label.en) ||
            label_is(arena, wanted, section->id))
            return section;
    }
    return NULL;
}

static struct span *
read_aliases(struct loading *loading, const xmlNode *node, size_t *count)
{
    struct arena *arena = loading->procedure->arena;
    struct span *aliases = arena_array(arena, xml_count(node, "alias"), sizeof *aliases);

    *count = 0;
    for (xmlNode *alias = xml_first(node, "alias"); alias != NULL; alias = xml_next(alias, "alias"))
        aliases[(*count)++] = span_trim(xml_text(arena, alias));
    return aliases;
}

static void
read_choices(struct loading *loading, const xmlNode *node, struct field *field)
{
    field->choices =
        arena_array(loading->procedure->arena, xml_count(node, "choice"), sizeof *field->choices);
    for (xmlNode *choice = xml_first(node, "choice"); choice != NULL; choice = xml_next(choice, "choice")) {
        struct choice *slot = &field->choices[field->choice_count++];

        slot->value = loading_span(loading, choice, "value");
        slot->label = loading_labels(loading, choice, "label");
        slot->aliases = read_aliases(loading, choice, &slot->alias_count);
    }
    if (field->type == TYPE_CHOICE && field->choice_count == 0)
        loading_problem(loading, field->line, "a field of type choice needs <choice> elements");
}

static void
read_editors(struct loading *loading, const xmlNode *node, struct field *field)
{
    struct span list = loading_span(loading, node, "editors"), word;

    field->editors = arena_array(loading->procedure->arena, list.len + 1, sizeof *field->editors);
    while (list.len > 0 && span_split(&list, ' ', &word))
        if (word.len > 0)
            field->editors[field->editor_count++] = word;
}

static void
read_field(struct loading *loading, const xmlNode *node, const struct section *section, const char *group)
{
    struct procedure *procedure = loading->procedure;
    struct field *field = &procedure->form.fields[procedure->form.field_count];
    const char *name = loading_attr(loading, node, "id"), *type = loading_attr(loading, node, "type");
    const char *max = loading_attr(loading, node, "max");
    uint64_t number;
    bool known;

    if (name == NULL || type == NULL)
        return; /* the schema has said so */
    field->line = xml_line(node);
    field->section = section;
    field->name = span_of(name);
    field->group = span_of(group);
    field->id = *group == '\0'
                    ? span_printf(procedure->arena, "%.*s.%s", SPAN_ARG(section->id), name)
                    : span_printf(procedure->arena, "%.*s.%s.%s", SPAN_ARG(section->id), group, name);
    field->type = datatype_named(type, &known);
    if (!known)
        loading_problem(loading, field->line, "there is no datatype \"%s\"", type);
    if (form_field(&procedure->form, field->id) != NULL)
        loading_problem(loading, field->line, "the field %.*s stands twice", SPAN_ARG(field->id));
    field->label = loading_labels(loading, node, "label");
    field->help = loading_labels(loading, node, "help");
    field->aliases = read_aliases(loading, node, &field->alias_count);
    read_choices(loading, node, field);
    read_editors(loading, node, field);
    field->pattern = loading_span(loading, node, "pattern");
    field->max = field->type == TYPE_LONGTEXT ? LONGTEXT_MAX : TEXT_MAX;
    if (max != NULL && span_to_uint(span_of(max), &number))
        field->max = (uint32_t)number;
    field->required = loading_attr(loading, node, "required");
    field->required_when = loading_expression(loading, node, "required", false);
    field->calculate = loading_attr(loading, node, "calculate");
    field->calculation = loading_expression(loading, node, "calculate", false);
    procedure->form.field_count++;
}

static void
read_section(struct loading *loading, const xmlNode *node)
{
    struct form *form = &loading->procedure->form;
    struct section *section = &form->sections[form->section_count++];
    size_t first = form->field_count;

    section->id = loading_span(loading, node, "id");
    section->label = loading_labels(loading, node, "label");
    section->fields = form->fields + first;
    for (xmlNode *child = xml_first(node, NULL); child != NULL; child = xml_next(child, NULL)) {
        const char *group = loading_attr(loading, child, "id");

        if (xml_is(child, "field"))
            read_field(loading, child, section, "");
        if (!xml_is(child, "group") || group == NULL)
            continue;
        for (xmlNode *field = xml_first(child, "field"); field != NULL; field = xml_next(field, "field"))
            read_field(loading, field, section, group);
    }
    section->field_count = form->field_count - first;
}

static size_t
count_fields(const xmlNode *root)
{
    size_t count = 0;

    for (xmlNode *section = xml_first(root, "section"); section != NULL;
         section = xml_next(section, "section")) {
        count += xml_count(section, "field");
        for (xmlNode *group = xml_first(section, "group"); group != NULL; group = xml_next(group, "group"))
            count += xml_count(group, "field");
    }
    return count;
}

void
load_form(struct loading *loading, xmlDoc *doc)
{
    struct procedure *procedure = loading->procedure;
    xmlNode *root = xmlDocGetRootElement(doc);

    procedure->form.id = loading_span(loading, root, "id");
    procedure->form.label = loading_labels(loading, root, "label");
    procedure->form.sections =
        arena_array(procedure->arena, xml_count(root, "section"), sizeof *procedure->form.sections);
    procedure->form.fields =
        arena_array(procedure->arena, count_fields(root) + 1, sizeof *procedure->form.fields);
    for (xmlNode *section = xml_first(root, "section"); section != NULL;
         section = xml_next(section, "section"))
        read_section(loading, section);
}
