// SPDX-License-Identifier: Apache-2.0
#include "workflow/formview.h"

#include <assert.h>
#include <string.h>

#include "common/xml.h"
#include "procedure/datatype.h"
#include "workflow/markup.h"

static const char *const type_names[] = {
    [TYPE_TEXT] = "text",       [TYPE_LONGTEXT] = "longtext", [TYPE_DATE] = "date",
    [TYPE_INTEGER] = "integer", [TYPE_DECIMAL] = "decimal",   [TYPE_HOURS] = "hours",
    [TYPE_MONEY] = "money",     [TYPE_BOOLEAN] = "boolean",   [TYPE_CHOICE] = "choice",
    [TYPE_EMAIL] = "email",     [TYPE_PHONE] = "phone",       [TYPE_POSTCODE] = "postcode",
    [TYPE_COUNTRY] = "country", [TYPE_SIRET] = "siret",       [TYPE_NAF] = "naf",
    [TYPE_UAI] = "uai",         [TYPE_INE] = "ine",           [TYPE_PATTERN] = "pattern",
};

static struct span
in_language(bool english, const struct label *label)
{
    return english && label->en.len > 0 ? label->en : label->fr;
}

static struct span
yes_no(bool value)
{
    return value ? SPAN("yes") : SPAN("no");
}

static bool
is_missing(const struct findings *findings, struct span field)
{
    for (size_t i = 0; i < findings->count; i++)
        if (span_is(findings->items[i].rule, "required") && span_equal(findings->items[i].field, field))
            return true;
    return false;
}

static bool
is_constant(const struct field *field)
{
    return strcmp(field->required, "true()") == 0 || strcmp(field->required, "false()") == 0;
}

/* In a group the expression stands on the item, where we can't: what is there was wanted. */
struct span
formview_required(struct arena *arena, struct evaluation *evaluation, const struct procedure *procedure,
                  const struct findings *findings)
{
    const struct form *form = procedure_form(procedure);
    struct text out = text_new(arena, 64 * 1024);

    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = &form->fields[i];

        if (field->required == NULL || field->required_when == NULL || field->group.len > 0 ||
            is_constant(field) || is_missing(findings, field->id) ||
            !rules_required(evaluation, field))
            continue;
        if (out.len > 0)
            text_byte(&out, ' ');
        text_span(&out, field->id);
    }
    return text_get(&out);
}

static bool
is_listed(struct span list, struct span id)
{
    struct span word;

    while (list.len > 0 && span_split(&list, ' ', &word))
        if (span_equal(word, id))
            return true;
    return false;
}

/* Required now, whether it is there or not. */
static bool
is_required(const struct formview *view, const struct field *field, bool missing)
{
    if (missing || field->required == NULL || field->required_when == NULL)
        return missing;
    if (is_constant(field))
        return field->required[0] == 't';
    return field->group.len == 0 && is_listed(view->required, field->id);
}

static struct span
rejected_value(const struct formview *view, struct span id)
{
    const xmlNode *node = xml_first(view->dossier, "rejected");

    for (; node != NULL; node = xml_next(node, "rejected"))
        if (span_equal(span_of(xml_attr_or(view->arena, node, "field", "")), id))
            return span_of(xml_attr_or(view->arena, node, "value", ""));
    return (struct span){NULL, 0};
}

static void
blank_field(xmlNode *parent, const struct field *field, bool english)
{
    xmlNode *out = xml_add(parent, "field", SPAN(""));

    xml_set(out, "id", field->id);
    xml_set(out, "name", field->name);
    xml_set(out, "type", span_of(type_names[field->type]));
    if (field->calculate != NULL)
        xml_set(out, "computed", SPAN("yes"));
    xml_add(out, "label", in_language(english, &field->label));
    if (field->help.fr.len > 0)
        xml_add(out, "help", in_language(english, &field->help));
    /* Not the countries of the world: nobody is shown all of them. */
    for (size_t i = 0; i < field->choice_count && field->type == TYPE_CHOICE; i++)
        xml_set(xml_add(out, "choice", in_language(english, &field->choices[i].label)), "value",
                field->choices[i].value);
}

/* Where the group's fields, which stand together, end. */
static size_t
end_of_group(const struct section *section, size_t first)
{
    size_t end = first;

    while (end < section->field_count &&
           span_equal(section->fields[end].group, section->fields[first].group))
        end++;
    return end;
}

static void
blank_section(xmlNode *form, const struct section *section, bool english)
{
    xmlNode *out = xml_add(form, "section", SPAN("")), *group, *item;
    size_t i = 0;

    xml_set(out, "id", section->id);
    xml_add(out, "label", in_language(english, &section->label));
    while (i < section->field_count) {
        size_t end = end_of_group(section, i);

        if (section->fields[i].group.len == 0) {
            blank_field(out, &section->fields[i++], english);
            continue;
        }
        group = xml_add(out, "group", SPAN(""));
        xml_set(group, "id", section->fields[i].group);
        item = xml_add(group, "item", SPAN(""));
        for (; i < end; i++)
            blank_field(item, &section->fields[i], english);
    }
}

