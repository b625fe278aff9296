// SPDX-License-Identifier: Apache-2.0
#include "procedure/form.h"

#include "common/utf8.h"
#include "common/xml.h"
#include "procedure/compiled.h"
#include "procedure/formwords.h"
#include "procedure/patterns.h"

enum { TEXT_MAX = 1000, LONGTEXT_MAX = 5000 }; /* code points when form.xml says nothing */

const struct field *
form_field(const struct form *form, struct span id)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (span_equal(form->fields[i].id, id))
            return &form->fields[i];
    return NULL;
}

void
choice_fold(struct arena *arena, struct choice *choice)
{
    struct span *folded = arena_array(arena, 3 + choice->alias_count, sizeof *folded);

    folded[0] = utf8_fold(arena, choice->value);
    folded[1] = utf8_fold(arena, choice->label.fr);
    folded[2] = utf8_fold(arena, choice->label.en);
    for (size_t i = 0; i < choice->alias_count; i++)
        folded[3 + i] = utf8_fold(arena, choice->aliases[i]);
    choice->folded = folded;
    choice->folded_count = 3 + choice->alias_count;
}

const struct field *
form_field_by_label(struct arena *arena, const struct form *form, const struct section *section,
                    struct span label)
{
    struct formwords_key key = formwords_key(utf8_fold(arena, label));

    return formwords_field(formwords_of(arena, form), section, &key);
}

const struct section *
form_section_by_label(struct arena *arena, const struct form *form, struct span label)
{
    struct formwords_key key = formwords_key(utf8_fold(arena, label));

    return formwords_section(formwords_of(arena, form), &key);
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
        choice_fold(loading->procedure->arena, slot);
    }
    field->languages = loading_span(loading, node, "languages");
    if (field->type == TYPE_CHOICE && (field->choice_count == 0) != (field->languages.len > 0))
        loading_problem(loading, field->line,
                        "a field of type choice has either <choice> elements or languages=");
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

/* from="directory" stands; from="directory asked" may be corrected, and it is told; absent: corrected freely. */
static void
read_from(struct loading *loading, const xmlNode *node, struct field *field)
{
    struct span from = loading_span(loading, node, "from");
    bool known = span_find(from, "directory") != SIZE_MAX || span_find(from, "register") != SIZE_MAX;
    bool asked = span_find(from, "asked") != SIZE_MAX;

    field->stands = known && !asked;
    field->told = known && asked;
}

static void
check_field(struct loading *loading, const struct field *field)
{
    const char *fault;

    if (field->type == TYPE_PATTERN) {
        fault = pattern_fault(loading->procedure->arena, span_dup(loading->procedure->arena, field->pattern));
        if (fault != NULL)
            loading_problem(loading, field->line, "field %.*s: pattern: %s", SPAN_ARG(field->id), fault);
    }
    for (size_t i = 0; i < field->choice_count; i++)
        for (size_t j = 0; j < i; j++)
            if (span_equal(field->choices[i].value, field->choices[j].value))
                loading_problem(loading, field->line, "field %.*s: the choice \"%.*s\" stands twice",
                                SPAN_ARG(field->id), SPAN_ARG(field->choices[i].value));
    if (field->type != TYPE_CHOICE && field->choice_count > 0)
        loading_problem(loading, field->line, "field %.*s has <choice> but its type is not choice",
                        SPAN_ARG(field->id));
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
    field->path = arena_printf(procedure->arena, "%.*s/%s%s%s", SPAN_ARG(section->id), group,
                               *group == '\0' ? "" : "/", name);
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
    read_from(loading, node, field);
    field->pattern = loading_span(loading, node, "pattern");
    check_field(loading, field);
    field->max = field->type == TYPE_LONGTEXT ? LONGTEXT_MAX : TEXT_MAX;
    if (max != NULL && span_to_uint(span_of(max), &number))
        field->max = (uint32_t)number;
    loading->item = *group != '\0';
    field->required = loading_attr(loading, node, "required");
    field->required_when = loading_expression(loading, node, "required", false);
    field->calculate = loading_attr(loading, node, "calculate");
    field->calculation = loading_expression(loading, node, "calculate", false);
    loading->item = false;
    if (field->calculate != NULL && (field->required != NULL || field->group.len > 0))
        loading_problem(loading, field->line,
                        "field %.*s is computed: it can be neither required nor in a group",
                        SPAN_ARG(field->id));
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
    for (const struct section *other = form->sections; other < section; other++)
        if (span_equal(other->id, section->id))
            loading_problem(loading, xml_line(node), "the section %.*s stands twice", SPAN_ARG(section->id));
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
    procedure->form.words = formwords_make(procedure->arena, &procedure->form);
}
