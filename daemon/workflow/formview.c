// SPDX-License-Identifier: Apache-2.0
#include "workflow/formview.h"

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
in_language(const struct formview *view, const struct label *label)
{
    return strcmp(view->language, "en") == 0 && label->en.len > 0 ? label->en : label->fr;
}

static struct span
yes_no(bool value)
{
    return value ? SPAN("yes") : SPAN("no");
}

static bool
has_finding(const struct formview *view, struct span field, const char *rule)
{
    for (size_t i = 0; i < view->findings->count; i++)
        if (span_is(view->findings->items[i].rule, rule) && span_equal(view->findings->items[i].field, field))
            return true;
    return false;
}

/* Required now, whether it is there or not. */
static bool
is_required(const struct formview *view, const struct field *field, bool missing)
{
    if (missing || field->required == NULL || field->required_when == NULL)
        return missing;
    if (strcmp(field->required, "true()") == 0 || strcmp(field->required, "false()") == 0)
        return field->required[0] == 't';
    /* In a group the expression stands on the item, where we can't: what is there was wanted. */
    return field->group.len == 0 && evaluation_boolean(view->evaluation, field->required_when, NULL);
}

static struct span
rejected_value(const struct formview *view, struct span id)
{
    const xmlNode *node = xml_first(xmlDocGetRootElement(view->dossier), "rejected");

    for (; node != NULL; node = xml_next(node, "rejected"))
        if (span_equal(span_of(xml_attr_or(view->arena, node, "field", "")), id))
            return span_of(xml_attr_or(view->arena, node, "value", ""));
    return (struct span){NULL, 0};
}

static void
put_choices(struct text *out, const struct formview *view, const struct field *field)
{
    /* Not the countries of the world: nobody is shown all of them. */
    for (size_t i = 0; i < field->choice_count && field->type == TYPE_CHOICE; i++) {
        text_string(out, "<choice");
        markup_attribute(out, "value", field->choices[i].value);
        text_byte(out, '>');
        markup_escape(out, in_language(view, &field->choices[i].label));
        text_string(out, "</choice>");
    }
}

/* From where we have a value that nobody wrote: "file", "register"...; NULL: somebody wrote it. */
static const char *
origin_of(const struct formview *view, struct span id)
{
    const xmlNode *node = xml_first(xmlDocGetRootElement(view->dossier), "origin");

    for (; node != NULL; node = xml_next(node, "origin"))
        if (span_equal(span_of(xml_attr_or(view->arena, node, "field", "")), id))
            return strcmp(xml_attr_or(view->arena, node, "status", ""), "corrected") == 0
                       ? NULL
                       : xml_attr_or(view->arena, node, "source", "");
    return NULL;
}

/* node: the value's element, NULL when there is none. */
static void
put_field(struct text *out, const struct formview *view, const struct field *field, struct span id,
          const xmlNode *node)
{
    struct span value = xml_text(view->arena, node), rejected = rejected_value(view, id);
    bool missing = has_finding(view, id, "required");
    const char *origin = value.len > 0 ? origin_of(view, id) : NULL;

    text_string(out, "<field");
    markup_attribute(out, "id", id);
    markup_attribute(out, "name", field->name);
    markup_attribute(out, "type", span_of(type_names[field->type]));
    markup_attribute(out, "missing", yes_no(missing));
    markup_attribute(out, "required", yes_no(is_required(view, field, missing)));
    if (field->calculate != NULL)
        markup_attribute(out, "computed", SPAN("yes"));
    if (origin != NULL) {
        markup_attribute(out, "origin", span_of(origin));
        if (field->stands)
            markup_attribute(out, "stands", SPAN("yes"));
    }
    if (rejected.data != NULL)
        markup_attribute(out, "rejected", rejected);
    text_byte(out, '>');
    markup_element(out, "label", in_language(view, &field->label));
    if (field->help.fr.len > 0)
        markup_element(out, "help", in_language(view, &field->help));
    put_choices(out, view, field);
    if (value.len > 0) {
        markup_element(out, "value", value);
        markup_element(out, "shown", datatype_show(view->arena, field, value, view->language));
    }
    text_string(out, "</field>");
}

static struct span
item_id(const struct formview *view, const struct field *field, size_t item)
{
    if (item == 1)
        return field->id;
    return span_printf(view->arena, "%.*s.%.*s.%zu.%.*s", SPAN_ARG(field->section->id),
                       SPAN_ARG(field->group), item, SPAN_ARG(field->name));
}