static char blanks_own; /* its address marks what belongs to a blank */

static void
mark(xmlNode *node)
{
    node->_private = &blanks_own;
    for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        attribute->_private = &blanks_own;
    for (xmlNode *child = node->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            mark(child);
        else
            child->_private = &blanks_own;
}

/* What is copied bears no mark. */
static void
remove_unmarked(xmlNode *node)
{
    xmlAttr *attribute = node->properties, *next_attribute;
    xmlNode *child = node->children, *next;

    for (; attribute != NULL; attribute = next_attribute) {
        next_attribute = attribute->next;
        if (attribute->_private != &blanks_own)
            xmlRemoveProp(attribute);
    }
    for (; child != NULL; child = next) {
        next = child->next;
        if (child->_private != &blanks_own)
            xml_remove(child);
        else if (child->type == XML_ELEMENT_NODE)
            remove_unmarked(child);
    }
}

static struct formview_blank
blank_form(struct arena *arena, const struct form *form, bool english)
{
    xmlDoc *doc = xml_new(arena, "form");
    xmlNode *root = xmlDocGetRootElement(doc);

    xml_set(root, "id", form->id);
    xml_add(root, "label", in_language(english, &form->label));
    for (size_t i = 0; i < form->section_count; i++)
        blank_section(root, &form->sections[i], english);
    mark(root);
    return (struct formview_blank){doc, root};
}

void
formview_give_back(struct formview_blank blank)
{
    remove_unmarked(blank.form);
    xmlDocSetRootElement(blank.home, blank.form);
}

struct formview_blanks
formview_blanks(struct arena *arena, const struct procedure *procedure)
{
    const struct form *form = procedure_form(procedure);

    return (struct formview_blanks){blank_form(arena, form, false), blank_form(arena, form, true)};
}

/* From where we have a value that nobody wrote: "file", "register"...; NULL: somebody wrote it. */
static const char *
origin_of(const struct formview *view, struct span id)
{
    const xmlNode *node = xml_first(view->dossier, "origin");

    for (; node != NULL; node = xml_next(node, "origin"))
        if (span_equal(span_of(xml_attr_or(view->arena, node, "field", "")), id))
            return strcmp(xml_attr_or(view->arena, node, "status", ""), "corrected") == 0
                       ? NULL
                       : xml_attr_or(view->arena, node, "source", "");
    return NULL;
}

/* out: the blank <field>; node: the value's element, NULL when there is none. */
static void
fill_field(xmlNode *out, const struct formview *view, const struct field *field, struct span id,
           const xmlNode *node)
{
    struct span value = xml_text(view->arena, node), rejected = rejected_value(view, id);
    bool missing = is_missing(view->findings, id);
    const char *origin = value.len > 0 ? origin_of(view, id) : NULL;

    xml_set(out, "missing", yes_no(missing));
    xml_set(out, "required", yes_no(is_required(view, field, missing)));
    if (origin != NULL) {
        xml_set(out, "origin", span_of(origin));
        if (field->stands)
            xml_set(out, "stands", SPAN("yes"));
    }
    if (rejected.data != NULL)
        xml_set(out, "rejected", rejected);
    if (value.len == 0)
        return;
    xml_add(out, "value", value);
    xml_add(out, "shown", datatype_show(view->arena, field, value, view->english ? "en" : "fr"));
}

static struct span
item_id(const struct formview *view, const struct field *field, size_t item)
{
    if (item == 1)
        return field->id;
    return span_printf(view->arena, "%.*s.%.*s.%zu.%.*s", SPAN_ARG(field->section->id),
                       SPAN_ARG(field->group), item, SPAN_ARG(field->name));
}

static void
fill_item(xmlNode *out, const struct formview *view, const struct field *fields, size_t count, size_t number,
          const xmlNode *item)
{
    xmlNode *field = xml_first(out, "field");

    xml_set(out, "n", span_printf(view->arena, "%zu", number));
    for (size_t i = 0; i < count; i++, field = xml_next(field, "field")) {
        struct span id = item_id(view, &fields[i], number);

        if (number > 1)
            xml_set(field, "id", id);
        fill_field(field, view, &fields[i], id, xml_first(item, span_dup(view->arena, fields[i].name)));
    }
}

/* An empty group shows one empty item. */
static void
fill_group(xmlNode *out, const struct formview *view, const struct field *fields, size_t count,
           const xmlNode *data)
{
    const char *name = span_dup(view->arena, fields[0].group);
    size_t items = data == NULL ? 0 : xml_count(data, name);
    const xmlNode *item = xml_first(data, name);
    xmlNode *one = xml_first(out, "item");

    xml_set(out, "count", span_printf(view->arena, "%zu", items));
    for (size_t i = 1; i < items; i++)
        xmlAddChild(out, xmlDocCopyNode(one, out->doc, 1));
    for (size_t number = 1; one != NULL; number++, one = xml_next(one, "item")) {
        fill_item(one, view, fields, count, number, item);
        item = item == NULL ? NULL : xml_next(item, name);
    }
}

static void
fill_section(xmlNode *out, const struct formview *view, const struct section *section, const xmlNode *data)
{
    const xmlNode *values = xml_first(data, span_dup(view->arena, section->id));
    xmlNode *child = xml_next(xml_first(out, "label"), NULL);
    size_t i = 0;

    xml_set(out, "gauge", span_of(gauge_name(rules_gauge(view->arena, data, section, view->findings))));
    for (; child != NULL; child = xml_next(child, NULL)) {
        const struct field *field = &section->fields[i];
        size_t end = end_of_group(section, i);

        if (field->group.len > 0) {
            fill_group(child, view, field, end - i, values);
            i = end;
            continue;
        }
        fill_field(child, view, field, field->id, xml_first(values, span_dup(view->arena, field->name)));
        i++;
    }
}

static void
put_value(struct text *out, const struct formview *view, const struct field *field, struct span id,
          const xmlNode *node)
{
    struct span value = xml_text(view->arena, node);

    if (value.len == 0)
        return;
    text_string(out, "<field");
    markup_attribute(out, "id", id);
    markup_attribute(out, "name", field->name);
    text_byte(out, '>');
    markup_element(out, "label", in_language(view->english, &field->label));
    markup_element(out, "value", value);
    markup_element(out, "shown", datatype_show(view->arena, field, value, view->english ? "en" : "fr"));
    text_string(out, "</field>");
}

static void
put_values(struct text *out, const struct formview *view, const struct field *field, const xmlNode *section)
{
    const char *group = span_dup(view->arena, field->group), *name = span_dup(view->arena, field->name);
    size_t number = 1;

    if (*group == '\0') {
        put_value(out, view, field, field->id, xml_first(section, name));
        return;
    }
    for (xmlNode *item = xml_first(section, group); item != NULL; item = xml_next(item, group), number++)
        put_value(out, view, field, item_id(view, field, number), xml_first(item, name));
}

void
formview_values(struct text *out, const struct formview *view)
{
    const struct form *form = procedure_form(view->procedure);
    const xmlNode *data = xml_first(view->dossier, "data");

    text_string(out, "<form");
    markup_attribute(out, "id", form->id);
    text_byte(out, '>');
    for (size_t i = 0; i < form->section_count; i++) {
        const struct section *section = &form->sections[i];

        for (size_t j = 0; j < section->field_count; j++)
            put_values(out, view, &section->fields[j], xml_first(data, span_dup(view->arena, section->id)));
    }
    text_string(out, "</form>");
}

struct formview_blank
formview_form(xmlNode *parent, const struct formview *view)
{
    const struct form *form = procedure_form(view->procedure);
    const xmlNode *data = xml_first(view->dossier, "data");
    struct formview_blank blank = view->english ? view->blanks->en : view->blanks->fr;
    xmlNode *section = xml_first(blank.form, "section");

    assert(blank.form->doc == blank.home); /* not lent to another */
    xmlUnlinkNode(blank.form);
    xmlAddChild(parent, blank.form);
    for (size_t i = 0; i < form->section_count; i++, section = xml_next(section, "section"))
        fill_section(section, view, &form->sections[i], data);
    return blank;
}

const struct field *
formview_field(struct arena *arena, const struct procedure *procedure, struct span id)
{
    struct span parts[4], rest = id;
    size_t count = 0;

    while (count < 4 && span_split(&rest, '.', &parts[count]))
        count++;
    if (count == 4)
        id = span_printf(arena, "%.*s.%.*s.%.*s", SPAN_ARG(parts[0]), SPAN_ARG(parts[1]), SPAN_ARG(parts[3]));
    return form_field(procedure_form(procedure), id);
}

static const struct label *
label_of(const struct formview *view, size_t finding)
{
    const struct field *field =
        formview_field(view->arena, view->procedure, view->findings->items[finding].field);

    if (field != NULL)
        return &field->label;
    return view->labels == NULL || view->labels[finding].fr.len == 0 ? NULL : &view->labels[finding];
}

void
formview_findings(xmlNode *parent, const struct formview *view)
{
    xmlNode *out = xml_add(parent, "findings", SPAN(""));

    xml_set(out, "complete", yes_no(findings_complete(view->findings)));
    xml_set(out, "valid", yes_no(findings_valid(view->findings)));
    for (size_t i = 0; i < view->findings->count; i++) {
        const struct finding *finding = &view->findings->items[i];
        const struct label *label = label_of(view, i);
        xmlNode *one = xml_add(out, "finding", SPAN(""));

        xml_set(one, "rule", finding->rule);
        xml_set(one, "severity", span_of(severity_name(finding->severity)));
        xml_set(one, "field", finding->field);
        xml_set(one, "source", finding->source);
        if (label != NULL)
            xml_add(one, "label", in_language(view->english, label));
        xml_add(one, "message", in_language(view->english, &finding->message));
    }
}