/* All fields of one group, which stand together; an empty group shows one empty item. */
static size_t
put_group(struct text *out, const struct formview *view, const struct section *section, size_t first,
          const xmlNode *data)
{
    struct span group = section->fields[first].group;
    const char *name = span_dup(view->arena, group);
    const xmlNode *item = xml_first(data, name);
    size_t end = first, number = 1;

    while (end < section->field_count && span_equal(section->fields[end].group, group))
        end++;
    text_string(out, "<group");
    markup_attribute(out, "id", group);
    markup_attribute(out, "count", span_printf(view->arena, "%zu", data == NULL ? 0 : xml_count(data, name)));
    text_byte(out, '>');
    do {
        text_printf(out, "<item n=\"%zu\">", number);
        for (size_t i = first; i < end; i++)
            put_field(out, view, &section->fields[i], item_id(view, &section->fields[i], number),
                      xml_first(item, span_dup(view->arena, section->fields[i].name)));
        text_string(out, "</item>");
        number++;
        item = item == NULL ? NULL : xml_next(item, name);
    } while (item != NULL);
    text_string(out, "</group>");
    return end;
}

static void
put_section(struct text *out, const struct formview *view, const struct section *section, const xmlNode *data)
{
    const xmlNode *values = xml_first(data, span_dup(view->arena, section->id));
    enum gauge gauge = rules_gauge(view->evaluation, section, view->findings);
    size_t i = 0;

    text_string(out, "<section");
    markup_attribute(out, "id", section->id);
    markup_attribute(out, "gauge", span_of(gauge_name(gauge)));
    text_byte(out, '>');
    markup_element(out, "label", in_language(view, &section->label));
    while (i < section->field_count) {
        const struct field *field = &section->fields[i];

        if (field->group.len > 0) {
            i = put_group(out, view, section, i, values);
            continue;
        }
        put_field(out, view, field, field->id, xml_first(values, span_dup(view->arena, field->name)));
        i++;
    }
    text_string(out, "</section>");
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
    markup_element(out, "label", in_language(view, &field->label));
    markup_element(out, "value", value);
    markup_element(out, "shown", datatype_show(view->arena, field, value, view->language));
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
    const xmlNode *data = xml_first(xmlDocGetRootElement(view->dossier), "data");

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

void
formview_form(struct text *out, const struct formview *view)
{
    const struct form *form = procedure_form(view->procedure);
    const xmlNode *data = xml_first(xmlDocGetRootElement(view->dossier), "data");

    text_string(out, "<form");
    markup_attribute(out, "id", form->id);
    text_byte(out, '>');
    markup_element(out, "label", in_language(view, &form->label));
    for (size_t i = 0; i < form->section_count; i++)
        put_section(out, view, &form->sections[i], data);
    text_string(out, "</form>");
}

/* The label of "section.group.2.field" is that of its field. */
static const struct field *
field_of(const struct formview *view, struct span id)
{
    struct span parts[4], rest = id;
    size_t count = 0;
    const struct field *field;

    while (count < 4 && span_split(&rest, '.', &parts[count]))
        count++;
    if (count == 4)
        id = span_printf(view->arena, "%.*s.%.*s.%.*s", SPAN_ARG(parts[0]), SPAN_ARG(parts[1]),
                         SPAN_ARG(parts[3]));
    field = form_field(procedure_form(view->procedure), id);
    if (field == NULL && view->parent != NULL)
        field = form_field(procedure_form(view->parent), id);
    return field;
}

void
formview_findings(struct text *out, const struct formview *view)
{
    text_string(out, "<findings");
    markup_attribute(out, "complete", yes_no(findings_complete(view->findings)));
    markup_attribute(out, "valid", yes_no(findings_valid(view->findings)));
    text_byte(out, '>');
    for (size_t i = 0; i < view->findings->count; i++) {
        const struct finding *finding = &view->findings->items[i];
        const struct field *field = field_of(view, finding->field);

        text_string(out, "<finding");
        markup_attribute(out, "rule", finding->rule);
        markup_attribute(out, "severity", span_of(severity_name(finding->severity)));
        markup_attribute(out, "field", finding->field);
        markup_attribute(out, "source", finding->source);
        text_byte(out, '>');
        if (field != NULL)
            markup_element(out, "label", in_language(view, &field->label));
        markup_element(out, "message", in_language(view, &finding->message));
        text_string(out, "</finding>");
    }
    text_string(out, "</findings>");
}
